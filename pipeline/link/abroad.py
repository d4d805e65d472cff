"""Whether an article tells of another country, and of which."""

from __future__ import annotations

from collections import Counter

from pipeline.link.place_nodes import PlaceNode

VIETNAM = ("Việt Nam",)


def country_abroad(nodes: list[PlaceNode]) -> tuple[str, ...] | None:
    """The foreign country that the article names most, when it names such more often than places in Vietnam."""
    abroad = Counter(node.path for node in nodes if node.level == "country" and node.path not in (None, VIETNAM))
    at_home = sum(node.place is not None and (node.level != "country" or node.path == VIETNAM) for node in nodes)
    if abroad.total() <= at_home:
        return None
    return abroad.most_common(1)[0][0]
