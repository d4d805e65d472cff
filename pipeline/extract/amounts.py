"""Value, upper value and noun of a COUNT mention: the number at its start, and the words that it counts."""

from __future__ import annotations

import math
import re

from pipeline.extract.counted import Counted
from pipeline.extract.numbers import Numbers, Quantity
from pipeline.reading import Reading

_BARE = frozenset(("chục", "trăm", "nghìn", "ngàn", "vạn", "triệu", "tỷ", "tỉ"))
_HEDGES = frozenset(("hơn", "gần", "trên", "khoảng"))
_MONTHS = {"tháng": 1, "năm": 12}
_MEASURES = frozenset(
    [
        "kg",
        "g",
        "gam",
        "gram",
        "mg",
        "ml",
        "lít",
        "lit",
        "tấn",
        "tạ",
        "yến",
        "km",
        "m",
        "cm",
        "mm",
        "ha",
        "m2",
        "m3",
        "km2",
        "mét",
        "ký",
        "kí",
        "ki",
        "kilogam",
        "kilogram",
        "miligam",
        "%",
        "độ",
        "usd",
    ]
)
_PRICE = frozenset(("giá", "đồng", "tiền", "phạt", "bán", "mua"))
_QUOTES = " \"“”'‘’:-–"
_TRAILING = re.compile(r"\s+(?:các loại|khác|nêu trên|nói trên)$", re.IGNORECASE)

_Compound = tuple[float, float | None, str]  # value, upper value, noun


class Amounts:
    """Reads COUNT mentions."""

    def __init__(self) -> None:
        self._numbers = Numbers()

    def of(self, reading: Reading, mention: int) -> Counted:
        """The amount of the mention; value None when the number is vague or can't be read."""
        words = reading.words.plain
        first, limit = reading.firsts[mention], reading.pasts[mention]
        quantity = self._numbers.at(words, first, limit)
        if quantity is None:
            return Counted(mention, None, None, self._noun(reading, first, limit), first)
        at, value, value_max = quantity.past, quantity.value, quantity.value_max
        if words[first] in _BARE and words[first - 1 : first] != [] and words[first - 1] not in _HEDGES:
            value = None  # `cao cả chục mét`, but `hơn chục bao`
        if quantity.comma_thousands and value is not None and at < limit and words[at] not in _MEASURES:
            value *= 1000
        noun = self._noun(reading, at, limit)
        if value is not None and value_max is None and at < limit:
            value, value_max, noun = self._compound(reading, at, limit, value, noun)
        if not noun:
            noun = self._implied(reading, mention, quantity)
        if value is None or not math.isfinite(value):
            return Counted(mention, None, None, noun, at)
        if value_max is not None and not math.isfinite(value_max):
            value_max = None
        return Counted(mention, value, value_max, noun, at)

    def _compound(self, reading: Reading, at: int, limit: int, value: float, noun: str) -> _Compound:
        """`9 năm 6 tháng tù` → 9.5 `năm tù`; `7 năm đến 20 năm tù` → 7 to 20; `1m65` → 1.65; `một tháng rưỡi` → 1.5."""
        words = reading.words.plain
        for second in range(at + 1, min(at + 4, limit)):
            if words[second] == "rưỡi":
                return value + 0.5, None, self._joined(reading, at, second, second + 1, limit)
            high = self._numbers.range_at(words, second, limit)
            if high is not None and high.value is not None:
                return self._to_upper(reading, (at, second, limit), value, high, noun)
            part = self._numbers.amount(words, second, limit)
            if part is not None and part.value is not None and second == at + 1:
                return self._with_part(reading, (at, second, limit), value, part, noun)
        return value, None, noun

    def _to_upper(
        self, reading: Reading, place: tuple[int, int, int], value: float, high: Quantity, noun: str
    ) -> _Compound:
        """The upper end after a noun (`7 năm đến 20 năm tù`): of the same noun, or months and years."""
        at, second, limit = place
        words = reading.words.plain
        if high.past >= limit or words[high.past] == words[at]:
            unit = self._noun(reading, min(high.past, limit), limit) or self._noun(reading, at, second)
            return value, high.value, unit
        lower, upper = _MONTHS.get(words[at]), _MONTHS.get(words[high.past])
        if lower and upper and high.value is not None:
            return value, high.value * upper / lower, noun.split(maxsplit=1)[0]
        return value, None, noun

    def _with_part(
        self, reading: Reading, place: tuple[int, int, int], value: float, part: Quantity, noun: str
    ) -> _Compound:
        """A smaller unit after the first one: months after years, centimetres after metres."""
        at, second, limit = place
        words = reading.words.plain
        if words[at] == "năm" and words[part.past : part.past + 1] == ["tháng"]:
            rest = self._joined(reading, at, second, part.past + 1, limit)
            return value + (part.value or 0) / 12, None, rest
        if words[at] == "m" and words[second].isdecimal() and words[second] not in ("2", "3"):
            upper = self._numbers.range_at(words, part.past, limit)
            value_max = None
            if (
                upper is not None
                and upper.value is not None
                and upper.past + 2 == limit
                and words[limit - 1].isdecimal()
            ):
                value_max = upper.value + _decimals(words[limit - 1])
            return value + _decimals(words[second]), value_max, "m"
        return value, None, noun

    @staticmethod
    def _noun(reading: Reading, first: int, limit: int) -> str:
        return _TRAILING.sub("", reading.text(first, limit).strip(_QUOTES)) if first < limit else ""

    def _joined(self, reading: Reading, first: int, past: int, again: int, limit: int) -> str:
        return f"{self._noun(reading, first, past)} {self._noun(reading, again, limit)}".strip()

    @staticmethod
    def _implied(reading: Reading, mention: int, quantity: Quantity) -> str:
        """`đồng` where a sum stands without it (`9 triệu`, `giá 750.000/kg`)."""
        if quantity.scale >= 1000:
            return "đồng"
        first = reading.firsts[mention]
        before = reading.words.plain[max(0, first - 4) : first]
        return "đồng" if (quantity.value or 0) >= 1000 and not _PRICE.isdisjoint(before) else ""


def _decimals(digits: str) -> float:
    """`65` → 0.65."""
    return float(f"0.{digits}")
