"""Classes of words that stand in the same surroundings, learned from unlabelled news: tags for words the gold never
showed.

Two tables, one row a word: syllables as written, by digits and case (`Trường` the name apart from `trường` the
school), and underthesea's words in lower case.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from pipeline.spelling import plain

SYLLABLE_SIZES = (128, 640)
WORD_SIZES = (128, 1024)

_DIGIT = re.compile(r"\d")


def syllable_key(piece: str) -> str:
    """How a syllable stands in the table: tone placed the new way, digits as 0, its case kept as lower, Capital or
    UPPER.
    """
    form = _DIGIT.sub("0", plain(piece))
    if piece.islower() or not piece[0].isalpha():
        return form
    return form.upper() if piece.isupper() and len(piece) > 1 else form.capitalize()


def word_key(word: str) -> str:
    """How a word stands in the table: lower case, single spaces, digits as 0."""
    return _DIGIT.sub("0", plain(word))


class Clusters:
    """Tags of tokens by the tables in a folder."""

    def __init__(self, folder: Path) -> None:
        self._files = {name: (folder / name).read_text(encoding="utf-8") for name in ("syllables.tsv", "words.tsv")}
        self._syllables = _read(self._files["syllables.tsv"], "s")
        self._words = _read(self._files["words.tsv"], "w")
        self._keys: dict[str, str] = {}

    def to_disk(self, folder: Path) -> None:
        """Writes the two tables as they were read."""
        for name, text in self._files.items():
            (folder / name).write_text(text, encoding="utf-8")

    def tags(self, row: Sequence[int], words: Sequence[str], forms: Sequence[str], starts: Sequence[bool]) -> list[str]:
        """For each token of a line (`row`: its indices in the document) its classes, joined by spaces."""
        found: list[str] = []
        at = 0
        while at < len(row):
            end = at + 1
            while end < len(row) and not starts[row[end]]:
                end += 1
            word = " ".join(forms[i] for i in row[at:end]) if end - at > 1 else forms[row[at]]
            of_word = self._words.get(word_key(word), "")
            for i in row[at:end]:
                key = self._keys.get(words[i])
                if key is None:
                    key = self._keys[words[i]] = syllable_key(words[i])
                found.append(f"{self._syllables.get(key, '')} {of_word}".strip())
            at = end
        return found


def _read(text: str, prefix: str) -> dict[str, str]:
    """word → `s0:12 s1:401`, its classes by granularity."""
    table: dict[str, str] = {}
    for line in text.splitlines():
        word, *classes = line.split("\t")
        table[word] = " ".join(f"{prefix}{k}:{value}" for k, value in enumerate(classes))
    return table
