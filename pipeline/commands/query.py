"""`antt query`: read-only SQL."""

from __future__ import annotations

import io
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, BinaryIO

import duckdb
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import typer
from rich.console import Console

from pipeline.commands.answer import fetch, spreadsheet
from pipeline.commands.jsontext import as_json
from pipeline.commands.options import STORE, StoreOption, say
from pipeline.commands.terminal import stdout, table
from pipeline.errors import AnttError, UsageError
from pipeline.write.connection import reading

_SHOWN = 100  # rows of a table on the terminal


class Format(StrEnum):
    """How the answer is written."""

    table = "table"
    csv = "csv"
    json = "json"
    parquet = "parquet"


def query(
    sql: Annotated[str, typer.Argument(metavar="SQL", help="One SELECT; `antt tables` says what there is.")],
    store: StoreOption = STORE,
    form: Annotated[Format, typer.Option("--format", help="How the answer is written.")] = Format.table,
    output: Annotated[Path | None, typer.Option(metavar="FILE", help="Write there instead of to stdout.")] = None,
) -> None:
    """Answer a question in SQL (DuckDB's) from the store, which is only read.

    The question can reach nothing but the store: no files, no network. In CSV, text that a spreadsheet would take for a
    formula has an apostrophe before it.

    \b
    Examples:
      antt query "SELECT name, rank, position FROM people WHERE part = 'official'"
      antt query "SELECT category, sum(value) FROM counts GROUP BY ALL" --format csv
      antt query "FROM places" --format parquet --output places.parquet
    """
    if form == Format.parquet and output is None and sys.stdout.isatty():
        raise UsageError("Parquet is not for the terminal: name a file with --output, or pipe it")
    answer = _ask(sql, store)
    try:
        if form == Format.table and output is None:
            _show(answer)
        elif output is None:
            _write(answer, form, sys.stdout.buffer)
            sys.stdout.buffer.flush()
        else:
            _replace(answer, form, output)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise AnttError(f"{output or 'stdout'}: can't be written: {error.strerror}") from error
    except (pa.ArrowException, OverflowError, ValueError, TypeError) as error:
        raise AnttError(
            f"the answer can't be written as {form}: {error}; make text of that column: CAST(… AS VARCHAR)"
        ) from error


def _ask(sql: str, store: Path) -> pa.Table:
    try:
        statements = duckdb.extract_statements(sql)
    except duckdb.Error as error:
        raise UsageError(f"the SQL can't be read: {error}") from error
    if len(statements) != 1:
        raise UsageError(f"one statement, please: these are {len(statements)}")
    if statements[0].type != duckdb.StatementType.SELECT:
        raise UsageError(f"only SELECT: the store is not changed by a question (this is {statements[0].type.name})")
    with reading(store, say) as connection:
        try:
            return fetch(connection.sql(sql))
        except duckdb.Error as error:
            raise UsageError(f"the question can't be answered: {error}") from error


def _show(answer: pa.Table) -> None:
    rows = answer.slice(0, _SHOWN).to_pylist()
    stdout().print(table("", answer.column_names, (tuple(row.values()) for row in rows)))
    if answer.num_rows > _SHOWN:
        say(f"the first {_SHOWN} of {answer.num_rows:,} rows; --format csv, json or parquet gives all")


def _replace(answer: pa.Table, form: Format, output: Path) -> None:
    """Writes the file as a whole or not at all; what is there already and no file (a pipe, a device) is written to."""
    if output.exists() and not output.is_file():
        with output.open("wb") as sink:
            _write(answer, form, sink)
        return
    place = output.resolve()
    fresh = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        with fresh.open("wb") as sink:
            _write(answer, form, sink)
        os.replace(fresh, place)  # noqa: PTH105
    finally:
        fresh.unlink(missing_ok=True)


def _write(answer: pa.Table, form: Format, sink: BinaryIO) -> None:
    if form == Format.parquet:
        pyarrow.parquet.write_table(answer, sink)
    elif form == Format.csv:
        pyarrow.csv.write_csv(spreadsheet(answer), sink)
    elif form == Format.json:
        sink.write(f"{as_json(answer.to_pylist())}\n".encode())
    else:
        rows = (tuple(row.values()) for row in answer.to_pylist())
        with io.TextIOWrapper(sink, encoding="utf-8") as text:
            Console(file=text, width=160).print(table("", answer.column_names, rows))
