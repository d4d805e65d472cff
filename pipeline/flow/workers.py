"""The processes that extract: each loads the extractor once; all end when the run does, however it ends."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing.connection import Connection
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path

_steps: Synchronized[int]


class Workers:
    """`number` processes that extract shards; a context manager that leaves none of them behind."""

    def __init__(self, number: int) -> None:
        context = multiprocessing.get_context("spawn")
        self._steps: Synchronized[int] = context.Value("q", 0)
        # Nothing is ever sent: when this end closes, with the run or by `stop`, the workers' end says so and they exit.
        watched, self._lifeline = context.Pipe(duplex=False)
        self._pool = ProcessPoolExecutor(number, context, _start, (self._steps, watched))

    @property
    def steps(self) -> int:
        """How many articles the workers have been through so far."""
        return self._steps.value

    def extract(self, path: Path, folder: Path) -> Future[str]:
        """Extracts a shard in one of the processes (`extraction.extract`)."""
        # A new process inherits the mask: a Ctrl-C is for the run, which then ends its workers.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            return self._pool.submit(_extract, path, folder)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def stop(self) -> None:
        """Ends the processes at once, in the middle of whatever they do."""
        self._lifeline.close()

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            self.stop()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._lifeline.close()


def _start(steps: Synchronized[int], lifeline: Connection) -> None:
    global _steps  # noqa: PLW0603 (a worker process has one state: its own)
    _steps = steps
    threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()


def _end_with(lifeline: Connection) -> None:
    try:
        lifeline.recv_bytes()
    except (EOFError, OSError):
        os._exit(1)


def _extract(path: Path, folder: Path) -> str:
    from pipeline.flow.extraction import extract

    return extract(path, folder, _step)


def _step() -> None:
    with _steps.get_lock():
        _steps.value += 1
