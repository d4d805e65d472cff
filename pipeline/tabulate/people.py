"""`people`: one row a person in the article, of all the mentions of that person."""

from __future__ import annotations

from collections import Counter
from typing import cast

from pipeline.schema.arrow import Row, Value
from pipeline.tabulate.page import Mention, Page, first_value, fullest_name

# How many characters before or after a person's name the words of the office may stand.
_NEAR = 200


def rows(page: Page) -> list[Row]:
    """Attributes are those of the first mention that has them; `position` joins all; `part` is the commonest."""
    units = page.labelled("UNIT")
    made: list[Row] = []
    for person_id, group in page.entities("PERSON").items():
        made.append(
            {
                "article_id": page.article.article_id,
                "person_id": person_id,
                "name": fullest_name(group),
                "rank": cast(Value, first_value(group, "rank")),
                "position": "; ".join(_positions(group)) or None,
                "unit_id": _unit_id(page.article.text, group, units),
                "birth_year": cast(Value, first_value(group, "birth_year")),
                "age": cast(Value, first_value(group, "age")),
                "residence": cast(Value, first_value(group, "residence")),
                "part": _part(group),
                "n_mentions": len(group),
            }
        )
    return made


def _positions(group: list[Mention]) -> list[str]:
    found: dict[str, str] = {}
    for mention in group:
        for position in (mention.span._.position or "").split("; "):
            if position:
                found.setdefault(position.casefold(), position)
    return list(found.values())


def _part(group: list[Mention]) -> str:
    parts = Counter(mention.span._.part for mention in group if mention.span._.part)
    return parts.most_common(1)[0][0] if parts else "other"


def _unit_id(text: str, group: list[Mention], units: list[Mention]) -> str | None:
    """The unit that the words of an office hold, where they stand next to the person's name."""
    for mention in group:
        for position in (mention.span._.position or "").split("; "):
            for start in _nearest(text, position, mention):
                end = start + len(position)
                inside = [unit for unit in units if unit.start < end and start < unit.end]
                if inside:
                    return max(inside, key=lambda unit: min(unit.end, end) - max(unit.start, start)).entity_id
    return None


def _nearest(text: str, phrase: str, mention: Mention) -> list[int]:
    """Where the phrase stands last before the mention and first after it, the nearer one first."""
    if not phrase:
        return []
    before = text.rfind(phrase, max(0, mention.start - _NEAR), mention.start)
    after = text.find(phrase, mention.end, mention.end + _NEAR)
    places = [(mention.start - before - len(phrase), before), (after - mention.end, after)]
    return [start for _, start in sorted(places) if start >= 0]
