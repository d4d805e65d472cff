"""Prefect for one run, quiet and without telemetry: the server that the user has set, or one that ends with the run."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from collections.abc import Iterator

# Read by Prefect when it is imported; what the user has set stays.
_SETTINGS = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "true",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    # The run says itself what goes wrong; Prefect would say it again, as a traceback.
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_SERVER_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
}


@contextlib.contextmanager
def prefect_server() -> Iterator[None]:
    """Sets Prefect up and, unless an API address is set, starts a server of its own and stops it at the end."""
    for name, value in _SETTINGS.items():
        os.environ.setdefault(name, value)
    from prefect.server.api.server import SubprocessASGIServer  # noqa: PLC0415 (its settings must be set before)
    from prefect.settings import get_current_settings  # noqa: PLC0415

    if get_current_settings().api.url:
        yield
        return
    server = SubprocessASGIServer()
    with contextlib.ExitStack() as closing:
        closing.callback(server.stop)
        # A child inherits the mask: a Ctrl-C is for the run, which then stops its server.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            server.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        if server.server_process is not None:
            closing.enter_context(_guard(server.server_process.pid))
        yield


@contextlib.contextmanager
def _guard(pid: int) -> Iterator[None]:
    """Ends the process `pid` should this one be killed: a shell waits for the end of a pipe that this one holds."""
    command = ["/bin/sh", "-c", 'trap "" INT; read -r _ || kill "$1" 2>/dev/null', "antt-guard", str(pid)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as guard:
        try:
            yield
        finally:
            guard.kill()
