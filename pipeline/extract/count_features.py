"""What the classifier of a COUNT's category sees: its noun by the lexicon, and the words around it; never names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from pipeline.extract.count_lexicon import PERSONS, CountCue, CountLexicon, CountNoun
from pipeline.extract.counted import Counted
from pipeline.phrasebook import Phrasebook
from pipeline.reading import LINE_END, SENTENCE_ENDS, Reading
from pipeline.topics import Topics

_WINDOW = 5
_CUES_BEFORE, _CUES_AFTER = 16, 9
_NOUN_WORDS = 4
_FEW = 10
_MOST_ALIKE = 12  # counts of as many persons that are looked at


class CountFeatures:
    """Makes the features of COUNT mentions."""

    def __init__(self, lexicon: CountLexicon) -> None:
        self._lexicon = lexicon
        self._topics = Topics()

    def of(self, reading: Reading, counted: Sequence[Counted]) -> list[tuple[str, ...]]:
        """The features of the document's COUNT mentions."""
        topics = self._topics.of(reading)
        nouns = [self._rows(reading, one) for one in counted]
        own = [set(self._around(reading, one.mention)) for one in counted]
        nearest = [[feature for feature in features if feature.startswith("nearest ")] for features in own]
        alike = _alike(counted, nouns)
        found = []
        for i, one in enumerate(counted):
            features = {"bias", *own[i], *self._of_noun(reading, one, nouns[i])}
            kind = nouns[i][0].category if nouns[i] else "unknown"
            features.update(f"topic={topic} {kind}" for topic in topics)
            if i and nouns[i - 1]:
                features.add(f"previous={nouns[i - 1][0].category}")
            if kind in PERSONS or not one.noun:
                features.update(f"same: {cue}" for j in alike.get(one.value, ()) if j != i for cue in nearest[j])
            features.add(f"value={_size(one.value)}")
            found.append(tuple(sorted(features)))
        return found

    @staticmethod
    def _noun_words(reading: Reading, one: Counted) -> list[str]:
        words = reading.words.plain[one.noun_first : reading.pasts[one.mention]]
        return [word for word in words if word[0].isalpha() or word[0] in "%²"]

    def _rows(self, reading: Reading, one: Counted) -> list[CountNoun]:
        """The rows of the nouns in the mention, from left to right."""
        words = self._noun_words(reading, one)
        at, rows = 0, []
        while at < len(words):
            known = self._lexicon.nouns.at(words, at)
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

    def _around(self, reading: Reading, mention: int) -> Iterable[str]:
        first, past = reading.firsts[mention], reading.pasts[mention]
        before = _clause(reading, first - 1, -1, _CUES_BEFORE)
        after = _clause(reading, past, 1, _CUES_AFTER)
        for side, words in (("b", before), ("a", after)):
            shown = [word for _, word in words[:_WINDOW]]
            for distance, word in enumerate(shown[:2]):
                yield f"{side}{distance}={word}"
            for one, two in pairwise(shown):
                yield f"{side}{side}={one}_{two}"
            for word in shown:
                yield f"{side}={word}"
        yield from self._cues(reading, "before", before, self._lexicon.before)
        yield from self._cues(reading, "after", after, self._lexicon.after)

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
    """The words of `Reading.masked` without the sign that ends them."""
    walk = reading.masked(at, step, most)
    return [found for found in walk if found[1] != LINE_END and found[1] not in SENTENCE_ENDS]


def _size(value: float | None) -> str:
    if value is None:
        return "none"
    return "1" if value == 1 else "few" if value < _FEW else "many"


def _alike(counted: Sequence[Counted], nouns: Sequence[Sequence[CountNoun]]) -> dict[float | None, list[int]]:
    """By value, the first counts of persons: the `hai đối tượng` here are those who are caught further on."""
    found: dict[float | None, list[int]] = defaultdict(list)
    for i, one in enumerate(counted):
        persons = nouns[i][0].category in PERSONS if nouns[i] else not one.noun
        if one.value is not None and persons and len(found[one.value]) < _MOST_ALIKE:
            found[one.value].append(i)
    return found
