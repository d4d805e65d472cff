"""Where an article is at a point of its text: what `tỉnh`, `huyện`, `xã` mean there."""

from __future__ import annotations

import re
from collections import defaultdict

from pipeline.link.place_nodes import PlaceNode

Path = tuple[str, ...]
_LENGTH = {"province": 1, "district": 2, "commune": 3}
# Where a person comes from says little about whose police acts.
_ORIGIN = re.compile(
    r"(?:trú|ngụ|quê|sinh ra|hktt|thường trú|tạm trú|cư trú|nguyên quán|quê quán|sống)[^.;()\n]*$", re.IGNORECASE
)
_UNIT_WEIGHT, _PLACE_WEIGHT, _ORIGIN_WEIGHT = 2.0, 1.0, 0.2
_SHORTLY = 120
_NEAR, _NEAR_WEIGHT = 350, 2.0


class Areas:
    """The settled places of an article, weighed: those in units' names most, people's origins least."""

    def __init__(self, text: str, nodes: list[PlaceNode], two_levels: bool) -> None:
        """`two_levels`: the map since July 2025, where a commune lies right under its province."""
        self.two_levels = two_levels
        self._votes: dict[Path, float] = defaultdict(float)
        self._at: dict[Path, list[tuple[int, float]]] = defaultdict(list)
        self._types: dict[Path, set[str]] = defaultdict(set)
        for node in nodes:
            if node.path is None or node.level == "country":
                continue
            weight = _UNIT_WEIGHT if node.span.label_ == "UNIT" else _PLACE_WEIGHT
            self._types[node.path].update((node.type_word, node.place.type_word if node.place else ""))
            if weight == _PLACE_WEIGHT and _ORIGIN.search(text, max(0, node.start - 60), node.start):
                weight = _ORIGIN_WEIGHT
            for length in range(1, len(node.path) + 1):
                self._votes[node.path[:length]] += weight
                self._at[node.path[:length]].append((node.start, weight))

    def add(self, path: Path, position: int) -> None:
        """A unit of that area acts at this place of the text."""
        for length in range(1, len(path) + 1):
            self._at[path[:length]].append((position, _UNIT_WEIGHT))

    def best(self, level: str, position: int, under: Path = (), type_word: str = "") -> Path | None:
        """The area of the level (province, district, commune) that the article is most about at the position.

        Of that type (quận, thị xã …) where there is one; None where the article has no area of the level.
        """
        length = 2 if self.two_levels and level != "province" else _LENGTH[level]
        paths = [path for path in self._votes if len(path) == length and path[: len(under)] == under]
        paths = [path for path in paths if type_word in self._types[path]] or paths
        return max(paths, key=lambda path: self._score(path, position), default=None)

    def last(self, level: str, position: int) -> Path | None:
        """The area of the level that was named last, shortly before the position; None when there is none."""
        length = 2 if self.two_levels and level != "province" else _LENGTH[level]
        near = [
            (at, path)
            for path, places in self._at.items()
            if len(path) == length
            for at, _ in places
            if 0 <= position - at < _SHORTLY
        ]
        return max(near)[1] if near else None

    def _score(self, path: Path, position: int) -> float:
        before = [weight * (1 - (position - at) / _NEAR) for at, weight in self._at[path] if 0 <= position - at < _NEAR]
        return self._votes[path] + _NEAR_WEIGHT * max(before, default=0.0)
