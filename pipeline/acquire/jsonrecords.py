"""Reads articles of JSON: a record a line, or one document that is a record or a list of records."""

from __future__ import annotations

import io
import json
import unicodedata
import zlib
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from pipeline.acquire.content import LONGEST, decode, unreadable
from pipeline.acquire.mending import mend
from pipeline.errors import RejectedError
from pipeline.records import Problem, RawArticle


def read_lines(stream: io.BufferedReader[Any], uri: str, name: str) -> Iterator[RawArticle | Problem]:
    """A record a line; blank lines are passed over. `name` is what a record without an `id` is called after."""
    number = 0
    try:
        while line := stream.readline(LONGEST + 1):
            number += 1
            where = f"{uri}#L{number}"
            if len(line) > LONGEST:
                yield Problem(where, "acquire", "bad-json", f"the line is longer than {LONGEST // 2**20} MiB")
                while line and not line.endswith(b"\n"):
                    line = stream.readline(LONGEST)
                continue
            if line.strip():
                yield from _read_line(line, where, f"{name}-{number}")
    except (OSError, EOFError, zlib.error) as error:
        yield unreadable(error, f"{uri}#L{number + 1}").problem


def read_document(data: bytes, uri: str, name: str) -> Iterator[RawArticle | Problem]:
    """One JSON document: a record, or a list of records (`#1`, `#2` …)."""
    document = _parse(data, uri)
    if not isinstance(document, list):
        yield from _read_record(document, uri, name)
        return
    if not document:
        yield Problem(uri, "acquire", "empty", "the list is empty")
    for number, record in enumerate(document, start=1):
        try:
            yield from _read_record(record, f"{uri}#{number}", f"{name}-{number}")
        except RejectedError as rejected:
            yield rejected.problem


def _read_line(line: bytes, where: str, name: str) -> Iterator[RawArticle | Problem]:
    try:
        yield from _read_record(_parse(line, where), where, name)
    except RejectedError as rejected:
        yield rejected.problem


def _parse(data: bytes, where: str) -> Any:
    try:
        return json.loads(decode(data, where))
    except json.JSONDecodeError as error:
        detail = f"not valid JSON: {error.msg.removesuffix(' at')} at character {error.pos}"
        if not error.doc.rstrip().endswith(("}", "]")):
            detail += "; it looks cut off"
        raise RejectedError(where, "acquire", "bad-json", detail) from error
    except (ValueError, RecursionError) as error:
        raise RejectedError(where, "acquire", "bad-json", f"not valid JSON: {error}") from error


def _read_record(record: Any, where: str, name: str) -> Iterator[RawArticle | Problem]:
    """`source_uri` is the record's own web address where it has one, else `where`."""
    if not isinstance(record, dict):
        raise RejectedError(where, "acquire", "bad-json", f"not a JSON object but a {_type_name(record)}")
    text = record.get("text")
    if not isinstance(text, str):
        had = f"`text` is a {_type_name(text)}" if "text" in record else f"its fields are {_fields(record)}"
        raise RejectedError(where, "acquire", "no-text", f"the record has no `text` that is a string: {had}")
    if not text.strip():
        raise RejectedError(where, "acquire", "empty", "the record's `text` is empty")
    url = _first(record, ("url", "link"))
    host = _host(url) if url else None
    uri = url if url and host else where
    mended = mend(text)
    if mended.detail:
        yield Problem(uri, "acquire", "bad-text", mended.detail)
    yield RawArticle(
        source_id=unicodedata.normalize("NFC", _first(record, ("id",)) or name),
        source_uri=uri,
        text=mended.text,
        source_name=_first(record, ("source", "source_name")) or host,
        title=_first(record, ("title",)),
        author=_first(record, ("author", "byline")),
        published=_first(record, ("published", "published_on", "published_at", "date")),
    )


def _host(url: str) -> str | None:
    """The host of an http address, None for anything else."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return parts.hostname if parts.scheme in ("http", "https") else None


def _first(record: dict[str, Any], names: tuple[str, ...]) -> str | None:
    """The first of the fields, of the record or of its `meta`, that is a text or a number, mended, on one line."""
    meta = record.get("meta")
    for holder in (record, meta if isinstance(meta, dict) else {}):
        for name in names:
            value = holder.get(name)
            if isinstance(value, int | float) and not isinstance(value, bool):
                value = str(value)
            if isinstance(value, str) and (line := " ".join(mend(value).text.split())):
                return line
    return None


def _type_name(value: Any) -> str:
    names = {dict: "object", list: "list", str: "string", bool: "boolean", int: "number", float: "number"}
    return names.get(type(value), "null")


def _fields(record: dict[str, Any]) -> str:
    shown = ", ".join(ascii(name) for name in list(record)[:8])
    return shown or "none"
