"""Article text on a terminal: it may hold whatever its author liked, and must not steer the terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

# Control characters (escape sequences start with one) and marks that turn the direction of writing.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """The text with U+FFFD, of equal length, for every character that steers a terminal; line breaks and tabs stay."""
    return _STEERING.sub("\N{REPLACEMENT CHARACTER}", text)


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Table:
    """A table of plain values: missing ones are empty, text stands on one line and is never markup."""
    made = Table(title=Text(title) if title else None, title_justify="left", header_style="bold")
    for column in columns:
        made.add_column(Text(printable(column)), overflow="fold")
    for row in rows:
        made.add_row(*(_cell(value) for value in row))
    return made


def stdout() -> Console:
    """Results go there; lines are as wide as the terminal, or as they like when it is none."""
    console = Console(highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console.width = 160
    return console


def _cell(value: object) -> Text:
    if value is None:
        return Text("")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return Text(" ".join(printable(str(value)).split()))
