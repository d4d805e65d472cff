"""`antt extract`: one article, from its file to the terminal."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline import acquire
from pipeline.clean import clean
from pipeline.commands.jsontext import as_json
from pipeline.commands.options import say
from pipeline.commands.terminal import printable, stdout, table
from pipeline.errors import AnttError, RejectedError
from pipeline.model import load, read_articles
from pipeline.provenance import provenance
from pipeline.records import Article, Problem
from pipeline.schema.arrow import Row, Rows
from pipeline.tabulate import EXTRACTED, Stamp, problem_row, tabulate

_STDIN = Path("/dev/stdin")
# What the terminal shows: the table, and of its columns those that tell most.
_SHOWN = {
    "people": ("name", "rank", "position", "age", "residence", "part", "n_mentions"),
    "places": ("name", "kind", "path", "status", "current_paths", "n_mentions"),
    "units": ("name", "kind", "level", "jurisdiction", "n_mentions"),
    "counts": ("text", "value", "value_max", "qualifier", "noun", "category", "amount_vnd"),
    "dates": ("text", "iso", "date_start", "date_end"),
}


class Format(StrEnum):
    """How the tables are written."""

    table = "table"
    json = "json"


def extract(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A text file or JSON records; - reads stdin.")],
    form: Annotated[Format, typer.Option("--format", help="How the tables are written.")] = Format.table,
) -> None:
    """Show the people, places, units, counts and dates of an article, without a store and without Prefect.

    \b
    Examples:
      antt extract corpus/seed/seed.txt
      cat article.txt | antt extract - --format json
    """
    articles, problems = _read(_STDIN if str(file) == "-" else file)
    for problem in problems:
        say(f"{problem.source_uri}: {problem.code}: {problem.detail}")
    if not articles:
        raise AnttError(f"{file}: there is no article in it")
    rows = _tables(articles, problems)
    if form == Format.json:
        typer.echo(as_json(rows))
        return
    console = stdout()
    for article in articles:
        console.print(printable(f"{article.source_id}: {article.title or article.text[:80]}"), style="bold")
        for name, columns in _SHOWN.items():
            found = list(_with_text(rows, name, article.article_id))
            if found:
                console.print(table(name, columns, ([row.get(column) for column in columns] for row in found)))
        console.print()


def _read(path: Path) -> tuple[list[Article], list[Problem]]:
    articles: dict[str, Article] = {}
    problems: list[Problem] = []
    for found in acquire.read([path]):
        if isinstance(found, Problem):
            problems.append(found)
            continue
        try:
            article, doubts = clean(found)
        except RejectedError as rejected:
            problems.append(rejected.problem)
        else:
            problems += doubts
            articles.setdefault(article.article_id, article)
    return list(articles.values()), problems


def _tables(articles: list[Article], problems: list[Problem]) -> Rows:
    now = datetime.datetime.now(datetime.UTC).replace(tzinfo=None)
    stamp = Stamp("extract", now, provenance().extractor_version)
    rows: Rows = {name: [] for name in EXTRACTED}
    for article, found in read_articles(load(), articles):
        if isinstance(found, Problem):
            raise AnttError(f"{found.source_uri}: {found.detail}")
        for name, made in tabulate(article, found, stamp).items():
            rows[name] += made
    rows["problems"] = [problem_row(problem, stamp.run_id) for problem in problems]
    return rows


def _with_text(rows: Rows, name: str, article_id: str) -> Iterator[Row]:
    """The article's rows; those of a mention with its text."""
    texts = {row["mention_id"]: row["text"] for row in rows["mentions"]}
    for row in rows[name]:
        if row["article_id"] == article_id:
            yield row | {"text": texts[row["mention_id"]]} if "mention_id" in row else row
