"""The answer to a question in SQL, with types and names that every format can hold."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import pyarrow as pa

from pipeline.commands.jsontext import as_json
from pipeline.write.ddl import named
from pipeline.write.tablefiles import for_csv, harmless

# DuckDB's types that Arrow's files, CSV and JSON all know, or that are made plain below; others become text.
_NUMBERS = (
    "tinyint", "smallint", "integer", "bigint", "utinyint", "usmallint", "uinteger", "ubigint", "hugeint", "float",
    "double", "decimal",
)  # fmt: skip
_OTHERS = ("boolean", "varchar", "blob", "time", "uuid", "enum", "null")
_STRANGE = ("INTERVAL", "BIT", "UNION", "VARIANT", "TIME WITH TIME ZONE")  # where they stand inside of lists and such
_NESTED = frozenset({"list", "array", "struct", "map"})
_DAYS = frozenset({"date", "timestamp", "timestamp_s", "timestamp_ms", "timestamp_ns", "timestamp with time zone"})
_PLAIN = frozenset({*_NUMBERS, *_OTHERS, *_NESTED})


def fetch(found: duckdb.DuckDBPyRelation) -> pa.Table:
    """The rows; names that are repeated get a number (`name_1`), types that no file knows are text.

    A day that is infinite is missing. Raises duckdb.Error.
    """
    columns = ", ".join(_column(f"c{place}", kind.id, str(kind)) for place, kind in enumerate(found.types))
    places = ", ".join(f"c{place}" for place in range(len(found.types)))
    plain = found.query("antt_answer", f"SELECT {columns} FROM antt_answer AS answer({places})")
    assert plain is not None  # a SELECT has an answer
    return plain.to_arrow_table().rename_columns(distinct(found.columns))


def distinct(names: Sequence[str]) -> list[str]:
    """The names, each only once: those that are repeated get the first number that is free."""
    made: list[str] = []
    for name in names:
        number, free = 0, name
        while free in made or (number and free in names):
            number += 1
            free = f"{name}_{number}"
        made.append(free)
    return made


def spreadsheet(answer: pa.Table) -> pa.Table:
    """The answer for CSV: lists and structures as JSON text, no cell and no column name a formula."""
    columns = []
    for column, field in zip(answer.columns, answer.schema, strict=True):
        kind = field.type
        if pa.types.is_dictionary(kind):
            columns.append(column.cast(pa.string()))
        elif pa.types.is_nested(kind):
            values = [None if value is None else as_json(value, None) for value in column.to_pylist()]
            columns.append(pa.chunked_array([pa.array(values, pa.string())]))
        elif pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
            values = [None if v is None else v.decode("utf-8", "backslashreplace") for v in column.to_pylist()]
            columns.append(pa.chunked_array([pa.array(values, pa.string())]))
        else:
            columns.append(column)
    made = for_csv(pa.table(columns, names=answer.column_names))
    return made.rename_columns(distinct([harmless(name) for name in made.column_names]))


def _column(name: str, kind: str, whole: str) -> str:
    if kind in _DAYS:
        return f"CASE WHEN isfinite({name}) THEN {name} END AS {named(name)}"
    if kind not in _PLAIN or (kind in _NESTED and any(strange in whole for strange in _STRANGE)):
        return f"CAST({name} AS VARCHAR) AS {named(name)}"
    return named(name)
