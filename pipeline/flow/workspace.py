"""The folder beside the store where runs keep what is not stored yet."""

from __future__ import annotations

import contextlib
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

_STALE = 7 * 24 * 3600.0  # seconds after which a shard that no run came back for is thrown away


class Workspace:
    """`<store>.work/`: a folder for each run, the extracted shards (`tables/`) and Prefect's notes of them."""

    def __init__(self, store: Path, run_id: str) -> None:
        self.root = store.with_name(f"{store.name}.work").absolute()
        self.run = self.root / "runs" / run_id
        self.results = self.root / "results"
        self._tables = self.root / "tables"
        # Held for moments, by whoever makes or removes folders here; beside the folder, which comes and goes.
        self._guard = FileLock(f"{self.root}.lock")

    def tables(self, key: str) -> Path:
        """Where the tables of the shard with that key are."""
        return self._tables / key

    def forget(self, key: str) -> None:
        """Throws away a shard's tables, once they are stored."""
        shutil.rmtree(self.tables(key), ignore_errors=True)
        (self.results / key).unlink(missing_ok=True)

    @contextlib.contextmanager
    def opened(self) -> Iterator[None]:
        """The run's own folder, locked as long as the run lives, and removed at its end."""
        self.root.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.run / ".lock")
        with self._guard:
            self.run.mkdir(parents=True)
            lock.acquire(timeout=0)
        try:
            with self._guard:
                self._sweep()
            yield
        finally:
            with self._guard:
                lock.release()
                shutil.rmtree(self.run, ignore_errors=True)
                self._leave()

    def is_alive(self, run_id: str) -> bool:
        """Whether the process of the run still lives."""
        with self._guard:
            folder = self.run.parent / run_id
            if not folder.is_dir():
                return False
            try:
                with FileLock(folder / ".lock", timeout=0):
                    return False
            except Timeout:
                return True

    def _leave(self) -> None:
        """The last run tidies up; what holds finished shards stays for the next."""
        try:
            self.run.parent.rmdir()
        except OSError:  # another run is at work
            return
        # Prefect notes failures too; only notes of tables that are there are worth keeping.
        for note in self.results.iterdir() if self.results.is_dir() else ():
            if not self.tables(note.name).exists():
                note.unlink(missing_ok=True)
        for folder in (self._tables, self.results, self.root):
            with contextlib.suppress(OSError):
                folder.rmdir()  # only when no shard is in it

    def _sweep(self) -> None:
        for folder in self.run.parent.iterdir():
            if folder != self.run and not self.is_alive(folder.name):
                shutil.rmtree(folder, ignore_errors=True)
        limit = time.time() - _STALE
        for place in (self._tables, self.results):
            for entry in place.iterdir() if place.is_dir() else ():
                with contextlib.suppress(FileNotFoundError):
                    if entry.stat().st_mtime < limit:
                        shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
