"""The component `antt_link_units`: which area each unit serves (`jurisdiction`), and which mentions are one unit."""

from __future__ import annotations

import re
from collections import defaultdict

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.annotations import mentions
from pipeline.doctext import text_of
from pipeline.gazetteer.era import era_of
from pipeline.gazetteer.naming import is_central_city, spelled
from pipeline.link.abroad import VIETNAM, country_abroad
from pipeline.link.place_nodes import NODES, PlaceNode
from pipeline.link.unit_areas import Areas
from pipeline.link.unit_joints import directly_joined, side_by_side
from pipeline.spelling import plain

Path = tuple[str, ...]
# Kinds that serve no area unless their name holds one.
_PLACELESS = ("media", "school", "health", "business", "other")
# Kinds whose units work side by side under one roof: `Đảng ủy, UBND xã`.
_LOCAL = ("government", "party", "mass_org", "judiciary", "security_group", "military")
# Kinds of bodies that other countries have too.
_ANYWHERE = ("government", "military", "judiciary")
_LEVELS = ("national", "province", "district", "commune", "hamlet")
# Levels that are never a commune.
_UPPER = ("upper", "team", "organ")
_TOWN_WORD = re.compile(r"\w{2,}")
# The unit's place right after it: `“Tổ tự quản” ở xã Vĩnh Hải`.
_LIES_IN = re.compile(r"\s*(?:[”\"»’]\s*)?(?:(?:ở|tại|thuộc|của|trên địa bàn|[,(])\s*)+")


class UnitLinker:
    """Sets `span._.jurisdiction` (`Thanh Hóa|Như Thanh`, `Việt Nam` for national bodies), `span._.entity`, and
    `span._.level` where only the area tells it (Thành ủy); levels that say no more than that become None."""

    def __call__(self, doc: Doc) -> Doc:
        nodes: list[PlaceNode] = doc.user_data.pop(NODES, [])
        inside: dict[int, list[PlaceNode]] = defaultdict(list)
        for node in nodes:
            if node.span.label_ == "UNIT":
                inside[node.span.start_char].append(node)
        places = {node.start: node for node in nodes if node.span.label_ == "PLACE" and node.path is not None}
        text, spans = text_of(doc), mentions(doc, "UNIT")
        areas = Areas(text, nodes, era_of(doc) == "current")
        abroad = country_abroad(nodes)
        found: list[Path | None] = []
        for span in spans:
            named = inside[span.start_char]
            path = _by_place_after(text, span, places) if not named and span._.level != "national" else None
            path = path or _by_name(span, named, areas) or _by_department(span, named, spans[: len(found)], found)
            path = path or _by_level(span, named, areas)
            if abroad is not None and path in (None, VIETNAM):
                path = _abroad(span, named, path, abroad)
            found.append(path)
            if path is not None and path != VIETNAM:
                areas.add(path, span.start_char)
        waiting = [_waits(span, inside[span.start_char], path) for span, path in zip(spans, found, strict=True)]
        _by_neighbour(text, spans, found, waiting, areas)
        for span, path in zip(spans, found, strict=True):
            span._.jurisdiction = "|".join(path) if path else None
            span._.level = _final_level(span._.level, path, areas)
            span._.entity = f"{_full_name(span)}@{span._.jurisdiction or ''}"
        return doc


@Language.factory(
    "antt_link_units",
    assigns=["span._.jurisdiction", "span._.entity"],
    requires=["doc.spans", "span._.kind", "span._.level"],
)
def create_unit_linker(nlp: Language, name: str) -> UnitLinker:
    return UnitLinker()


def _by_name(span: Span, nodes: list[PlaceNode], areas: Areas) -> Path | None:
    """What the unit's own words say: a place (`Công an huyện Đầm Hà`), a level (`Công an huyện`), a national body."""
    if span._.kind == "media":
        return None
    national = span._.level == "national"
    if national and VIETNAM[0] in span.text:
        return VIETNAM
    # `Ủy ban MTTQ Việt Nam huyện`, `Nhà máy giày … Việt Nam`: there the country's name says nothing of the area.
    country_counts = span._.kind not in _PLACELESS and len(nodes) == 1 and (national or span._.level is None)
    paths = [node.path for node in nodes if node.path is not None and (node.path != VIETNAM or country_counts)]
    if paths:
        return paths[0]
    level = next((node for node in nodes if not node.name), None)
    if level is not None:
        return _at_level(level.level, level.type_word, span, areas)
    return VIETNAM if national and not (nodes and span._.kind in _PLACELESS) else None


def _abroad(span: Span, nodes: list[PlaceNode], path: Path | None, country: Path) -> Path | None:
    """In an article about another country: its national bodies (`Quốc hội`), its towns' police (`cảnh sát Riga`)."""
    if path == VIETNAM:
        return country if span._.kind in _ANYWHERE and VIETNAM[0] not in span.text else VIETNAM
    if span._.kind not in ("police", "judiciary") or nodes:
        return path
    town = _town(span.text)
    return (*country, town) if town else country


def _town(name: str) -> str:
    """The town at the end of a foreign unit's name, after a word in lower case: `Cảnh sát TP. Riga` → Riga."""
    words = name.split()
    first = len(words)
    while first > 1 and words[first - 1][0].isupper() and _TOWN_WORD.fullmatch(words[first - 1]):
        first -= 1
    if first > 1 and words[first - 1] == "TP." and first < len(words):
        first -= 1
    while first < len(words) and not words[first - 1][-1].islower():
        first += 1
    if first < len(words) - 1 and words[first] in ("TP", "TP."):
        first += 1
    return " ".join(words[first:])


def _by_department(span: Span, nodes: list[PlaceNode], before: list[Span], found: list[Path | None]) -> Path | None:
    """A department of a province's police (`Phòng Cảnh sát hình sự`): the province of the police named last."""
    if nodes or span._.kind != "police" or span._.level != "province":
        return None
    for other, path in zip(reversed(before), reversed(found), strict=True):
        if other._.kind == "police" and path is not None and path != VIETNAM:
            return path[:1]
    return None


def _by_level(span: Span, nodes: list[PlaceNode], areas: Areas) -> Path | None:
    level = span._.level
    if level not in ("province", "district", "commune") or nodes:
        return None
    if span._.kind == "security_group" and (last := areas.last("commune", span.start_char)):
        return last
    return _at_level(level, "", span, areas)


def _by_place_after(text: str, span: Span, places: dict[int, PlaceNode]) -> Path | None:
    if span._.kind in _PLACELESS:
        return None
    gap = _LIES_IN.match(text, span.end_char)
    node = places.get(gap.end()) if gap else None
    return node.path if node is not None and node.level != "country" else None


def _at_level(level: str, type_word: str, span: Span, areas: Areas) -> Path | None:
    if type_word == "thành phố":
        province = areas.best("province", span.start_char)
        district = areas.best("district", span.start_char, province or ())
        if province is not None and is_central_city(province[0], "current" if areas.two_levels else "legacy"):
            return province
        return district
    return areas.best("commune" if level == "hamlet" else level, span.start_char, type_word=type_word)


def _waits(span: Span, nodes: list[PlaceNode], path: Path | None) -> bool:
    """Whether the unit has its area from the units around it (`Đội Cảnh sát hình sự`, `Đảng ủy`)."""
    return path is None and span._.kind not in _PLACELESS and not nodes


def _by_neighbour(text: str, spans: list[Span], found: list[Path | None], waiting: list[bool], areas: Areas) -> None:
    """Units that wait take the area of the next unit that the text joins them to, else of the one before, else of the
    nearest before of their sort."""
    for index in range(len(spans) - 2, -1, -1):
        after = found[index + 1]
        if not waiting[index] or after is None or after == VIETNAM:
            continue
        if side_by_side(text, spans[index].end_char, spans[index + 1].start_char):
            found[index], waiting[index] = after, False
    for index, span in enumerate(spans):
        if not waiting[index]:
            continue
        before = found[index - 1] if index else None
        joined = before is not None and directly_joined(text, spans[index - 1].end_char, span.start_char)
        found[index] = before if joined else _nearest(index, spans, found, areas)


def _nearest(index: int, spans: list[Span], found: list[Path | None], areas: Areas) -> Path | None:
    span = spans[index]
    if span._.level == "city":
        return _at_level("district", "thành phố", span, areas)
    group = _LOCAL if span._.kind in _LOCAL else (span._.kind,)
    longest = 3 if span._.level not in _UPPER else 1 if areas.two_levels else 2
    shortest = 2 if span._.level == "team" and not areas.two_levels else 1
    for lengths in (range(shortest, longest + 1), range(1, longest + 1)):
        path = _nearest_of(index, spans, found, group, lengths)
        if path is not None:
            return path
    for level in ("district", "commune", "province"):
        path = areas.best(level, span.start_char)
        if path is not None and len(path) <= longest:
            return path
    return None


def _nearest_of(
    index: int, spans: list[Span], found: list[Path | None], kinds: tuple[str, ...], lengths: range
) -> Path | None:
    for others in (reversed(range(index)), range(index + 1, len(spans))):
        for other in others:
            path = found[other]
            if path is None or len(path) not in lengths or spans[other]._.kind not in kinds:
                continue
            if path != VIETNAM or spans[index]._.level == "organ":
                return path
    return None


def _final_level(level: str | None, path: Path | None, areas: Areas) -> str | None:
    if level in _LEVELS or path is None or path[0] == VIETNAM[0]:
        return level if level in _LEVELS else None
    return ("province", "commune" if areas.two_levels else "district", "commune")[min(len(path), 3) - 1]


def _full_name(span: Span) -> str:
    return plain(spelled(span.text))
