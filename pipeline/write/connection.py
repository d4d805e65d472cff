"""Opens the store: one writer at a time, in one transaction; the file itself is open for moments only."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from pipeline.errors import AnttError, UsageError
from pipeline.schema import VERSION
from pipeline.write import ddl

Say = Callable[[str], None]

# Seconds to wait for a process that keeps the file open before giving up, before saying so, and between two tries.
_PATIENCE = 600.0
_SILENCE = 3.0
_PAUSE = 0.05
# Articles' text is hostile: no statement may reach a file or the network.
_CLOSED: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "lock_configuration": "true",
}
# DuckDB's own words for a file that another process has open; the path comes after them.
_BUSY = "IO Error: Could not set lock on file"
_ADVICE = "restore it or name another file with --store"


@contextlib.contextmanager
def writing(store: Path, say: Say, patience: float = _PATIENCE) -> Iterator[duckdb.DuckDBPyConnection]:
    """The store in a transaction that is committed at the end and rolled back on an error; made when it isn't there.

    Other writers wait. Raises AnttError when the file is no store of this version or stays in use for longer than
    `patience` seconds.
    """
    try:
        store.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{store}: its folder can't be made: {error.strerror}; name another with --store") from error
    with _locked(store, say, patience):
        if not store.exists():
            _make(store)
        connection = _open(store, False, say, patience)
        try:
            check(connection, store)
            connection.begin()
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            connection.commit()
        finally:
            connection.close()


@contextlib.contextmanager
def reading(store: Path, say: Say, patience: float = _PATIENCE) -> Iterator[duckdb.DuckDBPyConnection]:
    """The store for reading only. Raises UsageError when there is none, AnttError as `writing` does."""
    if not store.exists():
        raise UsageError(
            f"{store}: there is no store here yet; `antt run PATH` makes one, `--store FILE` names another"
        )
    connection = _open(store, True, say, patience)
    try:
        check(connection, store)
        yield connection
    finally:
        connection.close()


def check(connection: duckdb.DuckDBPyConnection, store: Path) -> None:
    """Raises AnttError unless the database is a store that this version of antt knows."""
    try:
        found = connection.execute("SELECT value FROM meta WHERE name = 'schema_version'").fetchall()
        version = int(found[0][0])
    except (duckdb.CatalogException, duckdb.BinderException, IndexError, ValueError, TypeError) as error:
        raise AnttError(f"{store}: a DuckDB database, but damaged or not a store of antt; {_ADVICE}") from error
    except duckdb.Error as error:
        raise AnttError(f"{store}: damaged or not a store ({_line(error)}); {_ADVICE}") from error
    if version > VERSION:
        raise AnttError(
            f"{store}: made by a newer antt (schema version {version}, this one knows {VERSION}); install a newer antt"
        )
    if version < VERSION:
        raise AnttError(f"{store}: made by an older antt (schema version {version}); make a new store with `antt run`")


@contextlib.contextmanager
def _locked(store: Path, say: Say, patience: float) -> Iterator[None]:
    lock = FileLock(f"{store}.lock")
    try:
        lock.acquire(timeout=min(_SILENCE, patience), poll_interval=_PAUSE)
    except Timeout:
        say(f"another run is writing to {store}; waiting for it")
        try:
            lock.acquire(timeout=patience, poll_interval=_PAUSE)
        except Timeout:
            raise AnttError(f"{store}: another run has been writing for {patience:.0f} s; try again later") from None
    except OSError as error:
        raise AnttError(f"{store}: can't be written: {error.strerror}") from error
    try:
        yield
    finally:
        lock.release()


def _make(store: Path) -> None:
    """A new store comes into being whole: a run that is killed here leaves none."""
    fresh = store.with_name(f".{store.name}.new")
    fresh.unlink(missing_ok=True)
    try:
        with duckdb.connect(str(fresh)) as connection:
            for statement in ddl.statements():
                connection.execute(statement)
        os.replace(fresh, store)  # noqa: PTH105
    except (OSError, duckdb.Error) as error:
        raise AnttError(f"{store}: can't be made: {_line(error)}") from error


def _open(store: Path, read_only: bool, say: Say, patience: float) -> duckdb.DuckDBPyConnection:
    start = time.monotonic()
    said = False
    while True:
        try:
            return duckdb.connect(str(store), read_only=read_only, config=_CLOSED)
        except duckdb.Error as error:
            reason = str(error)
            if not reason.startswith(_BUSY):
                raise AnttError(
                    f"{store}: can't be opened: {_line(error)}; if it is damaged or not a store, {_ADVICE}"
                ) from error
            waited = time.monotonic() - start
            if waited > patience:
                raise AnttError(
                    f"{store}: another process keeps it open ({_holder(reason)}); close it there"
                ) from error
            if waited > _SILENCE and not said:
                said = True
                say(f"another process has {store} open ({_holder(reason)}); waiting until it closes it")
            time.sleep(_PAUSE)


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:500]


def _holder(reason: str) -> str:
    _, found, rest = reason.partition("(PID ")
    return f"process {rest.partition(')')[0]}" if found else "unknown process"
