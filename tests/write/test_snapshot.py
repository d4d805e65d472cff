"""The snapshot for readers: whole, typed, described, safe in a spreadsheet."""

from __future__ import annotations

import csv
import hashlib
import json
import threading
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet
import pytest

from pipeline.errors import UsageError
from pipeline.schema import tables
from pipeline.schema.arrow import arrow_schema
from pipeline.write.snapshot import publish
from pipeline.write.store import Store
from tests.write.conftest import NOW

Shards = Callable[..., dict[str, pa.Table]]


@pytest.fixture
def filled(store: Store, shard: Shards) -> Store:
    store.add(shard("a_1", "a_2", failed="a_3"), "run_1", NOW)
    return store


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def test_every_table_is_there_twice_with_its_rows(filled: Store, tmp_path: Path) -> None:
    made = publish(filled.path, tmp_path / "tables", print)
    assert made.rows["articles"] == 2
    for name, table in tables().items():
        whole = pyarrow.parquet.read_table(made.folder / f"{name}.parquet")
        assert whole.schema.equals(arrow_schema(table), check_metadata=False), name
        text = rows_of(made.folder / f"{name}.csv")
        assert len(text) == whole.num_rows == made.rows[name]
    mentions = pd.read_csv(made.folder / "mentions.csv")
    assert list(mentions["article_id"]) == ["a_1", "a_2"]
    assert rows_of(made.folder / "articles.csv")[0]["ingested_at"] == "2022-08-15T07:30:00Z"


def test_text_that_looks_like_a_formula_is_harmless_in_csv_and_whole_in_parquet(
    store: Store, shard: Shards, tmp_path: Path
) -> None:
    texts = ['=cmd|"/C calc"!A0', "+84 912", "-2+3", "@SUM(A1)", "\tx", "＝1", "bình thường", 'dấu "," và\nxuống dòng']
    for number, text in enumerate(texts):
        store.add(shard(f"a_{number}", text=text), "run_1", NOW)
    made = publish(store.path, tmp_path / "tables", print)
    cells = [row["text"] for row in rows_of(made.folder / "articles.csv")]
    assert cells == [*(f"'{text}" for text in texts[:6]), *texts[6:]]
    assert pyarrow.parquet.read_table(made.folder / "articles.parquet").column("text").to_pylist() == texts
    assert (made.folder / "articles.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_dictionary_describes_the_files_as_they_are(filled: Store, tmp_path: Path) -> None:
    folder = publish(filled.path, tmp_path / "tables", print).folder
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert [resource["name"] for resource in package["resources"]] == list(tables())
    for resource in package["resources"]:
        content = (folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        header = content.decode("utf-8-sig").split("\n")[0].strip().replace('"', "").split(",")
        assert [field["name"] for field in resource["schema"]["fields"]] == header
        assert all(field["description"] and field["description_vi"] for field in resource["schema"]["fields"])
        assert (folder / resource["parquet"]).is_file()
    assert "2 bài viết" in (folder / "README.md").read_text(encoding="utf-8")


def test_a_new_snapshot_replaces_the_old_one_which_stays_for_its_readers(
    filled: Store, shard: Shards, tmp_path: Path
) -> None:
    first = publish(filled.path, tmp_path / "tables", print)
    filled.add(shard("a_9"), "run_2", NOW)
    second = publish(filled.path, tmp_path / "tables", print)
    assert len(rows_of(tmp_path / "tables" / "articles.csv")) == 3
    assert len(rows_of(first.version / "articles.csv")) == 2
    third = publish(filled.path, tmp_path / "tables", print)
    assert not first.version.exists()
    assert sorted(entry.name for entry in (tmp_path / "tables.versions").iterdir()) == [
        ".lock",
        second.version.name,
        third.version.name,
    ]


def test_a_reader_never_sees_half_a_snapshot(filled: Store, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    publish(filled.path, folder, print)
    over = threading.Event()
    seen: list[int] = []

    def read() -> None:
        while not over.is_set():
            seen.append(len(list(folder.iterdir())))

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(5):
        publish(filled.path, folder, print)
    over.set()
    reader.join()
    assert set(seen) == {2 * len(tables()) + 2}


def test_what_a_killed_publisher_left_is_cleared(filled: Store, tmp_path: Path) -> None:
    versions = tmp_path / "tables.versions"
    (versions / ".20200101T000000000000.new").mkdir(parents=True)
    (versions / ".20200101T000000000000.link").symlink_to("nowhere")
    made = publish(filled.path, tmp_path / "tables", print)
    assert sorted(entry.name for entry in versions.iterdir()) == [".lock", made.version.name]


def test_folders_that_are_not_ours_are_refused_and_left_alone(filled: Store, tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "thesis.txt").write_text("dài", encoding="utf-8")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "link").symlink_to("work")
    for name in ("work", "file", "link"):
        with pytest.raises(UsageError, match=name):
            publish(filled.path, tmp_path / name, print)
    assert (tmp_path / "work" / "thesis.txt").read_text(encoding="utf-8") == "dài"
    assert not list(tmp_path.glob("*.versions"))


def test_an_empty_folder_and_a_copy_of_a_snapshot_make_room(filled: Store, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    folder.mkdir()
    made = publish(filled.path, folder, print)
    folder.unlink()
    made.version.rename(folder)
    publish(filled.path, folder, print)
    assert folder.is_symlink()
    assert len(rows_of(folder / "articles.csv")) == 2


def test_publishing_needs_a_store(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no store here yet"):
        publish(tmp_path / "none.duckdb", tmp_path / "tables", print)
    assert not (tmp_path / "tables").exists()


def test_what_others_keep_beside_the_snapshot_stays_and_so_does_the_new_one(filled: Store, tmp_path: Path) -> None:
    versions = tmp_path / "data.versions"
    for name in ("v1", "z-last", "99999999T999999999999"):  # the last: made when the clock was ahead
        (versions / name).mkdir(parents=True)
    (versions / "notes.txt").write_text("ghi chú", encoding="utf-8")
    first = publish(filled.path, tmp_path / "data", print)
    second = publish(filled.path, tmp_path / "data", print)
    assert {entry.name for entry in versions.iterdir()} == {
        ".lock", "v1", "z-last", "notes.txt", first.version.name, second.version.name
    }  # fmt: skip
    assert len(rows_of(tmp_path / "data" / "articles.csv")) == 2


def test_a_link_to_what_publishing_did_not_make_is_refused(filled: Store, tmp_path: Path) -> None:
    (tmp_path / "data.versions" / "mine").mkdir(parents=True)
    (tmp_path / "data").symlink_to("data.versions/mine")
    with pytest.raises(UsageError, match="not to a snapshot"):
        publish(filled.path, tmp_path / "data", print)
