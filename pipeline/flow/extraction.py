"""What a worker process does: a shard's articles through the extractor, into tables on disk."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Iterable
from pathlib import Path

import pyarrow as pa
from spacy.language import Language
from spacy.tokens import Doc

from pipeline import load, read_articles
from pipeline.flow.shards import load_articles, save_tables
from pipeline.provenance import provenance
from pipeline.records import Article, Problem
from pipeline.schema.arrow import Rows, arrow_tables
from pipeline.tabulate import EXTRACTED, Stamp, problem_row, tabulate


def extract(path: Path, folder: Path, step: Callable[[], None]) -> str:
    """Extracts the articles of a shard's file into the tables in `folder`; returns the folder's SHA-256.

    An article on which a stage fails becomes a row of `problems`, and the others go on. `step` is called after each.
    """
    made: list[tuple[Article, Rows]] = []
    for article, found in read_articles(_language(), load_articles(path)):
        made.append((article, _rows(article, found)))
        step()
    return save_tables(_tables(made), folder)


def _rows(article: Article, found: Doc | Problem) -> Rows:
    if isinstance(found, Problem):
        return {"problems": [problem_row(found, "")]}
    # The run and the time are filled in by the store.
    stamp = Stamp("", datetime.datetime(1970, 1, 1), provenance().extractor_version)
    try:
        return tabulate(article, found, stamp)
    except Exception as error:  # whatever it is, the other articles go on
        return _failure(article, error)


def _tables(made: list[tuple[Article, Rows]]) -> dict[str, pa.Table]:
    """All rows together; where they break the schema, those articles that do become problems."""
    try:
        return arrow_tables(_joined(rows for _, rows in made))
    except Exception:  # whatever it is, it is told for the article that it comes from
        return arrow_tables(_joined(_checked(article, rows) for article, rows in made))


def _checked(article: Article, rows: Rows) -> Rows:
    try:
        arrow_tables(rows)
    except Exception as error:  # whatever it is, the other articles go on
        return _failure(article, error)
    return rows


def _joined(parts: Iterable[Rows]) -> Rows:
    joined: Rows = {name: [] for name in (*EXTRACTED, "problems")}
    for rows in parts:
        for name, found in rows.items():
            joined[name] += found
    return joined


def _failure(article: Article, error: Exception) -> Rows:
    detail = " ".join(f"{type(error).__name__}: {error}".split())[:500]
    problem = Problem(article.source_uri, "tabulate", "failed", detail, article.article_id)
    return {"problems": [problem_row(problem, "")]}


@functools.cache
def _language() -> Language:
    return load()
