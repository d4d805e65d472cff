"""One article's rows in every table that holds what was extracted."""

from __future__ import annotations

import datetime
import hashlib
import json
from dataclasses import dataclass

from spacy.tokens import Doc

from pipeline.annotations import ATTRIBUTES
from pipeline.records import Article
from pipeline.schema.arrow import Row, Rows
from pipeline.tabulate import counts, dates, people, places, units
from pipeline.tabulate.page import Page, read_page

EXTRACTED = ("articles", "sentences", "mentions", "people", "places", "units", "counts", "dates")


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who made the rows and when: the run, the time (UTC, without a zone) and the extractor's version."""

    run_id: str
    ingested_at: datetime.datetime
    extractor_version: str


def tabulate(article: Article, doc: Doc, stamp: Stamp) -> Rows:
    """The rows of the tables in EXTRACTED, in text order; `doc` is the article's text with its mentions.

    Raises ValueError when the document is not that of the article.
    """
    if doc.text != article.text:
        raise ValueError(f"{article.source_uri}: the document's text is not the article's")
    page = read_page(article, doc)
    return {
        "articles": [_article_row(article, stamp)],
        "sentences": [
            {
                "article_id": article.article_id,
                "sentence_no": sentence.number,
                "part": sentence.part,
                "start_char": sentence.start,
                "end_char": sentence.end,
            }
            for sentence in page.sentences
        ],
        "mentions": _mention_rows(page),
        "people": people.rows(page),
        "places": places.rows(page),
        "units": units.rows(page),
        "counts": counts.rows(page),
        "dates": dates.rows(page),
    }


def _article_row(article: Article, stamp: Stamp) -> Row:
    return {
        "article_id": article.article_id,
        "source_id": article.source_id,
        "source_uri": article.source_uri,
        "source_name": article.source_name,
        "title": article.title,
        "author": article.author,
        "published_on": article.published_on,
        "published_basis": article.published_basis,
        "language": "vi",
        "topics": None,
        "text": article.text,
        "text_sha256": hashlib.sha256(article.text.encode()).hexdigest(),
        "n_characters": len(article.text),
        "duplicate_of": None,
        "extractor_version": stamp.extractor_version,
        "run_id": stamp.run_id,
        "ingested_at": stamp.ingested_at,
    }


def _mention_rows(page: Page) -> list[Row]:
    rows: list[Row] = []
    for mention in page.mentions:
        extra = mention.span._
        given = {name: extra.get(name) for name in ATTRIBUTES[mention.label]}
        rows.append(
            {
                "mention_id": mention.mention_id,
                "article_id": page.article.article_id,
                "sentence_no": mention.sentence_no,
                "label": mention.label,
                "text": mention.text,
                "start_char": mention.start,
                "end_char": mention.end,
                "entity_id": mention.entity_id,
                "attributes": json.dumps({k: v for k, v in given.items() if v is not None}, ensure_ascii=False),
                "score": extra.score,
                "rule_id": extra.rule_id,
                "kind_rule_id": extra.kind_rule_id,
            }
        )
    return rows
