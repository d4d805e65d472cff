"""What a COUNT mention says, before it becomes attributes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counted:
    """`value` is None when the number is vague; `noun_first` is the word at which the noun begins (the end, when it has none)."""

    mention: int
    value: float | None
    value_max: float | None
    noun: str
    noun_first: int
