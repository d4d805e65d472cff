"""The guarantees of the store: nothing twice, all or nothing, one writer after the other."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from pipeline.errors import AnttError, UsageError
from pipeline.records import Problem
from pipeline.schema import tables
from pipeline.schema.problems import problem_row
from pipeline.write import connection
from pipeline.write.store import Store
from tests.write.conftest import NOW, run_row

Shards = Callable[..., dict[str, pa.Table]]


def ask(store: Store, sql: str) -> list[tuple[object, ...]]:
    with connection.reading(store.path, print) as opened:
        return opened.execute(sql).fetchall()


def test_a_shard_is_stored_once(store: Store, shard: Shards) -> None:
    added = store.add(shard("a_1", "a_2"), "run_1", NOW)
    assert (added.new, added.known, dict(added.mentions)) == (2, 0, {"PERSON": 2})
    again = store.add(shard("a_2", "a_3"), "run_2", NOW)
    assert (again.new, again.known, dict(again.mentions)) == (1, 1, {"PERSON": 1})
    assert ask(store, "SELECT article_id, run_id FROM articles ORDER BY ALL") == [
        ("a_1", "run_1"),
        ("a_2", "run_1"),
        ("a_3", "run_2"),
    ]
    assert store.size() == {"articles": 3, "mentions": 3, "problems": 0, "runs": 0}


def test_known_articles_come_with_their_source(store: Store, shard: Shards) -> None:
    assert store.known(["a_1"]) == {}
    store.add(shard("a_1"), "run_1", NOW)
    assert store.known(["a_1", "a_9"]) == {"a_1": "a_1.txt"}


def test_a_shard_that_breaks_a_rule_leaves_nothing(store: Store, shard: Shards) -> None:
    store.add(shard("a_1"), "run_1", NOW)
    broken = shard("a_2", failed="a_3")
    labels = pa.array(["COLOUR"], pa.string())
    mentions = broken["mentions"]
    broken["mentions"] = mentions.set_column(
        mentions.schema.get_field_index("label"), mentions.schema.field("label"), labels
    )
    with pytest.raises(duckdb.ConstraintException):
        store.add(broken, "run_2", NOW)
    assert store.size() == {"articles": 1, "mentions": 1, "problems": 0, "runs": 0}


def test_a_problem_is_stored_once(store: Store) -> None:
    rows = [problem_row(Problem("x.txt", "acquire", "empty", "the file is empty"), "run_1")]
    store.add_problems(rows)
    store.add_problems([*rows, *rows])
    assert store.size()["problems"] == 1


def test_a_failure_is_remembered_for_the_same_extractor_until_it_succeeds(store: Store, shard: Shards) -> None:
    store.start_run(run_row("run_1"))
    store.add(shard(failed="a_3"), "run_1", NOW)
    assert store.failed(["a_3"], "0.1.0+abc") == {"a_3": "ValueError"}
    assert store.failed(["a_3"], "0.2.0+def") == {}
    store.add(shard("a_3"), "run_2", NOW)
    assert store.size()["problems"] == 0


def test_runs_are_told_by_their_status(store: Store) -> None:
    assert store.running() == []
    store.start_run(run_row("run_1"))
    store.start_run(run_row("run_2"))
    store.end_run("run_1", "finished", NOW, {"n_read": 5, "n_new": 3})
    assert store.running() == ["run_2"]
    assert ask(store, "SELECT status, finished_at, n_read, n_new FROM runs WHERE run_id = 'run_1'") == [
        ("finished", NOW, 5, 3)
    ]


def test_tables_and_columns_are_described_in_the_store(store: Store) -> None:
    store.add_problems([problem_row(Problem("x", "acquire", "empty", "d"), "r")])
    names = {name for name, comment in ask(store, "SELECT table_name, comment FROM duckdb_tables()") if comment}
    assert set(tables()) <= names
    missing = "SELECT column_name FROM duckdb_columns() WHERE comment IS NULL AND table_name <> 'meta' AND NOT internal"
    assert ask(store, missing) == []


def test_a_store_of_a_newer_version_is_refused(store: Store, shard: Shards) -> None:
    store.add(shard("a_1"), "run_1", NOW)
    with duckdb.connect(str(store.path)) as opened:
        opened.execute("UPDATE meta SET value = '99'")
    for refused in (lambda: store.add(shard("a_2"), "run_2", NOW), store.size):
        with pytest.raises(AnttError, match="newer antt"):
            refused()


def test_another_database_and_another_file_are_refused_and_left_alone(tmp_path: Path, shard: Shards) -> None:
    foreign = tmp_path / "foreign.duckdb"
    with duckdb.connect(str(foreign)) as opened:
        opened.execute("CREATE TABLE t (a INTEGER)")
    with pytest.raises(AnttError, match="not a store of antt"):
        Store(foreign, print).add(shard("a_1"), "run_1", NOW)
    text = tmp_path / "text.duckdb"
    text.write_text("không phải cơ sở dữ liệu " * 1000, encoding="utf-8")
    before = text.read_bytes()
    with pytest.raises(AnttError, match=r"text\.duckdb: can't be opened"):
        Store(text, print).add(shard("a_1"), "run_1", NOW)
    assert text.read_bytes() == before


def test_reading_needs_a_store(store: Store) -> None:
    with pytest.raises(UsageError, match="no store here yet"):
        store.size()


def test_writers_in_several_processes_come_one_after_the_other(store: Store, shard: Shards) -> None:
    done: list[int] = []

    def write(number: int) -> None:
        done.append(Store(store.path, print).add(shard(f"a_{number}", "a_shared"), "run_1", NOW).new)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(done) == store.size()["articles"] == 7


_HOLD = """
import sys, time, duckdb
with duckdb.connect(sys.argv[1], read_only=True):
    print("open", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def test_a_writer_waits_for_a_process_that_reads_and_says_so(
    store: Store, shard: Shards, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "_SILENCE", 0.1)
    store.add(shard("a_1"), "run_1", NOW)
    command = [sys.executable, "-c", _HOLD, str(store.path), "1.0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as reader:
        assert reader.stdout is not None
        reader.stdout.readline()
        start = time.monotonic()
        assert store.add(shard("a_2"), "run_1", NOW).new == 1
        assert time.monotonic() - start > 0.3
    assert len(said) == 1
    assert str(reader.pid) in said[0]


def test_a_writer_gives_up_when_its_patience_is_over(store: Store, shard: Shards) -> None:
    store.add(shard("a_1"), "run_1", NOW)
    with subprocess.Popen([sys.executable, "-c", _HOLD, str(store.path), "30"], stdout=subprocess.PIPE) as reader:
        assert reader.stdout is not None
        reader.stdout.readline()
        with pytest.raises(AnttError, match="close it there"):
            store.end_run("run_1", "failed", NOW, {}, patience=0.2)
        reader.kill()


_KILLED = """
import os, sys
from pathlib import Path
from pipeline.write.connection import writing
with writing(Path(sys.argv[1]), print) as opened:
    opened.execute("DELETE FROM articles")
    os.kill(os.getpid(), 9)
"""


def test_a_process_that_is_killed_while_it_writes_leaves_the_old_state(store: Store, shard: Shards) -> None:
    store.add(shard("a_1"), "run_1", NOW)
    killed = subprocess.run([sys.executable, "-c", _KILLED, str(store.path)], check=False)
    assert killed.returncode == -9
    assert store.size()["articles"] == 1
    assert store.add(shard("a_2"), "run_2", NOW).new == 1


def test_a_file_whose_path_speaks_of_locks_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "lockers" / "text.duckdb"
    path.parent.mkdir()
    path.write_text("không phải cơ sở dữ liệu " * 1000, encoding="utf-8")
    start = time.monotonic()
    with pytest.raises(AnttError, match="damaged or not a store"):
        Store(path, print).size()
    assert time.monotonic() - start < 10


@pytest.mark.parametrize("meta", ["SELECT 1 AS other", "SELECT 'schema_version' AS name, 'một' AS value"])
def test_a_foreign_meta_table_is_told(tmp_path: Path, meta: str) -> None:
    path = tmp_path / "foreign.duckdb"
    with duckdb.connect(str(path)) as opened:
        opened.execute(f"CREATE TABLE meta AS {meta}")
    with pytest.raises(AnttError, match="not a store of antt; restore it"):
        Store(path, print).size()


def test_a_store_that_was_cut_off_is_told(store: Store, shard: Shards) -> None:
    store.add(shard("a_1"), "run_1", NOW)
    store.path.write_bytes(store.path.read_bytes()[: 4096 * 3])
    with pytest.raises(AnttError, match="damaged or not a store"):
        store.size()


def test_a_run_that_said_how_it_ended_was_not_killed(store: Store) -> None:
    store.start_run(run_row("run_1"))
    store.end_run("run_1", "finished", NOW, {})
    store.end_run("run_1", "killed", None, {})
    assert ask(store, "SELECT status FROM runs") == [("finished",)]
