"""Runs the flow once, from start to end, on a Prefect that leaves nothing behind."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline import acquire
from pipeline.errors import UsageError
from pipeline.flow import hosting
from pipeline.flow.report import Report
from pipeline.write import snapshot


def run(paths: Sequence[Path], store: Path, publish: Path, workers: int = 1, quiet: bool = False) -> Report:
    """New articles under the paths into the store, then the snapshot for readers.

    Raises UsageError before anything is done when a path is missing or an option can't be right; AnttError when the
    run can't go on (what is stored stays).
    """
    acquire.check(paths)
    if workers < 1:
        raise UsageError(f"--workers {workers}: at least 1")
    if store.is_dir():
        raise UsageError(f"{store}: a folder; --store names the file of the store")
    snapshot.check(publish)
    try:
        store.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{store}: its folder can't be made: {error.strerror}; name another with --store") from error
    with hosting.server() as server:
        from pipeline.flow.steps import antt_run

        with server.reached():
            return antt_run([str(path) for path in paths], str(store), str(publish), workers, quiet)
