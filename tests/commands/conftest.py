"""A store with the seed article, made without the flow, and `antt` called in this process."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Doc
from typer.testing import CliRunner, Result

from pipeline import read_articles
from pipeline.clean import clean
from pipeline.commands import app
from pipeline.records import RawArticle
from pipeline.schema.arrow import arrow_tables
from pipeline.tabulate import Stamp, tabulate
from pipeline.write.store import Store

NOW = datetime.datetime(2022, 8, 15, 7, 30)
# What no terminal and no web page may take for more than text.
HOSTILE = "=1+1 \x1b[31mđỏ\x1b[0m \u202eabc [bold]x[/bold] <script>alert('xã')</script>\nCông an xã Hải Long họp."


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory, nlp: Language, seed: dict[str, Any]) -> Path:
    """A store with two articles, `seed` and `hostile`."""
    path = tmp_path_factory.mktemp("store") / "antt.duckdb"
    for source_id, text in (("seed", seed["text"]), ("hostile", HOSTILE)):
        article, _ = clean(RawArticle(source_id, f"corpus/{source_id}.txt", text))
        reading = read_articles(nlp, [article])
        _, doc = next(reading)
        assert isinstance(doc, Doc)
        rows = tabulate(article, doc, Stamp("run_1", NOW, "0.1.0+abc"))
        Store(path, print).add(arrow_tables({**rows, "problems": []}), "run_1", NOW)
    return path


@pytest.fixture
def antt(store: Path) -> Callable[..., Result]:
    """`antt("query", "SELECT 1")`, on that store where a command has one."""

    def call(*arguments: str) -> Result:
        stored = ("--store", str(store)) if arguments[0] in ("query", "mentions", "show", "publish") else ()
        return CliRunner().invoke(app, [*arguments, *(stored if "--store" not in arguments else ())])

    return call


def records(text: str) -> list[dict[str, Any]]:
    """The records of JSON lines."""
    return [json.loads(line) for line in text.splitlines()]
