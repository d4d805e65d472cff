"""Counts and dates as rows."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from pipeline.tabulate import counts, dates
from pipeline.tabulate.page import read_page


@pytest.mark.parametrize(
    ("iso", "first", "last"),
    [
        ("2022-08-15", "2022-08-15", "2022-08-15"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2022", "2022-01-01", "2022-12-31"),
        ("2018-04/2019-01", "2018-04-01", "2019-01-31"),
        ("--08-09", None, None),
        ("2022-02-30", None, None),
        ("--08-09/2022-08-12", None, "2022-08-12"),
        ("", None, None),
        (None, None, None),
    ],
)
def test_the_days_of_a_date(iso: str | None, first: str | None, last: str | None) -> None:
    days = tuple(day.isoformat() if day else None for day in dates.days_of(iso))
    assert days == (first, last)


def test_money_in_dong_is_an_amount_and_other_money_is_none(page: Callable[..., Any]) -> None:
    money = {"category": "money", "qualifier": "exact"}
    made = page(
        "Lấy 110 triệu đồng, 500 USD, 3 đồng hồ.",
        ("COUNT", "110 triệu đồng", {**money, "value": 110_000_000.0, "noun": "đồng"}),
        ("COUNT", "500 USD", {**money, "value": 500, "noun": "USD"}),
        ("COUNT", "3 đồng hồ", {"category": "goods", "value": 3, "noun": "đồng hồ"}),
    )
    rows = counts.rows(read_page(*made))
    assert [row["amount_vnd"] for row in rows] == [110_000_000, None, None]
    assert isinstance(rows[0]["amount_vnd"], int)


def test_a_count_takes_what_stands_before_it_in_its_sentence_only(page: Callable[..., Any]) -> None:
    made = page(
        "Ngày 9/8/2022, Công an xã bắt 2 đối tượng. Tại chợ Mới có 3 người.",
        ("DATE", "9/8/2022", {"iso": "2022-08-09"}),
        ("UNIT", "Công an xã", {"entity": "u"}),
        ("COUNT", "2 đối tượng", {"value": 2, "noun": "đối tượng", "category": "arrested", "qualifier": "exact"}),
        ("PLACE", "chợ Mới", {"entity": "p"}),
        ("COUNT", "3 người", {"value": None, "category": "people", "qualifier": "vague"}),
    )
    read = read_page(*made)
    first, second = counts.rows(read)
    assert first["date_start"] == first["date_end"] == datetime.date(2022, 8, 9)
    assert first["unit_id"] == read.labelled("UNIT")[0].entity_id
    assert first["place_id"] is None
    assert (second["unit_id"], second["date_start"]) == (None, None)
    assert second["place_id"] == read.labelled("PLACE")[0].entity_id
    assert (second["value"], second["qualifier"], second["sentence_no"]) == (None, "vague", 2)


@pytest.mark.parametrize("value", [1e23, -1e23, float("inf"), float("nan")])
def test_an_amount_that_the_column_can_not_hold_is_none(page: Callable[..., Any], value: float) -> None:
    money = {"category": "money", "qualifier": "exact", "value": value, "noun": "đồng"}
    (row,) = counts.rows(read_page(*page("Lấy 99.999 tỷ đồng.", ("COUNT", "99.999 tỷ đồng", money))))
    assert row["amount_vnd"] is None
