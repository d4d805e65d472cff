"""`antt run`: the flow."""

from __future__ import annotations

import os
import shlex
import signal
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

from pipeline import flow
from pipeline.commands.options import PUBLISH, STORE, PublishOption, StoreOption, say
from pipeline.commands.terminal import printable
from pipeline.write.store import Store

_TERMINATED = 128 + signal.SIGTERM


def run(  # noqa: PLR0917 (options)
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Text files, folders, JSON or JSONL records.")],
    store: StoreOption = STORE,
    publish: PublishOption = PUBLISH,
    workers: Annotated[int, typer.Option(metavar="N", help="Processes that extract side by side.")] = 0,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 when something was rejected.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress bar.")] = False,
) -> None:
    """Read the articles under the paths, extract what is new, store it and publish the tables for readers.

    What can't be read or extracted is listed in the table `problems`; the rest goes on. A run that was stopped is
    finished by the next one. Without --workers there are as many as processors, at most 4.

    \b
    Examples:
      antt run corpus
      antt run news/2022 archive.jsonl.gz --store news.duckdb --publish news --workers 4
    """
    stopped_by: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:
        stopped_by.append(number)
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    try:
        report = flow.run(paths, store, publish, workers or _processors(), quiet)
    except KeyboardInterrupt:
        if stopped_by:
            raise typer.Exit(_TERMINATED) from None
        raise
    total = Store(store, say).size()["articles"]
    option = "" if store == STORE else f" --store {shlex.quote(str(store))}"
    for line in report.lines(store, publish, total, option):
        typer.echo(printable(line))
    if strict and report.rejected:
        raise typer.Exit(1)


def _processors() -> int:
    return max(1, min(4, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1))
