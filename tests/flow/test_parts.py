"""The parts of the flow, each by itself: no Prefect, no server."""

from __future__ import annotations

import datetime
import json
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
from filelock import FileLock

from pipeline.flow import extraction
from pipeline.flow.gather import Gatherer
from pipeline.flow.report import Report
from pipeline.flow.shards import Shard, load_articles, load_tables, save_articles, save_tables
from pipeline.flow.workers import Workers
from pipeline.flow.workspace import Workspace
from pipeline.records import Article, Part
from pipeline.schema.arrow import arrow_tables
from pipeline.write.store import Store
from tests.flow.conftest import Write

NOW = datetime.datetime(2022, 8, 15, 7, 30)
TEXT = "Sáng 15/8/2022, Công an xã Hải Long bắt Đỗ Văn Thường."


def article(number: int, text: str = TEXT) -> Article:
    return Article(
        article_id=f"a_{number}",
        source_id=str(number),
        source_uri=f"{number}.txt",
        text=text,
        parts=(Part("body", 0, len(text)),),
        published_on=datetime.date(2022, 8, 15),
        published_basis="text",
    )


@pytest.fixture
def gather(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[list[Shard], Report]]:
    """Gathers paths in the working folder into shards of two, for the store in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shards").mkdir()

    def run(*paths: str) -> tuple[list[Shard], Report]:
        report = Report("run_1")
        gatherer = Gatherer(Store(Path("antt.duckdb"), print), tmp_path / "shards", 2, report, lambda: None)
        return list(gatherer.gather([Path(path) for path in paths])), report

    return run


def store_all(shards: Sequence[Shard], folder: Path) -> None:
    for number, shard in enumerate(shards):
        sha256 = extraction.extract(shard.path, folder / f"t{number}", lambda: None)
        tables = load_tables(folder / f"t{number}", sha256)
        assert tables is not None
        Store(Path("antt.duckdb"), print).add(tables, "run_1", NOW)


def test_articles_survive_the_way_through_a_file(tmp_path: Path) -> None:
    shard = save_articles([article(1), article(2)], tmp_path, 1)
    assert list(load_articles(shard.path)) == [article(1), article(2)]
    assert shard.articles == 2


def test_the_key_is_that_of_the_articles_bytes(tmp_path: Path) -> None:
    one, same, other = (save_articles([article(n)], tmp_path, place) for place, n in enumerate((1, 1, 2)))
    assert one.key == same.key != other.key


def test_tables_that_are_gone_or_changed_are_not_loaded(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    sha256 = save_tables(arrow_tables({"dates": [{"article_id": "a", "mention_id": "m"}]}), folder)
    loaded = load_tables(folder, sha256)
    assert loaded is not None
    assert loaded["dates"].num_rows == 1
    (folder / "dates.parquet").write_bytes(b"")
    assert load_tables(folder, sha256) is None
    assert load_tables(tmp_path / "none", sha256) is None


def test_shards_hold_what_the_store_does_not_know(
    gather: Callable[..., tuple[list[Shard], Report]], write: Write
) -> None:
    records = [{"id": str(n), "text": f"{TEXT} Tin {n}."} for n in range(5)]
    write("x.jsonl", "".join(json.dumps(record) + "\n" for record in records))
    shards, report = gather("x.jsonl")
    assert [shard.articles for shard in shards] == [2, 2, 1]
    assert report.numbers == {"n_read": 5, "n_new": 0, "n_known": 0, "n_rejected": 0}
    store_all(shards[1:2], Path())
    left, report = gather("x.jsonl")
    assert [shard.key for shard in left] == [shards[0].key, shards[2].key]
    assert report.known == 2


def test_an_article_under_two_names_is_one(gather: Callable[..., tuple[list[Shard], Report]], write: Write) -> None:
    write("a/x.txt", TEXT)
    write("b/y.txt", f"{TEXT}\n\n")
    shards, report = gather("a", "b", str(Path("a/x.txt").absolute()))
    assert [shard.articles for shard in shards] == [1]
    assert (report.read, report.known, dict(report.problems)) == (3, 2, {"duplicate": 1})
    store_all(shards, Path())
    again, report = gather("b")
    assert not again
    assert (report.known, report.rejected, dict(report.problems)) == (1, 0, {"duplicate": 1})
    assert Store(Path("antt.duckdb"), print).size()["problems"] == 1


def test_an_article_that_breaks_a_stage_is_a_problem_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = extraction.tabulate

    def fails_on_two(found: Article, *rest: object) -> object:
        if found.article_id == "a_2":
            raise RuntimeError("hỏng")
        made = real(found, *rest)  # type: ignore[arg-type]
        if found.article_id == "a_3":
            made["mentions"][0]["label"] = "COLOUR"
        return made

    monkeypatch.setattr(extraction, "tabulate", fails_on_two)
    shard = save_articles([article(1), article(2), article(3)], tmp_path, 1)
    steps: list[None] = []
    tables = load_tables(tmp_path / "t", extraction.extract(shard.path, tmp_path / "t", lambda: steps.append(None)))
    assert tables is not None
    assert len(steps) == 3
    assert tables["articles"].column("article_id").to_pylist() == ["a_1"]
    problems = tables["problems"].to_pylist()
    assert [(row["article_id"], row["code"]) for row in problems] == [("a_2", "failed"), ("a_3", "failed")]
    assert "hỏng" in problems[0]["detail"]
    assert "mentions.label can't be 'COLOUR'" in problems[1]["detail"]


def test_workers_extract_count_and_stop_at_once(tmp_path: Path) -> None:
    shard = save_articles([article(n, f"Tin {n}. {TEXT * 20}") for n in range(40)], tmp_path, 1)
    with Workers(1) as workers:
        workers.extract(shard.path, tmp_path / "one").result(timeout=120)
        assert workers.steps == 40
        slow = [workers.extract(shard.path, tmp_path / f"more{n}") for n in range(50)]
        slow[0].result(timeout=120)
        start = time.monotonic()
        workers.stop()
        with pytest.raises(BrokenProcessPool):
            slow[-1].result(timeout=30)
    assert time.monotonic() - start < 10


def test_a_workspace_is_cleared_of_dead_runs_and_left_clean(tmp_path: Path) -> None:
    store = tmp_path / "antt.duckdb"
    runs = tmp_path / "antt.duckdb.work" / "runs"
    (runs / "run_dead").mkdir(parents=True)
    (runs / "run_dead" / ".lock").touch()
    (runs / "run_alive").mkdir()
    space = Workspace(store, "run_1")
    with FileLock(runs / "run_alive" / ".lock"):
        with space.opened():
            assert sorted(folder.name for folder in runs.iterdir()) == ["run_1", "run_alive"]
            assert space.is_alive("run_alive")
            assert not space.is_alive("run_dead")
        assert [folder.name for folder in runs.iterdir()] == ["run_alive"]
    with space.opened():
        pass
    assert not (tmp_path / "antt.duckdb.work").exists()


def test_everything_that_was_read_is_new_known_or_rejected() -> None:
    report = Report("run_1", read=10, new=4, known=3)
    for code in ("empty", "failed", "not-text", "bad-text", "duplicate"):
        report.note("x.txt", code, "…")
    assert report.rejected == 3
    lines = report.lines(Path("s.duckdb"), Path("tables"), 7, " --store s.duckdb")
    assert lines[0] == "read 10: 4 new, 3 known already, 3 rejected"
    assert "  x.txt: empty: …" in lines
    assert lines[-1].endswith("--store s.duckdb")


def test_a_value_that_no_column_holds_is_a_problem_of_its_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = extraction.tabulate

    def huge(found: Article, *rest: object) -> object:
        made = real(found, *rest)  # type: ignore[arg-type]
        if found.article_id == "a_2":
            made["articles"][0]["n_characters"] = 10**30  # OverflowError
        return made

    monkeypatch.setattr(extraction, "tabulate", huge)
    shard = save_articles([article(1), article(2)], tmp_path, 1)
    tables = load_tables(tmp_path / "t", extraction.extract(shard.path, tmp_path / "t", lambda: None))
    assert tables is not None
    assert tables["articles"].column("article_id").to_pylist() == ["a_1"]
    assert tables["problems"].column("article_id").to_pylist() == ["a_2"]


def test_one_name_in_two_folders_is_two_sources(
    gather: Callable[..., tuple[list[Shard], Report]], write: Write
) -> None:
    write("x.txt", TEXT)
    write("sub/x.txt", TEXT)
    _, report = gather("x.txt", "sub/x.txt", str(Path("x.txt").absolute()))
    assert (report.known, dict(report.problems)) == (2, {"duplicate": 1})


def test_tables_that_are_partly_gone_are_not_loaded_and_are_saved_again(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    tables = arrow_tables({"dates": [{"article_id": "a", "mention_id": "m"}], "places": []})
    sha256 = save_tables(tables, folder)
    (folder / "dates.parquet").unlink()
    assert load_tables(folder, sha256) is None
    assert save_tables(tables, folder) == sha256  # over what is left of the old
    assert save_tables(tables, folder) == sha256
    assert load_tables(folder, sha256) is not None
    assert [entry.name for entry in tmp_path.iterdir()] == ["tables"]


def test_runs_that_come_and_go_together_leave_each_other_alone(tmp_path: Path) -> None:
    store = tmp_path / "antt.duckdb"
    failed: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for turn in range(15):
                space = Workspace(store, f"run_{number}_{turn}")
                with space.opened():
                    save_tables(arrow_tables({"dates": []}), space.tables(f"k{number}"))
                    assert space.run.is_dir()
                    assert space.tables(f"k{number}").is_dir()
                    space.forget(f"k{number}")
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert not (tmp_path / "antt.duckdb.work").exists()
