"""Whether the words between two units join them, as in `Đảng ủy, Phó Giám đốc Công an tỉnh`."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from pipeline import rulebook
from pipeline.phrasebook import Phrasebook
from pipeline.wordview import words_of

_LINKS = frozenset((*',();:/–-“”"»’', "thuộc", "của", "và", "cùng", "với", "các", "đồng", "chí", "đại", "diện"))
_DIRECT = re.compile(r"\s*(?:[(–-]|\)\s*(?:của|thuộc)?|,|thuộc|của)\s*(?:thuộc|của)?\s*")
_LONGEST = 60


@dataclass(frozen=True)
class OfficeRow:
    """A row of `rules/positions.csv`, of which only the phrases of offices are read here."""

    id: str
    phrase: str
    kind: str
    example: str
    counter_example: str


def side_by_side(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]`, between two units, holds only marks, link words and offices: one area is meant."""
    if not 0 <= end - start <= _LONGEST:
        return False
    words = words_of(text[start:end]).plain
    at = 0
    while at < len(words):
        office = _offices().at(words, at)
        if office is not None:
            at = office.past
        elif words[at] in _LINKS:
            at += 1
        else:
            return False
    return True


def directly_joined(text: str, start: int, end: int) -> bool:
    """Whether only a comma, a bracket, a dash, `thuộc` or `của` stands between: one unit explains the other."""
    return end - start <= _LONGEST and _DIRECT.fullmatch(text, start, end) is not None


@functools.cache
def _offices() -> Phrasebook[str]:
    return Phrasebook((row.phrase, row.id) for row in rulebook.read("positions", OfficeRow) if row.kind != "end")
