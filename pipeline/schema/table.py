"""The tables: every table and column with types, keys, allowed values and descriptions, from the two CSV files here."""

from __future__ import annotations

import csv
import functools
import io
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from typing import Literal, cast, get_args

from pipeline.errors import AnttError

VERSION = 1

Type = Literal["text", "integer", "number", "date", "timestamp"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `values` are the allowed ones (empty: any); `references` is the `table.column` it points to.

    `timestamp` is UTC without a zone, `integer` has 64 bits, `number` is a double.
    """

    name: str
    type: Type
    required: bool
    values: tuple[str, ...]
    references: str | None
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the columns in their order, and the names of those that are its key."""

    name: str
    key: tuple[str, ...]
    vi: str
    en: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names."""
        return tuple(column.name for column in self.columns)


@functools.cache
def tables() -> dict[str, Table]:
    """Every table by its name, in the order of DESIGN; raises AnttError when the files here contradict each other."""
    columns: dict[str, list[Column]] = {}
    for row in _rows("columns.csv"):
        if row["type"] not in get_args(Type):
            raise AnttError(f"schema/columns.csv: {row['table']}.{row['name']} has the unknown type {row['type']!r}")
        columns.setdefault(row["table"], []).append(
            Column(
                name=row["name"],
                type=cast(Type, row["type"]),
                required=row["required"] == "yes",
                values=tuple(row["values"].split()),
                references=row["references"] or None,
                vi=row["vi"],
                en=row["en"],
            )
        )
    found = {
        row["name"]: Table(
            name=row["name"],
            key=tuple(row["key"].split()),
            vi=row["vi"],
            en=row["en"],
            columns=tuple(columns.pop(row["name"], ())),
        )
        for row in _rows("tables.csv")
    }
    if columns:
        raise AnttError(f"schema/columns.csv: there is no table {', '.join(columns)} in tables.csv")
    return found


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = resources.files("pipeline.schema").joinpath(name).read_text(encoding="utf-8")
    yield from csv.DictReader(io.StringIO(text), strict=True)
