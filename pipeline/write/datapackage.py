"""The data dictionary of a snapshot, `datapackage.json` (Frictionless Data), and its README."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline import __version__
from pipeline.schema import VERSION, Column, Table, tables

_TYPES = {"text": "string", "integer": "integer", "number": "number", "date": "date", "timestamp": "datetime"}
_README = """\
# antt: {articles:,} bài viết / articles, {mentions:,} lần nhắc đến / mentions

Ảnh chụp dữ liệu lúc {at} (UTC). Mỗi bảng có hai tệp: `.parquet` (đúng kiểu dữ liệu) và `.csv` (UTF-8, mở được bằng
Excel). `datapackage.json` mô tả mọi bảng và mọi cột, bằng tiếng Việt và tiếng Anh.

A snapshot taken at {at} (UTC). Each table is there twice: `.parquet` (typed) and `.csv` (UTF-8, opens in Excel).
`datapackage.json` describes every table and column in Vietnamese and English.

{table}

- Trong CSV, chữ bắt đầu bằng `=`, `+`, `-`, `@` có dấu `'` phía trước để bảng tính không coi là công thức; Parquet
  giữ nguyên. / In CSV, text that starts with one of these signs has an apostrophe before it, so that no spreadsheet
  takes it for a formula; Parquet has the text as it is.
- Thư mục này được thay cả bộ trong một bước. Chương trình đọc lâu nên lấy đường dẫn thật trước. / This folder is
  replaced as a whole, in one step. A long-running reader takes the real path first: `Path("tables").resolve()`.
"""


def files() -> set[str]:
    """The names of the files of a snapshot."""
    return {"datapackage.json", "README.md", *(f"{name}.{kind}" for name in tables() for kind in ("csv", "parquet"))}


def write(folder: Path, rows: Mapping[str, int], at: datetime.datetime) -> None:
    """Describes the tables' files in the folder; `rows` is the number of rows of each, `at` the time in UTC."""
    package = {
        "$schema": "https://datapackage.org/profiles/1.0/datapackage.json",
        "profile": "tabular-data-package",
        "name": "antt",
        "title": "An ninh trật tự: bảng dữ liệu từ tin bài / Vietnamese security news as tables",
        "version": f"{VERSION}.0.0",
        "created": f"{at:%Y-%m-%dT%H:%M:%SZ}",
        "created_by": f"antt {__version__}",
        "resources": [_resource(table, folder, rows[table.name]) for table in tables().values()],
    }
    text = json.dumps(package, ensure_ascii=False, indent=2)
    (folder / "datapackage.json").write_text(text + "\n", encoding="utf-8")
    lines = ["| bảng / table | dòng / rows | mỗi dòng / one row |", "|---|---:|---|"]
    lines += [f"| `{t.name}` | {rows[t.name]:,} | {t.vi} / {t.en} |" for t in tables().values()]
    readme = _README.format(
        articles=rows["articles"], mentions=rows["mentions"], at=f"{at:%Y-%m-%d %H:%M:%S}", table="\n".join(lines)
    )
    (folder / "README.md").write_text(readme, encoding="utf-8")


def _resource(table: Table, folder: Path, rows: int) -> dict[str, Any]:
    file = folder / f"{table.name}.csv"
    digest = hashlib.sha256()
    with file.open("rb") as content:
        while block := content.read(1 << 20):
            digest.update(block)
    schema: dict[str, Any] = {
        "fields": [_field(table, column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    keys = [_foreign_key(column) for column in table.columns if column.references and _is_key(column.references)]
    if keys:
        schema["foreignKeys"] = keys
    return {
        "name": table.name,
        "path": file.name,
        "parquet": f"{table.name}.parquet",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True},
        "title": table.vi,
        "description": table.en,
        "description_vi": table.vi,
        "rows": rows,
        "bytes": file.stat().st_size,
        "hash": f"sha256:{digest.hexdigest()}",
        "schema": schema,
    }


def _field(table: Table, column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.values:
        constraints["enum"] = list(column.values)
    if table.key == (column.name,):
        constraints["unique"] = True
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES[column.type],
        "description": column.en,
        "description_vi": column.vi,
    }
    return field | ({"constraints": constraints} if constraints else {})


def _is_key(reference: str) -> bool:
    """Whether the column alone is the key of its table: a place has a row in every article that names it."""
    name, _, column = reference.partition(".")
    return tables()[name].key == (column,)


def _foreign_key(column: Column) -> dict[str, Any]:
    name, _, target = (column.references or "").partition(".")
    return {"fields": column.name, "reference": {"resource": name, "fields": target}}
