"""The store: what is known, and one transaction for all the tables of a shard."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.schema.arrow import Row, arrow_tables
from pipeline.write.connection import Say, reading, writing


@dataclass(frozen=True, slots=True)
class Added:
    """What a shard added: new articles, articles that were there already, and new mentions by label."""

    new: int = 0
    known: int = 0
    mentions: Mapping[str, int] = field(default_factory=dict)


class Store:
    """A store in the DuckDB file `path`; `say` is told, once, when another process must be waited for."""

    def __init__(self, path: Path, say: Say) -> None:
        self.path = path
        self._say = say

    def known(self, article_ids: Sequence[str]) -> dict[str, str]:
        """Those of the articles that are stored, with their `source_uri`."""
        if not article_ids or not self.path.exists():
            return {}
        with reading(self.path, self._say) as connection:
            query = "SELECT article_id, source_uri FROM articles WHERE article_id IN (SELECT unnest(?))"
            return dict(connection.execute(query, [list(article_ids)]).fetchall())

    def failed(self, article_ids: Sequence[str], extractor_version: str) -> dict[str, str]:
        """Those of the articles on which this very extractor failed before, with the detail of the failure."""
        if not article_ids or not self.path.exists():
            return {}
        with reading(self.path, self._say) as connection:
            query = (
                "SELECT article_id, detail FROM problems JOIN runs USING (run_id)"
                " WHERE code = 'failed' AND extractor_version = ? AND article_id IN (SELECT unnest(?))"
            )
            return dict(connection.execute(query, [extractor_version, list(article_ids)]).fetchall())

    def add(self, shard: Mapping[str, pa.Table], run_id: str, now: datetime.datetime) -> Added:
        """Stores the shard's articles that are not there yet, with all their rows, and its problems: all or nothing.

        The articles get this run and this time (UTC, without a zone); so does a problem that was there before.
        """
        with writing(self.path, self._say) as connection:
            ids = shard["articles"].column("article_id").to_pylist()
            query = "SELECT article_id FROM articles WHERE article_id IN (SELECT unnest(?))"
            known = {found for (found,) in connection.execute(query, [ids]).fetchall()}
            new = pa.array([article_id for article_id in ids if article_id not in known], pa.string())
            forget = "DELETE FROM problems WHERE code = 'failed' AND article_id IN (SELECT unnest(?))"
            connection.execute(forget, [new.to_pylist()])
            labels: Counter[str] = Counter()
            for name, table in shard.items():
                if name == "problems":
                    _insert(connection, name, table, "* REPLACE ($1 AS run_id)", [run_id], insert="INSERT OR REPLACE")
                    continue
                fresh = table.filter(pc.is_in(table.column("article_id"), value_set=new))
                if name == "articles":
                    _insert(connection, name, fresh, "* REPLACE ($1 AS run_id, $2 AS ingested_at)", [run_id, now])
                else:
                    _insert(connection, name, fresh)
                if name == "mentions":
                    labels.update(fresh.column("label").to_pylist())
            return Added(len(new), len(ids) - len(new), labels)

    def add_problems(self, rows: Iterable[Row]) -> None:
        """Stores the problems that are not there yet."""
        found = list(rows)
        if found:
            with writing(self.path, self._say) as connection:
                table = arrow_tables({"problems": found})["problems"]
                _insert(connection, "problems", table, insert="INSERT OR IGNORE")

    def start_run(self, row: Row) -> None:
        """Stores the row of a run that starts."""
        with writing(self.path, self._say) as connection:
            _insert(connection, "runs", arrow_tables({"runs": [row]})["runs"])

    def running(self) -> list[str]:
        """The runs that have not ended, as far as the store knows."""
        if not self.path.exists():
            return []
        with reading(self.path, self._say) as connection:
            return [
                found for (found,) in connection.execute("SELECT run_id FROM runs WHERE status = 'running'").fetchall()
            ]

    def end_run(
        self, run_id: str, status: str, at: datetime.datetime | None, numbers: Mapping[str, int], patience: float = 600
    ) -> None:
        """Stores how a run ended and its numbers (`n_read`, `n_new`, `n_known`, `n_rejected`).

        A run that has said itself how it ended was not killed.
        """
        with writing(self.path, self._say, patience) as connection:
            sets = ", ".join(f"{name} = ?" for name in numbers)
            connection.execute(
                f"UPDATE runs SET status = ?, finished_at = ?{', ' if sets else ''}{sets}"
                " WHERE run_id = ? AND (status = 'running' OR ? <> 'killed')",
                [status, at, *numbers.values(), run_id, status],
            )

    def size(self) -> dict[str, int]:
        """The number of rows of each table."""
        with reading(self.path, self._say) as connection:
            return {name: _number(connection, name) for name in ("articles", "mentions", "problems", "runs")}


def parameters(values: Mapping[str, object]) -> str:
    """Parameters or versions as the JSON text of `runs`."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True)


def _insert(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    table: pa.Table,
    select: str = "*",
    values: Sequence[object] = (),
    *,
    insert: str = "INSERT",
) -> None:
    if not table.num_rows:
        return
    connection.register("incoming", table)
    connection.execute(f"{insert} INTO {name} BY NAME SELECT {select} FROM incoming", list(values))
    connection.unregister("incoming")


def _number(connection: duckdb.DuckDBPyConnection, name: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {name}").fetchone()
    return int(row[0]) if row else 0
