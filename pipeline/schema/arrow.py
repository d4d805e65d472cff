"""A table's rows as Arrow sees them, with the types of the schema."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

import pyarrow as pa

from pipeline.schema.table import Table, tables

Value = str | int | float | datetime.date | datetime.datetime | None
Row = dict[str, Value]
# The rows of one or more articles: the table's name → its rows.
Rows = dict[str, list[Row]]

_TYPES = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us"),
}


def arrow_schema(table: Table) -> pa.Schema:
    """The Arrow schema: types, nullability, and the descriptions as the fields' metadata (`vi`, `en`)."""
    return pa.schema(
        [
            pa.field(c.name, _TYPES[c.type], nullable=not c.required, metadata={"vi": c.vi, "en": c.en})
            for c in table.columns
        ],
        metadata={"vi": table.vi, "en": table.en},
    )


def arrow_tables(rows: Mapping[str, Sequence[Mapping[str, object]]]) -> dict[str, pa.Table]:
    """Each table of `rows` as an Arrow table.

    Raises ValueError for a column that the schema does not know, a required value that is missing or a value that is
    not one of the allowed, and
    pyarrow.ArrowInvalid or ArrowTypeError for a value of another type.
    """
    return {name: _arrow_table(tables()[name], found) for name, found in rows.items()}


def _arrow_table(table: Table, rows: Sequence[Mapping[str, object]]) -> pa.Table:
    known = frozenset(table.names)
    for row in rows:
        if not row.keys() <= known:
            raise ValueError(f"{table.name} has no column {', '.join(sorted(row.keys() - known))}")
    made = pa.Table.from_pylist(list(rows), schema=arrow_schema(table))
    for column in table.columns:
        values = made.column(column.name)
        if column.required and values.null_count:
            raise ValueError(f"{table.name}.{column.name} is required, but a row has none")
        if column.values and (strange := set(values.unique().to_pylist()) - {None, *column.values}):
            raise ValueError(f"{table.name}.{column.name} can't be {', '.join(map(repr, sorted(strange)))}")
    return made
