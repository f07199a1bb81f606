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

    from beleidsgraaf.reader.citations import Own
    from beleidsgraaf.reader.names import Gazetteer

_VALUES = ("targets", "value", "entity", "label")


def add_to(app: typer.Typer) -> None:
    """Add ``read`` and ``resolve``."""
    app.command()(read)
    app.command()(resolve)


def read(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Plain text files.")],
    format: Annotated[
        Literal["table", "jsonl"], typer.Option("--format", help="For people, or for programs.")
    ] = "table",
    kinds: Annotated[
        str, typer.Option(help="Only these, with commas: citation, amount, date, mention.")
    ] = "",
    document: Annotated[
        str, typer.Option(help="The document, such as kst-29826-124; by default the file's name.")
    ] = "",
    date: Annotated[str, typer.Option(help="The document's date, such as 2020-10-30.")] = "",
) -> None:
    """Find the citations, amounts, dates and known names of documents.

    Example: beleidsgraaf read kst-29826-124.txt --kinds citation --format jsonl
    """
    from beleidsgraaf import settings
    from beleidsgraaf.reader.finding import finds
    from beleidsgraaf.store.copies import text_of

    chosen = [kind.strip() for kind in kinds.split(",") if kind.strip()]
    most_bytes = settings.load().document_bytes
    names = _names(context) if not chosen or "mention" in chosen else None
    for file in files:
        own = _own(file, document, date)
        found = finds(text_of(file, most_bytes), own, chosen, names)
        if format == "jsonl":
            _lines(found, file.name if len(files) > 1 else "")
        else:
            _print(_table(found, file.name))


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


def _names(context: typer.Context) -> Gazetteer:
    """Return the names of the curated files, those of the workspace included."""
    from beleidsgraaf.reader.names import gazetteer
    from beleidsgraaf.store import labels
    from beleidsgraaf.store.files import GraphFiles

    return gazetteer(labels.rows(GraphFiles.collect(workspace(context))))


def _own(file: Path, document: str, date: str) -> Own:
    from datetime import date as calendar

    from beleidsgraaf.reader.citations import Own
    from beleidsgraaf.store.copies import document_of

    try:
        issued = calendar.fromisoformat(date) if date else None
    except ValueError:
        raise BadParameter("--date is a day, such as 2020-10-30.") from None
    return Own(document or document_of(file) or "", issued)


def _lines(found: list[dict[str, Any]], name: str) -> None:
    for one in found:
        named = {"file": name, **one} if name else one
        typer.echo(json.dumps(named, ensure_ascii=False))


def _table(found: list[dict[str, Any]], name: str) -> Table:
    from rich.table import Table

    table = Table("start", "kind", "text", "value", "rule", title=name, title_justify="left")
    for row in _rows(found):
        table.add_row(*row)
    return table


def _rows(found: list[dict[str, Any]]) -> Iterator[tuple[str, ...]]:
    from rich.markup import escape

    for one in found:
        value = next((one[key] for key in _VALUES if one.get(key) is not None), "")
        shown = " ".join(value) if isinstance(value, list) else str(value)
        cells = (one["kind"], " ".join(one["text"].split()), shown, one.get("rule", ""))
        yield (str(one["start"]), *(escape(str(cell)) for cell in cells))


def _print(table: Table) -> None:
    from rich.console import Console

    Console(highlight=False).print(table)
