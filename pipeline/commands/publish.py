"""`antt publish`: the snapshot for readers."""

from __future__ import annotations

import typer

from pipeline.commands.options import PUBLISH, STORE, PublishOption, StoreOption, say
from pipeline.write import snapshot


def publish(store: StoreOption = STORE, folder: PublishOption = PUBLISH) -> None:
    """Write every table of the store as Parquet and CSV, with a data dictionary.

    The folder is replaced as a whole, in one step: a reader sees the old snapshot or the new one.

    \b
    Examples:
      antt publish
      antt publish --store news.duckdb --publish /srv/news
    """
    made = snapshot.publish(store, folder, say)
    typer.echo(f"published {made.rows['articles']:,} articles, {made.rows['mentions']:,} mentions in {made.folder}")
