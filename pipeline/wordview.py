"""A text as a row of words, each comparable whatever its case and tone placement, each with its place in the text."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from pipeline.spelling import plain

# A number with its points and commas, a run of letters (decomposed marks included), or a single sign.
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*|[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class Words:
    """`plain[i]` is the i-th word of `text` as `spelling.plain` makes it; it stands at `text[starts[i]:ends[i]]`.

    `line[i]` is the number of the line the word stands on (only its changes mean something).
    """

    text: str
    plain: list[str]
    starts: list[int]
    ends: list[int]
    line: list[int]

    def first(self, start: int) -> int:
        """The index of the first word that ends after the character `start`."""
        return bisect_right(self.ends, start)

    def past(self, end: int) -> int:
        """The index of the first word that starts at the character `end` or later."""
        return bisect_left(self.starts, end)

    def slice(self, first: int, past: int) -> str:
        """The text from the word `first` up to, not including, the word `past`."""
        return self.text[self.starts[first] : self.ends[past - 1]] if first < past else ""


@functools.lru_cache(maxsize=8)
def words_of(text: str) -> Words:
    """The words of the text; the last few texts are remembered, as several components read the same one in turn."""
    found = [(match.group(), match.start()) for match in _WORD.finditer(text)]
    starts = [start for _, start in found]
    line, number, breaks = [], 0, [match.start() for match in re.finditer(r"\n", text)] + [len(text) + 1]
    for start in starts:
        while breaks[number] < start:
            number += 1
        line.append(number)
    return Words(text, [plain(word) for word, _ in found], starts, [start + len(word) for word, start in found], line)
