"""How fast the extractor is, as ratios to `underthesea.word_tokenize` on the same texts, on one core."""

from __future__ import annotations

import datetime
import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from spacy.tokens import Doc

from pipeline import __version__
from pipeline.clean import clean
from pipeline.model import load, read_articles
from pipeline.records import RawArticle
from pipeline.schema.arrow import Row
from pipeline.tabulate import Stamp, frames, tabulate

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Figures:
    """CPU seconds of each part over all the texts; `peak_rss_mb` of this process since it began."""

    articles: int
    word_tokenize: float
    extract: float
    tables: float
    load: float
    peak_rss_mb: float

    @property
    def extract_ratio(self) -> float:
        """Cleaned text → mentions with their attributes and links, to word_tokenize alone."""
        return self.extract / self.word_tokenize

    @property
    def tables_ratio(self) -> float:
        """Text → DataFrames of all tables, to word_tokenize alone."""
        return self.tables / self.word_tokenize


def bench(texts: Sequence[str]) -> Figures:
    """Measures once over the texts (a few hundred articles at least), after one article to warm up."""
    from underthesea import word_tokenize

    loading, nlp = _timed(load)
    articles = [clean(RawArticle(str(i), str(i), text))[0] for i, text in enumerate(texts)]
    stamp = Stamp("bench", datetime.datetime(2000, 1, 1), __version__)

    def extracted(of: Sequence[object]) -> None:
        for _ in read_articles(nlp, articles[: len(of)]):
            pass

    def tabled(of: Sequence[str]) -> None:
        rows: dict[str, list[Row]] = {}
        cleaned = (clean(RawArticle(str(i), str(i), text))[0] for i, text in enumerate(of))
        for article, doc in read_articles(nlp, cleaned):
            if isinstance(doc, Doc):
                for name, found in tabulate(article, doc, stamp).items():
                    rows.setdefault(name, []).extend(found)
        frames(rows)

    def tokenized(of: Sequence[str]) -> None:
        for text in of:
            for line in text.split("\n"):
                word_tokenize(line)

    for warm in (tokenized, extracted, tabled):
        warm(texts[:1])
    words, _ = _timed(lambda: tokenized(texts))
    mentions, _ = _timed(lambda: extracted(articles))
    tables, _ = _timed(lambda: tabled(texts))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Figures(len(texts), words, mentions, tables, loading, peak)


def _timed(work: Callable[[], Result]) -> tuple[float, Result]:
    begin = time.process_time()
    result = work()
    return time.process_time() - begin, result
