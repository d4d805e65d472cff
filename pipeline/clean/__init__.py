"""Second stage: the text as it stays. What was read becomes an `Article` whose text no later stage changes."""

from __future__ import annotations

import datetime
import hashlib
import re
import unicodedata

from pipeline.clean import furniture, structure
from pipeline.clean.characters import mended
from pipeline.clean.published import published
from pipeline.errors import RejectedError
from pipeline.records import Article, Problem, RawArticle

_LONG_RUN = re.compile(r"\S{1000,}")


def clean(raw: RawArticle, today: datetime.date | None = None) -> tuple[Article, list[Problem]]:
    """The article with its text frozen and its parts told apart, and what is doubtful about it.

    Raises RejectedError (`empty`, `only-furniture`) where no article is left.
    """
    text = mended(raw.text)
    if not text:
        raise RejectedError(raw.source_uri, "clean", "empty", "the text holds nothing but white space")
    lines = text.split("\n")
    frozen = mended("\n".join(furniture.kept(lines)))
    if not frozen:
        raise RejectedError(raw.source_uri, "clean", "only-furniture", f"all {len(lines)} lines are page furniture")
    read = structure.read(frozen)
    lead = next((part for part in read.parts if part.part in ("lead", "body")), None)
    day = published(
        raw.published,
        lines,
        frozen[lead.start : lead.end] if lead else "",
        today or datetime.datetime.now(datetime.UTC).date(),
    )
    article = Article(
        article_id=article_id(raw.text),
        source_id=raw.source_id,
        source_uri=raw.source_uri,
        text=frozen,
        parts=read.parts,
        source_name=raw.source_name,
        title=raw.title or read.title,
        author=raw.author or read.author,
        published_on=day[0] if day else None,
        published_basis=day[1] if day else None,
    )
    return article, list(_doubts(article))


def article_id(text: str) -> str:
    """An article's identity: its words as they came, whatever their Unicode form, white space and file name."""
    words = " ".join(mended(unicodedata.normalize("NFC", text)).split())
    return "a_" + hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:16]


def _doubts(article: Article) -> list[Problem]:
    run = _LONG_RUN.search(article.text)
    if run is None:
        return []
    detail = f"{len(run.group())} characters without a space from character {run.start()}: kept, but not read as words"
    return [Problem(article.source_uri, "clean", "too-long-run", detail, article.article_id)]
