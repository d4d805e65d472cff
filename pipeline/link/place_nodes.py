"""The names of places in an article, where they stand: the mentions of their own, and those inside units' names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from pipeline.annotations import mentions
from pipeline.doctext import text_of
from pipeline.gazetteer import KINDS, Era, Kind, Place, load
from pipeline.gazetteer.era import era_of
from pipeline.gazetteer.naming import Level, PlaceName, bare_name_at_end, names_within, read_name
from pipeline.spelling import plain

NODES = "antt_place_nodes"
_RANK = {"country": 0, "province": 1, "district": 2, "commune": 3, "hamlet": 4}
# A bare number in a list goes on with `các quận 5, 7`.
_KINDS: dict[str, Kind] = {kind: kind for kind in KINDS}
# Syllables that make another word of a country before them: `Viện Khoa học Pháp y`, `Pháp luật`, `Anh hùng`.
_WORD_WITH_COUNTRY = re.compile(r"\s(?:y|luật|lý|chế|hùng|em)\b")
_NUMBERED = {"district": "quận", "commune": "phường"}


@dataclass(slots=True, eq=False)
class PlaceNode:
    """A place's name at `text[start:end]`; the name is empty where only the level is said (`Công an huyện`).

    `span` is the mention that it is or stands in, `parent` the node that the text puts it under (`xã A, huyện B`).
    `candidates` are the units of the map that it can be, `place` the one it is, and `path` its path once it is settled.
    """

    start: int
    end: int
    level: Level
    type_word: str
    name: str
    span: Span
    candidates: tuple[Place, ...] = ()
    path: tuple[str, ...] | None = None
    place: Place | None = None
    parent: PlaceNode | None = None
    reason: str | None = None

    @property
    def rank(self) -> int:
        """0 for a country, 1 for a province … 4 for a hamlet."""
        return _RANK[self.level]

    @property
    def key(self) -> tuple[str, str]:
        """Equal for nodes that write the same place in the same way."""
        return self.level, plain(self.name)


def collect(doc: Doc) -> list[PlaceNode]:
    """All nodes of the document in text order, with their candidates."""
    era, text = era_of(doc), text_of(doc)
    nodes: list[PlaceNode] = []
    levels: dict[str, Level] = {}
    bare: list[PlaceNode] = []
    for span in mentions(doc, "PLACE", "UNIT"):
        if span.label_ == "PLACE":
            if span._.kind in _RANK:
                name = read_name(span.text, era)
                if name.name.isdecimal() and span._.kind in _NUMBERED:
                    name = read_name(f"{_NUMBERED[span._.kind]} {name.name}", era)
                nodes.append(_node(span, name, span._.kind, 0))
                levels.setdefault(plain(name.name), span._.kind)
            continue
        inside = [name for name in names_within(span.text, era) if name.level in _RANK]
        for name in inside:
            nodes.append(_node(span, name, name.level, span.start_char))  # type: ignore[arg-type]
            if name.name:
                levels.setdefault(plain(name.name), name.level)  # type: ignore[arg-type]
        if not inside or (inside[-1].end < len(span.text) and inside[-1].name):
            end = bare_name_at_end(span.text, era)
            if (
                end is not None
                and not _makes_a_word(end, text, span.end_char)
                and (not inside or end.start >= inside[-1].end)
            ):
                bare.append(_node(span, end, "other", span.start_char))
                nodes.append(bare[-1])
    for node in bare:
        node.level = _level_of_bare(node, levels, era)
    for node in nodes:
        if node.name:
            node.candidates = _candidates(node, era)
    return nodes


def _makes_a_word(name: PlaceName, text: str, end: int) -> bool:
    """Whether the country that ends a unit's name at `text[:end]` is only the first syllable of a word."""
    if not _WORD_WITH_COUNTRY.match(text, end):
        return False
    return any(place.kind == "country" for place in load().spelt(name.name))


def _node(span: Span, name: PlaceName, level: Level, offset: int) -> PlaceNode:
    start = span.start_char if span.label_ == "PLACE" else offset + name.start
    end = span.end_char if span.label_ == "PLACE" else offset + name.end
    return PlaceNode(start, end, level, name.type_word, name.name, span)


def _level_of_bare(node: PlaceNode, levels: dict[str, Level], era: Era) -> Level:
    name = node.name
    kinds = {place.kind for place in load().named(name)}
    written = levels.get(plain(name))
    if written is not None and ("province" not in kinds or node.span._.kind in ("school", "health")):
        return written
    if "province" in kinds and not (name == "Huế" and era == "legacy"):
        return "province"
    if era == "current" and load().named(name, "commune", "current"):
        return "commune"
    homes = [plain(place.path[1]) for place in load().named(name, "commune", "legacy")]
    if any(levels.get(home) == "district" for home in homes) and plain(name) not in homes:
        return "commune"
    return next(kind for kind in KINDS if kind in kinds)


def _candidates(node: PlaceNode, era: Era) -> tuple[Place, ...]:
    kind = _KINDS.get(node.level)
    if kind is None:
        return ()
    gazetteer = load()
    found = gazetteer.named(node.name, kind, era)
    if kind == "commune" and era == "legacy":
        found += tuple(place for place in gazetteer.merged_communes(node.name) if place not in found)
    return found or gazetteer.named(node.name, kind, "legacy" if era == "current" else "current")
