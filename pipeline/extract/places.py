"""The component `antt_places`: what level each mentioned place is of (`kind`)."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.annotations import mentions
from pipeline.gazetteer import Era, Kind, Place, load
from pipeline.gazetteer.era import era_of
from pipeline.gazetteer.naming import ADMINISTRATIVE, PlaceName, names_within, read_name
from pipeline.spelling import plain

# What may stand between two names of one list: `các xã Đông Minh, Nam Thịnh và Nam Hải`.
_IN_LIST = re.compile(r"\s*(?:,|;|và|-|–|hoặc|đến|với)\s*")
_STREETS = re.compile(r"(?:các|những|nhiều|\d+)\s+(?:tuyến\s+|con\s+)?(?:đường|phố|tuyến)(?!\w)(?:[^.;\n]|TP\.)*$")
_HOUSE = re.compile(r"\d[\w/]*\s+\D")
_PLURAL = re.compile(r"(?:các|những|hai|ba|bốn|năm|\d+)\s+$")
# The kind and the name of the place before in the list.
Before = tuple[str, str]
_HIGHER = {"hamlet": "commune", "commune": "district", "district": "province"}


class PlaceKinds:
    """Sets `span._.kind` and `span._.rule_id` of each PLACE."""

    def __call__(self, doc: Doc) -> Doc:
        era, text = era_of(doc), doc.text
        spans = mentions(doc, "PLACE")
        units = {span.end_char: span for span in mentions(doc, "UNIT")}
        names = [read_name(span.text, era) for span in spans]
        written = _written_levels(doc, names, era)
        plural = False
        for index, (span, name) in enumerate(zip(spans, names, strict=True)):
            if name.level is not None:
                plural = _PLURAL.search(text[max(0, span.start_char - 8) : span.start_char]) is not None
                span._.kind, span._.rule_id = name.level, name.rule_id
                continue
            before = None
            if index and _listed(text, spans[index - 1], span):
                before = spans[index - 1]._.kind, read_name(spans[index - 1].text, era).name
            elif span.start_char - 1 in units and (level := _level_at_end(units[span.start_char - 1].text, era)):
                before, plural = (level, ""), True
            elif _STREETS.search(text[max(0, span.start_char - 70) : span.start_char]):
                before, plural = ("street", ""), True
            plural = plural and before is not None
            span._.kind = _kind_of_bare(name.name, before, plural, written, era)
        return doc


@Language.factory("antt_places", assigns=["span._.kind", "span._.rule_id"], requires=["doc.spans"], default_config={})
def create(nlp: Language, name: str) -> PlaceKinds:
    return PlaceKinds()


def _kind_of_bare(name: str, before: Before | None, plural: bool, written: dict[str, str], era: Era) -> str:
    """A name without a type word: by the list it stands in, by how the article writes it elsewhere, by the gazetteer."""
    if _HOUSE.match(name):
        return "street"
    if not name[:1].isupper():
        return before[0] if before is not None and name.isdigit() else "other"
    known = load().named(name)
    kinds, now = {place.kind for place in known}, {place.kind for place in known if place.era == era}
    if "district" in now and "province" not in now:
        kinds.discard("province")  # Huế before 2025
    if kinds == {"country"} or any(place.kind == "country" and plain(place.name) == plain(name) for place in known):
        return "country"
    if before is not None:
        in_list = _kind_in_list(name, before, plural, known, kinds, written, era)
        if in_list is not None:
            return in_list
    if "province" in kinds:
        return "province"
    if (here := written.get(plain(name))) is not None:
        return here
    if era == "current" and "commune" in now:
        return "commune"
    return next((kind for kind in ADMINISTRATIVE if kind in kinds), "other")


def _kind_in_list(
    name: str,
    before: Before,
    plural: bool,
    known: tuple[Place, ...],
    kinds: set[Kind],
    written: dict[str, str],
    era: Era,
) -> str | None:
    """The kind of the name before in the list, unless this name is the next higher level (`xã Hồng Thái, An Dương`)."""
    kind, prior = before
    if kind in ("street", "hamlet"):
        return None if kinds & {"province", "district"} and not plural else kind if plural or not kinds else None
    if kind not in _HIGHER and kind != "province":
        return None
    if not plural and kind != "province":
        higher = "province" if era == "current" else _HIGHER[kind]
        holds = {place.path for place in known if place.kind == higher}
        if any(place.path[:-1] in holds for place in load().named(prior, kind, era) + load().merged_communes(prior)):  # type: ignore[arg-type]
            return higher
        if "province" in kinds:
            return "province"
        if plain(name) in written:
            return None
    return kind if kind in kinds else None


def _level_at_end(unit: str, era: Era) -> str | None:
    """The level whose word ends a unit's name without a name: `Công an các xã`."""
    inside = names_within(unit, era)
    return inside[-1].level if inside and not inside[-1].name and inside[-1].end == len(unit) else None


def _listed(text: str, before: Span, span: Span) -> bool:
    return _IN_LIST.fullmatch(text, before.end_char, span.start_char) is not None


def _written_levels(doc: Doc, names: list[PlaceName], era: Era) -> dict[str, str]:
    """The level that the article's own words give a name: `xã Long Thạnh` once makes every bare `Long Thạnh` a commune."""
    levels: dict[str, str] = {}
    inside = [name for span in mentions(doc, "UNIT") for name in names_within(span.text, era)]
    for name in names:
        if name.level in ("street", "other") or (name.level is None and name.name[:1].islower()):
            tail = name.name[next((i for i, letter in enumerate(name.name) if letter.isupper()), len(name.name)) :]
            if tail and not {place.kind for place in load().named(tail)} & {"country", "province", "district"}:
                levels[plain(tail)] = name.level or "other"
    for name in (*names, *inside):
        if name.level in ("district", "commune", "hamlet") and name.name:
            if levels.get(plain(name.name), "hamlet") in ("hamlet", "commune", "street", "other"):
                levels[plain(name.name)] = name.level if plain(name.name) not in levels or name.level == "district" else levels[plain(name.name)]
    return levels
