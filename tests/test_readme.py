"""Every command and every piece of Python in the README is run, in order, on a store of its own."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line for language, text in BLOCK.findall(README) if language == "sh" for line in text.splitlines() if line.strip()
]
PROGRAMS = [text for language, text in BLOCK.findall(README) if language == "python"]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a reader's checkout is after `make run`."""
    folder = tmp_path_factory.mktemp("checkout")
    shutil.copytree(ROOT / "corpus", folder / "corpus")
    done = run(["antt", "run", "corpus"], folder)
    assert done.returncode == 0, done.stderr
    (folder / "stdout.txt").write_text(done.stdout, encoding="utf-8")
    return folder


def run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    paths = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": paths, "PREFECT_HOME": str(folder / "prefect"), "PYTHONUTF8": "1"}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=300
    )


def test_make_knows_the_two_commands() -> None:
    made = [line.split("#")[0].strip() for line in COMMANDS if line.startswith("make ")]
    assert made == ["make run", "make test"]
    targets = (ROOT / "Makefile").read_text(encoding="utf-8")
    for command in made:
        assert f"\n{command.removeprefix('make ')}:" in targets


@pytest.mark.parametrize("line", [line for line in COMMANDS if not line.startswith("make ")])
def test_command(line: str, place: Path) -> None:
    command = shlex.split(line, comments=True)
    assert command[0] == "antt"
    done = run(command, place)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("program", PROGRAMS, ids=range(len(PROGRAMS)))
def test_program(program: str, place: Path) -> None:
    done = run([sys.executable, "-c", program], place)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_what_make_run_is_said_to_print(place: Path) -> None:
    shown = (place / "stdout.txt").read_text(encoding="utf-8")
    said = next(text for language, text in BLOCK.findall(README) if language == "text")
    # The figures move with the model; the words don't.
    assert re.sub(r"[\d,]+", "#", said).split() == re.sub(r"[\d,]+", "#", shown).split()


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#]+)\)", README))
def test_link(link: str) -> None:
    assert (ROOT / link).exists()
