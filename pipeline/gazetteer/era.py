"""Which map an article speaks of: districts and communes of before 1 July 2025, or the two levels since."""

from __future__ import annotations

import datetime
import functools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from pipeline import rulebook
from pipeline.annotations import mentions
from pipeline.doctext import text_of
from pipeline.gazetteer.lookup import load
from pipeline.gazetteer.naming import PlaceName, names_within
from pipeline.gazetteer.place import Era
from pipeline.phrasebook import Phrasebook
from pipeline.wordview import words_of

CHANGE = datetime.date(2025, 7, 1)
_KEY = "antt_era"
_DATE = re.compile(
    r"(?<!\d)(?:(?:\d{1,2}\s*[/.-]\s*)?(1[0-2]|0?[1-9])\s*[/.-]\s*|tháng\s+(1[0-2]|0?[1-9])\s+năm\s+|năm\s+)"
    r"(20[0-3]\d)(?!\d)",
    re.IGNORECASE,
)
# Later years are plans, not dates of news.
_LAST_YEAR = 2028


@dataclass(frozen=True)
class EraRow:
    """A row of `rules/era_words.csv`: words that are used of one map only."""

    id: str
    phrase: str
    era: str
    example: str
    counter_example: str


def era_of(doc: Doc) -> Era:
    """By the day of publication where it is known, else by the latest date in the text, by the words of `era_words.csv`
    and by which map has the article's communes."""
    era: Era | None = doc.user_data.get(_KEY)
    if era is None:
        era = doc.user_data[_KEY] = _era(doc)
    return era


def words_of_era(words: Sequence[str]) -> list[EraRow]:
    """The rows whose phrases stand in the words, in text order."""
    found, at = [], 0
    while at < len(words):
        hit = _phrases().at(words, at)
        if hit is not None:
            found.append(hit.value)
        at = hit.past if hit is not None else at + 1
    return found


def _era(doc: Doc) -> Era:
    published: datetime.date | None = doc._.published_on
    if published is not None:
        return "legacy" if published < CHANGE else "current"
    text = text_of(doc)
    signs: Counter[str] = Counter(row.era for row in words_of_era(words_of(text).plain))
    latest = max(_months(text), default=(0, 0))
    if latest >= (2025, 7) and signs["legacy"] <= 2 + signs["current"]:
        return "current"
    if signs["legacy"] > signs["current"] or (2025, 1) <= latest < (2025, 7):
        return "legacy"
    signs["legacy"] += latest > (2000, 0)
    for span in mentions(doc, "PLACE", "UNIT"):
        for name in names_within(span.text, "current"):
            if name.level == "commune" and name.name:
                signs["current"] += _on_map(name, "current")
                signs["legacy"] += _on_map(name, "legacy") or bool(load().merged_communes(name.name))
    return "current" if signs["current"] > signs["legacy"] else "legacy"


def _on_map(name: PlaceName, era: Era) -> bool:
    return any(place.type_word == name.type_word for place in load().named(name.name, "commune", era))


def _months(text: str) -> Iterable[tuple[int, int]]:
    """Year and month of each date of the text (month 1 where only the year is said), without plans for the future."""
    for match in _DATE.finditer(text):
        month, year = match[1] or match[2], int(match[3])
        if year <= _LAST_YEAR:
            yield year, int(month or 1)


@functools.cache
def _phrases() -> Phrasebook[EraRow]:
    rows = rulebook.read("era_words", EraRow, era=frozenset({"legacy", "current"}))
    return Phrasebook((row.phrase, row) for row in rows)
