from __future__ import annotations

import re

import pytest

from pipeline import rulebook
from pipeline.clean import furniture
from pipeline.clean.furniture import FurnitureRule

RULES = rulebook.read("furniture", FurnitureRule)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_example_of_every_rule(rule: FurnitureRule) -> None:
    marked = re.fullmatch(r"\[(.*)\]", rule.example)
    line = marked[1] if marked else rule.example
    found = furniture.match(line)
    assert found is not None
    if marked:
        assert found.scope == rule.scope
    if rule.counter_example:
        assert furniture.match(rule.counter_example) is None


def test_what_stands_under_related_titles_goes_with_them() -> None:
    lines = [
        "Bài viết về Ngày hội.",
        "Tin liên quan",
        "Công an xã ra quân",
        "Phá án nhanh",
        "",
        "Ngày 5/8, lễ phát động đã diễn ra.",
    ]
    assert furniture.kept(lines) == ["Bài viết về Ngày hội.", "", "Ngày 5/8, lễ phát động đã diễn ra."]


def test_portal_furniture_is_dropped_and_nothing_else(portal: list[dict]) -> None:  # type: ignore[type-arg]
    wanted = given = right = 0
    for record in portal:
        lines = record["text"].split("\n")
        dropped = [line.strip() for line in lines if line.strip()]
        for line in furniture.kept(lines):
            if line.strip():
                dropped.remove(line.strip())
        gold = [line.strip() for line in record["meta"]["furniture"]]
        wanted, given, right = wanted + len(gold), given + len(dropped), right + len(set(gold) & set(dropped))
    assert 2 * right / (wanted + given) >= 0.97
