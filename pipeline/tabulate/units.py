"""`units`: one row a unit or organisation in the article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from pipeline.schema.arrow import Row, Value
from pipeline.spelling import plain
from pipeline.tabulate.page import Mention, Page, first_value, fullest_name

_NATIONAL = "Việt Nam"
_DEPTHS = ("province", "district", "commune")
_LEVELS = ("national", *_DEPTHS, "hamlet")


def rows(page: Page) -> list[Row]:
    """`parent_unit_id` is the unit of this article with whose full name this one's name ends."""
    groups = page.entities("UNIT")
    names = {unit_id: fullest_name(group) for unit_id, group in groups.items()}
    kinds = {place.span._.path: place.span._.kind for place in page.labelled("PLACE") if place.span._.path}
    plain_names = {unit_id: plain(name) for unit_id, name in names.items()}
    return [
        {
            "article_id": page.article.article_id,
            "unit_id": unit_id,
            "name": names[unit_id],
            "kind": cast(Value, first_value(group, "kind")) or "other",
            "level": _level(group, kinds),
            "jurisdiction": cast(Value, first_value(group, "jurisdiction")),
            "parent_unit_id": _parent(unit_id, plain_names),
            "n_mentions": len(group),
        }
        for unit_id, group in groups.items()
    ]


def _level(group: list[Mention], kinds: Mapping[str, str]) -> str | None:
    """As the unit's words say, else that of the area it serves: the kind of the place there, else its path's depth."""
    level = cast("str | None", first_value(group, "level"))
    if level in _LEVELS:
        return level
    jurisdiction = cast("str | None", first_value(group, "jurisdiction"))
    if not jurisdiction:
        return None
    if jurisdiction == _NATIONAL:
        return "national"
    kind = kinds.get(jurisdiction)
    return kind if kind in _LEVELS else _DEPTHS[min(jurisdiction.count("|"), len(_DEPTHS) - 1)]


def _parent(unit_id: str, names: dict[str, str]) -> str | None:
    """`Phòng Cảnh sát hình sự Công an tỉnh` belongs to the article's `Công an tỉnh`; the longest such name counts."""
    own = names[unit_id]
    holders = [other for other, name in names.items() if other != unit_id and own.endswith(f" {name}")]
    return max(holders, key=lambda other: len(names[other]), default=None)
