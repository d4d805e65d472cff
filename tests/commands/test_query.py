"""`antt query`: answers in every format, and nothing but answers."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow.parquet
import pytest
from typer.testing import Result

Antt = Callable[..., Result]

PEOPLE = "SELECT name, rank FROM people WHERE part = 'official'"


def test_a_table_on_the_terminal(antt: Antt) -> None:
    done = antt("query", PEOPLE)
    assert done.exit_code == 0
    assert "Lê Như Lập" in done.stdout
    assert "Đại tá" in done.stdout


def test_json_has_the_types(antt: Antt) -> None:
    done = antt("query", "SELECT name, age, published_on, ingested_at FROM people JOIN articles USING (article_id)"
                " WHERE part = 'official'", "--format", "json")  # fmt: skip
    assert json.loads(done.stdout) == [
        {"name": "Lê Như Lập", "age": None, "published_on": "2022-08-15", "ingested_at": "2022-08-15T07:30:00Z"}
    ]


def test_csv_is_safe_in_a_spreadsheet(antt: Antt) -> None:
    done = antt(
        "query", "SELECT '=1+1' AS a, -1 AS b, 'x' AS c, TIMESTAMP '2022-08-15 07:30:00' AS d", "--format", "csv"
    )
    assert list(csv.DictReader(io.StringIO(done.stdout))) == [
        {"a": "'=1+1", "b": "-1", "c": "x", "d": "2022-08-15T07:30:00Z"}
    ]


def test_csv_of_what_is_no_plain_column(antt: Antt) -> None:
    done = antt("query", "SELECT [1, 2] AS a, {'k': 'v'} AS b, 1.5::DECIMAL(4,2) AS c, NULL AS d", "--format", "csv")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.splitlines()[1] == '"[1, 2]","{""k"": ""v""}",1.50,'


def test_parquet_goes_to_a_file(antt: Antt, tmp_path: Path) -> None:
    file = tmp_path / "x.parquet"
    assert antt("query", "FROM places", "--format", "parquet", "--output", str(file)).exit_code == 0
    assert "Thanh Hóa|Như Thanh" in pyarrow.parquet.read_table(file).column("path").to_pylist()


def test_the_terminal_table_can_go_to_a_file(antt: Antt, tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    assert antt("query", PEOPLE, "--output", str(file)).exit_code == 0
    assert "Lê Như Lập" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("DELETE FROM people", "only SELECT"),
        ("SELECT 1; DROP TABLE people", "one statement"),
        ("", "one statement"),
        ("PRAGMA database_list", "only SELECT"),
        ("ATTACH 'x.duckdb'", "only SELECT"),
        ("COPY people TO 'x.csv'", "only SELECT"),
        ("SET enable_external_access = true", "only SELECT"),
        ("SELEC name", "can't be read"),
        ("SELECT nme FROM people", "can't be answered"),
        ("SELECT * FROM read_text('/etc/passwd')", "can't be answered"),
        ("SELECT * FROM read_csv('https://example.org/x.csv')", "can't be answered"),
        ("SELECT * FROM glob('/*')", "can't be answered"),
    ],
)
def test_what_is_no_question_about_the_store_is_refused(antt: Antt, sql: str, message: str) -> None:
    done = antt("query", sql)
    assert done.exit_code == 2
    assert message in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


def test_a_question_changes_nothing(antt: Antt, store: Path) -> None:
    antt("query", "DELETE FROM people")
    with duckdb.connect(str(store), read_only=True) as opened:
        assert opened.execute("SELECT count(*) > 0 FROM people").fetchall() == [(True,)]


def test_without_a_store_the_message_says_what_to_do(antt: Antt, tmp_path: Path) -> None:
    done = antt("query", "SELECT 1", "--store", str(tmp_path / "none.duckdb"))
    assert done.exit_code == 2
    assert "antt run PATH" in done.stderr
    assert not list(tmp_path.iterdir())


def test_article_text_does_not_steer_the_terminal(antt: Antt) -> None:
    done = antt("query", "SELECT text FROM articles WHERE source_id = 'hostile'")
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout
    assert "[bold]x[/bold]" in done.stdout


@pytest.mark.parametrize(
    ("form", "ask"), [("json", json.loads), ("csv", lambda t: list(csv.DictReader(io.StringIO(t))))]
)
def test_columns_of_one_name_are_all_there(
    antt: Antt, form: str, ask: Callable[[str], list[dict[str, object]]]
) -> None:
    done = antt("query", "SELECT 'a' AS name, 'b' AS name, 'c' AS name_1, 'd' AS name", "--format", form)
    assert ask(done.stdout) == [{"name": "a", "name_2": "b", "name_1": "c", "name_3": "d"}]


ODD = (
    "SELECT INTERVAL 1 DAY AS a, '101'::BIT AS b, 'infinity'::DATE AS c, '-infinity'::TIMESTAMP AS d,"
    " 'nan'::DOUBLE AS e, [INTERVAL 1 DAY] AS f, '10:00:00+01'::TIMETZ AS g, 1::HUGEINT AS h,"
    " ['infinity'::DOUBLE] AS i, NULL AS j"
)


@pytest.mark.parametrize("form", ["table", "csv", "json", "parquet"])
def test_odd_types_are_in_every_format(antt: Antt, tmp_path: Path, form: str) -> None:
    file = tmp_path / "x"
    done = antt("query", ODD, "--format", form, "--output", str(file))
    assert done.exit_code == 0, done.stderr
    assert [entry.name for entry in tmp_path.iterdir()] == ["x"]
    if form == "json":
        made = json.loads(file.read_text(encoding="utf-8"))[0]
        assert (made["a"], made["b"], made["c"], made["d"], made["e"], made["i"]) == (
            "1 day", "101", None, None, None, [None]
        )  # fmt: skip


def test_an_answer_that_can_not_be_written_leaves_the_file_as_it_was(antt: Antt, tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    file.write_text("cũ", encoding="utf-8")
    done = antt("query", "SELECT ['infinity'::DATE] AS a", "--format", "json", "--output", str(file))
    assert done.exit_code == 1
    assert "can't be written as json" in done.stderr
    assert [entry.name for entry in tmp_path.iterdir()] == ["x.json"]
    assert file.read_text(encoding="utf-8") == "cũ"


def test_no_cell_and_no_column_name_of_a_csv_is_a_formula(antt: Antt) -> None:
    sql = "SELECT '=1'::ENUM('=1') AS \"=a\", '@b'::BLOB AS b, 'x'::BLOB AS \"-c\""
    rows = list(csv.reader(io.StringIO(antt("query", sql, "--format", "csv").stdout)))
    assert rows == [["'=a", "b", "'-c"], ["'=1", "'@b", "x"]]
