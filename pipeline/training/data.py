"""Gold articles as documents: what every part of the extractor is trained on and measured by."""

from __future__ import annotations

import bisect
import gzip
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, Span

from pipeline.annotations import ATTRIBUTES, MENTIONS
from pipeline.clean import clean
from pipeline.clean.characters import mended
from pipeline.errors import AnttError
from pipeline.records import RawArticle

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class GoldDoc:
    """A gold article: its record, and its document with the gold's spans and attributes."""

    record: Record
    doc: Doc


def read(paths: Iterable[Path], texts: Path | None = None) -> Iterator[Record]:
    """The records of gold files (JSONL with `id`, `text`, `mentions`).

    Annotations of texts that can't be shipped have no `text`: it is taken from `texts`, JSON lines (also gzipped)
    with `id` and `text`.
    """
    known = _texts(texts) if texts is not None else {}
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    record = _record(line, f"{path}, line {number}")
                    if "text" not in record and record.get("id") in known:
                        record["text"] = known[record["id"]]
                        for mention in record.get("mentions", ()):
                            mention["text"] = record["text"][mention["start"] : mention["end"]]
                    missing = {"id", "text", "mentions"} - record.keys()
                    if missing:
                        raise AnttError(f"{path}, line {number}: no {', '.join(sorted(missing))}: not a gold article")
                    yield record


def _texts(path: Path) -> dict[str, str]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        return {record["id"]: record["text"] for record in map(json.loads, lines)}


def _record(line: str, where: str) -> Record:
    """One line as a record, its `id` a string."""
    try:
        record = json.loads(line)
    except ValueError as error:
        raise AnttError(f"{where}: not JSON ({error}): a gold file has one article a line") from error
    if not isinstance(record, dict):
        raise AnttError(f"{where}: not a gold article, but {type(record).__name__}")
    spans = record.get("mentions", [])
    if any(not {"label", "start", "end"} <= mention.keys() for mention in spans):
        raise AnttError(f"{where}: a mention lacks its label, start or end")
    return {**record, "id": str(record["id"])} if "id" in record else record


def cleaned(record: Record) -> Record:
    """The record with the text as `clean` freezes it, and its mentions moved to where they stand there."""
    article, _ = clean(RawArticle(source_id=str(record["id"]), source_uri=str(record["id"]), text=record["text"]))
    place = _places(record["text"], article.text)
    mentions = []
    for mention in record["mentions"]:
        start, end = place(mention["start"]), place(mention["end"])
        if start is not None and end is not None and start < end:
            mentions.append({**mention, "start": start, "end": end, "text": article.text[start:end]})
    return {**record, "text": article.text, "mentions": mentions}


def _places(before: str, after: str) -> Callable[[int], int | None]:
    """From offsets in a text to offsets in the cleaned one; None in lines that were dropped."""
    moved: list[tuple[int, str, int | None]] = []  # of each line: where it began, its text, where it begins now
    kept = [(line, at) for line, at in _lines(after) if line]
    at = 0
    for line, start in _lines(before):
        same = bool(line.strip()) and at < len(kept) and kept[at][0] == mended(line)
        moved.append((start, line, kept[at][1] if same else None))
        at += same

    def place(offset: int) -> int | None:
        start, line, now = moved[bisect.bisect_right([row[0] for row in moved], offset) - 1]
        if now is None:
            return None
        lead = mended(line[: offset - start] + "|")  # the bar keeps a space at the end
        return now + len(lead) - 1

    return place


def _lines(text: str) -> Iterator[tuple[str, int]]:
    at = 0
    for line in text.split("\n"):
        yield line, at
        at += len(line) + 1


def documents(records: Iterable[Record], make_doc: Callable[[str], Doc]) -> Iterator[GoldDoc]:
    """Each record with its document made by `make_doc`, which must keep the text; gold spans that it can't hold are
    widened.
    """
    for record in records:
        doc = make_doc(record["text"])
        spans: list[Span] = []
        for mention in record["mentions"]:
            span = doc.char_span(mention["start"], mention["end"], label=mention["label"], alignment_mode="expand")
            if span is None:
                raise AnttError(f"{record['id']}: the mention {mention['text']!r} lies outside the text")
            for name in ATTRIBUTES[mention["label"]]:
                span._.set(name, mention.get(name))
            spans.append(span)
        doc.spans[MENTIONS] = spans
        yield GoldDoc(record, doc)
