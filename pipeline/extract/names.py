"""The names of persons that an article spells out somewhere, remembered for where it says only `Thường`.

A run of two to five capitalised syllables that begins with a Vietnamese surname is a candidate; its last syllable is
a given name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline import rulebook
from pipeline.spelling import plain

_LONGEST = 5


@dataclass(frozen=True, slots=True)
class Surname:
    """A surname (họ) with how common it is (`common`, `rare`: also an everyday word or a place's first syllable);
    rules/surnames.csv.
    """

    id: str
    phrase: str
    weight: str
    example: str
    counter_example: str


class NameMemory:
    """Built once an article from its words and lines; tags the tokens of a line."""

    def __init__(self, words: Sequence[str], rows: Sequence[Sequence[int]]) -> None:
        self._full: set[tuple[str, ...]] = set()
        self._given: set[str] = set()
        for row in rows:
            line = [words[i] for i in row]
            for start, end in candidates(line):
                name = tuple(plain(word) for word in line[start:end])
                self._full.add(name)
                self._given.add(name[-1])

    def tags(self, line: Sequence[str]) -> list[str | None]:
        """`name-B`, `name-I`, `name-L` over a full name; `given` for a given name alone; `surname` for a surname
        alone.
        """
        found: list[str | None] = [None] * len(line)
        for start, end in candidates(line):
            found[start:end] = ["name-B", *["name-I"] * (end - start - 2), "name-L"]
        surnames = _surnames()
        for i, word in enumerate(line):
            if found[i] is None and word[0].isupper():
                form = plain(word)
                if form in self._given:
                    found[i] = "given"
                elif form in surnames:
                    found[i] = "surname"
        return found


def candidates(line: Sequence[str]) -> list[tuple[int, int]]:
    """[start, end) of each run of capitalised words that may be a full name, longest first from its surname."""
    surnames = _surnames()
    found: list[tuple[int, int]] = []
    i = 0
    while i < len(line):
        if line[i][0].isupper() and plain(line[i]) in surnames:  # `Y`, of the Ê Đê, has one letter
            end = i + 1
            while end < len(line) and end - i < _LONGEST and _capital(line[end]):
                end += 1
            if end - i >= 2:
                found.append((i, end))
                i = end
                continue
        i += 1
    return found


def _capital(word: str) -> bool:
    """A word such as `Thường`; also `THƯỜNG`, in a line of capitals."""
    return word[0].isupper() and word.isalpha() and len(word) > 1


def _surnames() -> dict[str, str]:
    if not _SURNAMES:
        _SURNAMES.update((plain(row.phrase), row.weight) for row in rulebook.read("surnames", Surname))
    return _SURNAMES


_SURNAMES: dict[str, str] = {}
