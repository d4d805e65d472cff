"""`antt mentions`: what was found, in the format of the gold files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline.commands.options import STORE, StoreOption, say
from pipeline.write.connection import reading

_BATCH = 500  # articles; the store is open for each batch only, so that a slow reader keeps no run waiting


class Format(StrEnum):
    """How mentions are written."""

    jsonl = "jsonl"


def mentions(
    store: StoreOption = STORE,
    form: Annotated[Format, typer.Option("--format", help="How mentions are written.")] = Format.jsonl,
) -> None:
    """Print every article of the store with its mentions: one JSON object a line, as in the gold files.

    `id` is the article's source_id; `start` and `end` count characters of `text`.

    \b
    Examples:
      antt mentions > predicted.jsonl
      antt mentions --store news.duckdb --format jsonl | head -1
    """
    for record in records(store):
        typer.echo(json.dumps(record, ensure_ascii=False))


def records(store: Path) -> Iterator[dict[str, Any]]:
    """The articles as gold records, in the order of their article_id."""
    last = ""
    while batch := _batch(store, last):
        for article_id, source_id, text, mentions in batch:
            yield {"id": source_id, "text": text, "mentions": mentions}
            last = article_id


def _batch(store: Path, last: str) -> list[tuple[str, str, str, list[dict[str, Any]]]]:
    with reading(store, say) as connection:
        articles = connection.execute(
            "SELECT article_id, source_id, text FROM articles WHERE article_id > ? ORDER BY article_id LIMIT ?",
            [last, _BATCH],
        ).fetchall()
        if not articles:
            return []
        rows = connection.execute(
            "SELECT article_id, label, text, start_char, end_char, attributes FROM mentions"
            " WHERE article_id BETWEEN ? AND ? ORDER BY article_id, start_char",
            [articles[0][0], articles[-1][0]],
        ).fetchall()
    found: dict[str, list[dict[str, Any]]] = {}
    for article_id, label, text, start, end, attributes in rows:
        mention = {"label": label, "text": text, "start": start, "end": end, **json.loads(attributes)}
        found.setdefault(article_id, []).append(mention)
    return [(article_id, source_id, text, found.get(article_id, [])) for article_id, source_id, text in articles]
