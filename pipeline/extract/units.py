"""The component `antt_units`: what each mentioned unit is (`kind`) and at what level it works (`level`)."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline import rulebook
from pipeline.annotations import UNIT_KINDS, mentions
from pipeline.doctext import text_of
from pipeline.gazetteer.era import era_of
from pipeline.gazetteer.naming import PlaceName, names_within
from pipeline.phrasebook import Found, Phrasebook
from pipeline.wordview import Words, words_of

_MODEL = re.compile(r"(?:mô hình|phong trào|câu lạc bộ)(?: điểm| mới)?(?: về)?\s*:?\s*[“\"‘'«(]?\s*$", re.IGNORECASE)

# `Đội 2, Phòng Cảnh sát giao thông`: the second tells what the first is.
_BESIDE = re.compile(r"\s*(?:[,(]\s*)?(?:(?:thuộc|của)\s*)?")
_OPEN_LEVELS = ("", "context", "upper", "team", "organ")
_LEVELS = ("national", "province", "district", "commune", "city")
_HEAD_LEVELS = frozenset({*_OPEN_LEVELS, *_LEVELS, "none", "name", "cue"})


@dataclass(frozen=True)
class HeadRow:
    """A row of `rules/unit_heads.csv`: words that tell what a unit is; with an empty kind the words after them tell it.

    `level` is national, province, district or commune, or says where the level comes from:
    `city`: province or district (Thành ủy); `context`: that of the unit around it; `upper`: likewise, but never a
    commune; `team`: likewise, a district sooner than a province (Đội Cảnh sát kinh tế); `organ`: likewise, or the
    ministry (Cơ quan CSĐT); `none`: it serves no area; `name`: likewise, and the phrase is the whole name; `cue`:
    likewise, and the phrase stands before the name (`tờ`).
    """

    id: str
    phrase: str
    kind: str
    level: str
    example: str
    counter_example: str


class UnitKinds:
    """Sets `span._.kind`, `span._.level` and `span._.kind_rule_id` of each UNIT; kind `other` where no rule knows
    it.
    """

    def __call__(self, doc: Doc) -> Doc:
        era, text = era_of(doc), text_of(doc)
        spans = mentions(doc, "UNIT")
        for span in spans:
            before = text[max(0, span.start_char - 24) : span.start_char]
            kind, level, row = read_head(span.text)
            places = names_within(span.text, era)
            if not places:
                outside = _heads().before(words_of(before).plain, len(words_of(before).plain))
                if outside is not None and (
                    outside.value.level == "cue" or (not kind and outside.value.kind in ("media", "business"))
                ):
                    kind, level, row = outside.value.kind, "none", outside.value
            if kind != "security_group" and _MODEL.search(before):
                kind, level = "security_group", "commune"
            span._.kind, span._.kind_rule_id = kind or None, row.id if row else None
            span._.level = _level(level, places)
        for index, span in enumerate(spans):
            if span._.kind is None:
                span._.kind = _kind_beside(text, span, spans[index + 1 : index + 2])
        return doc


@Language.factory(
    "antt_units",
    assigns=["span._.kind", "span._.level", "span._.kind_rule_id"],
    requires=["doc.spans"],
)
def create_unit_kinds(nlp: Language, name: str) -> UnitKinds:
    return UnitKinds()


def _kind_beside(text: str, span: Span, after: list[Span]) -> str:
    """The kind of the unit that the text joins to this one, `other` where it joins none."""
    joined = after and _BESIDE.fullmatch(text, span.end_char, after[0].start_char)
    return str(after[0]._.kind) if joined and after[0]._.kind else "other"


def read_head(text: str) -> tuple[str, str, HeadRow | None]:
    """Kind, level and row of a unit's name, by the longest phrase at its start, else the first that has a kind.

    The level is that of the first phrase that tells one: `Hội Phụ nữ Phòng Tham mưu` is of the province.
    """
    read = words_of(text)
    words = read.plain
    row: HeadRow | None = None
    level = ""
    at = 0
    while at < len(words):
        found = _heads().at(words, at)
        if found is None or not _stands(found, read):
            at += 1
            continue
        at = found.past
        if row is None or not row.kind:
            row = found.value
        if level in _OPEN_LEVELS and (not level or found.value.level in _LEVELS):
            level = found.value.level
    return (row.kind if row else ""), level or "none", row


def _stands(found: Found[HeadRow], words: Words) -> bool:
    """A full name has no other word beside it; one word inside a name needs a capital (not `bộ` in `đường bộ`)."""
    if found.value.level == "name":
        return found.first == 0 and found.past == len(words.plain)
    if found.first == 0 or found.past - found.first > 1:
        return True
    return words.text[words.starts[found.first]].isupper() and found.value.kind != "security_group"


def _level(head: str, places: tuple[PlaceName, ...]) -> str | None:
    """The level of the first place of the name (`Công an huyện …`), else that of the head words."""
    for place in places:
        if place.level in ("province", "district", "commune", "hamlet"):
            return place.level
    return head if head in (*_LEVELS, "upper", "team", "organ") else None


@functools.cache
def _heads() -> Phrasebook[HeadRow]:
    rows = rulebook.read("unit_heads", HeadRow, kind=frozenset({"", *UNIT_KINDS}), level=_HEAD_LEVELS)
    return Phrasebook((row.phrase, row) for row in rows)
