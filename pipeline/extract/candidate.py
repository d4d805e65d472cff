"""A mention of a line before it becomes a span of the document: what the model proposes and the rules mend."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tokens [start, end) of a line, with the label, how sure the finder is (0-1) and the row or model that found
    it.
    """

    start: int
    end: int
    label: str
    score: float
    rule_id: str


def capital(word: str) -> bool:
    """Whether the word begins with a capital letter."""
    return word[0].isupper()


def lower(word: str) -> bool:
    """Whether the word is written in small letters."""
    return word[0].isalpha() and word.islower()
