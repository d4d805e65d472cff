"""`antt train`: makes the model in `models/` again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def train(
    gold: Annotated[
        list[Path], typer.Argument(help="Gold files: JSONL with id, text and mentions.", metavar="GOLD.jsonl…")
    ],
    clusters: Annotated[Path, typer.Option(help="Folder with the word classes syllables.tsv and words.tsv.")] = Path(
        "models/antt/antt_mentions"
    ),
    texts: Annotated[
        Path | None, typer.Option(help="JSON lines (also .gz) with the texts of annotations that come without.")
    ] = None,
    output: Annotated[Path, typer.Option(help="Where the trained pipeline is written.")] = Path("models/antt"),
) -> None:
    """Train every learned part of the extractor from gold files, and save the pipeline.

    The data that the shipped model was trained on is named in its card, models/README.md. Needs the extra: pip
    install 'antt[train]'.

    Example: antt train train-portal.jsonl train-press.jsonl --output models/antt
    """
    from pipeline.errors import UsageError
    from pipeline.training import assemble, spans

    for path in (*gold, *([texts] if texts else []), clusters / "syllables.tsv", clusters / "words.tsv"):
        if not path.is_file():
            raise UsageError(f"{path}: there is no such file")
    settings = spans.Settings()
    nlp = assemble.train(gold, texts, clusters, settings)
    assemble.save(nlp, output, gold, settings)
    typer.echo(f"The pipeline is in {output}; its hashes are in {output / 'hashes.json'}")
