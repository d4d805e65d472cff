"""`places`: one row a place in the article, with its unit on the map where the linker settled it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from pipeline.schema.arrow import Row, Value
from pipeline.tabulate.page import Mention, Page, first_value, fullest_name

if TYPE_CHECKING:
    from pipeline.gazetteer import Place

# Kinds that no gazetteer here lists.
_UNLISTED = ("hamlet", "street", "other")


def rows(page: Page) -> list[Row]:
    """`status` is `resolved` with a place on the map, `ambiguous` with rivals for it, else `unknown`."""
    return [_row(page.article.article_id, place_id, group) for place_id, group in page.entities("PLACE").items()]


def _row(article_id: str, place_id: str, group: list[Mention]) -> Row:
    place = cast("Place | None", first_value(group, "place"))
    kind = cast("str | None", first_value(group, "kind")) or (place.kind if place else "other")
    candidates = cast("tuple[str, ...]", first_value(group, "candidates") or ())
    row: Row = {
        "article_id": article_id,
        "place_id": place_id,
        "name": place.name if place else fullest_name(group),
        "kind": kind,
        "path": cast(Value, first_value(group, "path")) or ("|".join(place.path) if place else None),
        "n_mentions": len(group),
    }
    if place is not None:
        return row | {
            "province_code": place.province_code or None,
            "district_code": place.district_code or None,
            "commune_code": place.commune_code or None,
            "era": place.era,
            "current_paths": "; ".join(place.current_paths) or None,
            "latitude": place.latitude,
            "longitude": place.longitude,
            "status": "resolved",
        }
    reason = cast("str | None", first_value(group, "reason"))
    if len(candidates) > 1:
        return row | {
            "status": "ambiguous",
            "candidates": "; ".join(candidates),
            "reason": reason or f"{len(candidates)} places have this name",
        }
    default = f"no gazetteer of the kind {kind}" if kind in _UNLISTED else "not in the gazetteer"
    return row | {"status": "unknown", "candidates": "; ".join(candidates) or None, "reason": reason or default}
