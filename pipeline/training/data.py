"""Gold articles as documents: what every part of the extractor is trained on and measured by."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, Span

from pipeline.annotations import ATTRIBUTES, MENTIONS
from pipeline.errors import AnttError

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class GoldDoc:
    """A gold article: its record, and its document with the gold's spans and attributes."""

    record: Record
    doc: Doc


def read(paths: Iterable[Path]) -> Iterator[Record]:
    """The records of gold files (JSONL with `id`, `text`, `mentions`)."""
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    record = json.loads(line)
                    missing = {"id", "text", "mentions"} - record.keys()
                    if missing:
                        raise AnttError(f"{path}, line {number}: no {', '.join(sorted(missing))}: not a gold article")
                    yield record


def documents(records: Iterable[Record], make_doc: Callable[[str], Doc]) -> Iterator[GoldDoc]:
    """Each record with its document made by `make_doc`, which must keep the text; gold spans that it can't hold are widened."""
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
