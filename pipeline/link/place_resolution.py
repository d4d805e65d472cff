"""Settles which unit each place name of an article is, with all the names together."""

from __future__ import annotations

from collections import Counter

from pipeline.gazetteer import Era, Place, load
from pipeline.link.abroad import country_abroad
from pipeline.link.place_nodes import PlaceNode

Path = tuple[str, ...]


def resolve(nodes: list[PlaceNode], era: Era) -> None:
    """Sets `path`, `place`, `reason` (and leaves the rivals in `candidates`) of each node, by these steps:

    1. a name and the names that the text puts it under must fit (`xã A, huyện B`), both ways;
    2. a name that the article settled elsewhere is the same place;
    3. of several places, the one in a district or province of the article, the nearest before it first;
    4. a name that only one place has is that place;
    5. a name that the map lacks lies where the text puts it, else in the article's district.
    """
    named = [node for node in nodes if node.name]
    by_rank = [[node for node in named if node.rank == rank] for rank in range(5)]
    for node in reversed(named):
        _fit(node)
    for node in named:
        _fit(node)
    for node in by_rank[0] + by_rank[1]:
        _settle(node, node.candidates[0] if node.candidates else None)
    settled: dict[tuple[str, str], PlaceNode] = {}
    for rank in (2, 3):
        for node in by_rank[rank]:
            _by_parent(node, era)
        context = _Context(named)
        for node in by_rank[rank]:
            if node.path is not None:
                settled.setdefault(node.key, node)
        for node in by_rank[rank]:
            if node.path is None:
                _by_article(node, settled.get(node.key), context, era)
                if node.path is not None:
                    settled.setdefault(node.key, node)
                    context.add(node)
        for node in by_rank[rank]:
            if node.path is None and node.key in settled:
                _copy(node, settled[node.key])
    country = country_abroad(nodes)
    if country is not None:
        for node in by_rank[1]:
            if node.path is None:
                _from_text(node, country, "in another country")
    _hamlets(by_rank[4], by_rank[3])


def _fit(node: PlaceNode) -> None:
    """Drops the parent's candidates that hold none of the node's, and the node's that lie in none of the parent's."""
    parent = node.parent
    if parent is None or not node.candidates or not parent.candidates or node.rank > 3:
        return
    successors = load().successors
    homes = {place.path: successors.get(place.path, place.path) for place in parent.candidates}
    kept = tuple(p for p in parent.candidates if any(_under(c, homes[p.path]) for c in node.candidates))
    if kept:
        parent.candidates = kept
        node.candidates = tuple(c for c in node.candidates if any(_under(c, homes[p.path]) for p in kept))


def _under(place: Place, path: Path) -> bool:
    return len(place.path) > len(path) and place.path[: len(path)] == path


def _settle(node: PlaceNode, place: Place | None) -> None:
    if place is not None:
        node.place, node.path, node.candidates = place, place.path, (place,)


def _by_parent(node: PlaceNode, era: Era) -> None:
    """The node under its settled parent."""
    parent = node.parent
    if parent is None or parent.path is None or parent.rank < 1:
        return
    home = load().successors.get(parent.path, parent.path)
    inside = tuple(place for place in node.candidates if _under(place, home))
    best = _by_type(inside, node.type_word)
    if len(best) == 1:
        _settle(node, best[0])
        if home != parent.path:
            node.path = (*parent.path, *best[0].path[len(home) :])
    elif best:
        node.candidates = best
    elif parent.rank == node.rank - 1 or era == "current":
        _from_text(node, parent.path, "not on the map under the parent that the text names")


def _from_text(node: PlaceNode, parent: Path, reason: str) -> None:
    node.path, node.place, node.candidates, node.reason = (*parent, node.name), None, (), reason


def _copy(node: PlaceNode, other: PlaceNode) -> None:
    node.path, node.place, node.candidates, node.reason = other.path, other.place, other.candidates, other.reason


def _by_type(places: tuple[Place, ...], type_word: str) -> tuple[Place, ...]:
    """Those with the type word as written, where there are any."""
    same = tuple(place for place in places if place.type_word == type_word)
    return same if same and len(places) > 1 else places


class _Context:
    """Where the article is settled so far: paths with the places in the text where they stand."""

    def __init__(self, nodes: list[PlaceNode]) -> None:
        self.at: dict[Path, list[int]] = {}
        self.votes: Counter[Path] = Counter()
        for node in nodes:
            if node.path is not None and node.level != "country":
                self.add(node)

    def add(self, node: PlaceNode) -> None:
        assert node.path is not None
        for length in range(1, min(len(node.path), 2) + 1):
            self.at.setdefault(node.path[:length], []).append(node.start)
            self.votes[node.path[:length]] += 1

    def score(self, place: Place, position: int) -> tuple[int, float]:
        """(2: its district stands in the article, 1: its province, 0: neither; how near before)."""
        for length in (2, 1):
            path = place.path[:length]
            if len(place.path) > length and path in self.at:
                return length, self.nearness(path, position)
        return 0, 0.0

    def nearness(self, path: Path, position: int) -> float:
        before = [position - at for at in self.at[path] if at <= position]
        after = [2 * (at - position) + 500 for at in self.at[path] if at > position]
        return -float(min(before + after)) + 40.0 * self.votes[path]

    def best(self, length: int, position: int) -> Path | None:
        """The path of that length (1 province, 2 district) that fits the position best."""
        paths = [path for path in self.at if len(path) == length]
        return max(paths, key=lambda path: self.nearness(path, position), default=None)


def _by_article(node: PlaceNode, known: PlaceNode | None, context: _Context, era: Era) -> None:
    if known is not None and known.path is not None:
        fits = not node.candidates or known.place is None or known.place in node.candidates
        if fits or node.parent is None:
            _copy(node, known)
            return
    scored = sorted(
        ((context.score(place, node.start), place) for place in node.candidates), key=lambda pair: pair[0], reverse=True
    )
    near = [(score, place) for score, place in scored if score[0] > 0 and score[0] == scored[0][0][0]]
    if near:
        top = [place for score, place in near if score == near[0][0]]
        best = _by_type(tuple(top), node.type_word)
        if len(best) == 1:
            _settle(node, best[0])
        else:
            node.candidates, node.reason = best, "several places of that name in the article's area"
        return
    parent = context.best(2 if era == "legacy" else 1, node.start) if node.level == "commune" else None
    if len(node.candidates) == 1 and (parent is None or era == "current"):
        _settle(node, node.candidates[0])
    elif parent is not None and (node.candidates or node.type_word):
        _from_text(node, parent, "not on the map under the article's district")
    elif node.level == "district" and not node.candidates and node.type_word and (home := context.best(1, node.start)):
        _from_text(node, home, "not on the map under the article's province")
    elif len(best := _by_type(node.candidates, node.type_word)) == 1:
        _settle(node, best[0])
    else:
        node.reason = (
            "several places of that name, and the article does not say which" if node.candidates else "not on the map"
        )


def _hamlets(hamlets: list[PlaceNode], communes: list[PlaceNode]) -> None:
    """A hamlet gets the path of its commune: the one that the text puts it under, there or elsewhere, else the nearest before."""
    settled: dict[tuple[str, str], Path] = {}
    for node in reversed(hamlets):
        if node.parent is not None and node.parent.path is not None and len(node.parent.path) > 1:
            node.path = node.parent.path
    for node in hamlets:
        if node.path is not None:
            settled.setdefault(node.key, node.path)
    for node in hamlets:
        if node.path is None:
            node.path = settled.get(node.key)
        if node.path is None:
            before = [c.path for c in communes if c.path is not None and c.start < node.start]
            after = [c.path for c in communes if c.path is not None and c.start > node.start]
            node.path = before[-1] if before else after[0] if after else None
