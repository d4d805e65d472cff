"""What the classifier of a person's part (official, suspect …) sees: the words around each mention, never names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from pipeline import rulebook
from pipeline.annotations import PARTS
from pipeline.link.part_contexts import Context, PartContexts
from pipeline.link.person_entities import PersonEntity, is_credit
from pipeline.person_cues import PersonCues
from pipeline.phrasebook import Phrasebook
from pipeline.reading import LINE_END, Reading
from pipeline.topics import Topics

_STRENGTHS = frozenset(("strong", "weak"))
_SKIPPED_BEFORE = frozenset(["là", ":", "tên", "gồm", "đối", "với", "được", "xác", "định", "của", "đồng", "chí"])
_SKIPPED_AFTER = frozenset(["đã", "cũng", "đều", "vừa", "đang", "bất", "ngờ", "sẽ", "tiếp", "tục", "còn", ","])
_PLACES = frozenset(("before", "after"))
_BEFORE, _AFTER = 6, 9
_CUES_WITHIN = 14  # words before and after in which a cue counts


@dataclass(frozen=True, slots=True)
class PartCue:
    """A row of rules/part_cues.csv: a phrase that, `before` or `after` a name, speaks for a part.

    A `strong` one settles it when nothing stands between.
    """

    id: str
    part: str
    place: str
    strength: str
    phrase: str
    example: str
    counter_example: str


class PartFeatures:
    """Makes the features of the persons of a reading."""

    def __init__(self, cues: PersonCues) -> None:
        self._cues = cues
        self._contexts = PartContexts(cues)
        self._topics = Topics()
        self.rows = rows = rulebook.read(
            "part_cues", PartCue, part=frozenset(PARTS), place=_PLACES, strength=_STRENGTHS
        )
        self._books: dict[str, Phrasebook[PartCue]] = {
            place: Phrasebook((row.phrase, row) for row in rows if row.place == place) for place in ("before", "after")
        }

    def of(self, reading: Reading, entities: Iterable[PersonEntity]) -> list[tuple[str, ...]]:
        """The features of each person: those of all mentions, each once."""
        contexts = self._contexts.of(reading)
        topics = self._topics.of(reading)
        found = []
        for entity in entities:
            features = set(_of_entity(entity))
            for mention in entity.mentions:
                features.update(self.of_mention(reading, mention, contexts[mention]))
            kind = _kind(features)
            features.add(f"kind={kind}")
            features.update(f"topic={topic} {kind}" for topic in topics)
            found.append(tuple(sorted(features)))
        return found

    def certain(self, reading: Reading, entities: Iterable[PersonEntity]) -> list[str | None]:
        """The part of each person that strong cues next to a mention settle; None without, or when they differ."""
        contexts = self._contexts.of(reading)
        words = reading.words.plain
        settled: list[str | None] = []
        for entity in entities:
            told = set()
            for mention in entity.mentions:
                past, at = contexts[mention].list_first, contexts[mention].list_tail
                while (title := self._cues.title_before(words, past)) is not None:
                    past = title.first
                while past > 0 and words[past - 1] in _SKIPPED_BEFORE:
                    past -= 1
                while at < len(words) and words[at] in _SKIPPED_AFTER:
                    at += 1
                for cue in (self._books["before"].before(words, past), self._books["after"].at(words, at)):
                    if cue is not None and cue.value.strength == "strong":
                        told.add(cue.value.part)
            settled.append(told.pop() if len(told) == 1 else None)
        return settled

    def of_mention(self, reading: Reading, mention: int, context: Context) -> Iterable[str]:
        """The features of one mention."""
        words = reading.words.plain
        span = reading.mentions[mention]._
        yield from _window("b", [word for _, word in reading.masked(context.list_first - 1, -1, _BEFORE)])
        yield from _window("a", [word for _, word in reading.masked(context.list_tail, 1, _AFTER)])
        yield from self._near(reading, "before", context.list_first, -1)
        yield from self._near(reading, "after", context.list_tail, 1)
        if context.tail > context.past:
            inside = [word for _, word in reading.masked(context.past, 1, 5)]
            yield from (f"in={word}" for word in inside)
        if context.listed:
            yield "listed"
            if context.list_first < context.first:
                yield f"lb={' '.join(word for _, word in reading.masked(context.first - 1, -1, 2))}"
        if is_credit(reading, mention):
            yield "credit"
        for name in ("rank", "position", "birth_year", "age", "residence"):
            if span.get(name) is not None:
                yield f"has {name}"
        if span.position is not None:
            yield f"office={' '.join(span.position.lower().split()[:2])}"
        honorific = self._cues.honorifics.before(words, context.first)
        if honorific is not None:
            yield f"honorific={honorific.value.phrase}"

    def _near(self, reading: Reading, place: str, at: int, step: int) -> Iterable[str]:
        """The parts for which cues speak on this side, by nearness; the nearest one apart."""
        words, book = reading.words.plain, self._books[place]
        nearest = True
        start = at - 1 if step < 0 else at
        for distance, (word, shown) in enumerate(reading.masked(start, step, _CUES_WITHIN)):
            if shown == LINE_END or reading.owner[word] >= 0:
                continue
            cue = book.before(words, word + 1) if step < 0 else book.at(words, word)
            if cue is None:
                continue
            near = "at once" if distance == 0 else "near" if distance < 4 else "far"
            yield f"cue {place} {near} {cue.value.part}"
            if nearest:
                yield f"nearest cue {place} {cue.value.part}"
            nearest = False


def _window(side: str, words: list[str]) -> Iterable[str]:
    """The words by distance, as a set, and in pairs."""
    for distance, word in enumerate(words[:3]):
        yield f"{side}{distance}={word}"
    for one, two in pairwise(words):
        yield f"{side}{side}={one}_{two}"
    for word in words:
        yield f"{side}={word}"


def _of_entity(entity: PersonEntity) -> Iterable[str]:
    yield "bias"
    count = len(entity.mentions)
    yield f"mentions={'1' if count == 1 else '2-3' if count < 4 else '4+'}"
    if entity.credit:
        yield "credit person"
    if entity.parts and len(entity.parts[-1]) == 1:
        yield "initials"
    if len(entity.parts) == 1:
        yield "one name"


def _kind(features: set[str]) -> str:
    """What a person looks like at first sight: ranked, in office, credited, or neither."""
    for mark in ("credit", "has rank", "has position"):
        if mark in features:
            return mark.removeprefix("has ")
    return "plain"
