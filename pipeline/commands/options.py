"""Options that several commands have."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.terminal import printable

STORE = Path("outputs/antt.duckdb")
PUBLISH = Path("outputs/tables")

StoreOption = Annotated[Path, typer.Option("--store", metavar="FILE", help="The DuckDB file that holds the tables.")]
PublishOption = Annotated[
    Path, typer.Option("--publish", metavar="DIR", help="The folder of the snapshot for readers.")
]


def say(message: str) -> None:
    """A message for the person at the keyboard, on stderr."""
    print(f"antt: {printable(message)}", file=sys.stderr, flush=True)
