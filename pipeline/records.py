"""What passes from one stage to the next: frozen records, nothing else."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

Stage = Literal["acquire", "clean", "extract", "link", "tabulate", "write"]
PartName = Literal["title", "lead", "body", "caption", "byline"]
PublishedBasis = Literal["metadata", "text", "file"]


@dataclass(frozen=True, slots=True)
class RawArticle:
    """An article as it was read (`acquire` → `clean`); nothing is mended yet.

    `source_id` is the `id` of a JSON record or the file's stem, `source_uri` names the file (and `#L12`, the line in
    it) or is the record's own web address. `title`, `author` and `published` are what the source's own metadata says,
    if anything.
    """

    source_id: str
    source_uri: str
    text: str
    source_name: str | None = None
    title: str | None = None
    author: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of lines of the frozen text, `text[start:end]`, and what it is."""

    part: PartName
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """An article whose text is frozen (`clean` → `extract` …): every later offset counts in `text`.

    `article_id` is made of the content as it came (Unicode form and white space aside), so that the same article
    under two names is one. `parts` cover the non-blank text in order, without overlap.
    """

    article_id: str
    source_id: str
    source_uri: str
    text: str
    parts: tuple[Part, ...]
    source_name: str | None = None
    title: str | None = None
    author: str | None = None
    published_on: datetime.date | None = None
    published_basis: PublishedBasis | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was rejected or doubtful: a row of `problems`. `code` is one of `errors.CODES`."""

    source_uri: str
    stage: Stage
    code: str
    detail: str
    article_id: str | None = None
