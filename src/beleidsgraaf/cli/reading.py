"""Commands that read: what stands in a document, and what a reference means."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from beleidsgraaf.cli.store import workspace
from beleidsgraaf.errors import BadParameter, NotFound

if TYPE_CHECKING:
    from rich.table import Table

    from beleidsgraaf.reader.batch import Outcome, Reader
    from beleidsgraaf.reader.process import Asked

_COLUMNS = ("place", "kind", "text", "value", "rule")
_VALUES = ("targets", "value", "entity", "label")


def add_to(app: typer.Typer) -> None:
    """Add ``read`` and ``resolve``."""
    app.command()(read)
    app.command()(resolve)


def read(
    context: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE|FOLDER...", help="Text, PDF, DOCX, HTML or the publications' XML."
        ),
    ],
    format: Annotated[
        Literal["table", "jsonl"], typer.Option("--format", help="For people, or for programs.")
    ] = "table",
    kinds: Annotated[
        str,
        typer.Option(
            help="Only these: citation, amount, date, mention, name, relation, funding, step."
        ),
    ] = "",
    document: Annotated[
        str, typer.Option(help="The document, such as kst-29826-124; by default the file's name.")
    ] = "",
    date: Annotated[str, typer.Option(help="The document's date, such as 2020-10-30.")] = "",
    out: Annotated[
        Path | None,
        typer.Option(help="Folder for a file of finds each, and a report; run again to go on."),
    ] = None,
    jobs: Annotated[
        int, typer.Option(min=0, help="Processes that read; by default one a processor.")
    ] = 0,
    cluster: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Read on a Dask cluster, by its scheduler.")
    ] = "",
) -> None:
    """Find what documents cite, name and state: citations, amounts, dates, names, relations.

    What a file is shows from its content. A document that cannot be read is told; the others are
    read all the same.

    Example: beleidsgraaf read letters/ --out finds/
    """
    from beleidsgraaf.cli import volume

    chosen = [kind.strip() for kind in kinds.split(",") if kind.strip()]
    found = volume.documents(files)
    reader = _reader(context, chosen)
    asked = {name: _asked(file, document, date, chosen) for name, file in found.items()}
    run = volume.Run(found, asked, reader, jobs or volume.processors(), cluster)
    if out is not None:
        run.into(out)
    elif format == "jsonl":
        run.each(lambda outcome: _lines(outcome, several=len(found) > 1))
    else:
        run.each(lambda outcome: _print(_table(outcome)))


def resolve(
    reference: Annotated[str, typer.Argument(metavar="TEXT", help="A reference, in quotes.")],
    document: Annotated[
        str, typer.Option(help='The document that it stands in, for "op stuk nr. 305".')
    ] = "",
    format: Annotated[
        Literal["table", "json"], typer.Option("--format", help="For people, or for programs.")
    ] = "table",
) -> None:
    """Say which documents a reference means, and by which rule.

    Example: beleidsgraaf resolve "Kamerstukken 33 009 en 32 637, nr. 94"
    """
    from beleidsgraaf.reader.citations import Own
    from beleidsgraaf.reader.citations import resolve as resolved

    answer = resolved(reference, own=Own(document))
    if format == "json":
        names = ("reference", "targets", "rule", "confidence")
        typer.echo(json.dumps({name: getattr(answer, name) for name in names}, ensure_ascii=False))
    elif answer.targets:
        typer.echo("\n".join(answer.targets))
        typer.secho(f"by the rule {answer.rule}", dim=True, err=True)
    if not answer.targets:
        raise NotFound("That is no reference that is known.")


def _reader(context: typer.Context, kinds: list[str]) -> Reader:
    """Return a reader with the names of the curated files, those of the workspace included."""
    from beleidsgraaf import settings
    from beleidsgraaf.reader.batch import Reader
    from beleidsgraaf.reader.finding import FINDERS
    from beleidsgraaf.store import labels
    from beleidsgraaf.store.files import GraphFiles

    if unknown := sorted(set(kinds) - FINDERS.keys()):
        raise BadParameter(f"{unknown[0]!r} is none of the kinds {', '.join(FINDERS)}.")
    named = not kinds or not {"mention", "name", "relation", "funding", "step"}.isdisjoint(kinds)
    rows = labels.rows(GraphFiles.collect(workspace(context))) if named else None
    return Reader.of(settings.load(), rows)


def _asked(file: Path, document: str, date: str, kinds: list[str]) -> Asked:
    from datetime import date as calendar

    from beleidsgraaf.reader.process import Asked
    from beleidsgraaf.store.copies import document_of

    try:
        issued = calendar.fromisoformat(date) if date else None
    except ValueError:
        raise BadParameter("--date is a day, such as 2020-10-30.") from None
    return Asked(document or document_of(file) or "", issued, kinds)


def _lines(outcome: Outcome, *, several: bool) -> None:
    for line in outcome.finds.decode().splitlines():
        named = {"file": outcome.name, **json.loads(line)} if several else None
        typer.echo(json.dumps(named, ensure_ascii=False) if named else line)


def _table(outcome: Outcome) -> Table:
    from rich.table import Table

    table = Table(*_COLUMNS, title=outcome.name, title_justify="left")
    for row in _rows([json.loads(line) for line in outcome.finds.splitlines()]):
        table.add_row(*row)
    return table


def _rows(found: list[dict[str, Any]]) -> Iterator[tuple[str, ...]]:
    from rich.markup import escape

    for one in found:
        value = next((one[key] for key in _VALUES if one.get(key) is not None), "")
        shown = " ".join(value) if isinstance(value, list) else str(value)
        cells = (one["kind"], " ".join(one["text"].split()), shown, one.get("rule", ""))
        yield (_place(one), *(escape(str(cell)) for cell in cells))


def _place(one: dict[str, Any]) -> str:
    return " ".join(f"{kind} {where}" for kind, where in one["place"].items())


def _print(table: Table) -> None:
    from rich.console import Console

    Console(highlight=False).print(table)
