"""Joins neighbouring place names to chains: in `xã A và xã B (huyện C, tỉnh D)` A and B lie in C, and C in D."""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.gazetteer import load
from pipeline.link.place_nodes import PlaceNode

_UNDER = re.compile(
    r"[\s”\"»]*[,(\[–-]?\s*(?:(?:cùng\s+)?(?:thuộc|của|ở|tại|trên địa bàn|địa bàn|nay là|cũ)\s*)*[,(]?\s*"
)
_IN_LIST = re.compile(r"\s*(?:,|;|và|-|–|, và)\s*(?:các\s+|tại\s+|ở\s+)?")
# Levels at which a hamlet can stand under a hamlet: `tổ 2, khu 5`.
_HAMLET = 4
_NEAR = 20


def join(text: str, nodes: list[PlaceNode]) -> None:
    """Sets `parent` of the nodes, which stand in text order."""
    for first, second in pairwise(nodes):
        if not (first.name and second.name) or second.start - first.end > 30:
            continue
        higher = second.rank < first.rank or first.rank == second.rank == _HAMLET
        if second.level == "country" and (first.level != "province" or first.candidates):
            continue
        if higher and _UNDER.fullmatch(text, first.end, second.start):
            first.parent = second
    for second, first in pairwise(reversed(nodes)):
        if first.parent is None and second.parent is not None and first.rank == second.rank > 1:
            near = 0 <= second.start - first.end <= _NEAR and _IN_LIST.fullmatch(text, first.end, second.start)
            if near and _can_lie_in(first, second.parent):
                first.parent = second.parent


def _can_lie_in(node: PlaceNode, parent: PlaceNode) -> bool:
    """Whether a place of a list can share the parent of the next: not when the map has it only elsewhere."""
    homes = [load().successors.get(place.path, place.path) for place in parent.candidates]
    return (
        not homes or not node.candidates or any(c.path[: len(home)] == home for c in node.candidates for home in homes)
    )
