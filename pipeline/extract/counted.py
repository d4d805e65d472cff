"""What a COUNT mention says, before it becomes attributes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counted:
    """`value` is None when the number is vague; the noun begins at the word `noun_first` (the end, without one)."""

    mention: int
    value: float | None
    value_max: float | None
    noun: str
    noun_first: int
