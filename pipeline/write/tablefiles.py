"""One table as a Parquet file and as a CSV file that a spreadsheet opens safely."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

from pipeline.schema import Table
from pipeline.schema.arrow import arrow_schema

_BATCH = 5_000  # rows; a row of `articles` holds its whole text
_BOM = b"\xef\xbb\xbf"  # tells spreadsheets that the file is UTF-8
# A cell that starts so would be a formula to a spreadsheet; full-width signs are read as the plain ones.
_FORMULA = r"\A([=+\-@\t\r\n＝＋－＠])"


def write_table(rows: duckdb.DuckDBPyRelation, table: Table, folder: Path) -> int:
    """Writes `<table>.parquet` and `<table>.csv` into the folder, batch by batch; returns the number of rows.

    In the CSV, text that a spreadsheet would take for a formula has an apostrophe before it, and times are in UTC.
    """
    schema = arrow_schema(table)
    number = 0
    with (folder / f"{table.name}.csv").open("wb") as sink:
        sink.write(_BOM)
        with (
            pyarrow.parquet.ParquetWriter(folder / f"{table.name}.parquet", schema, compression="zstd") as parquet,
            pyarrow.csv.CSVWriter(sink, _csv_schema(schema)) as csv,
        ):
            for batch in rows.to_arrow_reader(_BATCH):
                part = pa.Table.from_batches([batch]).cast(schema)
                number += part.num_rows
                parquet.write_table(part)
                csv.write_table(for_csv(part))
    return number


def for_csv(part: pa.Table) -> pa.Table:
    """The rows with text made harmless to spreadsheets and times as `2026-01-31T08:00:00Z`."""
    columns = []
    for column, field in zip(part.columns, part.schema, strict=True):
        if pa.types.is_string(field.type):
            columns.append(pc.replace_substring_regex(column, pattern=_FORMULA, replacement=r"'\1"))
        elif pa.types.is_timestamp(field.type):
            columns.append(pc.strftime(column.cast(pa.timestamp("s"), safe=False), format="%Y-%m-%dT%H:%M:%SZ"))
        else:
            columns.append(column)
    return pa.table(columns, schema=_csv_schema(part.schema))


def harmless(text: str) -> str:
    """One text made harmless to spreadsheets."""
    return re.sub(_FORMULA, r"'\1", text)


def _csv_schema(schema: pa.Schema) -> pa.Schema:
    return pa.schema([pa.field(f.name, pa.string() if pa.types.is_timestamp(f.type) else f.type) for f in schema])
