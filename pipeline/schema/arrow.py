"""A table's rows as Arrow and pandas see them, with the types of the schema."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

import pandas as pd
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


def arrow_tables(rows: Mapping[str, Sequence[Row]]) -> dict[str, pa.Table]:
    """Each table of `rows` as an Arrow table.

    Raises ValueError for a column that the schema does not know and for a required value that is missing, and
    pyarrow.ArrowInvalid or ArrowTypeError for a value of another type.
    """
    return {name: _arrow_table(tables()[name], found) for name, found in rows.items()}


def frames(rows: Mapping[str, Sequence[Row]]) -> dict[str, pd.DataFrame]:
    """Each table of `rows` as an Arrow-backed DataFrame: integers and dates stay so where values are missing."""
    return {name: table.to_pandas(types_mapper=pd.ArrowDtype) for name, table in arrow_tables(rows).items()}


def _arrow_table(table: Table, rows: Sequence[Row]) -> pa.Table:
    known = frozenset(table.names)
    for row in rows:
        if not row.keys() <= known:
            raise ValueError(f"{table.name} has no column {', '.join(sorted(row.keys() - known))}")
    made = pa.Table.from_pylist(list(rows), schema=arrow_schema(table))
    for column in table.columns:
        if column.required and made.column(column.name).null_count:
            raise ValueError(f"{table.name}.{column.name} is required, but a row has none")
    return made
