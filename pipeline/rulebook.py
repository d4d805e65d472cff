"""Reads the rule tables in `pipeline/rules/`: one CSV a table, one rule a row, each with an id and an example."""

from __future__ import annotations

import csv
import dataclasses
import functools
from importlib import resources
from typing import TypeVar

from pipeline.errors import AnttError

Row = TypeVar("Row")


@functools.cache
def read(table: str, row_type: type[Row], **allowed: frozenset[str]) -> tuple[Row, ...]:
    """The rows of `rules/<table>.csv` as instances of the dataclass `row_type`; its fields (all `str`) are the columns.

    `allowed` gives, by column, the values that may stand in it. Raises AnttError, naming file and line, for an unknown
    or missing column, a value that is not allowed, an empty or repeated id, or a row of the wrong length.
    """
    name = f"rules/{table}.csv"
    fields = [field.name for field in dataclasses.fields(row_type)]  # type: ignore[arg-type]
    rows: list[Row] = []
    seen: set[str] = set()
    with resources.files("pipeline").joinpath(name).open(encoding="utf-8") as lines:
        reader = csv.reader(lines, strict=True)
        header = next(reader, [])
        if header != fields:
            raise AnttError(f"{name}: the columns are {header}, but must be {fields}")
        for cells in reader:
            where = f"{name}, line {reader.line_num}"
            if len(cells) != len(fields):
                raise AnttError(f"{where}: {len(cells)} cells, but there are {len(fields)} columns: {cells}")
            row = dict(zip(fields, (cell.strip() for cell in cells), strict=True))
            if not row["id"] or row["id"] in seen:
                raise AnttError(f"{where}: the id {row['id']!r} is empty or stands twice")
            seen.add(row["id"])
            for column, values in allowed.items():
                if row[column] not in values:
                    raise AnttError(
                        f"{where}: {row[column]!r} is not a {column}; it can be {', '.join(sorted(values))}"
                    )
            rows.append(row_type(**row))
    return tuple(rows)
