"""Settles which unit each place name of an article is, with all the names together."""

from __future__ import annotations

from pipeline.gazetteer import Era, Place, load
from pipeline.link.abroad import country_abroad
from pipeline.link.place_context import PlaceContext
from pipeline.link.place_nodes import PlaceNode

Path = tuple[str, ...]
_DISTRICT, _COMMUNE = 2, 3


def resolve(nodes: list[PlaceNode], era: Era) -> None:
    """Sets `path`, `place`, `reason` (and leaves the rivals in `candidates`) of each node, by these steps:

    1. a name and the names that the text puts it under must fit (`xã A, huyện B`), both ways;
    2. a name that the article settled elsewhere is the same place;
    3. of several places, the one in a district or province of the article, the nearest before it first;
    4. a name that only one place has is that place;
    5. a name that the map lacks lies where the text puts it, else in the article's district or foreign country.
    """
    named = [node for node in nodes if node.name]
    for node in (*reversed(named), *named):
        _fit(node)
    for node in named:
        if node.rank < _DISTRICT and node.candidates:
            _settle(node, node.candidates[0])
        elif node.level == "province" and node.parent is not None and node.parent.path is not None:
            _from_text(node, node.parent.path, "in another country")
    for rank in (_DISTRICT, _COMMUNE):
        _resolve_level([node for node in named if node.rank == rank], named, era)
    country = country_abroad(nodes)
    for node in named:
        if node.level == "province" and node.path is None and country is not None:
            _from_text(node, country, "in another country")
    _place_hamlets(named)


def _resolve_level(nodes: list[PlaceNode], named: list[PlaceNode], era: Era) -> None:
    for node in nodes:
        _by_parent(node, era)
    context = PlaceContext(named)
    settled: dict[tuple[str, str], PlaceNode] = {}
    for node in nodes:
        if node.path is not None:
            settled.setdefault(node.key, node)
    for node in nodes:
        if node.path is None:
            _by_article(node, settled.get(node.key), context, era)
            if node.path is not None:
                settled.setdefault(node.key, node)
                context.add(node)
    for node in nodes:
        if node.path is None and node.key in settled:
            _copy(node, settled[node.key])


def _fit(node: PlaceNode) -> None:
    """Drops the parent's candidates that hold none of the node's, and the node's that lie in none of the parent's."""
    parent = node.parent
    if parent is None or not node.candidates or not parent.candidates or node.rank > _COMMUNE:
        return
    homes = {place.path: load().successors.get(place.path, place.path) for place in parent.candidates}
    kept = tuple(p for p in parent.candidates if any(_under(c, homes[p.path]) for c in node.candidates))
    if kept:
        parent.candidates = kept
        node.candidates = tuple(c for c in node.candidates if any(_under(c, homes[p.path]) for p in kept))


def _by_parent(node: PlaceNode, era: Era) -> None:
    """Under the settled parent that the text names; that parent stays in the path when it was abolished since."""
    parent = node.parent
    if parent is None or parent.path is None or parent.level == "country":
        return
    home = load().successors.get(parent.path, parent.path)
    best = _by_type(tuple(place for place in node.candidates if _under(place, home)), node.type_word)
    if len(best) == 1:
        _settle(node, best[0])
        node.path = (*parent.path, *best[0].path[len(home) :])
    elif best:
        node.candidates = best
    elif parent.rank == node.rank - 1 or era == "current":
        _from_text(node, parent.path, "not on the map under the parent that the text names")


def _by_article(node: PlaceNode, known: PlaceNode | None, context: PlaceContext, era: Era) -> None:
    if known is not None and (node.parent is None or known.place is None or known.place in node.candidates):
        _copy(node, known)
        return
    scores = {place: context.score(place, node.start) for place in node.candidates}
    top = max(scores.values(), default=(0, 0.0))
    if top[0] > 0:
        _settle_one(node, _by_type(tuple(p for p in scores if scores[p] == top), node.type_word))
        return
    parent = context.best(_DISTRICT if era == "legacy" else 1, node.start) if node.level == "commune" else None
    if node.level == "district" and not node.candidates and node.type_word:
        parent = context.best(1, node.start)
    if parent is not None and node.type_word and not (era == "current" and len(node.candidates) == 1):
        _from_text(node, parent, "not on the map under the article's district or province")
    else:
        _settle_one(node, _by_type(node.candidates, node.type_word))


def _settle_one(node: PlaceNode, places: tuple[Place, ...]) -> None:
    """Settles the node when only one place is left; else these are its rivals."""
    if len(places) == 1:
        _settle(node, places[0])
        return
    node.candidates = places
    written = {(*place.path[:-1], place.name) for place in places}
    if len(written) == 1:
        node.path, node.reason = written.pop(), "a town and a district, or a phường and a xã, of one name"
        return
    node.reason = "several places of that name, and the article does not say which" if places else "not on the map"


def _settle(node: PlaceNode, place: Place) -> None:
    node.place, node.path, node.candidates = place, place.path, (place,)


def _from_text(node: PlaceNode, parent: Path, reason: str) -> None:
    node.path, node.place, node.candidates, node.reason = (*parent, node.name), None, (), reason


def _copy(node: PlaceNode, other: PlaceNode) -> None:
    node.path, node.place, node.candidates, node.reason = other.path, other.place, other.candidates, other.reason


def _under(place: Place, path: Path) -> bool:
    return len(place.path) > len(path) and place.path[: len(path)] == path


def _by_type(places: tuple[Place, ...], type_word: str) -> tuple[Place, ...]:
    """Those with the type word as written, where there are any."""
    return tuple(place for place in places if place.type_word == type_word) or places


def _place_hamlets(named: list[PlaceNode]) -> None:
    """A hamlet has its commune's path: where the text puts it, there or elsewhere, else the nearest commune before."""
    hamlets = [node for node in named if node.level == "hamlet"]
    communes = [node for node in named if node.level == "commune" and node.path is not None]
    settled: dict[tuple[str, str], Path] = {}
    for node in reversed(hamlets):
        if node.parent is not None and node.parent.path is not None and len(node.parent.path) > 1:
            node.path = settled[node.key] = node.parent.path
    for node in hamlets:
        if node.path is None and communes:
            near = [commune for commune in communes if commune.start < node.start][-1:] or communes[:1]
            node.path = settled.get(node.key, near[0].path)
        elif node.path is None:
            node.path = settled.get(node.key)
