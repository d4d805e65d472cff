from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pipeline.commands import app

CORPUS = Path(__file__).parent.parent.parent / "corpus"


def called(*arguments: str) -> Any:
    return CliRunner().invoke(app, list(arguments))


def test_evaluate_prints_every_label_and_attribute() -> None:
    done = called("evaluate", str(CORPUS / "seed.gold.jsonl"))
    assert done.exit_code == 0
    for name in ("PERSON", "PLACE", "UNIT", "COUNT", "DATE", "PLACE.path", "UNIT.jurisdiction"):
        assert any(line.startswith(name) and "1.000" in line for line in done.stdout.splitlines()), name


def test_evaluate_in_json() -> None:
    figures = json.loads(called("evaluate", str(CORPUS / "seed.gold.jsonl"), "--json").stdout)
    assert figures["strict"]["PLACE"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0, "of": 13}


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "no such file"), ("", "no gold article"), ('{"id": "x"}', "not a gold article")],
)
def test_evaluate_what_is_no_gold(tmp_path: Path, content: str | None, said: str) -> None:
    path = tmp_path / "x.jsonl"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    done = called("evaluate", str(path))
    assert done.exit_code in (1, 2)
    assert said in done.stderr


def test_bench_says_ratios() -> None:
    done = called("bench", str(CORPUS / "seed"), "--limit", "1")
    assert done.exit_code == 0
    assert "text to all tables" in done.stdout
    assert "×" in done.stdout


def test_train_asks_for_its_files(tmp_path: Path) -> None:
    done = called("train", str(tmp_path / "nothing.jsonl"))
    assert done.exit_code == 2
    assert "no such file" in done.stderr
