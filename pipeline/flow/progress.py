"""The progress of a run on stderr: a bar on a terminal, nothing elsewhere; messages always."""

from __future__ import annotations

import sys
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn


class Gauge:
    """What was read and what is extracted; a context manager that shows the bar."""

    def __init__(self, quiet: bool) -> None:
        console = Console(stderr=True)
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=console,
            disable=quiet or not sys.stderr.isatty(),
            transient=True,
        )
        self._task = self._progress.add_task("reading", total=None)
        self._read = 0
        self._total = 0

    def read(self) -> None:
        """One more article or file was read."""
        self._read += 1
        if self._total == 0:
            self._progress.update(self._task, completed=self._read)

    def add(self, articles: int) -> None:
        """A shard of so many articles is to be extracted."""
        self._total += articles
        self._progress.update(self._task, description="extracting", total=self._total)

    def show(self, steps: int) -> None:
        """So many articles were extracted by this run so far."""
        if self._total:
            self._progress.update(self._task, completed=min(self._total, steps))

    def say(self, message: str) -> None:
        """A message for the person at the keyboard, above the bar."""
        if self._progress.disable:
            print(f"antt: {message}", file=sys.stderr, flush=True)
        else:
            self._progress.console.print(f"antt: {message}", markup=False, highlight=False)

    def phase(self, description: str) -> None:
        """What is done now, once all is extracted."""
        self._progress.update(self._task, description=description)

    def __enter__(self) -> Gauge:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._progress.stop()
