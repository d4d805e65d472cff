"""`counts`: one row a quantity, with the place, unit and date nearest before it in its sentence (provisional)."""

from __future__ import annotations

import datetime
import math

from pipeline.schema.arrow import Row
from pipeline.spelling import plain
from pipeline.tabulate.dates import days_of
from pipeline.tabulate.page import Mention, Page

# What follows the number of an amount in đồng.
_DONG = ("đồng", "vnđ", "vnd", "đ")
_LARGEST = 2**63 - 1  # of the column's type


def rows(page: Page) -> list[Row]:
    """The link of a quantity to its place, unit and date is by nearness only, until a rule reads the sentence."""
    made: list[Row] = []
    last: dict[str, Mention] = {}
    sentence: int | None = None
    for mention in page.mentions:
        if mention.sentence_no != sentence:
            last.clear()
            sentence = mention.sentence_no
        if mention.label == "COUNT":
            made.append(_row(page.article.article_id, mention, last))
        else:
            last[mention.label] = mention
    return made


def _row(article_id: str, mention: Mention, last: dict[str, Mention]) -> Row:
    extra = mention.span._
    place, unit, date = last.get("PLACE"), last.get("UNIT"), last.get("DATE")
    days: tuple[datetime.date | None, datetime.date | None] = days_of(date.span._.iso) if date else (None, None)
    return {
        "article_id": article_id,
        "mention_id": mention.mention_id,
        "sentence_no": mention.sentence_no,
        "value": None if extra.value is None else float(extra.value),
        "value_max": None if extra.value_max is None else float(extra.value_max),
        "qualifier": extra.qualifier or "exact",
        "noun": extra.noun or None,
        "category": extra.category or "other",
        "amount_vnd": _amount_vnd(extra.category, extra.noun, extra.value),
        "place_id": place.entity_id if place else None,
        "unit_id": unit.entity_id if unit else None,
        "date_start": days[0],
        "date_end": days[1],
    }


def _amount_vnd(category: str | None, noun: str | None, value: float | None) -> int | None:
    if category != "money" or not noun or value is None or not math.isfinite(value):
        return None
    if plain(noun).split(" ")[0].strip(".,;") not in _DONG:
        return None
    amount = round(value)
    return amount if abs(amount) <= _LARGEST else None
