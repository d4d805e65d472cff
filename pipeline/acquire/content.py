"""What the bytes of a file are: gzip is unpacked, text is decoded, what is not text is refused."""

from __future__ import annotations

import codecs
import contextlib
import gzip
import io
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from pipeline.errors import RejectedError

LONGEST = 64 * 1024 * 1024  # bytes of one text or one line
_HEAD = 64 * 1024
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SIGNATURES = {
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"RIFF": "a media file",
    b"%PDF": "a PDF document",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\xd0\xcf\x11\xe0": "an office document",
    b"{\\rtf": "an RTF document",
    b"\x7fELF": "a program",
    b"BZh": "a bzip2 archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"\xfd7zXZ": "an xz archive",
    b"\x28\xb5\x2f\xfd": "a zstd archive",
    b"PAR1": "a Parquet file",
    b"SQLite format 3": "a database",
}
_MARKUP = {b"<!doctype html": "an HTML page", b"<html": "an HTML page", b"<?xml": "an XML document"}


@contextlib.contextmanager
def opened(path: Path, uri: str) -> Iterator[io.BufferedReader[Any]]:
    """The file's bytes, unpacked where they are gzipped. Raises RejectedError: unreadable, empty, not-text."""
    with contextlib.ExitStack() as closing:
        try:
            file = closing.enter_context(path.open("rb"))
            packed = file.peek(2)[:2] == b"\x1f\x8b"
            raw = gzip.GzipFile(fileobj=file) if packed else file
            stream = closing.enter_context(io.BufferedReader(cast(Any, raw), _HEAD))
            head = stream.peek(_HEAD)[:_HEAD]
        except (OSError, EOFError, zlib.error, ValueError) as error:
            raise unreadable(error, uri) from error
        _refuse_what_is_not_text(head, uri)
        yield stream


def unreadable(error: Exception, where: str) -> RejectedError:
    """The refusal of what the system or gzip can't read."""
    reason = getattr(error, "strerror", None) or str(error)
    return RejectedError(where, "acquire", "unreadable", f"it can't be read: {reason}")


def is_jsonl(stream: io.BufferedReader[Any], uri: str) -> bool:
    """Whether the file holds a JSON record a line: an early line is one, and the first line or the name suggests it."""
    head = stream.peek(_HEAD)[:_HEAD].removeprefix(codecs.BOM_UTF8).lstrip()
    named = uri.lower().removesuffix(".gz").endswith((".jsonl", ".ndjson"))
    if head.startswith(b"{"):
        # A record longer than the head can't be parsed here; a document over several lines starts with a short one.
        return named or len(head.partition(b"\n")[0]) > _HEAD // 2 or _holds_a_record(head)
    return named and _holds_a_record(head)


def looks_like_json(data: bytes) -> bool:
    """Whether the whole file may be one JSON document: an object or a list of objects."""
    start = data[:_HEAD].removeprefix(codecs.BOM_UTF8).lstrip()
    following = {b"{": (b'"', b"}"), b"[": (b"{", b"]")}.get(start[:1], ())
    return start[1:].lstrip()[:1] in following


def read_all(stream: io.BufferedReader[Any], uri: str) -> bytes:
    """All bytes. Raises RejectedError when they are more than an article can be."""
    try:
        data = stream.read(LONGEST + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise unreadable(error, uri) from error
    if len(data) > LONGEST:
        raise RejectedError(uri, "acquire", "not-text", f"longer than {LONGEST // 2**20} MiB: not one article")
    return data


def decode(data: bytes, uri: str) -> str:
    """UTF-8 (or UTF-16 with its mark) as text. Raises RejectedError: bad-encoding, with the place."""
    try:
        if data.startswith(_UTF16):
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        detail = f"not UTF-8: byte {error.object[error.start]:#04x} at {error.start}; save the file as UTF-8"
        raise RejectedError(uri, "acquire", "bad-encoding", detail) from error


def _holds_a_record(head: bytes) -> bool:
    for line in head.split(b"\n")[:20]:
        try:
            if isinstance(json.loads(line), dict):
                return True
        except (ValueError, RecursionError):
            continue
    return False


def _refuse_what_is_not_text(head: bytes, uri: str) -> None:
    if not head:
        raise RejectedError(uri, "acquire", "empty", "the file is empty")
    what = next((name for signature, name in _SIGNATURES.items() if head.startswith(signature)), None)
    if what is None:
        start = head[:512].removeprefix(codecs.BOM_UTF8).lstrip().lower()
        what = next((name for tag, name in _MARKUP.items() if start.startswith(tag)), None)
    if what is None and not head.startswith(_UTF16):
        controls = sum(byte < 32 and byte not in b"\t\n\v\f\r\x1b" for byte in head)
        if controls > len(head) // 20:
            what = "binary data"
    if what is not None:
        raise RejectedError(uri, "acquire", "not-text", f"{what}, not text")
