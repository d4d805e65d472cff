"""Shards of made-up articles, and a store."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from pipeline.records import Problem
from pipeline.schema.arrow import Row, arrow_tables
from pipeline.schema.problems import problem_row
from pipeline.write.store import Store

NOW = datetime.datetime(2022, 8, 15, 7, 30)
NAMES = ("articles", "sentences", "mentions", "people", "places", "units", "counts", "dates", "problems")


def article_row(article_id: str, text: str = "Ông An.") -> Row:
    return {
        "article_id": article_id,
        "source_id": f"id {article_id}",
        "source_uri": f"{article_id}.txt",
        "language": "vi",
        "text": text,
        "text_sha256": "0",
        "n_characters": len(text),
        "extractor_version": "0.1.0+abc",
        "run_id": "",
        "ingested_at": NOW,
    }


def mention_row(article_id: str, text: str = "An") -> Row:
    return {
        "mention_id": f"m_{article_id}",
        "article_id": article_id,
        "label": "PERSON",
        "text": text,
        "start_char": 4,
        "end_char": 6,
        "attributes": '{"age": 40}',
        "rule_id": "model",
    }


def run_row(run_id: str, status: str = "running") -> Row:
    hashes = dict.fromkeys(("rules_sha256", "models_sha256", "code_sha256"), "0")
    numbers = dict.fromkeys(("n_read", "n_new", "n_known", "n_rejected"), 0)
    return {
        "run_id": run_id,
        "started_at": NOW,
        "status": status,
        "parameters": "{}",
        "versions": "{}",
        "extractor_version": "0.1.0+abc",
        **hashes,
        **numbers,
    }


@pytest.fixture
def shard() -> Callable[..., dict[str, pa.Table]]:
    """`shard("a_1", "a_2", failed="a_3")`: a shard with an article and a mention for each id."""

    def make(*ids: str, failed: str = "", text: str = "Ông An.") -> dict[str, pa.Table]:
        rows: dict[str, list[Row]] = {name: [] for name in NAMES}
        rows["articles"] = [article_row(article_id, text) for article_id in ids]
        rows["mentions"] = [mention_row(article_id) for article_id in ids]
        if failed:
            rows["problems"] = [problem_row(Problem(f"{failed}.txt", "extract", "failed", "ValueError", failed), "")]
        return arrow_tables(rows)

    return make


@pytest.fixture
def said() -> list[str]:
    """What the store told the person at the keyboard."""
    return []


@pytest.fixture
def store(tmp_path: Path, said: list[str]) -> Store:
    return Store(tmp_path / "out" / "antt.duckdb", said.append)
