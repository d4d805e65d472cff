"""The store's tables in SQL, made from the schema."""

from __future__ import annotations

from pipeline.schema import VERSION, Column, Table, tables

# Keys that the store itself must guard; those of the other tables follow from the article's.
_GUARDED = ("articles", "problems", "runs")
_TYPES = {"text": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "date": "DATE", "timestamp": "TIMESTAMP"}


def statements() -> list[str]:
    """What makes an empty database a store: `meta` with the schema version, every table, its checks and comments."""
    made = [
        "CREATE TABLE meta (name VARCHAR PRIMARY KEY, value VARCHAR NOT NULL)",
        "COMMENT ON TABLE meta IS 'What this store is'",
        f"INSERT INTO meta VALUES ('schema_version', '{VERSION}')",
    ]
    for table in tables().values():
        made.append(_create(table))
        made.append(f"COMMENT ON TABLE {table.name} IS {quoted(f'{table.vi} / {table.en}')}")
        made.extend(
            f"COMMENT ON COLUMN {table.name}.{named(c.name)} IS {quoted(f'{c.vi} / {c.en}')}" for c in table.columns
        )
    return made


def quoted(text: str) -> str:
    """The text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def named(name: str) -> str:
    """The name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def _create(table: Table) -> str:
    lines = [_column(column) for column in table.columns]
    if table.name in _GUARDED:
        lines.append(f"PRIMARY KEY ({', '.join(named(name) for name in table.key)})")
    return f"CREATE TABLE {table.name} ({', '.join(lines)})"


def _column(column: Column) -> str:
    line = f"{named(column.name)} {_TYPES[column.type]}{' NOT NULL' if column.required else ''}"
    if column.values:
        line += f" CHECK ({named(column.name)} IN ({', '.join(quoted(value) for value in column.values)}))"
    return line
