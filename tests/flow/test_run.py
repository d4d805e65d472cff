"""The guarantees of a run, on the real flow with real articles."""

from __future__ import annotations

import json
import os
import signal
import time
import unicodedata
from collections.abc import Callable

import duckdb

from tests.flow.conftest import Antt, Write

ARTICLE = "Sáng 15/8/2022, Công an xã Hải Long, huyện Như Thanh bắt Đỗ Văn Thường (SN 1990), thu 5 triệu đồng."


def ask(antt: Antt, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(antt.folder / "outputs" / "antt.duckdb"), read_only=True) as store:
        return store.execute(sql).fetchall()


def articles(number: int, first: int = 1) -> str:
    """JSONL with so many articles that differ."""
    made = range(first, first + number)
    return "".join(json.dumps({"id": str(n), "text": f"Tin số {n}\n\n{ARTICLE * 3}"}) + "\n" for n in made)


def test_a_first_run_on_good_and_bad_input_and_the_same_again(antt: Antt, write: Write) -> None:
    write("in/a.txt", ARTICLE)
    write("in/b.txt", unicodedata.normalize("NFD", ARTICLE) + "\n")
    write("in/empty.txt", "")
    write("in/photo.txt", b"\x89PNG\r\n\x1a\n\x00\x00")
    record = json.dumps({"id": "r", "text": f"Tin hai. {ARTICLE}"})
    write("in/x.jsonl", f'{record}\n{record[:40]}\n{{"id": "q"}}\n{{"id": "s", "text": "Tin \\ud800 ba. {ARTICLE}"}}\n')
    write("in/long.txt", "Tin bốn.\n\n" + "a" * 200_000 + f"\n\n{ARTICLE}")
    first = antt("run", "in")
    assert first.returncode == 0, first.stderr
    assert first.stderr == ""
    assert first.stdout.startswith("read 9: 4 new, 1 known already, 4 rejected")
    assert ask(antt, "SELECT source_uri, code FROM problems ORDER BY ALL") == [
        ("in/b.txt", "duplicate"),
        ("in/empty.txt", "empty"),
        ("in/long.txt", "too-long-run"),
        ("in/photo.txt", "not-text"),
        ("in/x.jsonl#L2", "bad-json"),
        ("in/x.jsonl#L3", "no-text"),
        ("in/x.jsonl#L4", "bad-text"),
    ]
    assert ask(antt, "SELECT count(*) FROM mentions m JOIN articles a USING (article_id)"
               " WHERE substring(a.text, start_char + 1, end_char - start_char) <> m.text") == [(0,)]  # fmt: skip
    assert (antt.folder / "outputs" / "tables" / "people.parquet").is_file()
    assert not (antt.folder / "outputs" / "antt.duckdb.work").exists()
    assert antt.processes() == []

    counts = "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM mentions), (SELECT count(*) FROM problems)"
    before = ask(antt, counts)
    second = antt("run", antt.folder / "in", "--strict")
    assert second.stdout.startswith("read 9: 0 new, 5 known already, 4 rejected")
    assert second.returncode == 1  # --strict: something was rejected
    assert ask(antt, counts) == before
    assert ask(antt, "SELECT status, n_read, n_new FROM runs ORDER BY started_at") == [
        ("finished", 9, 4),
        ("finished", 9, 0),
    ]


def test_two_runs_at_once_make_the_union(antt: Antt, write: Write) -> None:
    write("one.jsonl", articles(30))
    write("two.jsonl", articles(30, first=16))
    with antt.started("run", "one.jsonl") as one, antt.started("run", "two.jsonl", "--quiet") as two:
        for process in (one, two):
            _, errors = process.communicate(timeout=300)
            assert process.returncode == 0, errors
            assert "Traceback" not in errors
    assert ask(antt, "SELECT count(*), count(DISTINCT text) FROM articles") == [(45, 45)]
    assert ask(antt, "SELECT sum(n_new), bool_and(status = 'finished') FROM runs") == [(45, True)]


def test_a_run_that_is_killed_or_stopped_is_finished_by_the_next(antt: Antt, write: Write) -> None:
    write("in.jsonl", articles(520))
    with antt.started("run", "in.jsonl", "--workers", 1) as killed:
        dead = wait_for_shard(antt)
        killed.kill()
    wait_until(lambda: antt.processes() == [])

    with antt.started("run", "in.jsonl", "--workers", 1) as stopped:
        wait_for_shard(antt, other_than=dead)
        start = time.monotonic()
        os.killpg(stopped.pid, signal.SIGINT)
        _, errors = stopped.communicate(timeout=60)
    assert stopped.returncode == 130
    assert time.monotonic() - start < 10
    assert errors == "antt: stopped; what is stored stays, the next run goes on from there\n"
    assert antt.processes() == []
    assert ask(antt, "SELECT count(*) % 500 FROM articles") == [(0,)]  # whole shards only

    last = antt("run", "in.jsonl")
    assert last.returncode == 0, last.stderr
    assert ask(antt, "SELECT count(*), count(DISTINCT article_id) FROM articles") == [(520, 520)]
    assert ask(antt, "SELECT status FROM runs ORDER BY started_at") == [("killed",), ("interrupted",), ("finished",)]


def test_wrong_usage_is_told_before_anything_is_done(antt: Antt, write: Write) -> None:
    write("in/a.txt", ARTICLE)
    for arguments, message in (
        (("run", "in", "nowhere"), "nowhere: there is no such file or folder"),
        (("run", "in", "--workers", "-1"), "--workers -1: at least 1"),
        (("run", "in", "--store", "in"), "in: a folder; --store names the file of the store"),
        (("run", "in", "--publish", "in"), "in: a folder with other files"),
    ):
        done = antt(*arguments)
        assert done.returncode == 2, arguments
        assert done.stderr.startswith(f"antt: {message}")
        assert done.stdout == ""
    assert not (antt.folder / "outputs").exists()


def wait_for_shard(antt: Antt, other_than: str = "") -> str:
    """Until a run has its second shard; the run's name."""
    runs = antt.folder / "outputs" / "antt.duckdb.work" / "runs"
    found: list[str] = []

    def there() -> bool:
        names = (path.parent.name for path in runs.glob("*/shard-000002.jsonl"))
        found.extend(name for name in names if name != other_than)
        return bool(found)

    wait_until(there)
    return found[0]


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)
