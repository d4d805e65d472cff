"""Gives a runaway computation up: raises TimeoutError in it when its time is over."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType
from typing import NoReturn


@contextlib.contextmanager
def time_cap(seconds: float) -> Iterator[None]:
    """Raises TimeoutError inside the block once it has run for so long.

    By an alarm signal, which Python code notices at once and compiled code when it returns. Without an effect outside
    the main thread and where the system has no such signal (Windows).
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def over(_number: int, _frame: FrameType | None) -> NoReturn:
        raise TimeoutError(f"took longer than {seconds:g} s")

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
