from __future__ import annotations

import re
import unicodedata
from typing import Any

import pytest

from pipeline import rulebook
from pipeline.clean import clean, structure
from pipeline.clean.structure import BylineRule
from pipeline.records import RawArticle


@pytest.mark.parametrize("rule", rulebook.read("bylines", BylineRule), ids=lambda rule: rule.id)
def test_example_of_every_byline(rule: BylineRule) -> None:
    line = re.sub(r"[\[\]]", "", rule.example)
    found = structure.byline(line)
    assert found is not None
    assert found[0].id == rule.id
    if rule.counter_example:
        assert structure.byline(rule.counter_example) is None


def test_author_is_written_as_in_the_article() -> None:
    found = structure.byline("Tác giả:  Vũ Đức (Công an Tiền Hải)")
    assert found is not None
    assert found[1] == "Vũ Đức"


def test_parts_of_the_seed(seed: dict[str, Any]) -> None:
    article, _ = clean(RawArticle("seed", "seed.txt", seed["text"]))
    text_of = {part.part: article.text[part.start : part.end] for part in article.parts}
    assert article.title == seed["meta"]["title"]
    assert article.author == seed["meta"]["author"]
    assert text_of["byline"] == "Tác giả: Văn Thiện"
    assert text_of["lead"].startswith("Sáng 15/8/2022")
    captions = [article.text[part.start : part.end] for part in article.parts if part.part == "caption"]
    assert captions == seed["meta"]["captions"]


def test_titles_and_authors_of_the_portal_articles(portal: list[dict[str, Any]]) -> None:
    right = {"title": 0, "author": 0}
    for record in portal:
        article, _ = clean(RawArticle(record["id"], record["id"], record["text"]))
        for key in right:
            gold = record["meta"][key]
            right[key] += getattr(article, key) == (unicodedata.normalize("NFC", gold) if gold else gold)
    assert right["title"] / len(portal) >= 0.98
    assert right["author"] / len(portal) >= 0.96
