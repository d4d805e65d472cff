"""The component `antt_places`: what level each mentioned place is of (`kind`)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.annotations import mentions
from pipeline.doctext import text_of
from pipeline.extract.place_facts import PlaceFacts, read_facts
from pipeline.gazetteer import KINDS, Era, Place, load
from pipeline.gazetteer.era import era_of
from pipeline.gazetteer.naming import names_within, read_name
from pipeline.spelling import plain

# What may stand between two names of one list: `các xã Đông Minh, Nam Thịnh và Nam Hải`.
_IN_LIST = re.compile(r"\s*(?:,|;|và|-|–|hoặc|đến|với)\s*")
# What opens a list of streets: `các tuyến đường trung tâm như Hùng Vương, Bà Triệu`.
_STREETS = re.compile(
    r"(?:các|những|nhiều|\d+)\s+(?:tuyến\s+|con\s+)?(?:đường|phố|tuyến)"
    r"(?:\s*|(?:[^.;\n,]|TP\.){1,40}\s(?:như|gồm|là)\s*|\s*:\s*)$"
)
_HOUSE = re.compile(r"\d[\w/-]*\s+\D")
_PLURAL = re.compile(r"(?:các|những|hai|ba|bốn|năm|\d+)\s+$")
_HIGHER = {"hamlet": "commune", "commune": "district", "district": "province"}


class PlaceKinds:
    """Sets `span._.kind` and `span._.kind_rule_id` of each PLACE: by its type word, its list, the article, the map."""

    def __call__(self, doc: Doc) -> Doc:
        era, text = era_of(doc), text_of(doc)
        spans = mentions(doc, "PLACE")
        units = mentions(doc, "UNIT")
        unit_ends = {span.end_char: span for span in units}
        names = [read_name(span.text, era) for span in spans]
        facts = read_facts(names, units, era)
        plural = False
        for index, (span, name) in enumerate(zip(spans, names, strict=True)):
            if name.level is not None:
                plural = _PLURAL.search(text[max(0, span.start_char - 8) : span.start_char]) is not None
                foreign = facts.abroad and name.level in ("district", "commune") and not load().named(name.name)
                span._.kind, span._.kind_rule_id = "other" if foreign else name.level, name.rule_id
                continue
            before = None
            if index and _IN_LIST.fullmatch(text, spans[index - 1].end_char, span.start_char):
                before = _Before(spans[index - 1]._.kind, names[index - 1].name, plural)
            elif span.start_char - 1 in unit_ends and (level := _level_at_end(unit_ends[span.start_char - 1], era)):
                before = _Before(level, "", plural=True)
            elif _STREETS.search(text[max(0, span.start_char - 70) : span.start_char]):
                before = _Before("street", "", plural=True)
            plural = before is not None and before.plural
            span._.kind = _kind_of_bare(name.name, before, facts, era)
        return doc


@Language.factory("antt_places", assigns=["span._.kind", "span._.kind_rule_id"], requires=["doc.spans"])
def create_place_kinds(nlp: Language, name: str) -> PlaceKinds:
    return PlaceKinds()


@dataclass(frozen=True, slots=True)
class _Before:
    """The place before in a list; `plural`: the list's type word is in the plural (`các xã`)."""

    kind: str
    name: str
    plural: bool


def _kind_of_bare(name: str, before: _Before | None, facts: PlaceFacts, era: Era) -> str:
    if _HOUSE.match(name):
        return "street"
    if not name[:1].isupper():
        return before.kind if before is not None and name.isdecimal() else "other"
    if any(place.kind == "country" for place in load().spelt(name)):
        return "country"
    known = load().named(name)
    now = {place.kind for place in known if place.era == era}
    ever = {place.kind for place in known}
    # A province of the other map counts, unless the name is a district on this one (Huế before 2025).
    kinds: set[str] = now | (ever & {"province"} if "district" not in now else set()) or set(ever)
    return (
        (_kind_in_list(name, before, known, kinds, facts, era) if before is not None else None)
        or ("province" if "province" in kinds else None)
        or facts.levels.get(plain(name))
        or ("commune" if era == "current" and "commune" in now and facts.holds(known) else None)
        or ("other" if kinds == {"commune"} and not facts.holds(known) else None)
        or next((kind for kind in KINDS if kind in kinds), "other")
    )


def _kind_in_list(  # noqa: PLR0917
    name: str, before: _Before, known: tuple[Place, ...], kinds: set[str], facts: PlaceFacts, era: Era
) -> str | None:
    """The kind of the name before, unless this one is of the next higher level (`xã Hồng Thái, An Dương`)."""
    if before.kind in ("street", "hamlet"):
        return before.kind if before.plural or not kinds else None
    if before.kind in _HIGHER and not before.plural:
        higher = "province" if era == "current" else _HIGHER[before.kind]
        homes = {place.path for place in known if place.kind == higher}
        priors = load().named(before.name, None, era) + load().merged_communes(before.name)
        if any(place.path[:-1] in homes for place in priors if place.kind == before.kind):
            return higher
        if "province" in kinds:
            return "province"
        if plain(name) in facts.levels:
            return None
    return before.kind if before.kind in kinds and before.kind != "country" else None


def _level_at_end(unit: Span, era: Era) -> str | None:
    """The level whose word ends a unit's name without a name: `Công an các xã`."""
    inside = names_within(unit.text, era)
    return inside[-1].level if inside and not inside[-1].name and inside[-1].end == len(unit.text) else None
