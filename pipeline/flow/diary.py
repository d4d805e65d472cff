"""Keeps the row of a run in `runs`, whatever becomes of the run."""

from __future__ import annotations

import contextlib
import datetime
import secrets
from collections.abc import Iterator, Mapping

from pipeline.errors import AnttError
from pipeline.flow.report import Report
from pipeline.flow.workspace import Workspace
from pipeline.provenance import library_versions, provenance
from pipeline.schema.arrow import Row
from pipeline.write.store import Store, parameters

_LAST_WORD = 2.0  # seconds that a run which was stopped may wait for the store to say so


def new_run_id() -> str:
    """Sorts by time; no two are the same."""
    return f"run_{now():%Y%m%dT%H%M%S}_{secrets.token_hex(3)}"


def now() -> datetime.datetime:
    """The time in UTC, without a zone, as the tables have it."""
    return datetime.datetime.now(datetime.UTC).replace(tzinfo=None)


@contextlib.contextmanager
def kept(store: Store, workspace: Workspace, report: Report, options: Mapping[str, object]) -> Iterator[None]:
    """The run's row: `running`, then how it ended. Runs that died without a word are `killed`."""
    for run_id in store.running():
        if not workspace.is_alive(run_id):
            store.end_run(run_id, "killed", None, {})
    store.start_run(_row(report, options))
    try:
        yield
    except BaseException as error:
        status = "failed" if isinstance(error, Exception) else "interrupted"
        with contextlib.suppress(AnttError):  # then the next run says that it was killed
            store.end_run(report.run_id, status, now(), report.numbers, patience=_LAST_WORD)
        raise


def close(store: Store, report: Report) -> None:
    """The run has done all that there was to do."""
    store.end_run(report.run_id, "finished", now(), report.numbers)


def _row(report: Report, options: Mapping[str, object]) -> Row:
    own = provenance()
    return {
        "run_id": report.run_id,
        "started_at": now(),
        "finished_at": None,
        "status": "running",
        "parameters": parameters(options),
        "versions": parameters(library_versions()),
        "extractor_version": own.extractor_version,
        "rules_sha256": own.rules_sha256,
        "models_sha256": own.models_sha256,
        "code_sha256": own.code_sha256,
        **report.numbers,
    }
