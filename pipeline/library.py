"""`pipeline.extract`: texts in, tables out, without a store or a flow."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import pandas as pd
from spacy.tokens import Doc

from pipeline.acquire import read_text
from pipeline.clean import clean
from pipeline.errors import RejectedError
from pipeline.model import load, read_articles
from pipeline.provenance import provenance
from pipeline.records import Article, Problem
from pipeline.schema.arrow import Row
from pipeline.tabulate import EXTRACTED, Stamp, frames, problem_row, tabulate


def extract(texts: Iterable[str]) -> dict[str, pd.DataFrame]:
    """The tables `articles`, `sentences`, `mentions`, `people`, `places`, `units`, `counts`, `dates` and `problems`.

    `source_id` of the i-th text is `text-i`, from 1. A text that can't be read is a row of `problems`, and an article
    that stands twice is in the tables once.
    """
    stamp = Stamp("library", datetime.datetime.now(datetime.UTC).replace(tzinfo=None), provenance().extractor_version)
    rows: dict[str, list[Row]] = {name: [] for name in (*EXTRACTED, "problems")}
    articles: dict[str, Article] = {}
    problems: list[Problem] = []
    for number, text in enumerate(texts, 1):
        for raw in read_text(text, f"text-{number}", f"text-{number}"):
            if isinstance(raw, Problem):
                problems.append(raw)
                continue
            try:
                article, doubts = clean(raw)
            except RejectedError as error:
                problems.append(error.problem)
                continue
            problems += doubts
            articles.setdefault(article.article_id, article)
    for article, doc in read_articles(load(), articles.values()):
        if isinstance(doc, Doc):
            for name, found in tabulate(article, doc, stamp).items():
                rows[name] += found
        else:
            problems.append(doc)
    rows["problems"] = [problem_row(problem, stamp.run_id) for problem in problems]
    return frames(rows)
