"""Reads and cleans what is under the paths, and puts what the store does not know yet into shards."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from pipeline import acquire
from pipeline.clean import clean
from pipeline.errors import RejectedError
from pipeline.flow.report import KEPT, Report
from pipeline.flow.shards import Shard, save_articles
from pipeline.provenance import provenance
from pipeline.records import Article, Problem, RawArticle
from pipeline.schema.problems import problem_row
from pipeline.write.store import Store


class Gatherer:
    """Gathers for one run: shards of at most `size` articles go into `folder`, figures into `report`.

    `step` is called after each article or file that was read.
    """

    def __init__(self, store: Store, folder: Path, size: int, report: Report, step: Callable[[], None]) -> None:
        self._store = store
        self._folder = folder
        self._size = size
        self._report = report
        self._step = step
        self._seen: dict[str, str] = {}  # article_id → source_uri, of this run
        self._articles: list[Article] = []
        self._problems: list[Problem] = []
        self._shards = 0

    def gather(self, paths: Sequence[Path]) -> Iterator[Shard]:
        """The shards that have new articles; problems are stored on the way.

        A shard's bounds depend on what is read, not on what is known, so that a run that was stopped finds its finished
        shards again.
        """
        for found in acquire.read(paths):
            article, problems = _cleaned(found)
            self._meet(article, problems)
            if len(self._articles) >= self._size or len(self._problems) >= self._size:
                yield from self._flush()
        yield from self._flush()

    def _meet(self, article: Article | None, problems: Sequence[Problem]) -> None:
        self._problems += problems
        if article is None and all(problem.code in KEPT for problem in problems):
            return  # its article comes next
        self._report.read += 1
        self._step()
        if article is None:
            return
        first = self._seen.get(article.article_id)
        if first is None:
            self._seen[article.article_id] = article.source_uri
            self._articles.append(article)
        else:
            self._know(article, first)

    def _know(self, article: Article, source_uri: str) -> None:
        """Counts an article that is there already, and says so where it came under another name."""
        self._report.known += 1
        if not _same_source(article.source_uri, source_uri):
            detail = f"the same article was read before as {source_uri}"
            self._problems.append(Problem(article.source_uri, "write", "duplicate", detail, article.article_id))

    def _flush(self) -> Iterator[Shard]:
        articles, self._articles = self._articles, []
        ids = [article.article_id for article in articles]
        known = self._store.known(ids)
        failed = self._store.failed(ids, provenance().extractor_version)
        for article in articles:
            if article.article_id in known:
                self._know(article, known[article.article_id])
            elif article.article_id in failed:  # it would fail again
                self._report.note(article.source_uri, "failed", failed[article.article_id])
        problems, self._problems = self._problems, []
        for problem in problems:
            self._report.note(problem.source_uri, problem.code, problem.detail)
        self._store.add_problems(problem_row(problem, self._report.run_id) for problem in problems)
        self._shards += 1
        new = [article for article in articles if article.article_id not in known and article.article_id not in failed]
        if new:
            yield save_articles(new, self._folder, self._shards)


def _cleaned(found: RawArticle | Problem) -> tuple[Article | None, list[Problem]]:
    if isinstance(found, Problem):
        return None, [found]
    try:
        return clean(found)
    except RejectedError as rejected:
        return None, [rejected.problem]
    except Exception as error:  # whatever it is, the other articles go on
        detail = " ".join(f"{type(error).__name__}: {error}".split())[:500]
        return None, [Problem(found.source_uri, "clean", "failed", detail)]


def _same_source(one: str, other: str) -> bool:
    """Whether both name one source: a path may be given as seen from the working folder, or whole."""
    return os.path.abspath(one) == os.path.abspath(other)  # noqa: PTH100 (a source is no file: it may end in `#L2`)
