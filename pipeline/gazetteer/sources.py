"""Where the gazetteer's units come from: the tables of the package vietnamadminunits, and our own rule tables."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path as FilePath

from pipeline import rulebook
from pipeline.errors import AnttError
from pipeline.gazetteer.place import KINDS, Era, Kind, Place

Path = tuple[str, ...]


@dataclass(frozen=True)
class CountryRow:
    """A row of `rules/countries.csv`; `aliases` are separated by `;`."""

    id: str
    name: str
    aliases: str
    example: str
    counter_example: str


@dataclass(frozen=True)
class AliasRow:
    """A row of `rules/place_aliases.csv`: another way to write a place's name; `path` is the place's."""

    id: str
    phrase: str
    kind: str
    path: str
    example: str
    counter_example: str


@dataclass(frozen=True)
class FormerRow:
    """A row of `rules/legacy_places.csv`: a unit abolished before July 2025.

    `now_in`: the units of early 2025 that hold it, separated by `;`.
    """

    id: str
    kind: str
    type_word: str
    path: str
    now_in: str
    source: str
    example: str
    counter_example: str


@dataclass
class Sources:
    """`successors`: path of an abolished unit → path of the legacy unit that holds its communes.
    `merged`: (toneless name of a commune abolished before 2025, the commune that took it in)."""

    places: list[Place] = field(default_factory=list)
    successors: dict[Path, Path] = field(default_factory=dict)
    merged: list[tuple[str, Place]] = field(default_factory=list)


# Thừa Thiên Huế became the centrally run city Huế on 1 January 2025, half a year before the end of the three levels;
# its former city Huế was split in two quận (Resolution 175/2024/QH15, 1314/NQ-UBTVQH15).
_HUE = "Thừa Thiên Huế"
_HUE_CITY = ("Phú Xuân", "Thuận Hóa")
_BRACKETS = re.compile(r" \([^)]*\)$")
_LEGACY = """select province, provinceShort, provinceKey, provinceCode, provinceLat, provinceLon,
    district, districtShort, districtKey, districtType, districtCode, districtLat, districtLon,
    wardShort, wardKey, wardType, wardCode, wardLat, wardLon, wardAlias from admin_units_legacy"""
_CURRENT = """select province, provinceShort, provinceKey, provinceCode, provinceLat, provinceLon,
    wardShort, wardKey, wardType, wardCode, wardLat, wardLon from admin_units"""


def read() -> Sources:
    """All units of both eras, about 14,500, in the order province, district, commune of the statistical codes."""
    data = _data_folder()
    converter = json.loads((data / "converter_2025.json").read_bytes())
    address = f"{(data / 'dataset.db').as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as base:
        legacy, current = base.execute(_LEGACY).fetchall(), base.execute(_CURRENT).fetchall()
    sources = Sources()
    names = _read_current(current, sources)
    _read_legacy(legacy, _conversions(converter, names), sources)
    _read_rules(sources)
    return sources


def _data_folder() -> FilePath:
    """The package's data. The package itself is not imported: that would load pandas and a network client."""
    found = find_spec("vietnamadminunits")
    if found is None or not found.submodule_search_locations:
        raise AnttError("the package vietnamadminunits is missing: install antt's pinned requirements again")
    return FilePath(found.submodule_search_locations[0]) / "data"


def _read_current(rows: list[tuple], sources: Sources) -> dict[tuple[str, str], str]:  # type: ignore[type-arg]
    """Adds the current units; gives the written path for the keys (province, commune) of the converter."""
    names: dict[tuple[str, str], str] = {}
    seen: set[str] = set()
    for (
        province,
        province_short,
        province_key,
        province_code,
        lat,
        lon,
        ward,
        ward_key,
        ward_type,
        ward_code,
        w_lat,
        w_lon,
    ) in rows:
        if province_key not in seen:
            seen.add(province_key)
            names[province_key, ""] = province_short
            sources.places.append(
                Place("province", province_short, _type_of(province, province_short), (province_short,), "current",
                      province_code, "", "", lat, lon, (province_short,))
            )  # fmt: skip
        path = f"{province_short}|{ward}"
        names[province_key, ward_key] = path
        sources.places.append(
            Place("commune", ward, ward_type.lower(), (province_short, ward), "current", province_code, "", ward_code,
                  w_lat, w_lon, (path,))
        )  # fmt: skip
    return names


def _read_legacy(rows: list[tuple], conversions: dict[str, list[str]], sources: Sources) -> None:  # type: ignore[type-arg]
    by_district: dict[tuple[str, str], list[tuple]] = defaultdict(list)  # type: ignore[type-arg]
    for row in rows:
        by_district[row[2], row[8]].append(row)
    seen: set[str] = set()
    for (province_key, _), wards in by_district.items():
        first = wards[0]
        province = _HUE if first[1] == "Huế" else first[1]
        if province_key not in seen:
            seen.add(province_key)
            type_word = "tỉnh" if province == _HUE else _type_of(first[0], first[1])
            sources.places.append(
                Place("province", province, type_word, (province,), "legacy", first[3], "", "", first[4], first[5],
                      tuple(conversions[province_key]))
            )  # fmt: skip
        district = "Huế" if province == _HUE and first[7] in _HUE_CITY else first[7]
        communes, lies_in = [], []
        for row in wards:
            here = conversions["_".join((row[2], row[8], row[14] or ""))]
            lies_in += here
            if row[13]:
                name = _BRACKETS.sub("", row[13])
                commune = Place("commune", name, row[15].lower(), (province, district, name), "legacy", row[3], row[10],
                                row[16], row[17], row[18], tuple(here))  # fmt: skip
                communes.append(commune)
                sources.merged += [(alias, commune) for alias in (json.loads(row[19]) if row[19] else ())]
        current_paths = tuple(dict.fromkeys(lies_in))
        own = ("Huế", first[7]) if district != first[7] else (province, district)
        sources.places.append(
            Place("district", _BRACKETS.sub("", own[1]), first[9].lower(), own, "legacy", first[3], first[10], "",
                  first[11], first[12], current_paths)
        )  # fmt: skip
        if own[0] != province:
            sources.successors[own] = (province, district)
        sources.places += communes


def _conversions(converter: dict[str, dict], names: dict[tuple[str, str], str]) -> dict[str, list[str]]:  # type: ignore[type-arg]
    """For each legacy key (`province` or `province_district_commune`) where it lies now, the main path first."""
    found: dict[str, list[str]] = defaultdict(list)
    for new, olds in converter["DICT_PROVINCE"].items():
        for old in olds:
            found[old].append(names[new, ""])
    for new, communes in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for commune, olds in communes.items():
            for old in olds:
                found[old].append(names[new, commune])
    for new, split in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in split.items():
            ordered = sorted(parts, key=lambda part: not part["isDefaultNewWard"])
            found[old] += [names[new, part["newWardKey"]] for part in ordered]
    return found


def _read_rules(sources: Sources) -> None:
    eras: tuple[Era, ...] = ("legacy", "current")
    for country in rulebook.read("countries", CountryRow):
        sources.places += [Place("country", country.name, "", (country.name,), era) for era in eras]
    known = {place.path: place for place in sources.places if place.era == "legacy"}
    for row in rulebook.read("legacy_places", FormerRow, kind=frozenset({"province", "district"})):
        path = tuple(row.path.split("|"))
        heirs = [known[tuple(part.split("|"))] for part in row.now_in.split(";") if part]
        kind: Kind = "province" if row.kind == "province" else "district"
        lies_in = tuple(dict.fromkeys(here for heir in heirs for here in heir.current_paths))
        sources.places.append(Place(kind, path[-1], row.type_word, path, "legacy", current_paths=lies_in))
        if len(heirs) == 1:
            sources.successors[path] = heirs[0].path


def aliases() -> Iterator[tuple[str, Kind, Path]]:
    """Other ways to write a place: (phrase, kind, path)."""
    for country in rulebook.read("countries", CountryRow):
        for alias in filter(None, country.aliases.split(";")):
            yield alias.strip(), "country", (country.name,)
    for row in rulebook.read("place_aliases", AliasRow, kind=frozenset(KINDS)):
        yield row.phrase, row.kind, tuple(row.path.split("|"))


def _type_of(full: str, short: str) -> str:
    return full[: -len(short)].strip().lower()
