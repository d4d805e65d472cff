"""The way of the data: a stage imports no other stage, and no module grows beyond a room."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "pipeline"
STAGES = ("acquire", "clean", "extract", "link", "tabulate", "write")


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_imports_no_other_stage(stage: str) -> None:
    others = tuple(f"pipeline.{other}" for other in (*STAGES, "flow", "commands", "library") if other != stage)
    for path in (PACKAGE / stage).rglob("*.py"):
        across = [name for name in imported(path) if name.startswith(others)]
        assert not across, f"{path.relative_to(PACKAGE)} imports {across}"


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_modules_are_small_rooms(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300
