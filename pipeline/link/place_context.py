"""Where an article is settled so far: its provinces and districts, and where in the text they stand."""

from __future__ import annotations

from collections import Counter

from pipeline.gazetteer import Place
from pipeline.link.place_nodes import PlaceNode

Path = tuple[str, ...]
# A mention after the position counts as twice as far, and as this many characters further away.
_AFTER = 500
# A further mention of a place counts as much as being this many characters nearer.
_MENTION = 40.0


class PlaceContext:
    """The settled nodes of an article, by their province and district."""

    def __init__(self, nodes: list[PlaceNode]) -> None:
        self._at: dict[Path, list[int]] = {}
        self._mentions: Counter[Path] = Counter()
        for node in nodes:
            self.add(node)

    def add(self, node: PlaceNode) -> None:
        """Takes in a node, if it is settled."""
        if node.path is None or node.level == "country":
            return
        for length in range(1, min(len(node.path), 2) + 1):
            self._at.setdefault(node.path[:length], []).append(node.start)
            self._mentions[node.path[:length]] += 1

    def score(self, place: Place, position: int) -> tuple[int, float]:
        """How well a place fits: 2 when its district is in the article, 1 its province, 0 neither; then how near."""
        for length in (2, 1):
            path = place.path[:length]
            if len(place.path) > length and path in self._at:
                return length, self._nearness(path, position)
        return 0, 0.0

    def best(self, length: int, position: int) -> Path | None:
        """The province (length 1) or district (2) that fits the position best."""
        paths = [path for path in self._at if len(path) == length]
        return max(paths, key=lambda path: self._nearness(path, position), default=None)

    def _nearness(self, path: Path, position: int) -> float:
        distances = (position - at if at <= position else 2 * (at - position) + _AFTER for at in self._at[path])
        return _MENTION * self._mentions[path] - min(distances)
