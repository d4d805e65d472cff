"""`antt extract`, `mentions`, `show`, `tables`, `publish`, and the help of all commands."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from pipeline.commands import COMMANDS
from pipeline.schema import tables
from tests.commands.conftest import records
from tests.conftest import CORPUS

Antt = Callable[..., Result]

SEED = CORPUS / "seed" / "seed.txt"


def test_help_is_quick_and_lists_every_command() -> None:
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "pipeline.commands", "--help"], capture_output=True, text=True, check=True
    )
    assert time.monotonic() - start < 2  # a tenth of it on an idle machine
    for name in COMMANDS:
        assert f"  {name} " in done.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_each_command_has_an_example(antt: Antt, name: str) -> None:
    done = antt(name, "--help")
    assert done.exit_code == 0
    assert f"antt {name}" in done.stdout.partition("Example")[2]


def test_mentions_are_gold_records_of_the_text(antt: Antt, seed: dict[str, Any]) -> None:
    done = antt("mentions", "--format", "jsonl")
    by_id = {record["id"]: record for record in records(done.stdout)}
    assert set(by_id) == {"seed", "hostile"}
    found = by_id["seed"]
    for mention in found["mentions"]:
        assert found["text"][mention["start"] : mention["end"]] == mention["text"]
    leader = next(mention for mention in found["mentions"] if mention["text"] == "Lê Như Lập" and "rank" in mention)
    assert leader["label"] == "PERSON"
    assert (leader["rank"], leader["part"]) == ("Đại tá", "official")
    assert {mention["label"] for mention in found["mentions"]} == {mention["label"] for mention in seed["mentions"]}


def test_show_marks_the_mentions(antt: Antt) -> None:
    done = antt("show", "seed")
    assert done.exit_code == 0
    assert "[Lê Như Lập PERSON]" in done.stdout
    assert "[huyện Như Thanh PLACE]" in done.stdout
    assert "2022-08-15" in done.stdout


def test_show_makes_a_page_in_which_text_is_text(antt: Antt, tmp_path: Path) -> None:
    page = tmp_path / "x.html"
    assert antt("show", "hostile", "--html", str(page)).exit_code == 0
    content = page.read_text(encoding="utf-8")
    assert "<script" not in content
    assert "&lt;" in content
    assert "Công an xã Hải Long" in content


def test_show_does_not_let_text_steer_the_terminal(antt: Antt) -> None:
    done = antt("show", "hostile")
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout


def test_show_needs_an_article_that_is_there(antt: Antt) -> None:
    done = antt("show", "không có")
    assert done.exit_code == 2
    assert "no such article" in done.stderr


def test_extract_shows_the_tables(antt: Antt) -> None:
    done = antt("extract", str(SEED))
    assert done.exit_code == 0
    for text in ("Lê Như Lập", "Thanh Hóa|Như Thanh|Hải Long", "tổ ANXH", "2022-08-15"):
        assert text in done.stdout


def test_extract_writes_json(antt: Antt) -> None:
    done = antt("extract", str(SEED), "--format", "json")
    made = json.loads(done.stdout)
    assert set(made) == set(tables()) - {"runs"}
    assert made["articles"][0]["source_id"] == "seed"
    assert made["dates"][0]["date_start"] == "2022-08-15"


def test_extract_reads_what_is_piped_in() -> None:
    command = [sys.executable, "-m", "pipeline.commands", "extract", "-", "--format", "json"]
    text = "Ngày 9/8/2022, Công an huyện Như Thanh, tỉnh Thanh Hóa bắt Đỗ Văn Thường."
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
    assert [row["name"] for row in json.loads(done.stdout)["people"]] == ["Đỗ Văn Thường"]


def test_extract_says_what_is_wrong_with_a_file(antt: Antt, tmp_path: Path) -> None:
    empty = tmp_path / "x.txt"
    empty.touch()
    done = antt("extract", str(empty))
    assert done.exit_code == 1
    assert "the file is empty" in done.stderr
    assert antt("extract", str(tmp_path / "none.txt")).exit_code == 2


def test_tables_are_described_in_both_languages(antt: Antt) -> None:
    english, vietnamese = antt("tables").stdout, antt("tables", "--lang", "vi").stdout
    for table in tables().values():
        assert table.name in english
        assert table.columns[-1].name in vietnamese
    assert "Fullest name given" in english
    assert "Tên đầy đủ nhất" in vietnamese
    only = antt("tables", "people").stdout
    assert "birth_year" in only
    assert "latitude" not in only
    assert antt("tables", "persons").exit_code == 2


def test_publish_says_where(antt: Antt, tmp_path: Path) -> None:
    done = antt("publish", "--publish", str(tmp_path / "tables"))
    assert done.exit_code == 0
    assert "published 2 articles" in done.stdout
    assert (tmp_path / "tables" / "people.csv").is_file()


def test_unknown_commands_and_options_are_wrong_usage(antt: Antt) -> None:
    assert antt("extrct").exit_code == 2
    assert antt("tables", "--lang", "fr").exit_code == 2


def test_extract_does_not_let_a_title_steer_the_terminal(antt: Antt, tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    record = {"id": "x\x1b[2J", "title": "Tin \u202e\x1b[31mđỏ", "text": "Công an xã Hải Long họp sáng 9/8/2022."}
    file.write_text(json.dumps(record), encoding="utf-8")
    done = antt("extract", str(file))
    assert done.exit_code == 0, done.stderr
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout


def test_a_store_whose_folder_can_not_be_made_is_wrong_usage(antt: Antt, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    store, folder = str(tmp_path / "file" / "x.duckdb"), str(tmp_path / "tables")
    done = antt("run", str(SEED), "--store", store, "--publish", folder)
    assert done.exit_code == 2
    assert "its folder can't be made" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_the_file_system_says_is_one_line(antt: Antt, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pipeline.write.snapshot.publish", full)
    done = antt("publish")
    assert done.exit_code == 1
    assert done.stderr == "antt: OSError: [Errno 28] No space left on device\n"
