"""Quantities: `1.150`, `1,8 tỷ`, `hai mươi lăm`, `4 đến 6`, `2 - 3 triệu`, `hàng chục`; rules/number_words.csv."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline import rulebook
from pipeline.phrasebook import Phrasebook, unmarked
from pipeline.wordview import words_of

_KINDS = frozenset(["digit", "unit", "ten", "tens", "hundred", "zero", "scale", "half", "and-half", "vague", "range"])
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3}){2,}")
_TOLD_THOUSANDS = re.compile(r"[1-9]\d{0,2},\d{3}")


@dataclass(frozen=True, slots=True)
class NumberWord:
    """A row of rules/number_words.csv; `kind` is the word's place in a number, `value` what it counts or multiplies."""

    id: str
    phrase: str
    kind: str
    value: str
    example: str
    counter_example: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """What the words up to `past` say; `value` is None when vague, `scale` the last multiplier (1 without one)."""

    past: int
    value: float | None
    value_max: float | None = None
    scale: float = 1
    comma_thousands: bool = False
    """Whether the number is one such as `1,186`: thousands before things, a decimal before a measure."""


class Numbers:
    """Reads the quantity that begins at a word."""

    def __init__(self) -> None:
        self.rows = rows = rulebook.read("number_words", NumberWord, kind=_KINDS)
        self._single: dict[str, tuple[str, float]] = {
            row.phrase: (row.kind, float(row.value or 0)) for row in rows if " " not in row.phrase
        }
        self._vague = Phrasebook((row.phrase, row) for row in rows if row.kind == "vague")
        self._ranges = Phrasebook((row.phrase, row) for row in rows if row.kind == "range")

    def at(self, words: Sequence[str], first: int, limit: int) -> Quantity | None:
        """The quantity at the word `first`, with the upper end of its range when that follows at once."""
        vague = self._vague.at(words, first, limit)
        if vague is not None:
            return self._vaguely(words, vague.past, limit, alone=words[first] not in ("hàng", "cả"))
        low = self.amount(words, first, limit)
        if low is None:
            return None
        second = low.past + (words[low.past : low.past + 1] == [","])
        if low.past == first + 1 and self._kind(words[first]) == self._kind_at(words, second, limit) == "digit":
            high = self.amount(words, second, limit)
            if high is not None and high.value == (low.value or 0) + 1:
                return replace(high, value=low.value, value_max=high.value)  # `hai ba người`, `tám, chín người`
        word = self._ranges.at(words, low.past, limit)
        high = self.amount(words, word.past, limit) if word is not None else None
        if high is None or low.value is None or high.value is None:
            return low
        value = low.value * high.scale if low.scale == 1 and low.value * high.scale <= high.value else low.value
        return replace(high, value=value, value_max=high.value) if high.value > value else low

    def range_at(self, words: Sequence[str], first: int, limit: int) -> Quantity | None:
        """The amount after a range word at `first` (`đến 20`)."""
        word = self._ranges.at(words, first, limit)
        return None if word is None else self.amount(words, word.past, limit)

    def amount(self, words: Sequence[str], first: int, limit: int) -> Quantity | None:
        """One number without a range: numerals or words, with its multipliers."""
        if first >= limit:
            return None
        word = words[first]
        if word[0].isdecimal():
            part = Quantity(first + 1, value_of(word), comma_thousands=_TOLD_THOUSANDS.fullmatch(word) is not None)
            if (
                words[part.past : part.past + 1] == ["/"]
                and part.past + 1 < limit
                and words[part.past + 1][0].isdecimal()
            ):
                part = replace(part, past=part.past + 2)
        else:
            spelled = self._spelled(words, first, limit)
            if spelled is None:
                return None
            part = spelled
        return self._scaled(words, part, limit)

    def _scaled(self, words: Sequence[str], part: Quantity, limit: int) -> Quantity:
        """Over `trăm`, `nghìn`, `triệu`, `tỷ`, a smaller group after them (`1 tỷ 200 triệu`) and `rưỡi`."""
        value, past, scale = part.value or 0.0, part.past, 1.0
        while past < limit and self._kind(words[past]) in ("scale", "hundred"):
            scale *= self._single[words[past]][1]
            past += 1
        value *= scale
        if scale > 1 and past < limit:
            if self._kind(words[past]) == "and-half":
                return Quantity(past + 1, value + scale / 2, scale=scale)
            smaller = self.amount(words, past, limit)
            if smaller is not None and smaller.value is not None and 1 < smaller.scale < scale:
                return Quantity(smaller.past, value + smaller.value, scale=smaller.scale)
        return Quantity(past, value, scale=scale, comma_thousands=part.comma_thousands and scale == 1)

    def _spelled(self, words: Sequence[str], first: int, limit: int) -> Quantity | None:
        """A number below a thousand in words, or `nửa`, or a bare multiplier (`trăm`)."""
        kind, value = self._single.get(words[first], ("", 0.0))
        if kind == "half":
            return Quantity(first + 1, value)
        if kind in ("scale", "hundred"):
            return Quantity(first, 1.0)
        if kind not in ("digit", "ten"):
            return None
        total, past = 0.0, first
        if kind == "digit" and self._kind_at(words, past + 1, limit) == "hundred":
            total, past = value * 100, past + 2
            if self._kind_at(words, past, limit) == "zero":
                unit = self._kind_at(words, past + 1, limit)
                return (
                    Quantity(past + 2, total + self._single[words[past + 1]][1]) if unit in ("digit", "unit") else None
                )
        below = self._below_hundred(words, past, limit, after_hundred=past > first)
        return Quantity(below[0], total + below[1]) if below is not None else Quantity(past, total)

    def _below_hundred(
        self, words: Sequence[str], first: int, limit: int, *, after_hundred: bool
    ) -> tuple[int, float] | None:
        kind = self._kind_at(words, first, limit)
        if kind == "ten":
            unit = self._kind_at(words, first + 1, limit)
            if unit in ("digit", "unit") and words[first + 1] != "năm":  # `mười năm` is ten years
                return first + 2, 10 + self._single[words[first + 1]][1]
            return first + 1, 10.0
        if kind == "digit":
            value = self._single[words[first]][1]
            if self._kind_at(words, first + 1, limit) == "tens":
                unit = self._kind_at(words, first + 2, limit)
                if unit in ("digit", "unit") and words[first + 2] != "năm":
                    return first + 3, value * 10 + self._single[words[first + 2]][1]
                return first + 2, value * 10
            return None if after_hundred else (first + 1, value)
        return None

    def _vaguely(self, words: Sequence[str], past: int, limit: int, *, alone: bool) -> Quantity | None:
        """`hàng chục triệu`, `vài trăm`, `vài`: over the multipliers; `hàng` and `cả` need one."""
        scale, first = 1.0, past
        while past < limit and self._kind(words[past]) in ("scale", "hundred"):
            scale *= self._single[words[past]][1]
            past += 1
        return Quantity(past, None, scale=scale) if alone or past > first else None

    def _kind(self, word: str) -> str:
        return self._single.get(word, ("", 0.0))[0]

    def _kind_at(self, words: Sequence[str], at: int, limit: int) -> str:
        return self._kind(words[at]) if at < limit else ""


def value_of(numeral: str) -> float:
    """`1.150` → 1150, `1,8` → 1.8, `1,150,000` → 1150000: groups of three are thousands, but not after a zero."""
    if _GROUPED.fullmatch(numeral) and not numeral.startswith("0"):
        if "." in numeral:
            return float(numeral.replace(".", "").replace(",", "."))
        return float(numeral.replace(",", ""))
    head, *tail = re.split(r"[.,]", numeral)
    return float(f"{head}.{''.join(tail)}") if tail else float(head)


def holds(numbers: Numbers, row: NumberWord) -> bool:
    """Whether the row's example holds just the [marked] quantity, and no quantity begins its counter-example."""
    text, (start, end) = unmarked(row.example)
    words = words_of(text)
    quantity = numbers.at(words.plain, words.first(start), len(words.plain))
    counter = words_of(row.counter_example).plain
    return (
        quantity is not None
        and quantity.past == words.past(end)
        and (not counter or numbers.at(counter, 0, len(counter)) is None)
    )
