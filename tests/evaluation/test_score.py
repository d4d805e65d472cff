from __future__ import annotations

import copy
from typing import Any

import pytest

from pipeline.evaluation import score
from pipeline.evaluation.score import MICRO


def test_gold_against_itself_is_perfect(portal: list[dict[str, Any]]) -> None:
    result = score(portal, portal)
    assert all(tally.f1 == 1 for tally in result.strict.values())
    assert all(value == 1 for value, _ in result.attributes.values())
    assert not any(result.errors.values())


def test_article_that_was_not_predicted_is_missed(seed: dict[str, Any]) -> None:
    tally = score([seed], []).strict["PLACE"]
    assert (tally.tp, tally.fp, tally.fn) == (0, 0, 13)


def test_optional_mentions_cost_nothing(seed: dict[str, Any]) -> None:
    without = {**seed, "mentions": [mention for mention in seed["mentions"] if not mention.get("optional")]}
    assert score([seed], [without]).strict["UNIT"].f1 == 1


def test_dropped_lines_and_other_tone_places_do_not_matter(seed: dict[str, Any]) -> None:
    cut = seed["text"].index("Thăm dò")
    assert score([seed], [{**seed, "text": seed["text"][:cut].replace("hòa giải", "hoà giải")}]).strict[MICRO].f1 == 1


@pytest.mark.parametrize(
    ("label", "change", "attribute"),
    [
        ("PLACE", {"path": "Thanh Hóa|Như Xuân"}, "PLACE.path"),
        ("UNIT", {"kind": "party"}, "UNIT.kind"),
        ("DATE", {"iso": "2021"}, "DATE.iso"),
    ],
)
def test_wrong_attribute_is_seen(seed: dict[str, Any], label: str, change: dict[str, str], attribute: str) -> None:
    answer = copy.deepcopy(seed)
    next(mention for mention in answer["mentions"] if mention["label"] == label).update(change)
    result = score([seed], [answer])
    assert result.strict[label].f1 == 1
    agreed, of = result.attributes[attribute]
    assert agreed == pytest.approx((of - 1) / of)


def test_wrong_value_of_a_count_is_a_wrong_count(seed: dict[str, Any]) -> None:
    answer = copy.deepcopy(seed)
    next(mention for mention in answer["mentions"] if mention["label"] == "COUNT")["value"] = 33
    tally = score([seed], [answer]).strict["COUNT"]
    assert (tally.tp, tally.fp, tally.fn) == (4, 1, 1)
