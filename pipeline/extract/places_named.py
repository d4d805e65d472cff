"""The names that an article gives to a place of a known type (`xã Môn Sơn`), remembered for where it says only `Môn
Sơn`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline import rulebook
from pipeline.extract.lexicon import pieces

_LONGEST = 4


@dataclass(frozen=True, slots=True)
class PlaceType:
    """A type word of places; rules/place_types.csv."""

    id: str
    phrase: str
    kind: str
    type_word: str
    example: str
    counter_example: str


class PlaceMemory:
    """Built once an article; tags the tokens of a line."""

    def __init__(self, forms: Sequence[str], words: Sequence[str], rows: Sequence[Sequence[int]]) -> None:
        self._names: dict[str, list[tuple[str, ...]]] = {}
        for row in rows:
            at = 0
            while at < len(row):
                size = _type_at(forms, row, at)
                end = at + size
                while size and end < len(row) and end - at - size < _LONGEST and _capital(words[row[end]]):
                    end += 1
                if size and end > at + size:
                    name = tuple(forms[i] for i in row[at + size : end])
                    if len(name) > 1:
                        self._names.setdefault(name[0], []).append(name)
                at = max(end, at + 1)
        for names in self._names.values():
            names.sort(key=len, reverse=True)

    def tags(self, forms: Sequence[str], words: Sequence[str]) -> list[str | None]:
        """`placed-B`, `placed-I` over every capitalised occurrence of a remembered name."""
        found: list[str | None] = [None] * len(forms)
        at = 0
        while at < len(forms):
            step = 1
            if words[at][0].isupper():
                for name in self._names.get(forms[at], ()):
                    if tuple(forms[at : at + len(name)]) == name:
                        step = len(name)
                        found[at : at + step] = ["placed-B", *["placed-I"] * (step - 1)]
                        break
            at += step
        return found


def _capital(word: str) -> bool:
    return word[0].isupper()


def _type_at(forms: Sequence[str], row: Sequence[int], at: int) -> int:
    """How many tokens a type word at this place of the row has; 0 where there is none."""
    for phrase in _types().get(forms[row[at]], ()):
        if all(at + k < len(row) and forms[row[at + k]] == piece for k, piece in enumerate(phrase)):
            return len(phrase)
    return 0


def _types() -> dict[str, list[tuple[str, ...]]]:
    if not _TYPES:
        for row in rulebook.read("place_types", PlaceType):
            phrase = tuple(pieces(row.phrase))
            _TYPES.setdefault(phrase[0], []).append(phrase)
            if phrase[-1].isalpha() and len(phrase[-1]) <= 2:
                _TYPES[phrase[0]].append((*phrase, "."))
        for phrases in _TYPES.values():
            phrases.sort(key=len, reverse=True)
    return _TYPES


_TYPES: dict[str, list[tuple[str, ...]]] = {}
