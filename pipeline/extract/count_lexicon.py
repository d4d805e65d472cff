"""What counted things are: nouns (rules/count_nouns.csv) and the phrases around a count (rules/count_cues.csv)."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline import rulebook
from pipeline.annotations import CATEGORIES
from pipeline.extract.counted import Counted
from pipeline.phrasebook import Phrasebook
from pipeline.reading import Reading
from pipeline.wordview import words_of

PERSONS = frozenset(("people", "arrested", "killed", "injured", "victims"))
_STRENGTHS = frozenset(("strong", "weak", "unit", "length"))
_PLACES = frozenset(("before", "after"))
_SKIPPED_AFTER = frozenset(("khác", "này", "trên", "đã", "cũng", "đều", "vừa", "còn", "lại"))
_SKIPPED_BEFORE = frozenset(
    (
        "hơn",
        "khoảng",
        "gần",
        "ít",
        "nhất",
        "được",
        "thêm",
        "cả",
        "có",
        "đối",
        "với",
        "tiếp",
        "đến",
        "tổng",
        "cộng",
        "chừng",
        "từ",
    )
)


@dataclass(frozen=True, slots=True)
class CountNoun:
    """A row of rules/count_nouns.csv: a noun and what it is counted as.

    Always when `strong`, unless the words around say else when `weak`. A `unit` of weight or volume is a measure by
    itself, and else what its substance is; a `length` is a measure unless it is of goods (`200 m dây cáp`).
    """

    id: str
    phrase: str
    category: str
    strength: str
    example: str
    counter_example: str


@dataclass(frozen=True, slots=True)
class CountCue:
    """A row of rules/count_cues.csv: a phrase `before` or `after` a count that speaks for a category.

    A `strong` one settles it for persons (and `sentence` for times) when nothing stands between.
    """

    id: str
    category: str
    place: str
    strength: str
    phrase: str
    example: str
    counter_example: str


class CountLexicon:
    """The phrasebooks of both tables, and what they settle without a classifier."""

    def __init__(self) -> None:
        self.noun_rows = rulebook.read("count_nouns", CountNoun, category=frozenset(CATEGORIES), strength=_STRENGTHS)
        self.cue_rows = rulebook.read("count_cues", CountCue, place=_PLACES, strength=_STRENGTHS)
        before = ((row.phrase, row) for row in self.cue_rows if row.place == "before")
        after = ((row.phrase, row) for row in self.cue_rows if row.place == "after")
        self.nouns: Phrasebook[CountNoun] = Phrasebook((row.phrase, row) for row in self.noun_rows)
        self.before: Phrasebook[CountCue] = Phrasebook(before)
        self.after: Phrasebook[CountCue] = Phrasebook(after)

    def settled(self, reading: Reading, one: Counted) -> str | None:
        """The category, where the noun alone settles it, or for persons the phrase right before or after."""
        words = [word for word in words_of(one.noun).plain if word[0].isalpha() or word[0] in "%²"]
        known = self.nouns.at(words, 0)
        if known is None:
            return None
        row = known.value
        if row.category in PERSONS or row.category == "duration":
            cue = self._cue_beside(reading, one)
            if cue is not None and (cue == "sentence") == (row.category == "duration"):
                return cue
        if row.strength in ("unit", "length"):
            substance = self.nouns.at(words, known.past)
            return _of_substance(row, substance.value if substance else None, one.noun, alone=known.past == len(words))
        return row.category if row.strength == "strong" else None

    def _cue_beside(self, reading: Reading, one: Counted) -> str | None:
        """The category of a strong phrase that stands next to the count."""
        words = reading.words.plain
        at, past = reading.pasts[one.mention], reading.firsts[one.mention]
        while at < len(words) and words[at] in _SKIPPED_AFTER:
            at += 1
        while past > 0 and words[past - 1] in _SKIPPED_BEFORE:
            past -= 1
        for cue in (self.after.at(words, at), self.before.before(words, past)):
            if cue is not None and cue.value.strength == "strong":
                return cue.value.category
        return None


def _of_substance(unit: CountNoun, substance: CountNoun | None, noun: str, *, alone: bool) -> str | None:
    """`3 kg` is a measure, `3 kg ketamine` drugs, `3 kg gạo` goods, `60 km/h` open; `3 km đường` stays a measure."""
    if unit.strength == "length":
        return "goods" if substance is not None and substance.category == "goods" else unit.category
    if alone:
        return unit.category
    if substance is not None and substance.category in ("drugs", "weapons"):
        return substance.category
    return None if "/" in noun else "goods"
