"""People, places and units: many mentions, one row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pipeline.gazetteer import Place
from pipeline.tabulate import people, places, units
from pipeline.tabulate.page import read_page

LEGACY = Place(
    kind="commune",
    name="Hải Long",
    type_word="xã",
    path=("Thanh Hóa", "Như Thanh", "Hải Long"),
    era="legacy",
    province_code="38",
    district_code="403",
    commune_code="16252",
    latitude=19.6,
    longitude=105.6,
    current_paths=("Thanh Hóa|Như Thanh", "Thanh Hóa|Xuân Thái"),
)


def test_a_person_is_one_row_of_all_that_was_said(page: Callable[..., Any]) -> None:
    one = {"entity": "lê văn an"}
    made = page(
        "Đại tá Lê Văn An, Phó Giám đốc Công an tỉnh, nói. Ông An là Trưởng ban. An cười.",
        ("PERSON", "Lê Văn An", {**one, "rank": "Đại tá", "position": "Phó Giám đốc Công an tỉnh", "part": "official"}),
        ("UNIT", "Công an tỉnh", {"entity": "công an tỉnh", "jurisdiction": "Thanh Hóa"}),
        ("PERSON", "An", {**one, "position": "Trưởng ban; phó giám đốc công an tỉnh", "part": "official", "age": 50}),
        ("PERSON", "An", {**one, "part": "other", "rank": "Thiếu tướng"}),
    )
    (row,) = people.rows(read_page(*made))
    (unit,) = units.rows(read_page(*made))
    assert row["name"] == "Lê Văn An"
    assert row["rank"] == "Đại tá"
    assert row["position"] == "Phó Giám đốc Công an tỉnh; Trưởng ban"
    assert (row["age"], row["birth_year"], row["part"], row["n_mentions"]) == (50, None, "official", 3)
    assert row["unit_id"] == unit["unit_id"]


def test_the_unit_is_that_of_the_office_next_to_the_name(page: Callable[..., Any]) -> None:
    office = "Trưởng Công an xã"
    made = page(
        f"{office} Hồ An và {office} Lý Bình. Công an xã mới.",
        ("UNIT", "Công an xã", {"entity": "một"}),
        ("PERSON", "Hồ An", {"position": office}),
        ("UNIT", "Công an xã", {"entity": "hai"}),
        ("PERSON", "Lý Bình", {"position": office}),
        ("UNIT", "Công an xã", {"entity": "ba"}),
    )
    first, second = people.rows(read_page(*made))
    ids = [row["unit_id"] for row in units.rows(read_page(*made))]
    assert [first["unit_id"], second["unit_id"]] == ids[:2]


def test_a_place_on_the_map_has_its_codes_and_what_it_became(page: Callable[..., Any]) -> None:
    attributes = {"kind": "commune", "path": "|".join(LEGACY.path), "place": LEGACY, "entity": "|".join(LEGACY.path)}
    made = page(
        "Xã Hải Long họp. Hải Long vui.", ("PLACE", "Xã Hải Long", attributes), ("PLACE", "Hải Long", attributes)
    )
    (row,) = places.rows(read_page(*made))
    assert (row["name"], row["kind"], row["path"]) == ("Hải Long", "commune", "Thanh Hóa|Như Thanh|Hải Long")
    assert (row["province_code"], row["district_code"], row["commune_code"]) == ("38", "403", "16252")
    assert (row["era"], row["status"], row["n_mentions"]) == ("legacy", "resolved", 2)
    assert row["current_paths"] == "Thanh Hóa|Như Thanh; Thanh Hóa|Xuân Thái"


def test_a_resolved_place_has_one_id_everywhere_and_an_unknown_one_has_not(page: Callable[..., Any]) -> None:
    def ids(article_id: str, attributes: dict[str, Any]) -> object:
        article, doc = page("Xã Hải Long họp.", ("PLACE", "Xã Hải Long", attributes))
        object.__setattr__(article, "article_id", article_id)
        (row,) = places.rows(read_page(article, doc))
        return row["place_id"]

    assert ids("a_1", {"place": LEGACY}) == ids("a_2", {"place": LEGACY})
    assert ids("a_1", {"entity": "x"}) != ids("a_2", {"entity": "x"})


def test_a_place_that_is_not_settled_says_why(page: Callable[..., Any]) -> None:
    made = page(
        "Xã Tân Lập, thôn Đông, xã Vạn Hà.",
        ("PLACE", "Xã Tân Lập", {"kind": "commune", "candidates": ("A|Tân Lập", "B|Tân Lập")}),
        ("PLACE", "thôn Đông", {"kind": "hamlet"}),
        ("PLACE", "xã Vạn Hà", {"kind": "commune", "path": "Thanh Hóa|Thiệu Hóa|Vạn Hà", "reason": "abolished"}),
    )
    ambiguous, hamlet, abolished = places.rows(read_page(*made))
    assert (ambiguous["status"], ambiguous["candidates"]) == ("ambiguous", "A|Tân Lập; B|Tân Lập")
    assert (hamlet["status"], hamlet["reason"]) == ("unknown", "no gazetteer of the kind hamlet")
    assert (abolished["status"], abolished["reason"]) == ("unknown", "abolished")
    assert abolished["path"] == "Thanh Hóa|Thiệu Hóa|Vạn Hà"


def test_units_know_their_level_and_the_unit_they_belong_to(page: Callable[..., Any]) -> None:
    police_of = {"kind": "police", "jurisdiction": "Quảng Ninh"}
    made = page(
        "Phòng Cảnh sát hình sự Công an tỉnh và Công an tỉnh, Bộ Công an, Công ty Sao.",
        ("UNIT", "Phòng Cảnh sát hình sự Công an tỉnh", {**police_of, "entity": "p", "level": "team"}),
        ("UNIT", "Công an tỉnh", {**police_of, "entity": "c"}),
        ("UNIT", "Bộ Công an", {"kind": "police", "jurisdiction": "Việt Nam", "entity": "b"}),
        ("UNIT", "Công ty Sao", {"kind": "business", "entity": "s"}),
    )
    office, police, ministry, company = units.rows(read_page(*made))
    assert office["parent_unit_id"] == police["unit_id"]
    assert [row["level"] for row in (office, police, ministry, company)] == ["province", "province", "national", None]
    assert police["parent_unit_id"] is None


def test_a_path_of_two_is_a_district_or_a_commune_of_today(page: Callable[..., Any]) -> None:
    made = page(
        "Công an xã Tân An, xã Tân An.",
        ("UNIT", "Công an xã", {"jurisdiction": "Tây Ninh|Tân An"}),
        ("PLACE", "xã Tân An", {"kind": "commune", "path": "Tây Ninh|Tân An"}),
    )
    (row,) = units.rows(read_page(*made))
    assert row["level"] == "commune"
