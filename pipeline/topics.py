"""What an article is about, by the phrases of rules/topics.csv: evidence for what part its persons have."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from pipeline import rulebook
from pipeline.phrasebook import Phrasebook
from pipeline.reading import Reading

_OFTEN = 2
_TOPICS = frozenset(
    (
        "abroad", "accident", "appointment", "award", "drugs", "fire", "flood", "fraud", "gambling", "identity",
        "killing", "meeting", "missing", "sex", "smuggling", "suicide", "theft", "traffic", "trial", "weapons",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A row of rules/topics.csv: a phrase that speaks for a topic."""

    id: str
    topic: str
    phrase: str
    example: str
    counter_example: str


class Topics:
    """Finds the topics of a reading."""

    def __init__(self) -> None:
        self.rows = rulebook.read("topics", TopicRow, topic=_TOPICS)
        self._book: Phrasebook[TopicRow] = Phrasebook((row.phrase, row) for row in self.rows)

    def of(self, reading: Reading) -> tuple[str, ...]:
        """The topics that are told more than once or on the first line, in alphabetical order."""
        words, line = reading.words.plain, reading.words.line
        told: Counter[str] = Counter()
        for at in range(len(words)):
            found = self._book.at(words, at)
            if found is not None:
                told[found.value.topic] += _OFTEN if line[at] == line[0] else 1
        return tuple(sorted(topic for topic, times in told.items() if times >= _OFTEN))
