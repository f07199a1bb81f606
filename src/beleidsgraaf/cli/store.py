"""Commands on the graph: build, check, format, settings, export."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from beleidsgraaf.cli.main import notices

if TYPE_CHECKING:
    from beleidsgraaf.checks import Report
    from beleidsgraaf.store.workspace import Workspace

Format = Annotated[
    Literal["table", "json"], typer.Option("--format", help="For people, or for programs.")
]
#: A file that is wrong throughout has thousands; the first tell what it is.
_MOST_PROBLEMS: Final = 20


def add_to(app: typer.Typer) -> None:
    """Put the commands of this module on the application."""
    app.command()(build)
    app.command()(check)
    app.command("format")(format_files)
    app.command()(export)
    app.command()(settings)


def workspace(context: typer.Context) -> Workspace:
    """Return the workspace that ``--home`` names, else the default one."""
    from beleidsgraaf.store.workspace import Workspace

    home: Path | None = context.obj
    return Workspace.default(home)


def build(
    context: typer.Context,
    force: Annotated[bool, typer.Option("--force", help="Build even if nothing changed.")] = False,
    all: Annotated[
        bool, typer.Option("--all", help="Tell every problem, not the first 20.")
    ] = False,
) -> None:
    """Validate the curated files and make a snapshot of them the current one.

    Example: beleidsgraaf build
    """
    from beleidsgraaf.store import snapshot
    from beleidsgraaf.store.files import GraphFiles

    home = workspace(context)
    files = GraphFiles.collect(home)
    if not force and (made := snapshot.up_to_date(home, files)) is not None:
        notices.print(f"Snapshot {made.id} is up to date.", markup=False)
        return
    # after the answer that needs no validation, because loading it takes half a second
    from beleidsgraaf.checks import check as check_files
    from beleidsgraaf.cli.progress import shown
    from beleidsgraaf.store.problems import refuse

    with shown() as progress:
        problems = check_files(files, None, progress=progress).problems
        refuse(problems, None if all else _MOST_PROBLEMS)
        made = snapshot.write(home, files, progress=progress)
    notices.print(f"Snapshot {made.id} is current: {made.manifest.quads} quads.", markup=False)


def check(context: typer.Context, format: Format = "table") -> None:
    """Check the curated files, and find every passage in the copies that are here.

    Example: beleidsgraaf check --format json
    """
    from beleidsgraaf.checks import check as check_files
    from beleidsgraaf.cli.progress import shown
    from beleidsgraaf.store.files import GraphFiles
    from beleidsgraaf.store.problems import remedies

    home = workspace(context)
    with shown() as progress:
        report = check_files(GraphFiles.collect(home), home.sources, progress=progress)
    if format == "json":
        typer.echo(_as_json(report))
    else:
        for problem in report.problems:
            typer.echo(f"{problem.severity}: {problem}")
        for remedy in remedies(report.problems):
            notices.print(f"remedy: {remedy}", markup=False)
        counts = ", ".join(f"{number} {what}" for what, number in report.counts.items())
        found = "1 error" if len(report.errors) == 1 else f"{len(report.errors)} errors"
        notices.print(f"{found}; {counts}", markup=False)
    if report.errors:
        raise typer.Exit(1)


def format_files(
    files: Annotated[
        list[Path] | None, typer.Argument(help="By default every file of graph/.", exists=True)
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Change nothing; say what would.")] = False,
) -> None:
    """Write curated Turtle in its one form, so that changes can be compared.

    Example: beleidsgraaf format --check
    """
    from beleidsgraaf.store.canonical import formatted

    changed = 0
    for path, name in _given(files):
        content = path.read_bytes()
        canonical = formatted(content, name)
        if canonical.encode() != content:
            changed += 1
            typer.echo(name)
            if not check:
                path.write_text(canonical, encoding="utf-8", newline="\n")
    if check and changed:
        raise typer.Exit(1)


def _given(files: list[Path] | None) -> list[tuple[Path, str]]:
    from beleidsgraaf.store.files import GraphFiles

    if files:
        return [(path, str(path)) for path in files]
    curated = GraphFiles.collect().data
    return [(file.path, file.name) for file in curated if file.name.startswith("graph/")]


def export(
    context: typer.Context,
    output: Annotated[Path, typer.Option("--output", "-o", help="A file, or - to print.")],
    format: Annotated[
        Literal["nq", "trig", "ttl", "nt", "jsonld", "rdf", "csv"],
        typer.Option(
            "--format", help="nq and trig keep the named graphs apart; csv is a zip of tables."
        ),
    ] = "nq",
) -> None:
    """Write the whole graph of the current snapshot.

    Example: beleidsgraaf export --format ttl -o graph.ttl
    """
    from beleidsgraaf.store import export as exporter
    from beleidsgraaf.store import snapshot

    found = snapshot.current(workspace(context))
    if str(output) == "-":
        exporter.write(found.quads, format, sys.stdout.buffer)
        return
    with output.open("wb") as file:
        exporter.write(found.quads, format, file)


def settings(format: Format = "table") -> None:
    """List the settings: their variable, the value in force, unit and meaning.

    Example: BELEIDSGRAAF_QUERY_SECONDS=30 beleidsgraaf settings
    """
    from beleidsgraaf import settings as table

    values = asdict(table.load())
    rows = [
        {
            "variable": f"BELEIDSGRAAF_{s.name.upper()}",
            "value": "(given)" if s.secret and values[s.name] else values[s.name],
            "default": s.default,
            "unit": s.unit,
            "help": s.help,
        }
        for s in table.SETTINGS
    ]
    if format == "json":
        typer.echo(json.dumps(rows, indent=2))
        return
    for row in rows:
        typer.echo(f"{row['variable']}={row['value']} {row['unit']}".rstrip())
        typer.echo(f"    {row['help']} (default: {row['default'] or 'none'})")


def _as_json(report: Report) -> str:
    problems = [
        {"severity": p.severity, "place": p.place, "message": p.message, "remedy": p.remedy}
        for p in report.problems
    ]
    return json.dumps({"problems": problems, "counts": report.counts}, ensure_ascii=False, indent=2)
