"""The application, its common options, and how an error is told."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from beleidsgraaf import __version__
from beleidsgraaf.errors import BeleidsgraafError, InvalidGraph

app = typer.Typer(
    name="beleidsgraaf",
    help="Read Dutch policy letters and show what they say as a graph.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)

#: For people: progress, notices and errors. Results go to standard output.
notices = Console(stderr=True, highlight=False)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"beleidsgraaf {__version__}")
        raise typer.Exit


@app.callback()
def common(
    context: typer.Context,
    home: Annotated[
        Path | None,
        typer.Option(
            envvar="BELEIDSGRAAF_HOME",
            help="The workspace; by default .beleidsgraaf in a checkout, else your data folder.",
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say only errors.")] = False,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Say the version."),
    ] = False,
) -> None:
    """Options that come before the command."""
    notices.quiet = quiet
    context.obj = home


def main() -> None:
    """Run the command line; an error is one message with its remedy, never a traceback."""
    from beleidsgraaf.cli import commands

    commands.add_all(app)
    try:
        app()
    except BeleidsgraafError as error:
        notices.quiet = False
        _tell(error)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


def _tell(error: BeleidsgraafError) -> None:
    notices.print(f"error: {error.detail}", style="red", markup=False)
    if isinstance(error, InvalidGraph):
        for problem in error.problems:
            notices.print(f"  {problem}", markup=False)
    if error.remedy:
        notices.print(f"remedy: {error.remedy}", markup=False)
