"""`antt show`: an article with its mentions highlighted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from pipeline.commands.options import STORE, StoreOption, say
from pipeline.commands.terminal import printable, stdout
from pipeline.errors import AnttError, UsageError
from pipeline.write.connection import reading

_COLOURS = {"PERSON": "cyan", "PLACE": "green", "UNIT": "magenta", "COUNT": "yellow", "DATE": "blue"}
_HTML_COLOURS = {
    "PERSON": "#a6e3f0", "PLACE": "#b5e6b0", "UNIT": "#e3c1f0", "COUNT": "#f5e6a3", "DATE": "#bccff5",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """A stored article, and its mentions as (start, end, label) in text order."""

    article_id: str
    source_id: str
    source_uri: str
    published_on: str | None
    text: str
    mentions: list[tuple[int, int, str]]


def show(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="Its article_id or source_id.")],
    store: StoreOption = STORE,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write a web page instead.")] = None,
) -> None:
    """Show an article of the store with its people, places, units, counts and dates highlighted.

    \b
    Examples:
      antt show seed
      antt show a_0123456789abcdef --html seed.html
    """
    shown = find(store, article)
    if html is not None:
        try:
            html.write_text(page(shown), encoding="utf-8")
        except OSError as error:
            raise AnttError(f"{html}: can't be written: {error.strerror}") from error
        typer.echo(f"{html}: {shown.source_id}, {len(shown.mentions)} mentions")
        return
    console = stdout()
    facts = [shown.article_id, shown.source_uri, *([shown.published_on] if shown.published_on else [])]
    console.print(Text(printable(f"{shown.source_id} ({', '.join(facts)})"), style="bold"))
    console.print()
    console.print(highlighted(shown, console), soft_wrap=not console.is_terminal)


def find(store: Path, article: str) -> Shown:
    """The article with that article_id or source_id; UsageError when there is none, or several with that source_id."""
    with reading(store, say) as connection:
        found = connection.execute(
            "SELECT article_id, source_id, source_uri, CAST(published_on AS VARCHAR), text FROM articles"
            " WHERE article_id = $1 OR source_id = $1 ORDER BY article_id",
            [article],
        ).fetchall()
        if len(found) != 1:
            if not found:
                raise UsageError(f'{article}: no such article; antt query "SELECT article_id, source_id FROM articles"')
            ids = ", ".join(str(row[0]) for row in found[:5])
            raise UsageError(f"{article}: {len(found)} articles have this source_id; name one by its article_id: {ids}")
        mentions = connection.execute(
            "SELECT start_char, end_char, label FROM mentions WHERE article_id = ? ORDER BY start_char", [found[0][0]]
        ).fetchall()
    article_id, source_id, source_uri, published_on, text = found[0]
    return Shown(article_id, source_id, source_uri, published_on, text, mentions)


def highlighted(shown: Shown, console: Console) -> Text:
    """The text with each mention coloured and followed by its label; in brackets where there are no colours."""
    made = Text()
    text = printable(shown.text)
    colours = console.color_system is not None
    at = 0
    for start, end, label in shown.mentions:
        made.append(text[at:start])
        colour = _COLOURS.get(label, "white")
        if colours:
            made.append(text[start:end], style=f"bold {colour}").append(f" {label}", style=f"dim {colour}")
        else:
            made.append(f"[{text[start:end]} {label}]")
        at = end
    return made.append(text[at:])


def page(shown: Shown) -> str:
    """A web page by displaCy, which escapes the text."""
    from spacy import displacy

    entities = [{"start": start, "end": end, "label": label} for start, end, label in shown.mentions]
    made = displacy.render(
        {"text": printable(shown.text), "ents": entities, "title": None},
        style="ent",
        page=True,
        manual=True,
        jupyter=False,
        options={"colors": _HTML_COLOURS, "lang": "vi"},
    )
    return str(made)
