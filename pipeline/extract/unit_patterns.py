"""Rules about UNIT mentions that stand above the model: where a name must end, and names that their own words give
away.

rules/unit_patterns.csv, by `shape`:
- `border`: an institution and its level end the name where a word in lower case follows (`UBND tỉnh | về xây dựng …`);
- `model`: what is written with a capital after `mô hình` is a name, up to a word of rules/name_ends.csv or a mark;
- `head`: likewise the phrase itself, written with a capital within a sentence;
- `plant`: the phrase, at most three words in lower case, and the capitalised words after them.
The last three add a mention only where the model saw none, or only a place inside the name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pipeline import rulebook
from pipeline.extract.candidate import Candidate, capital, lower
from pipeline.phrasebook import Found, Phrasebook

_LONGEST = 10  # tokens of a name in lower case
_LEVELS = ("tỉnh", "thành phố", "huyện", "quận", "thị xã", "thị trấn", "xã", "phường", "đặc khu")
_SHAPES = frozenset({"border", "model", "head", "plant"})
_MARKS = frozenset(".,;:()“”\"'–-/!?…")


@dataclass(frozen=True, slots=True)
class UnitPattern:
    id: str
    phrase: str
    shape: str
    example: str
    counter_example: str


@dataclass(frozen=True, slots=True)
class NameEnd:
    """Words that can't belong to a name in lower case."""

    id: str
    phrase: str
    example: str
    counter_example: str


class UnitPatterns:
    """Mends the mentions of one line."""

    def __init__(self) -> None:
        rows = rulebook.read("unit_patterns", UnitPattern, shape=_SHAPES)
        self._borders = Phrasebook(
            (row.phrase.replace("{level}", level), row) for row in rows if row.shape == "border" for level in _LEVELS
        )
        self._others = Phrasebook((row.phrase, row) for row in rows if row.shape != "border")
        self._ends = Phrasebook((row.phrase, row) for row in rulebook.read("name_ends", NameEnd))

    def mend(self, words: Sequence[str], forms: Sequence[str], found: Sequence[Candidate]) -> list[Candidate]:
        """The line's mentions after the rules; `words` as written, `forms` their plain forms."""
        mended = [self._bordered(words, forms, one) for one in found]
        for start, end, row in self._names(words, forms):
            crossed = [one for one in mended if one.start < end and start < one.end]
            if all(one.label == "PLACE" and start < one.start and one.end <= end for one in crossed):
                mended = [one for one in mended if one not in crossed]
                mended.append(Candidate(start, end, "UNIT", 1.0, row.id))
        return sorted(mended, key=lambda one: one.start)

    def _bordered(self, words: Sequence[str], forms: Sequence[str], one: Candidate) -> Candidate:
        if one.label != "UNIT":
            return one
        for at in range(one.start, one.end):
            met = self._borders.at(forms, at, one.end)
            if met is not None and met.past < one.end and lower(words[met.past]):
                return replace(one, end=met.past, rule_id=met.value.id)
        head = self._others.at(forms, one.start, one.end)
        if head is not None and head.value.shape == "head" and head.past < self._end(forms, head.past) < one.end:
            return replace(one, end=self._end(forms, head.past), rule_id=head.value.id)
        return one

    def _names(self, words: Sequence[str], forms: Sequence[str]) -> list[tuple[int, int, UnitPattern]]:
        names: list[tuple[int, int, UnitPattern]] = []
        at = 0
        while at < len(words):
            met = self._others.at(forms, at)
            span = _READERS[met.value.shape](self, words, forms, met) if met is not None else None
            if met is not None and span is not None:
                names.append((*span, met.value))
                at = span[1]
            else:
                at += 1
        return names

    def _model(self, words: Sequence[str], forms: Sequence[str], met: Found[UnitPattern]) -> tuple[int, int] | None:
        start = met.past
        if start >= len(words) or not capital(words[start]):
            return None
        return start, self._end(forms, start)

    def _head(self, words: Sequence[str], forms: Sequence[str], met: Found[UnitPattern]) -> tuple[int, int] | None:
        start = met.first
        if start == 0 or not capital(words[start]) or words[start - 1] in '“".!?':
            return None
        end = self._end(forms, met.past)
        return (start, end) if end > met.past else None

    def _plant(self, words: Sequence[str], forms: Sequence[str], met: Found[UnitPattern]) -> tuple[int, int] | None:
        at = met.past
        while at < len(words) and at - met.past < 3 and lower(words[at]) and self._ends.at(forms, at) is None:
            at += 1
        end = at
        while end < len(words) and capital(words[end]):
            end += 1
        return (met.first, end) if end > at else None

    def _end(self, forms: Sequence[str], start: int) -> int:
        """Where a name that starts there ends: before a word that ends names, or a mark."""
        end = start
        while (
            end < len(forms)
            and end - start < _LONGEST
            and forms[end] not in _MARKS
            and self._ends.at(forms, end) is None
        ):
            end += 1
        return end


_READERS: dict[
    str, Callable[[UnitPatterns, Sequence[str], Sequence[str], Found[UnitPattern]], tuple[int, int] | None]
] = {"model": UnitPatterns._model, "head": UnitPatterns._head, "plant": UnitPatterns._plant}
