"""What is printed is text and nothing else."""

from __future__ import annotations

import io

from rich.console import Console

from pipeline.commands.terminal import printable, table


def test_what_steers_a_terminal_is_replaced_and_offsets_stay() -> None:
    text = "a\x1b[31mb\x07\u202ec\x9b2J\nd\te\r"
    made = printable(text)
    assert len(made) == len(text)
    assert made == "a\ufffd[31mb\ufffd\ufffdc\ufffd2J\nd\te\ufffd"


def test_cells_are_never_markup_and_stand_on_one_line() -> None:
    console = Console(file=io.StringIO(), width=80)
    console.print(table("[red]t[/red]", ["[b]c[/b]"], [["[bold]x[/bold]\ny"], [None], [3.0], [1.5]]))
    made = console.file.getvalue()  # type: ignore[attr-defined]
    for text in ("[red]t[/red]", "[b]c[/b]", "[bold]x[/bold] y", "│ 3 ", "│ 1.5 "):
        assert text in made
