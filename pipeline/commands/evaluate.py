"""`antt evaluate GOLD.jsonl`: extracts the gold's texts and says how right the extractor is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer


def evaluate(
    gold: Annotated[Path, typer.Argument(help="A gold file: JSONL with id, text and mentions.", metavar="GOLD.jsonl")],
    errors: Annotated[int, typer.Option(help="Show up to N errors of each kind.", metavar="N")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Extract the gold's texts and print precision, recall and F1 by label, and how far the attributes agree.

    Example: antt evaluate corpus/portal.gold.jsonl --errors 5
    """
    from pipeline.evaluation.run import evaluate_file

    result = evaluate_file(gold)
    if as_json:
        figures = {
            "strict": {
                label: {"precision": tally.precision, "recall": tally.recall, "f1": tally.f1, "of": tally.tp + tally.fn}
                for label, tally in result.strict.items()
            },
            "attributes": {name: {"agree": agree, "of": of} for name, (agree, of) in result.attributes.items()},
        }
        typer.echo(json.dumps(figures, ensure_ascii=False, indent=1))
        return
    typer.echo(f"{'label':<24}{'precision':>10}{'recall':>10}{'F1':>10}{'of':>8}")
    for label, tally in result.strict.items():
        typer.echo(f"{label:<24}{tally.precision:>10.3f}{tally.recall:>10.3f}{tally.f1:>10.3f}{tally.tp + tally.fn:>8}")
    typer.echo(f"\n{'attribute':<24}{'agrees':>30}{'of':>8}")
    for name, (agree, of) in sorted(result.attributes.items()):
        # Where the gold holds no value of the attribute, there is nothing to agree with.
        typer.echo(f"{name:<24}{f'{agree:.3f}' if of else '-':>30}{of:>8}")
    for kind, rows in sorted(result.errors.items()):
        if errors and rows:
            typer.echo(f"\n{kind}: {len(rows)}")
            for row in rows[:errors]:
                typer.echo("  " + " | ".join(" ".join(str(cell).split()) for cell in row))
