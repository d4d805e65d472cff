"""`antt` as its users call it: in a process of its own, with a Prefect home of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest

Write = Callable[[str, str | bytes], Path]


class Antt:
    """Calls `antt` in `folder`; every process that comes of it can be found again by a mark in its environment."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        self._mark = uuid.uuid4().hex
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
        self._environment = {**kept, "PREFECT_HOME": str(home), "ANTT_TEST": self._mark}

    def __call__(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        with self.started(*arguments) as process:
            output, errors = process.communicate(timeout=300)
        return subprocess.CompletedProcess(process.args, process.returncode, output, errors)

    def started(self, *arguments: object) -> subprocess.Popen[str]:
        """Starts it as the leader of a process group, as a terminal does."""
        return subprocess.Popen(
            [sys.executable, "-m", "pipeline.commands", *map(str, arguments)],
            cwd=self.folder,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def processes(self) -> list[str]:
        """The command lines of what still runs."""
        found = []
        for environment in Path("/proc").glob("[0-9]*/environ"):
            try:
                if f"ANTT_TEST={self._mark}".encode() in environment.read_bytes():
                    found.append(environment.with_name("cmdline").read_bytes().replace(b"\0", b" ").decode())
            except OSError:
                continue
        return found


@pytest.fixture(scope="session")
def prefect_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fresh at the first run of the session, so that this one shows what a new user sees."""
    return tmp_path_factory.mktemp("prefect")


@pytest.fixture
def antt(tmp_path: Path, prefect_home: Path) -> Antt:
    return Antt(tmp_path, prefect_home)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file, text or bytes, into the folder that `antt` is called in."""

    def make(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return make
