"""Commands on the graph: build, check, format, snapshots, settings, export."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from beleidsgraaf.cli.main import notices

if TYPE_CHECKING:
    from beleidsgraaf.checks import Report
    from beleidsgraaf.store.workspace import Workspace

Format = Annotated[
    Literal["table", "json"], typer.Option("--format", help="For people, or for programs.")
]


def add_to(app: typer.Typer) -> None:
    """Put the commands of this module on the application."""
    app.command()(build)
    app.command()(check)


def workspace(context: typer.Context) -> Workspace:
    """Return the workspace that ``--home`` names, else the default one."""
    from beleidsgraaf.store.workspace import Workspace

    home: Path | None = context.obj
    return Workspace.default(home)


def build(
    context: typer.Context,
    force: Annotated[bool, typer.Option("--force", help="Build even if nothing changed.")] = False,
) -> None:
    """Validate the curated files and make a snapshot of them the current one.

    Example: beleidsgraaf build
    """
    from beleidsgraaf.checks import check as check_files
    from beleidsgraaf.cli.progress import shown
    from beleidsgraaf.store import snapshot
    from beleidsgraaf.store.files import GraphFiles
    from beleidsgraaf.store.problems import refuse

    home = workspace(context)
    files = GraphFiles.collect(home)
    if not force and (made := snapshot.up_to_date(home, files)) is not None:
        notices.print(f"Snapshot {made.id} is up to date.", markup=False)
        return
    with shown() as progress:
        refuse(check_files(files, None, progress=progress).problems)
        made = snapshot.write(home, files, progress=progress)
    notices.print(f"Snapshot {made.id} is current: {made.manifest.quads} quads.", markup=False)


def check(context: typer.Context, format: Format = "table") -> None:
    """Check the curated files, and find every passage in the copies that are here.

    Example: beleidsgraaf check --format json
    """
    from beleidsgraaf.checks import check as check_files
    from beleidsgraaf.cli.progress import shown
    from beleidsgraaf.store.files import GraphFiles

    home = workspace(context)
    with shown() as progress:
        report = check_files(GraphFiles.collect(home), home.sources, progress=progress)
    if format == "json":
        typer.echo(_as_json(report))
    else:
        for problem in report.problems:
            typer.echo(f"{problem.severity}: {problem}")
        counts = ", ".join(f"{number} {what}" for what, number in report.counts.items())
        notices.print(f"{len(report.errors)} errors; {counts}", markup=False)
    if report.errors:
        raise typer.Exit(1)


def _as_json(report: Report) -> str:
    problems = [
        {"severity": p.severity, "place": p.place, "message": p.message, "remedy": p.remedy}
        for p in report.problems
    ]
    return json.dumps({"problems": problems, "counts": report.counts}, ensure_ascii=False, indent=2)
