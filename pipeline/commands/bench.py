"""`antt bench PATH…`: the performance figures, each as a ratio."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def bench(
    paths: Annotated[list[Path], typer.Argument(help="Articles to measure on, some hundreds.", metavar="PATH…")],
    limit: Annotated[int, typer.Option(help="Measure on the first N articles.", metavar="N")] = 1000,
) -> None:
    """Measure extraction on one core beside underthesea.word_tokenize alone on the same texts.

    Ratios hold on a noisy machine, seconds don't.

    Example: antt bench corpus
    """
    from itertools import islice

    from pipeline.acquire import read
    from pipeline.errors import UsageError
    from pipeline.evaluation.bench import bench as measure
    from pipeline.records import RawArticle

    texts = [found.text for found in islice(read(paths), limit) if isinstance(found, RawArticle)]
    if not texts:
        raise UsageError("there is no article under these paths to measure on")
    figures = measure(texts)
    typer.echo(f"articles                        {figures.articles:>8}")
    typer.echo(f"word_tokenize alone             {figures.articles / figures.word_tokenize:>8.1f} articles/s")
    typer.echo(f"text to mentions, to that       {figures.extract_ratio:>8.2f} ×")
    typer.echo(f"text to all tables, to that     {figures.tables_ratio:>8.2f} ×")
    typer.echo(f"loading the pipeline              {figures.load:>8.2f} s")
    typer.echo(f"peak memory of the process      {figures.peak_rss_mb:>8.0f} MB")
