"""Finds the files under some paths: folders are walked, sorted by name."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.records import Problem


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read, and how it is called in `source_uri`."""

    path: Path
    uri: str


def find(paths: Sequence[Path]) -> Iterator[Found | Problem]:
    """Every file, once; in folders without hidden names, `README*` and `*.gold.jsonl` (gold is not input).

    A file that is named directly is always read. A folder is entered once, however many links lead to it.
    """
    entered: set[tuple[int, int]] = set()
    for path in paths:
        try:
            is_folder = path.is_dir()
        except (OSError, ValueError):
            is_folder = False
        if is_folder:
            yield from _walk(path, entered)
        else:
            yield Found(path, uri_of(path))


def uri_of(path: Path) -> str:
    """The path from the working folder where it lies in it, else the whole path; always with `/`, always text."""
    whole = os.path.abspath(path)  # noqa: PTH100 (resolve() would follow links)
    here = str(Path.cwd())
    inside = whole.startswith(here.rstrip(os.sep) + os.sep)
    shown = os.path.relpath(whole, here) if inside else whole
    text = os.fsencode(shown).decode("utf-8", "replace").replace(os.sep, "/")
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def _walk(folder: Path, entered: set[tuple[int, int]]) -> Iterator[Found | Problem]:
    try:
        status = folder.stat()
        if (status.st_dev, status.st_ino) in entered:
            return
        entered.add((status.st_dev, status.st_ino))
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield Problem(uri_of(folder), "acquire", "unreadable", f"the folder can't be read: {error.strerror}")
        return
    for entry in entries:
        if _skipped(entry.name):
            continue
        path = Path(entry.path)
        try:
            mode = entry.stat().st_mode
        except OSError as error:
            yield Problem(uri_of(path), "acquire", "unreadable", f"the file can't be opened: {error.strerror}")
            continue
        if stat.S_ISDIR(mode):
            yield from _walk(path, entered)
        elif stat.S_ISREG(mode):
            yield Found(path, uri_of(path))
        else:
            yield Problem(uri_of(path), "acquire", "unreadable", "not a regular file (a pipe, a socket, a device)")


def _skipped(name: str) -> bool:
    return name.startswith((".", "README")) or name.endswith((".gold.jsonl", ".gold.jsonl.gz"))
