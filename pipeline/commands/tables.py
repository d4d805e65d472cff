"""`antt tables`: what there is to ask for."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from pipeline import schema
from pipeline.commands.terminal import stdout, table
from pipeline.errors import UsageError
from pipeline.schema import Column, Table


class Language(StrEnum):
    """The language of the descriptions."""

    vi = "vi"
    en = "en"


def tables(
    names: Annotated[list[str] | None, typer.Argument(metavar="[TABLE]...", help="Only these tables.")] = None,
    lang: Annotated[Language, typer.Option(help="The language of the descriptions.")] = Language.en,
) -> None:
    """List the tables with their columns, types and descriptions.

    \b
    Examples:
      antt tables
      antt tables people places --lang vi
    """
    known = schema.tables()
    for name in names or ():
        if name not in known:
            raise UsageError(f"there is no table {name}; the tables are {', '.join(known)}")
    console = stdout()
    for found in known.values():
        if not names or found.name in names:
            rows = [(c.name, c.type, _description(c, found, lang)) for c in found.columns]
            console.print(
                table(f"{found.name}: {found.vi if lang == 'vi' else found.en}", ("column", "type", ""), rows)
            )
            console.print()


def _description(column: Column, found: Table, lang: Language) -> str:
    parts = [column.vi if lang == "vi" else column.en]
    if column.name in found.key:
        parts.append("[khóa]" if lang == "vi" else "[key]")
    if column.values:
        parts.append(f"({', '.join(column.values)})")
    return " ".join(parts)
