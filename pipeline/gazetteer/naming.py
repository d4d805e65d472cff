"""Reads the name of a place: type word (`TP.`, `xã`, `thôn` …), level and short name."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Literal

from pipeline import rulebook
from pipeline.gazetteer.lookup import load
from pipeline.gazetteer.place import KINDS, Era, Kind
from pipeline.phrasebook import Phrasebook
from pipeline.spelling import official
from pipeline.wordview import Words, words_of

Level = Literal["country", "province", "district", "commune", "hamlet", "street", "other"]
# Type words that also begin the names of districts and communes: Sóc Trăng, Cầu Giấy, Phố Lu, Làng Giàng.
_ALSO_NAMES = ("hamlet", "street", "other")
# Names in capitals up to this length are abbreviations (HCM), longer ones are shouted (QUẾ PHONG).
_ABBREVIATION = 4
# Numbered units (`Quận 12`) have fewer digits.
_LONG_NUMBER = 4
_APOSTROPHE = re.compile(r"\s?['’]\s?")
_ADMINISTRATIVE_TYPES = ("province", "city", "district", "commune")
_TYPE_KINDS = frozenset({"country", "province", "city", "district", "commune", "hamlet", "street", "other", "none"})
_TEAMS = ("đội", "tổ", "cụm", "khu vực")


@dataclass(frozen=True)
class TypeRow:
    """A row of `rules/place_types.csv`. Kind `city` is a province for the centrally run cities, else a district; `none`
    guards words that only look like a type word (`xã` in `xã hội`)."""

    id: str
    phrase: str
    kind: str
    type_word: str
    example: str
    counter_example: str


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place's name as written. `level` is None for a bare name; `name` is the short name as the gazetteer writes it
    (`Hải Long`, `Phường 9`), empty where only the type word stands (`Công an huyện`); `start` and `end` count in the
    text that was read."""

    level: Level | None
    type_word: str
    name: str
    rule_id: str | None
    start: int
    end: int


@functools.lru_cache(maxsize=20_000)
def read_name(text: str, era: Era) -> PlaceName:
    """The name that the whole text is: `TP. Thủ Đức` → district, thành phố, Thủ Đức."""
    words = words_of(text)
    whole = spelled(text)
    row, start = _type_at(words, 0)
    if row is None or row.kind == "none" or (text[:1].isupper() and row.kind in _ALSO_NAMES and _is_unit(whole)):
        return PlaceName(None, "", whole, None, 0, len(text))
    return _typed(row, words, (start, _next_type(words, start, row)), era)


def _is_unit(name: str) -> bool:
    return bool(load().spelt(name))


@functools.lru_cache(maxsize=20_000)
def names_within(text: str, era: Era) -> tuple[PlaceName, ...]:
    """The places with a type word inside a unit's name: `Tổ bảo vệ ANTT xóm 5 xã Hải Minh` → xóm 5, xã Hải Minh.

    A name runs to the next type word, or to where the words are no longer those of a name.
    """
    words = words_of(text)
    found: list[PlaceName] = []
    at = 0
    while at < len(words.plain):
        row, after = _type_at(words, at)
        if row is None:
            at += 1
        elif not _starts_place(row, words, at, after):
            at = max(after, at + 1)
        else:
            past = _name_end(words, after, row, era)
            found.append(_typed(row, words, (after, past), era, words.starts[at]))
            at = max(past, after)
    return tuple(found)


@functools.lru_cache(maxsize=20_000)
def bare_name_at_end(text: str, era: Era) -> PlaceName | None:
    """The longest known name of a unit of the map that ends the text without a type word: `Công an Quảng Bình`."""
    words = words_of(text)
    past = len(words.plain)
    if past > 2 and (words.plain[-1].isdecimal() or _is_letter(words.slice(past - 1, past))):
        past -= 1  # Trường Tiểu học Gành Hào B
    other: Era = "current" if era == "legacy" else "legacy"
    for map_of in (era, other):
        for length in range(min(7, past - 1), 0, -1):
            first = past - length
            if not all(_capital(words, at) for at in range(first, past)):
                continue
            name = spelled(words.slice(first, past))
            known = load().named(name, None, map_of) if length > 2 else load().spelt(name)
            kinds = {place.kind for place in known if place.era == map_of}
            if past < len(words.plain):
                kinds.discard("country")  # Viện Pháp Y
            if kinds and (length > 1 or kinds & {"province", "district", "country"}):
                before = _types().before(words.plain, first)
                if before is not None and before.value.kind == "street":
                    return None
                return PlaceName(None, "", name, None, words.starts[first], words.ends[past - 1])
    return None


def _next_type(words: Words, first: int, row: TypeRow) -> int:
    """Where the name ends that starts at `first`: before a type word of another level (`xã miền núi huyện Hương Sơn`
    has no name of its own)."""
    for at in range(first, len(words.plain)):
        other, _ = _type_at(words, at)
        higher = other is not None and other.kind != row.kind and other.kind in _ADMINISTRATIVE_TYPES
        if higher and words.text[words.starts[at]].islower():
            return at
    return len(words.plain)


def _is_letter(word: str) -> bool:
    """One of the letters that tell schools apart, a capital: not the `y` of `Viện Khoa học Pháp y`."""
    return len(word) == 1 and word.isupper()


def _capital(words: Words, at: int) -> bool:
    letter = words.text[words.starts[at]]
    return not letter.islower() or (at > 0 and words.plain[at - 1] == "'")


def is_central_city(name: str, era: Era) -> bool:
    """Whether `thành phố` before this name means a unit of province level."""
    return any(place.type_word == "thành phố" for place in load().named(name, "province", era))


@functools.lru_cache(maxsize=20_000)
def spelled(name: str) -> str:
    """The name as the official list spells it: NFC, `Hòa` (not `Hoà`), capitals only at the start of words."""
    shout = name.isupper() and len(name) > _ABBREVIATION
    words = [_unshouted(word, shout) for word in official(name).split()]
    return _APOSTROPHE.sub("'", " ".join(words))


def _unshouted(word: str, shout: bool) -> str:
    return word.capitalize() if word.isupper() and (shout or (len(word) > 1 and not word.isascii())) else word


def _typed(row: TypeRow, words: Words, span: tuple[int, int], era: Era, start: int = 0) -> PlaceName:
    first, past = span
    name = spelled(words.slice(first, past))
    number = name.removeprefix("số ").removeprefix("Số ")
    if number.isdecimal() and len(number) < _LONG_NUMBER and row.kind in ("district", "commune", "city"):
        name = f"{row.type_word.capitalize()} {int(number)}"
    level: str = row.kind
    if level == "city":
        level = (
            "province"
            if is_central_city(name, era)
            else "district"
            if not name or load().named(name, "district")
            else "other"
        )
    end = words.ends[max(past, 1) - 1]
    return PlaceName(level, row.type_word, name, row.id, start, end)  # type: ignore[arg-type]


def _type_at(words: Words, at: int) -> tuple[TypeRow | None, int]:
    """The type word that starts at a word, and the word where the name after it starts."""
    found = _types().at(words.plain, at)
    if found is None:
        return None, at
    past = found.past - len(found.filled)
    while past < len(words.plain) and words.plain[past] == ".":
        past += 1
    return found.value, past


def _name_end(words: Words, first: int, row: TypeRow, era: Era) -> int:
    if first >= len(words.plain):
        return first
    if words.plain[first].isdecimal():
        return first + 1
    kinds: tuple[Kind, ...] = ("province", "district") if row.kind == "city" else (row.kind,)  # type: ignore[assignment]
    past = first
    while past < len(words.plain) and past - first < 8:
        letter = words.text[words.starts[past]]
        named = letter.isupper() or letter.isdigit() or letter in "-–'’" or words.plain[past - 1] == "'"
        if not named or (past > first and _ends_name(words, past)):
            break
        past += 1
    for length in range(past - first, 0, -1):
        name = spelled(words.slice(first, first + length))
        if any(load().named(name, kind, era) for kind in kinds if kind in KINDS):
            return first + length
    while past > first and words.plain[past - 1] in ("-", "–", "'", "’"):
        past -= 1
    return past


def _starts_place(row: TypeRow, words: Words, at: int, after: int) -> bool:
    """Inside a unit's name: `xóm 5` is a place, the team `Tổ công tác` or `đội Điều tra` is none."""
    if row.kind == "hamlet":
        if row.type_word in _TEAMS or (after < len(words.plain) and words.text[words.starts[after]].islower()):
            return False
        numbered = after < len(words.plain) and words.plain[after].isdecimal()
        return numbered or words.text[words.starts[at]].islower()
    return row.kind in _ADMINISTRATIVE_TYPES


def _ends_name(words: Words, at: int) -> bool:
    row, _ = _type_at(words, at)
    return row is not None and (row.kind in _ADMINISTRATIVE_TYPES or words.text[words.starts[at]].islower())


@functools.cache
def _types() -> Phrasebook[TypeRow]:
    return Phrasebook((row.phrase, row) for row in rulebook.read("place_types", TypeRow, kind=_TYPE_KINDS))
