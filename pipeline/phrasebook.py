"""Finds the phrases of a rule table in a row of words: `trú tại {place}`, `SN {year}`, `Phó Giám đốc`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pipeline.errors import AnttError
from pipeline.wordview import words_of

Value = TypeVar("Value")

# What may stand in the place of a slot: one word. `{place}` ends its phrase: what follows is read by the caller.
SLOTS: dict[str, Callable[[str], bool]] = {
    "number": lambda word: word[0].isdecimal(),
    "year": lambda word: len(word) == 4 and word.isdecimal() and word[:2] in ("19", "20"),
    "age": lambda word: word.isdecimal() and len(word) < 4 and 0 < int(word) < 125,
}
_OPEN_SLOTS = ("place",)


@dataclass(slots=True)
class _Node(Generic[Value]):
    words: dict[str, _Node[Value]] = field(default_factory=dict)
    slots: dict[str, _Node[Value]] = field(default_factory=dict)
    value: Value | None = None


@dataclass(frozen=True, slots=True)
class _Path(Generic[Value]):
    end: int
    value: Value
    filled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found(Generic[Value]):
    """A phrase found in `words[first:past]`: the value of its row, and the words that fill its slots."""

    first: int
    past: int
    value: Value
    filled: tuple[str, ...] = ()


class Phrasebook(Generic[Value]):
    """Phrases, each with a value. Words are compared as `spelling.plain` makes them; a `{slot}` stands for one word."""

    def __init__(self, phrases: Iterable[tuple[str, Value]]) -> None:
        """Raises AnttError for a phrase with an unknown slot, without a word, or equal to another phrase."""
        self._forward: _Node[Value] = _Node()
        self._backward: _Node[Value] = _Node()
        for phrase, value in phrases:
            parts = _parts(phrase)
            if not parts:
                raise AnttError(f"the phrase {phrase!r} of a rule table holds no word")
            other = _insert(self._forward, parts, value)
            if other is not None:
                raise AnttError(f"the phrase {phrase!r} stands twice in a rule table: {other!r} and {value!r}")
            _insert(self._backward, parts[::-1], value)

    def at(self, words: Sequence[str], first: int, limit: int | None = None) -> Found[Value] | None:
        """The longest phrase that starts at the word `first` and ends at `limit` at the latest."""
        if first < 0 or first >= len(words):
            return None
        if not self._forward.slots and words[first] not in self._forward.words:
            return None
        path = _longest(self._forward, words, first, len(words) if limit is None else limit, 1)
        return None if path is None else Found(first, path.end, path.value, path.filled)

    def before(self, words: Sequence[str], past: int, limit: int = 0) -> Found[Value] | None:
        """The longest phrase whose last word is the one before `past`; it does not reach left of `limit`."""
        if past - 1 < limit:
            return None
        path = _longest(self._backward, words, past - 1, limit - 1, -1)
        return None if path is None else Found(path.end + 1, past, path.value, path.filled[::-1])


def shows(phrase: str, example: str, counter_example: str) -> bool:
    """Whether the phrase is found in the example, just where it is [marked], and nowhere in the counter-example."""
    book = Phrasebook([(phrase, phrase)])
    text, marked = unmarked(example)
    words = words_of(text)
    found = [book.at(words.plain, first) for first in range(len(words.plain))]
    spans = {(words.starts[f.first], words.ends[f.past - 1]) for f in found if f is not None}
    counter = words_of(counter_example).plain
    return marked in spans and not any(book.at(counter, first) for first in range(len(counter)))


def unmarked(example: str) -> tuple[str, tuple[int, int]]:
    """The text of an example without its [square brackets], and the start and end of what stood in them."""
    start, end = example.find("["), example.find("]")
    if start < 0 or end < start:
        raise AnttError(f"the example {example!r} marks nothing with [square brackets]")
    return example[:start] + example[start + 1 : end] + example[end + 1 :], (start, end - 1)


def _parts(phrase: str) -> list[str]:
    parts = []
    for piece in phrase.split():
        if piece.startswith("{"):
            name = piece.strip("{}")
            if name in _OPEN_SLOTS:
                break
            if name not in SLOTS:
                raise AnttError(f"the phrase {phrase!r} has an unknown slot; the slots are {', '.join(SLOTS)}, place")
            parts.append(piece)
        else:
            parts += words_of(piece).plain
    return parts


def _insert(node: _Node[Value], parts: Sequence[str], value: Value) -> Value | None:
    """Puts the value at the end of its phrase, unless one stands there, which comes back."""
    for part in parts:
        if part.startswith("{"):
            node = node.slots.setdefault(part.strip("{}"), _Node())
        else:
            node = node.words.setdefault(part, _Node())
    if node.value is not None:
        return node.value
    node.value = value
    return None


def _longest(node: _Node[Value], words: Sequence[str], at: int, limit: int, step: int) -> _Path[Value] | None:
    """The longest way down the tree along the words from `at` on, in direction `step`, that ends at a phrase's end."""
    best = None if node.value is None else _Path(at, node.value)
    if at == limit or not 0 <= at < len(words):
        return best
    word = words[at]
    following = node.words.get(word)
    if following is not None:
        best = _longest(following, words, at + step, limit, step) or best
    for name, slot in node.slots.items():
        if SLOTS[name](word):
            found = _longest(slot, words, at + step, limit, step)
            if found is not None and (best is None or (found.end - best.end) * step > 0):
                best = _Path(found.end, found.value, (word, *found.filled))
    return best
