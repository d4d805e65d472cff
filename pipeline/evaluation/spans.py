"""Brings the spans of two versions of a text together: they are compared by the letters that they cover."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_TONES = "\u0300\u0301\u0303\u0309\u0323"


@dataclass(frozen=True, slots=True)
class Placed:
    """A mention and the offsets, in letters of the gold text, that it covers; None where the gold text has no such
    letter.
    """

    start: int | None
    end: int | None
    mention: dict[str, Any]

    @property
    def optional(self) -> bool:
        return bool(self.mention.get("optional"))

    def touches(self, other: Placed) -> bool:
        if self.start is None or self.end is None or other.start is None or other.end is None:
            return False
        return self.start < other.end and other.start < self.end


def placed(document: dict[str, Any], labels: tuple[str, ...]) -> tuple[str, list[Placed]]:
    """The document's letters (no white space, no tones, lower case) and its mentions of the labels by them."""
    text, at = _squeezed(document["text"])
    return text, [Placed(at[m["start"]], at[m["end"]], m) for m in document["mentions"] if m["label"] in labels]


def moved(spans: list[Placed], from_text: str, to_text: str) -> list[Placed]:
    """The spans with their offsets in the letters of another version of the text."""
    place = _mapper(from_text, to_text)
    return [
        Placed(None if s.start is None else place(s.start), None if s.end is None else place(s.end), s.mention)
        for s in spans
    ]


def _mapper(from_text: str, to_text: str) -> Callable[[int], int | None]:
    if from_text == to_text:
        return lambda offset: offset
    found: dict[int, int] = {}
    matcher = difflib.SequenceMatcher(None, from_text, to_text, autojunk=False)
    for a, b, size in matcher.get_matching_blocks():
        for k in range(size + 1):
            found.setdefault(a + k, b + k)
    return found.get


def _squeezed(text: str) -> tuple[str, list[int]]:
    """The letters, and for each offset of the text the offset in them."""
    out: list[str] = []
    at: list[int] = []
    for char in text:
        at.append(len(out))
        if not char.isspace():
            out.extend(c for c in unicodedata.normalize("NFD", char.casefold()) if c not in _TONES)
    at.append(len(out))
    return "".join(out), at
