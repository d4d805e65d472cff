from __future__ import annotations

import itertools
import signal
import threading

import pytest

from pipeline.timecap import time_cap


def test_endless_work_is_stopped() -> None:
    with pytest.raises(TimeoutError, match="longer than"), time_cap(0.05):
        for _ in itertools.count():
            pass


def test_nothing_is_left_behind() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with time_cap(60):
        pass
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0


def test_other_threads_run_without_a_cap() -> None:
    done: list[bool] = []

    def work() -> None:
        with time_cap(60):
            done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]
