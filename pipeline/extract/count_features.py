"""What the classifier of a COUNT's category sees: its noun by rules/count_nouns.csv, and the words around it; never names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline import rulebook
from pipeline.annotations import CATEGORIES
from pipeline.extract.counted import Counted
from pipeline.phrasebook import Phrasebook
from pipeline.reading import Reading
from pipeline.topics import Topics
from pipeline.wordview import words_of

_STRENGTHS = frozenset(("strong", "weak", "unit", "length"))
_PLACES = frozenset(("before", "after"))
_BEFORE, _AFTER = 5, 5
_CUES_BEFORE, _CUES_AFTER = 16, 9
_NOUN_WORDS = 4
_SKIPPED_AFTER = frozenset("khác này trên đã cũng đều vừa còn lại".split())
_SKIPPED_BEFORE = frozenset("hơn khoảng gần ít nhất được thêm cả có đối với tiếp đến tổng cộng chừng từ".split())
_PERSONS = frozenset(("people", "arrested", "killed", "injured", "victims"))
_SENTENCE_ENDS = frozenset((".", "?", "!"))


@dataclass(frozen=True, slots=True)
class CountNoun:
    """A row of rules/count_nouns.csv: what a noun is counted as, always (`strong`) or unless the words around say
    else (`weak`); a `unit` of weight or volume is a measure by itself, and else what its substance is; a `length` is a
    measure unless it is of goods (`200 m dây cáp`)."""

    id: str
    phrase: str
    category: str
    strength: str
    example: str
    counter_example: str


@dataclass(frozen=True, slots=True)
class CountCue:
    """A row of rules/count_cues.csv: a phrase `before` or `after` a count that speaks for a category; a `strong` one
    settles it for persons when nothing stands between."""

    id: str
    category: str
    place: str
    strength: str
    phrase: str
    example: str
    counter_example: str


class CountFeatures:
    """Makes the features of COUNT mentions."""

    def __init__(self) -> None:
        self._nouns = Phrasebook(
            (row.phrase, row)
            for row in rulebook.read("count_nouns", CountNoun, category=frozenset(CATEGORIES), strength=_STRENGTHS)
        )
        self._topics = Topics()
        cues = rulebook.read("count_cues", CountCue, place=_PLACES, strength=_STRENGTHS)
        self._before = Phrasebook((row.phrase, row) for row in cues if row.place == "before")
        self._after = Phrasebook((row.phrase, row) for row in cues if row.place == "after")

    def of(self, reading: Reading, counted: Sequence[Counted]) -> list[tuple[str, ...]]:
        """The features of the document's COUNT mentions."""
        topics = self._topics.of(reading)
        nouns = [self._rows(reading, one) for one in counted]
        own = [set(self._around(reading, one.mention)) for one in counted]
        found = []
        for i, one in enumerate(counted):
            features = {"bias", *own[i], *self._of_noun(reading, one, nouns[i])}
            kind = nouns[i][0].category if nouns[i] else "unknown"
            features.update(f"topic={topic} {kind}" for topic in topics)
            if i and nouns[i - 1]:
                features.add(f"previous={nouns[i - 1][0].category}")
            if kind in _PERSONS or not one.noun:
                features.update(f"same: {cue}" for cue in self._of_the_same(i, counted, nouns, own))
            value = one.value
            features.add(
                "value=" + ("none" if value is None else "1" if value == 1 else "few" if value < 10 else "many")
            )
            found.append(tuple(sorted(features)))
        return found

    def certain(self, reading: Reading, one: Counted) -> str | None:
        """The category, where the noun alone settles it, or for persons the phrase right before or after."""
        words = [word for word in words_of(one.noun).plain if word[0].isalpha() or word[0] in "%²"]
        known = self._nouns.at(words, 0)
        if known is None:
            return None
        row = known.value
        if row.category in _PERSONS or row.category == "duration":
            settled = self._settled_by_cue(reading, one)
            if settled is not None and (settled == "sentence") == (row.category == "duration"):
                return settled
        if row.strength == "strong":
            return row.category
        if row.strength == "unit":
            if known.past == len(words):
                return row.category
            substance = self._nouns.at(words, known.past)
            if substance is not None and substance.value.category in ("drugs", "weapons"):
                return substance.value.category
            return None if "/" in one.noun else "goods"
        if row.strength == "length":
            substance = self._nouns.at(words, known.past)
            return "goods" if substance is not None and substance.value.category == "goods" else row.category
        return None

    def _settled_by_cue(self, reading: Reading, one: Counted) -> str | None:
        words = reading.words.plain
        at = reading.pasts[one.mention]
        while at < len(words) and words[at] in _SKIPPED_AFTER:
            at += 1
        cue = self._after.at(words, at)
        if cue is not None and cue.value.strength == "strong":
            return cue.value.category
        past = reading.firsts[one.mention]
        while past > 0 and words[past - 1] in _SKIPPED_BEFORE:
            past -= 1
        cue = self._before.before(words, past)
        return cue.value.category if cue is not None and cue.value.strength == "strong" else None

    @staticmethod
    def _noun_words(reading: Reading, one: Counted) -> list[str]:
        words = reading.words.plain[one.noun_first : reading.pasts[one.mention]]
        return [word for word in words if word[0].isalpha() or word[0] in "%²"]

    def _rows(self, reading: Reading, one: Counted) -> list[CountNoun]:
        """The rows of the nouns in the mention, from left to right."""
        words = self._noun_words(reading, one)
        at, rows = 0, []
        while at < len(words):
            known = self._nouns.at(words, at)
            if known is None:
                at += 1
            else:
                rows.append(known.value)
                at = known.past
        return rows

    def _of_noun(self, reading: Reading, one: Counted, rows: Sequence[CountNoun]) -> Iterable[str]:
        words = self._noun_words(reading, one)
        if not words:
            yield f"no noun {one.noun}"
        else:
            yield f"head={words[0]}"
            yield f"head2={' '.join(words[:2])}"
            yield f"last={words[-1]}"
        for word in words[:_NOUN_WORDS]:
            yield f"w={word}"
        for place, row in enumerate(rows[:2]):
            yield f"noun{place}={row.category} {row.strength}"
        second = rows[1].category if len(rows) > 1 else "none" if len(words) < 2 else "unknown"
        yield f"pair={rows[0].category if rows else 'unknown'}+{second}"

    @staticmethod
    def _of_the_same(
        i: int, counted: Sequence[Counted], nouns: Sequence[Sequence[CountNoun]], own: Sequence[set[str]]
    ) -> Iterable[str]:
        """The cues around the other counts of as many persons: the `hai đối tượng` who are caught further on."""
        for j, other in enumerate(counted):
            if j != i and other.value == counted[i].value and other.value is not None:
                if (nouns[j] and nouns[j][0].category in _PERSONS) or not other.noun:
                    yield from (feature for feature in own[j] if feature.startswith("nearest "))

    def _around(self, reading: Reading, mention: int) -> Iterable[str]:
        first, past = reading.firsts[mention], reading.pasts[mention]
        before = _clause(reading, first - 1, -1, _CUES_BEFORE)
        after = _clause(reading, past, 1, _CUES_AFTER)
        for side, words, most in (("b", before, _BEFORE), ("a", after, _AFTER)):
            shown = [word for _, word in words[:most]]
            for distance, word in enumerate(shown[:2]):
                yield f"{side}{distance}={word}"
            for one, two in zip(shown, shown[1:], strict=False):
                yield f"{side}{side}={one}_{two}"
            for word in shown:
                yield f"{side}={word}"
        yield from self._cues(reading, "before", before, self._before)
        yield from self._cues(reading, "after", after, self._after)

    @staticmethod
    def _cues(
        reading: Reading, place: str, around: Sequence[tuple[int, str]], book: Phrasebook[CountCue]
    ) -> Iterable[str]:
        words = reading.words.plain
        nearest = True
        for distance, (word, _) in enumerate(around):
            if reading.owner[word] >= 0:
                continue
            cue = book.before(words, word + 1) if place == "before" else book.at(words, word)
            if cue is None:
                continue
            near = "at once" if distance == 0 else "near" if distance < 4 else "far"
            yield f"cue {place} {near} {cue.value.category}"
            if nearest:
                yield f"nearest {place} {cue.value.category}"
                nearest = False


def _clause(reading: Reading, at: int, step: int, most: int) -> list[tuple[int, str]]:
    """Up to `most` words from `at` on with their index, a mention as its label, a number as `0`; not over a sentence's end."""
    words, line = reading.words.plain, reading.words.line
    found: list[tuple[int, str]] = []
    start = at - step
    while len(found) < most and 0 <= at < len(words) and line[at] == line[start]:
        owner = reading.owner[at]
        if owner >= 0:
            found.append((at, reading.labels[owner]))
            at = reading.pasts[owner] if step > 0 else reading.firsts[owner] - 1
            continue
        word = words[at]
        if word in _SENTENCE_ENDS:
            break
        found.append((at, "0" if word[0].isdigit() else word))
        at += step
    return found
