"""What the model sees of a line: for each token a value in each *channel*, and the offsets at which it counts.

A channel is a stream of values over the tokens of a line, cut into n-grams; a feature is a channel's n-gram at an
offset (`-1:w=công`: the token before is `công`). Since a value's weights do not depend on where it stands, the
decoder adds them up once a value and keeps the sum (`decoder.py`); training writes the same features as strings
(`as_strings`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.spelling import plain

SEPARATOR = "\t"  # between the values of an n-gram: no token holds one
_YEAR = re.compile(r"(?:19|20)\d\d")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text as parallel lists over its tokens (white space left out).

    `words` as written; `tags` one tuple of strings a token: what gazetteers, name lists, word borders and the line's
    place in the article say of it (see `tags.py`); `known` what of that is knowledge, in one string; `classes` the
    word classes, joined by spaces.
    """

    words: list[str]
    tags: list[tuple[str, ...]]
    known: list[str]
    classes: list[str]


@dataclass(frozen=True, slots=True)
class Channel:
    """`size` neighbouring values of `stream` (a key of `streams`) make an n-gram, which counts for the tokens at
    `offsets` from its first.
    """

    name: str
    stream: str
    size: int
    offsets: tuple[int, ...]
    expand: Callable[[tuple[str, ...]], Sequence[tuple[str, tuple[int, ...]]]] | None = None

    def features(self, gram: tuple[str, ...]) -> Iterator[tuple[int, str]]:
        """(offset, feature) for each feature of the n-gram."""
        if self.expand is None:
            value = f"{self.name}={SEPARATOR.join(gram)}"
            for offset in self.offsets:
                yield offset, f"{offset}:{value}"
            return
        for value, offsets in self.expand(gram):
            for offset in offsets:
                yield offset, f"{offset}:{value}"


def shape(word: str) -> str:
    """`Aa`, `A`, `AA`, `a` for letters; for numbers what they look like: `yyyy`, `1.000`, `1,5`, `d2`; else the
    character itself.
    """
    first = word[0]
    if first.isdigit():
        if word.isdigit():
            return "yyyy" if _YEAR.fullmatch(word) else f"d{min(len(word), 4)}"
        return "1.000" if _GROUPED.fullmatch(word) else "1,5"
    if not first.isalpha():
        return first
    if word.islower():
        return "a"
    if word.isupper():
        return "A" if len(word) == 1 else "AA"
    return "Aa" if first.isupper() else "aA"


_NEAR = (-3, -2, -1, 0, 1, 2, 3)
_CLOSE = (-2, -1, 0, 1, 2)
_HERE = (0,)


def _word_features(gram: tuple[str, ...]) -> Sequence[tuple[str, tuple[int, ...]]]:
    """Everything that depends on one word alone: its form, shape, beginnings and endings."""
    (word,) = gram
    form = plain(word)
    found: list[tuple[str, tuple[int, ...]]] = [
        (f"w={form}", _NEAR),
        (f"s={shape(word)}", _NEAR),
        (f"l={len(word)}", _HERE),
    ]
    for size in (1, 2, 3):
        found.append((f"<{form[:size]}", _HERE))
        found.append((f">{form[-size:]}", _HERE))
    return found


def _tag_features(gram: tuple[str, ...]) -> Sequence[tuple[str, tuple[int, ...]]]:
    """Each tag of a token by itself; `gram` is one string of tags joined by a space."""
    return [(f"t={tag}", _CLOSE) for tag in gram[0].split(" ") if tag]


CHANNELS: tuple[Channel, ...] = (
    Channel("w1", "word", 1, _NEAR, _word_features),
    Channel("w2", "form", 2, (-2, -1, 0, 1)),
    Channel("s2", "shape", 2, (-2, -1, 0, 1)),
    Channel("s3", "shape", 3, (-2, -1, 0)),
    Channel("t1", "tags", 1, _CLOSE, _tag_features),
    Channel("c1", "classes", 1, _CLOSE, _tag_features),
    Channel("t2", "known", 2, (-1, 0)),
    Channel("t3", "known", 3, (-1,)),
)


def streams(line: Line) -> dict[str, list[str]]:
    """The value of each stream at each token of the line."""
    return {
        "word": line.words,
        "form": [plain(word) for word in line.words],
        "shape": [shape(word) for word in line.words],
        "tags": [" ".join(tags) for tags in line.tags],
        "known": line.known,
        "classes": line.classes,
    }


def grams(line: Line) -> Iterator[tuple[Channel, list[tuple[str, ...]]]]:
    """For each channel the n-grams of the line; the i-th begins at token i, and there are `size - 1` fewer than
    tokens.
    """
    values = streams(line)
    for channel in CHANNELS:
        stream = values[channel.stream]
        yield channel, list(zip(*(stream[k:] for k in range(channel.size)), strict=False))


def as_strings(line: Line) -> list[list[str]]:
    """The features of each token as strings, for training. An n-gram at i counts at token i - offset."""
    found: list[list[str]] = [["bias"] for _ in line.words]
    for channel, sequence in grams(line):
        for i, gram in enumerate(sequence):
            for offset, feature in channel.features(gram):
                if 0 <= i - offset < len(found):
                    found[i - offset].append(feature)
    for i, features in enumerate(found):
        features.extend(border_features(i, len(found)))
    return found


def border_features(i: int, length: int) -> list[str]:
    """How near the token is to the line's ends."""
    return [f"^{i}"] * (i < 3) + [f"${length - 1 - i}"] * (length - 1 - i < 3)
