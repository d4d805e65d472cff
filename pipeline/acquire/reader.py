"""Reads every article under some paths, one at a time."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.acquire import content, jsonrecords
from pipeline.acquire.files import find
from pipeline.acquire.mending import mend
from pipeline.errors import RejectedError, UsageError
from pipeline.records import Problem, RawArticle


def check(paths: Sequence[Path]) -> None:
    """Raises UsageError, naming the path, when no path is given or one does not exist."""
    if not paths:
        raise UsageError("no path is given: name at least one file or folder")
    for path in paths:
        try:
            path.lstat()
        except FileNotFoundError:
            raise UsageError(f"{path}: there is no such file or folder") from None
        except (OSError, ValueError):
            continue  # it is there, or its name is none: reading it says what is wrong


def read(paths: Sequence[Path]) -> Iterator[RawArticle | Problem]:
    """The articles under the paths, in the order of the paths and, within a folder, of the names.

    What a file is, its content decides, not its name. What can't be read becomes a Problem and the reading goes on; an
    article whose text was mended is preceded by the Problem that says so. Raises UsageError at once, before
    anything is read, where `check` does.
    """
    check(paths)
    return _read(paths)


def read_text(text: str, source_uri: str, source_id: str) -> Iterator[RawArticle | Problem]:
    """One article of a text that is at hand, mended as that of a file is."""
    if not text.strip():
        yield Problem(source_uri, "acquire", "empty", "the text is empty")
        return
    mended = mend(text)
    if mended.detail:
        yield Problem(source_uri, "acquire", "bad-text", mended.detail)
    yield RawArticle(source_id=source_id, source_uri=source_uri, text=mended.text)


def _read(paths: Sequence[Path]) -> Iterator[RawArticle | Problem]:
    for found in find(paths):
        if isinstance(found, Problem):
            yield found
            continue
        try:
            yield from _read_file(found.path, found.uri)
        except RejectedError as rejected:
            yield rejected.problem


def _read_file(path: Path, uri: str) -> Iterator[RawArticle | Problem]:
    with content.opened(path, uri) as stream:
        name = _stem(uri)
        if content.is_jsonl(stream, uri):
            yield from jsonrecords.read_lines(stream, uri, name)
            return
        data = content.read_all(stream, uri)
        if content.looks_like_json(data):
            yield from jsonrecords.read_document(data, uri, name)
        else:
            yield from read_text(content.decode(data, uri), uri, name)


def _stem(uri: str) -> str:
    """The file's name without its endings, in one Unicode form: `corpus/bài.txt.gz` → `bài`."""
    name = uri.rpartition("/")[2]
    for _ in range(2 if name.lower().endswith(".gz") else 1):
        base, dot, _ = name.rpartition(".")
        if dot and base:
            name = base
    return unicodedata.normalize("NFC", name)
