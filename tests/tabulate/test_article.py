"""The rows of an article as a whole: they agree with the text, with each other and with the schema."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from pipeline import read_articles
from pipeline.clean import clean
from pipeline.records import Article, Part, RawArticle
from pipeline.schema import tables
from pipeline.schema.arrow import arrow_tables
from pipeline.tabulate import EXTRACTED, Stamp, frames, tabulate

STAMP = Stamp("run_1", datetime.datetime(2022, 8, 15, 7, 30), "0.1.0+abc")


def test_every_row_of_a_real_article_agrees_with_its_text(nlp: Language, seed: dict[str, Any]) -> None:
    article, _ = clean(RawArticle(seed["id"], "corpus/seed.txt", seed["text"]))
    reading = read_articles(nlp, [article])
    _, doc = next(reading)
    assert isinstance(doc, Doc)
    rows = tabulate(article, doc, STAMP)
    assert set(rows) == set(EXTRACTED)
    arrow_tables(rows)
    text = article.text
    for row in rows["mentions"]:
        assert text[row["start_char"] : row["end_char"]] == row["text"]
    assert [text[row["start_char"] : row["end_char"]] for row in rows["sentences"]] == [
        text[row["start_char"] : row["end_char"]].strip() for row in rows["sentences"]
    ]
    assert rows["sentences"][0]["part"] == "title"
    for name in EXTRACTED:
        keys = [tuple(row[column] for column in tables()[name].key) for row in rows[name]]
        assert len(set(keys)) == len(keys), name
    ids = {row["mention_id"] for row in rows["mentions"]}
    assert {row["mention_id"] for name in ("counts", "dates") for row in rows[name]} <= ids
    entities = {row["entity_id"] for row in rows["mentions"] if row["entity_id"]}
    named = {"people": "person_id", "places": "place_id", "units": "unit_id"}
    assert entities == {row[column] for name, column in named.items() for row in rows[name]}
    assert sum(row["n_mentions"] for name in named for row in rows[name]) == sum(
        row["label"] in ("PERSON", "PLACE", "UNIT") for row in rows["mentions"]
    )


def test_ids_are_the_same_each_time_and_differ_between_articles(page: Callable[..., Any]) -> None:
    article, doc = page("Đỗ Văn Thường khai.", ("PERSON", "Đỗ Văn Thường", {"entity": "đỗ văn thường"}))
    once, again = tabulate(article, doc, STAMP), tabulate(article, doc, STAMP)
    assert once == again
    other = Article("a_2", "khác", "khác.txt", article.text, ())
    elsewhere = tabulate(other, doc, STAMP)
    assert elsewhere["people"][0]["person_id"] != once["people"][0]["person_id"]
    assert elsewhere["mentions"][0]["mention_id"] != once["mentions"][0]["mention_id"]


def test_a_mention_keeps_its_own_attributes(page: Callable[..., Any]) -> None:
    article, doc = page(
        "Ông An, 40 tuổi.", ("PERSON", "An", {"age": 40, "part": "victim", "score": 0.5, "rule_id": "r"})
    )
    (row,) = tabulate(article, doc, STAMP)["mentions"]
    assert json.loads(str(row["attributes"])) == {"age": 40, "part": "victim"}
    assert (row["score"], row["rule_id"], row["sentence_no"]) == (0.5, "r", 1)


def test_sentences_know_their_part_and_skip_blank_lines(page: Callable[..., Any]) -> None:
    text = "Tít bài\n\nCâu một. Câu hai."
    article, doc = page(text, parts=(Part("title", 0, 7), Part("body", 9, len(text))))
    rows = tabulate(article, doc, STAMP)["sentences"]
    assert [(text[r["start_char"] : r["end_char"]], r["part"]) for r in rows] == [  # type: ignore[misc]
        ("Tít bài", "title"),
        ("Câu một.", "body"),
        ("Câu hai.", "body"),
    ]
    assert [row["sentence_no"] for row in rows] == [1, 2, 3]


def test_an_article_without_mentions_has_only_itself_and_its_sentences(page: Callable[..., Any]) -> None:
    rows = tabulate(*page("Trời đẹp."), STAMP)
    assert {name for name, found in rows.items() if found} == {"articles", "sentences"}


def test_frames_have_the_types_of_the_schema_also_when_empty(page: Callable[..., Any]) -> None:
    made = frames(tabulate(*page("Trời đẹp."), STAMP))
    assert str(made["counts"]["amount_vnd"].dtype) == "int64[pyarrow]"
    assert str(made["dates"]["date_start"].dtype) == "date32[day][pyarrow]"
    assert made["articles"]["ingested_at"][0] == STAMP.ingested_at
    assert list(made["people"].columns) == list(tables()["people"].names)


def test_the_document_must_be_that_of_the_article(page: Callable[..., Any]) -> None:
    article, doc = page("Trời đẹp.")
    other = Article("a_2", "khác", "khác.txt", "Trời mưa.", ())
    with pytest.raises(ValueError, match=r"khác\.txt"):
        tabulate(other, doc, STAMP)
    assert tabulate(article, doc, STAMP)
