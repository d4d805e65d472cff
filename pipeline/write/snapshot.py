"""Publishes a snapshot of the store for readers: every table as Parquet and CSV, with a data dictionary."""

from __future__ import annotations

import contextlib
import datetime
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from pipeline.errors import AnttError, UsageError
from pipeline.schema import Table, tables
from pipeline.write import datapackage
from pipeline.write.connection import Say, reading
from pipeline.write.tablefiles import write_table

_OURS = "datapackage.json"
# What publishing makes in the folder of versions; whatever else is there belongs to somebody else.
_VERSION = re.compile(r"\d{8}T\d{12}(\.replaced)?")
_LEFT = re.compile(r"\.\d{8}T\d{12}\.(new|link)")


@dataclass(frozen=True, slots=True)
class Published:
    """The folder that readers open, the version of it that was made now, and the rows of each table."""

    folder: Path
    version: Path
    rows: dict[str, int]


def publish(store: Path, folder: Path, say: Say) -> Published:
    """Writes the snapshot into a new folder under `FOLDER.versions/` and points the link `folder` at it in one step.

    A reader sees the old snapshot or the new one; the one before stays for those who still read it. Raises UsageError
    when `folder` is something that this did not make, AnttError when it can't be written.
    """
    check(folder)
    link, versions = _places(folder)
    try:
        versions.mkdir(parents=True, exist_ok=True)
        with _locked(link, versions, say):
            check(folder)
            now = datetime.datetime.now(datetime.UTC).replace(tzinfo=None)
            version = versions / f"{now:%Y%m%dT%H%M%S%f}"
            fresh = versions / f".{version.name}.new"
            rows = _write(store, fresh, now, say)
            fresh.rename(version)
            former = _point(link, versions, version)
            _clear(versions, {version.name, former})
    except OSError as error:
        raise AnttError(f"{folder}: the snapshot can't be written: {error.strerror or error}") from error
    return Published(folder, version, rows)


def check(folder: Path) -> None:
    """Raises UsageError unless `folder` is free, empty or a snapshot."""
    link, versions = _places(folder)
    if link.is_symlink():
        target = link.parent / link.readlink()
        if target.parent != versions or not _VERSION.fullmatch(target.name):
            raise UsageError(f"{folder}: a link to {target}, not to a snapshot; name another folder with --publish")
    elif link.is_dir():
        names = {entry.name for entry in link.iterdir()}
        if names and (_OURS not in names or not names <= datapackage.files()):
            raise UsageError(
                f"{folder}: a folder with other files, which publishing would replace; name a new one with --publish"
            )
    elif link.exists():
        raise UsageError(f"{folder}: a file; name a folder for the snapshot with --publish")


def _places(folder: Path) -> tuple[Path, Path]:
    """The link that readers open, and the folder of what it points to."""
    link = Path(os.path.abspath(folder))  # noqa: PTH100 (resolve() would follow the link)
    return link, link.with_name(f"{link.name}.versions")


def _write(store: Path, fresh: Path, now: datetime.datetime, say: Say) -> dict[str, int]:
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    rows: dict[str, int] = {}
    with reading(store, say) as connection:
        connection.begin()
        for table in tables().values():
            rows[table.name] = write_table(_rows(connection, table), table, fresh)
    datapackage.write(fresh, rows, now)
    return rows


def _rows(connection: duckdb.DuckDBPyConnection, table: Table) -> duckdb.DuckDBPyRelation:
    names = table.names
    order = dict.fromkeys(name for name in ("article_id", "start_char", "sentence_no", *table.key) if name in names)
    listed = ", ".join(f'"{name}"' for name in names)
    return connection.sql(f"SELECT {listed} FROM {table.name} ORDER BY {', '.join(order)}")


def _point(link: Path, versions: Path, version: Path) -> str | None:
    """Swaps the link; the name of the version that readers saw before.

    A real folder that is empty, or a copy of a snapshot, makes room for the link first.
    """
    former = link.readlink().name if link.is_symlink() else None
    if link.is_dir() and not link.is_symlink():
        if any(link.iterdir()):
            former = f"{version.name}.replaced"
            link.rename(versions / former)
        else:
            link.rmdir()
    fresh = versions / f".{version.name}.link"
    fresh.symlink_to(Path(versions.name) / version.name)
    os.replace(fresh, link)  # noqa: PTH105
    return former


def _clear(versions: Path, kept: set[str | None]) -> None:
    """Removes what a killed run left, and the versions of ours that are not in `kept`; nothing of anybody else."""
    for entry in versions.iterdir():
        if entry.name in kept:
            continue
        folder = entry.is_dir() and not entry.is_symlink()
        if folder and (_VERSION.fullmatch(entry.name) or _LEFT.fullmatch(entry.name)):
            shutil.rmtree(entry, ignore_errors=True)
        elif entry.is_symlink() and _LEFT.fullmatch(entry.name):
            entry.unlink(missing_ok=True)


@contextlib.contextmanager
def _locked(link: Path, versions: Path, say: Say) -> Iterator[None]:
    """Publishers of one folder come one after the other."""
    lock = FileLock(versions / ".lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        say(f"another run is publishing to {link}; waiting for it")
        lock.acquire()
    try:
        yield
    finally:
        lock.release()
