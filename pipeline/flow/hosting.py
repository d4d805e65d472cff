"""Prefect for one run, quiet and without telemetry: the server that the user has set, or one that ends with the run."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping

from pipeline.errors import AnttError

# Read by Prefect when it is imported; what the user has set stays.
_SETTINGS = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    # The run says itself what goes wrong; Prefect would say it again, as a traceback.
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_SERVER_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
}
# Those of the server that Prefect starts by itself when it has none.
_SERVER_SETTINGS = {"PREFECT_UI_ENABLED": "0", "PREFECT__SERVER_EPHEMERAL": "1", "PREFECT__SERVER_FINAL": "1"}
_START = 180.0  # seconds in which the server must answer; the first one of a home makes its database
_STOP = 5.0
_PAUSE = 0.05


class Server:
    """A Prefect server that starts while this process does something else; none when the user has one."""

    def __init__(self, url: str | None, process: subprocess.Popen[bytes] | None) -> None:
        self._url = url
        self._process = process

    @contextlib.contextmanager
    def reached(self) -> Iterator[None]:
        """Waits until the server answers, and has Prefect use it. Raises AnttError when it does not start."""
        if self._url is None or self._process is None:
            yield
            return
        from prefect.settings import PREFECT_API_URL, temporary_settings

        deadline = time.monotonic() + _START
        while not _answers(self._url):
            if self._process.poll() is not None:
                raise AnttError(f"Prefect's server ended at its start (exit code {self._process.returncode})")
            if time.monotonic() > deadline:
                raise AnttError(f"Prefect's server did not start in {_START:.0f} s")
            time.sleep(_PAUSE)
        with temporary_settings(updates={PREFECT_API_URL: self._url}):
            yield


@contextlib.contextmanager
def server() -> Iterator[Server]:
    """Sets Prefect up; starts a server unless an API address is set, and stops it at the end, however that comes.

    It is the one that Prefect would start by itself, but that one lives on when this process is killed, and dies of the
    Ctrl-C that is meant for the run.
    """
    for name, value in _SETTINGS.items():
        os.environ.setdefault(name, value)
    from prefect.settings import get_current_settings

    settings = get_current_settings()
    if settings.api.url:
        yield Server(None, None)
        return
    port = _free_port()
    environment = {**os.environ, **settings.to_environment_variables(exclude_unset=True), **_SERVER_SETTINGS}
    with _process(port, environment) as process, _guard(process.pid):
        yield Server(f"http://127.0.0.1:{port}/api", process)


@contextlib.contextmanager
def _process(port: int, environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    options = ["--host", "127.0.0.1", "--port", str(port), "--log-level", "critical", "--lifespan", "on"]
    command = [sys.executable, "-m", "uvicorn", "--factory", "prefect.server.api.server:create_app", *options]
    # A child inherits the mask: a Ctrl-C is for the run, which then stops its server.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        process = subprocess.Popen(command, env=dict(environment), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(_STOP)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


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


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/health", timeout=_STOP) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
