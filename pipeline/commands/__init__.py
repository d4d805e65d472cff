"""The command `antt`: one module a command, imported when the command is called."""

from __future__ import annotations

import importlib
import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from pipeline import __version__
from pipeline.errors import AnttError, UsageError

# What `antt --help` says of each command; the module of that name has the function of that name.
COMMANDS = {
    "run": "Read new articles, extract, store, publish the tables.",
    "extract": "Show what one article holds, without a store.",
    "mentions": "Print every stored mention as JSON lines.",
    "evaluate": "Compare what is extracted with gold.",
    "query": "Ask the store in SQL, read-only.",
    "tables": "List the tables and their columns.",
    "show": "Show a stored article with its mentions highlighted.",
    "publish": "Write the snapshot for readers again.",
    "train": "Train the model in models/ again.",
    "bench": "Measure the speed, as ratios.",
}


class _Commands(TyperGroup):
    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"pipeline.commands.{cmd_name}")
        single = typer.Typer(add_completion=False, rich_markup_mode=None)
        single.command(name=cmd_name)(getattr(module, cmd_name))
        return typer.main.get_command(single)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except UsageError as error:
            _say(str(error))
            raise typer.Exit(2) from error
        except AnttError as error:
            if os.environ.get("ANTT_DEBUG"):
                raise
            _say(str(error))
            raise typer.Exit(1) from error
        except KeyboardInterrupt as error:
            _say("stopped; what is stored stays, the next run goes on from there")
            raise typer.Exit(130) from error
        except BrokenPipeError as error:  # `antt … | head` has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from error
        except Exception as error:
            if os.environ.get("ANTT_DEBUG") or not _from_outside(error):
                raise
            _say(" ".join(f"{type(error).__name__}: {error}".split()))
            raise typer.Exit(1) from error


app = typer.Typer(
    name="antt",
    cls=_Commands,
    add_completion=False,
    no_args_is_help=True,
    invoke_without_command=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="An ninh trật tự: Vietnamese security news into tables.",
)


@app.callback(epilog='\b\nExample:\n  antt run corpus\n  antt query "SELECT name, rank, position FROM people"')
def _antt(
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> None:
    if version:
        typer.echo(f"antt {__version__}")
        raise typer.Exit


def main() -> None:
    """The entry point: exit code 0 when all went well, 1 when it could not be done, 2 for wrong usage.

    With ANTT_DEBUG set, an error shows where it came from.
    """
    app(prog_name="antt")


def _from_outside(error: Exception) -> bool:
    """Whether the file system or the database says no; DuckDB is not loaded for this."""
    duckdb = sys.modules.get("duckdb")
    return isinstance(error, OSError) or (duckdb is not None and isinstance(error, duckdb.Error))


def _say(message: str) -> None:
    print(f"antt: {message}", file=sys.stderr)
