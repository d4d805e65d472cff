"""The quality of what ships: the figures of the corpus' gold against floors.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest

from pipeline.evaluation import Score
from pipeline.evaluation.run import evaluate_file

ROOT = Path(__file__).parent
FLOORS = tomllib.loads((ROOT / "floors.toml").read_text(encoding="utf-8"))
ROWS = [
    (gold, kind, name, floor)
    for gold, kinds in FLOORS.items()
    for kind, figures in kinds.items()
    for name, floor in figures.items()
]


@cache
def scored(gold: str) -> Score:
    return evaluate_file(ROOT.parent / "corpus" / f"{gold}.gold.jsonl")


@pytest.mark.parametrize(("gold", "kind", "name", "floor"), ROWS, ids=[f"{g}-{n}" for g, _, n, _ in ROWS])
def test_floor(gold: str, kind: str, name: str, floor: float) -> None:
    result = scored(gold)
    if kind == "strict":
        reached = result.strict[name].f1
    else:
        reached, of = result.attributes[name]
        assert of, f"the gold holds no {name}"
    assert reached >= floor
