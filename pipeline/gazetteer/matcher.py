"""Marks the names of known places in a row of syllables: a feature for the tagger of mentions."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import Any

from pipeline.gazetteer.lookup import load
from pipeline.spelling import plain

_PIECES = re.compile(r"\d+|[^\W\d_]+|[^\w\s]")
_ORDER = ("country", "province", "district", "commune")
_END = "\0"  # no word is that


def match(words: Sequence[str]) -> list[str | None]:
    """For each word (a syllable, number or mark, in any case) `B-province`, `I-district` …, or None outside every name.

    Longest match from the left; a name of several levels counts as the highest of country, province, district, commune.
    Communes only with two syllables or more, and no numbered units (`Quận 3` is seen by its type word).
    """
    root, found, start = _trie(), [None] * len(words), 0
    tags: list[str | None] = found  # type: ignore[assignment]
    plains = [plain(word) for word in words]
    while start < len(plains):
        node, position, end, kind = root, start, start, None
        while position < len(plains) and (node := node.get(plains[position])) is not None:  # type: ignore[assignment]
            position += 1
            if _END in node:
                end, kind = position, node[_END]
        if kind is None:
            start += 1
            continue
        tags[start:end] = [f"B-{kind}", *[f"I-{kind}"] * (end - start - 1)]
        start = end
    return tags


@functools.cache
def _trie() -> dict[str, Any]:
    root: dict[str, Any] = {}
    gazetteer = load()
    for name, kind in gazetteer.names():
        pieces = _PIECES.findall(name)
        if any(piece.isdigit() for piece in pieces[:2]) or (kind == "commune" and len(pieces) < 2):
            continue
        node = root
        for piece in pieces:
            node = node.setdefault(piece, {})
        if _END not in node or _ORDER.index(kind) < _ORDER.index(node[_END]):
            node[_END] = kind
    return root
