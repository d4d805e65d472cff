"""A unit of Vietnam's administrative map, or a country."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["country", "province", "district", "commune"]
KINDS: tuple[Kind, ...] = ("country", "province", "district", "commune")
Era = Literal["legacy", "current"]


@dataclass(frozen=True, slots=True)
class Place:
    """One unit as it was in one era: `legacy` (three levels, until 30 June 2025) or `current` (two levels, since then).

    `path` holds the short names from the province down (a country's path is its Vietnamese name); codes are those of
    the General Statistics Office, empty where there is none; `latitude` and `longitude` are degrees. `current_paths`
    says where a legacy unit lies since 1 July 2025 (`Province|Commune`), several paths when it was split.
    """

    kind: Kind
    name: str
    type_word: str
    path: tuple[str, ...]
    era: Era
    province_code: str = ""
    district_code: str = ""
    commune_code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    current_paths: tuple[str, ...] = ()
