"""How exact a COUNT is: `hơn`, `khoảng`, `ít nhất` before it, `trở lên` after it; rules/qualifiers.csv."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline import rulebook
from pipeline.annotations import QUALIFIERS
from pipeline.phrasebook import Phrasebook
from pipeline.reading import Reading

_PLACES = frozenset(("before", "after"))
_BETWEEN = frozenset(("từ", "là", "cả", "đến", "tới", "lên", "ở", "mức"))


@dataclass(frozen=True, slots=True)
class QualifierRow:
    """A row of rules/qualifiers.csv: `place` is `before` or `after` the count."""

    id: str
    phrase: str
    qualifier: str
    place: str
    example: str
    counter_example: str


class Qualifiers:
    """Reads the qualifier of a COUNT mention."""

    def __init__(self) -> None:
        self.rows = rows = rulebook.read("qualifiers", QualifierRow, qualifier=frozenset(QUALIFIERS), place=_PLACES)
        self._before: Phrasebook[QualifierRow] = Phrasebook((row.phrase, row) for row in rows if row.place == "before")
        self._after: Phrasebook[QualifierRow] = Phrasebook((row.phrase, row) for row in rows if row.place == "after")

    def of(self, reading: Reading, mention: int, value: float | None) -> str:
        """`exact`, `approx`, `min`, `max`, or `vague` when the mention has no value."""
        if value is None:
            return "vague"
        words = reading.words.plain
        after = self._after.at(words, reading.pasts[mention])
        if after is not None:
            return after.value.qualifier
        first = reading.firsts[mention]
        floor = 0 if mention == 0 else reading.pasts[mention - 1]
        for past in (first, first - 1):
            before = self._before.before(words, past, floor)
            if before is not None:
                return before.value.qualifier
            if past - 1 < floor or words[past - 1] not in _BETWEEN:
                break
        return "exact"
