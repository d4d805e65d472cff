"""Rules about where mentions begin and end: words that never belong to a name, lists of places, names of persons
after offices.

- rules/mention_edges.csv: words at the head of a PLACE or UNIT that stand outside it (`hướng | Mông Dương`);
- rules/generic_units.csv: groups that are no names where they stand in small letters after `các` or `những`;
- two provinces or districts joined by a spaced dash are two places, the ends of a road one (`cao tốc Trung Lương - Mỹ
Thuận`);
- in `các xã A, B` the type word belongs to A; a time of day ends a place (`Khu công nghiệp VSIP | tối 1-4`);
- after an office, a person's name at the end of a complete unit is that person's (`Bộ trưởng Bộ Công an | Lê Văn
Minh`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline import rulebook
from pipeline.extract.candidate import Candidate, capital, lower
from pipeline.extract.names import candidates
from pipeline.extract.places_named import PlaceType
from pipeline.gazetteer import load
from pipeline.phrasebook import Phrasebook
from pipeline.spelling import plain

_DASHES = frozenset("-–—")
_ROADS = frozenset(("cao", "đường", "quốc", "tuyến", "ql", "tl", "tỉnh"))
_PLURALS = frozenset(("các", "những"))
_TIMES = frozenset(("sáng", "trưa", "chiều", "tối", "đêm", "ngày", "lúc", "khoảng"))
_PLURAL_WITHIN = 4
_RULE = "mention-edges"


@dataclass(frozen=True, slots=True)
class EdgeRow:
    """A phrase at the head of a mention of `label` that stands outside it."""

    id: str
    label: str
    phrase: str
    example: str
    counter_example: str


@dataclass(frozen=True, slots=True)
class GenericRow:
    """A kind of group, no name where it stands in small letters after a plural."""

    id: str
    phrase: str
    example: str
    counter_example: str


@dataclass(frozen=True, slots=True)
class OfficeName:
    """A row of rules/positions.csv."""

    id: str
    phrase: str
    kind: str
    example: str
    counter_example: str


class MentionEdges:
    """Mends the mentions of one line."""

    def __init__(self) -> None:
        labels = frozenset(("PLACE", "UNIT"))
        rows = rulebook.read("mention_edges", EdgeRow, label=labels)
        self._heads = {label: Phrasebook((r.phrase, r) for r in rows if r.label == label) for label in labels}
        self._generic = Phrasebook((row.phrase, row) for row in rulebook.read("generic_units", GenericRow))
        self._types = Phrasebook((row.phrase, row) for row in rulebook.read("place_types", PlaceType))
        offices = rulebook.read("positions", OfficeName)
        self._offices = Phrasebook((row.phrase, row) for row in offices if row.kind in ("strong", "bound"))
        self._places = load()

    def mend(self, words: Sequence[str], forms: Sequence[str], found: Sequence[Candidate]) -> list[Candidate]:
        """The line's mentions after the rules; `words` as written, `forms` their plain forms."""
        mended: list[Candidate] = []
        for one in self._joined(forms, found):
            cut = self._headless(words, forms, one)
            if cut.label == "PLACE":
                mended += self._place(words, forms, cut)
            elif cut.label == "UNIT":
                mended += self._unit(words, forms, cut)
            else:
                mended.append(cut)
        return mended

    def _joined(self, forms: Sequence[str], found: Sequence[Candidate]) -> Iterator[Candidate]:
        """A road and, after a dash, the place where it ends, as one."""
        road: Candidate | None = None
        for one in found:
            if road is not None:
                touching = one.start == road.end + 1 and forms[road.end] in _DASHES
                if one.label == "PLACE" and touching and self._on_map(forms, one.start, one.end):
                    yield replace(road, end=one.end, rule_id=_RULE)
                    road = None
                    continue
                yield road
                road = None
            if one.label == "PLACE" and forms[one.start] in _ROADS and one.end - one.start > 2:
                road = one
            else:
                yield one
        if road is not None:
            yield road

    def _headless(self, words: Sequence[str], forms: Sequence[str], one: Candidate) -> Candidate:
        """Without the words at its head that stand outside."""
        book = self._heads.get(one.label)
        met = book.at(forms, one.start, one.end) if book is not None else None
        if met is None or met.past >= one.end or not lower(words[met.past - 1]):
            return one
        return replace(one, start=met.past, rule_id=met.value.id)

    def _place(self, words: Sequence[str], forms: Sequence[str], one: Candidate) -> Iterator[Candidate]:
        for at in range(one.start + 1, one.end - 1):
            if forms[at] in _TIMES and lower(words[at]) and words[at + 1][0].isdigit():
                one = replace(one, end=at, rule_id=_RULE)
                break
        for at in range(one.start + 1, one.end - 1):
            if forms[at] in _DASHES and forms[one.start] not in _ROADS:
                whole = self._on_map(forms, one.start, one.end)
                if not whole and self._on_map(forms, one.start, at) and self._on_map(forms, at + 1, one.end):
                    yield replace(one, end=at, rule_id=_RULE)
                    one = replace(one, start=at + 1, rule_id=_RULE)
                    break
        head = self._types.before(forms, one.start)
        if head is not None and head.first > 0 and forms[head.first - 1] in _PLURALS and lower(words[head.first]):
            one = replace(one, start=head.first, rule_id=_RULE)
        yield one

    def _unit(self, words: Sequence[str], forms: Sequence[str], one: Candidate) -> Iterator[Candidate]:
        met = self._generic.at(forms, one.start, one.end)
        if met is not None and all(not capital(word) or word.isupper() for word in words[one.start : one.end]):
            before = forms[max(0, one.start - _PLURAL_WITHIN) : one.start]
            if _PLURALS.intersection(before) and not any(word[0].isdigit() for word in words[one.start : one.end]):
                return
        name = self._person_after(words, forms, one)
        if name is None:
            yield one
        else:
            yield replace(one, end=name, rule_id=_RULE)
            yield Candidate(name, one.end, "PERSON", one.score, _RULE)

    def _person_after(self, words: Sequence[str], forms: Sequence[str], one: Candidate) -> int | None:
        """Where a person's name begins that ends the unit, if an office stands before the unit and what is left is
        whole.
        """
        if self._offices.before(forms, one.start) is None:
            return None
        for start, end in candidates(words[one.start : one.end]):
            begin = one.start + start
            if one.start + end != one.end or start < 2:
                continue
            left = self._types.before(forms, begin, one.start)
            if left is None and capital(words[begin - 2]) and (capital(words[begin - 1]) or forms[begin - 1] == "an"):
                return begin
        return None

    def _on_map(self, forms: Sequence[str], start: int, end: int) -> bool:
        return bool(self._places.named(plain(" ".join(forms[start:end]))))
