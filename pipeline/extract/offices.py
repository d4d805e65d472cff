"""Offices (`Phó Giám đốc Công an tỉnh`): from the head noun to the end of the unit or place that it belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline import rulebook
from pipeline.phrasebook import Phrasebook, unmarked
from pipeline.reading import Reading
from pipeline.wordview import words_of

_KINDS = frozenset(("strong", "bound", "weak", "prefix", "past", "end"))
_GAP = 5  # words that may stand between the head noun and its unit (`Phó Bí thư Thường trực Huyện ủy`)
_TAIL = 8  # words of an office whose unit is not a mention (`giám đốc một doanh nghiệp`)
_POINTERS = frozenset(("này", "đó", "trên"))  # `phó hiệu trưởng trường này` is `phó hiệu trưởng`
_BREAKS = frozenset(".,;:()[]-–—/\"“”'‘’?!…&*|+")


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """A row of rules/positions.csv, by `kind`.

    `strong` heads stand alone or with their unit, `bound` ones need a unit or place, `weak` ones a unit. A `prefix`
    goes before a head, a `past` word before an office that it is no part of; `end` words end an office without a unit.
    """

    id: str
    phrase: str
    kind: str
    example: str
    counter_example: str


@dataclass(frozen=True, slots=True)
class Office:
    """An office on the words `first` up to, not including, `past`; `bound` when a unit or place ends it."""

    first: int
    past: int
    bound: bool
    rule_id: str


class Offices:
    """Finds offices in a reading; made once, used for every document."""

    def __init__(self) -> None:
        self.rows = rows = rulebook.read("positions", OfficeRow, kind=_KINDS)
        self._heads = Phrasebook((row.phrase, row) for row in rows if row.kind in ("strong", "bound", "weak"))
        self._prefixes = Phrasebook((row.phrase, row) for row in rows if row.kind == "prefix")
        self._past = Phrasebook((row.phrase, row) for row in rows if row.kind == "past")
        self.weak = frozenset(row.id for row in rows if row.kind == "weak")
        self._ends = Phrasebook((row.phrase, row) for row in rows if row.kind == "end")

    def at(self, reading: Reading, first: int, limit: int) -> Office | None:
        """The office that begins at the word `first` (or after `nguyên` there) and ends at `limit` at the latest."""
        words = reading.words.plain
        head = self._heads.at(words, first, limit)
        former = self._past.at(words, first, limit) if head is None else None
        start = at = former.past if former else first
        if words[start : start + 1] == ["vụ"] and start > 0 and words[start - 1] == "chức":
            return None
        prefixed = False
        while head is None:
            head = self._heads.at(words, at, limit)
            prefix = self._prefixes.at(words, at, limit) if head is None else None
            if prefix is None:
                break
            at, prefixed = prefix.past, True
        if head is None:
            if prefixed and reading.starts(at, "UNIT") is not None:
                return Office(start, self._to_end(reading, reading.pasts[reading.owner[at]], limit), True, "office.pho")
            return None
        past, bound = self._with_unit(reading, start, head.past, limit)
        if not bound:
            if head.value.kind != "strong":
                return None
            past = self._of(reading, self._tail(reading, head.past, limit), limit)
        elif head.value.kind == "weak" and not any(
            reading.labels[owner] == "UNIT" for owner in set(reading.owner[start:past]) if owner >= 0
        ):
            return None
        return Office(start, past, bound, head.value.id)

    def before(self, reading: Reading, past: int, floor: int) -> Office | None:
        """The longest office that ends exactly at the word `past` and begins at `floor` at the earliest."""
        found = None
        words = reading.words
        for first in range(past - 1, max(floor, past - 40) - 1, -1):
            owner = reading.owner[first]
            if owner >= 0 and reading.labels[owner] == "PERSON":
                break
            if (owner < 0 and words.plain[first] in _BREAKS) or words.line[first] != words.line[past - 1]:
                break
            office = self.at(reading, first, past)
            if office is not None and office.past == past and office.first == first:
                found = office
        return found

    def _with_unit(self, reading: Reading, first: int, past: int, limit: int) -> tuple[int, bool]:
        """Where the office ends, when a unit or place covers its head noun's end or follows it."""
        owner = reading.owner[past - 1]
        if owner >= 0 and reading.firsts[owner] > first and reading.labels[owner] in ("UNIT", "PLACE"):
            return self._of(reading, self._to_end(reading, reading.pasts[owner], limit), limit), True
        for at in range(past, min(past + _GAP, limit)):
            owner = reading.owner[at]
            if owner >= 0:
                if reading.labels[owner] == "UNIT" or (reading.labels[owner] == "PLACE" and at - past <= 3):
                    return self._of(reading, self._to_end(reading, reading.pasts[owner], limit), limit), True
                break
            if reading.words.plain[at] in _BREAKS or self._ends.at(reading.words.plain, at):
                break
        return past, False

    def _of(self, reading: Reading, past: int, limit: int) -> int:
        """Over `của` and the unit or place after it."""
        if past < limit and reading.words.plain[past] == "của":
            owner = reading.owner[past + 1] if past + 1 < limit else -1
            if owner >= 0 and reading.firsts[owner] == past + 1 and reading.labels[owner] in ("UNIT", "PLACE"):
                return self._to_end(reading, reading.pasts[owner], limit)
        return past

    @staticmethod
    def _to_end(reading: Reading, past: int, limit: int) -> int:
        """Over what follows the unit without punctuation: a unit in brackets before another unit, a unit, a place."""
        words = reading.words.plain
        while past < limit:
            owner = reading.owner[past]
            if owner >= 0 and reading.labels[owner] in ("UNIT", "PLACE"):
                past = reading.pasts[owner]
                continue
            if words[past] == "(" and (inner := reading.starts(past + 1, "UNIT")) is not None:
                close = reading.pasts[inner]
                if close + 1 < limit and words[close] == ")" and reading.starts(close + 1, "UNIT") is not None:
                    past = reading.pasts[reading.owner[close + 1]]
                    continue
            break
        return min(past, limit)

    def _tail(self, reading: Reading, past: int, limit: int) -> int:
        """Over the words of the noun phrase that follow a head noun without a unit."""
        words, line = reading.words.plain, reading.words.line
        end = past
        while end < min(limit, past + _TAIL):
            owner = reading.owner[end]
            if (
                (owner >= 0 and reading.labels[owner] != "COUNT")
                or words[end] in _BREAKS
                or line[end] != line[past - 1]
            ):
                break
            if words[end] in _POINTERS:
                return past
            if words[end] == "của" or self._ends.at(words, end) is not None:
                break
            end += 1
        return end


def holds(offices: Offices, row: OfficeRow) -> bool:
    """Whether the example holds the office just where it is [marked], and the counter-example none with this row.

    What follows the row's phrase within the mark is taken for a unit. An `end` or `past` word stands next to the mark.
    """
    if row.counter_example:
        reading = _reading(row.counter_example, None)
        found = [offices.at(reading, first, len(reading.owner)) for first in range(len(reading.owner))]
        if any(office is not None and row.id == office.rule_id for office in found):
            return False
    text, (start, end) = unmarked(row.example)
    unit = start + len(row.phrase)
    reading = _reading(text, (unit, end) if row.kind in ("bound", "weak") else None)
    first, past = reading.words.first(start), reading.words.past(end)
    office = offices.at(reading, first, len(reading.owner))
    return office is not None and (office.first, office.past) == (first, past)


def _reading(text: str, unit: tuple[int, int] | None) -> Reading:
    words = words_of(text)
    owner = [-1] * len(words.plain)
    firsts, pasts = ([words.first(unit[0] + 1)], [words.past(unit[1])]) if unit else ([], [])
    for first, past in zip(firsts, pasts, strict=True):
        owner[first:past] = [0] * (past - first)
    return Reading(words, [], ["UNIT"] * len(firsts), firsts, pasts, owner)
