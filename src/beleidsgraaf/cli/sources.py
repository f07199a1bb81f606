"""Commands on copies of documents: add, fetch, list."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from beleidsgraaf.cli.main import notices
from beleidsgraaf.cli.store import Format, workspace
from beleidsgraaf.errors import UnreadableDocument

sources = typer.Typer(
    no_args_is_help=True, help="Copies of documents, which show the passages; add, fetch, list."
)


def add_to(app: typer.Typer) -> None:
    """Put the commands of this module on the application."""
    app.add_typer(sources, name="sources")


@sources.command()
def add(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A text file, or a folder of them.", exists=True)],
    document: Annotated[
        str | None, typer.Option(help="The document, when the file name does not say it.")
    ] = None,
) -> None:
    """Take a copy of a document's text.

    Example: beleidsgraaf sources add kst-29826-124.txt
    """
    from beleidsgraaf import settings
    from beleidsgraaf.store import copies

    folder, most = workspace(context).sources, settings.load().document_bytes
    if not file.is_dir():
        _tell(copies.add(folder, file, document, most).document)
        return
    found, bad = list(copies.recognised(file)), 0
    for path in found:
        try:
            _tell(copies.add(folder, path, None, most).document)
        except UnreadableDocument as error:
            bad += 1
            notices.print(f"error: {error.detail}", markup=False)
    if not found:
        raise UnreadableDocument(
            "The folder holds no text file that is named after a document.",
            remedy="name files after their document, such as kst-29826-124.txt",
        )
    if bad:
        raise typer.Exit(UnreadableDocument.exit_code)


@sources.command()
def fetch(
    context: typer.Context,
    document: Annotated[str, typer.Argument(help="A Kamerstuk, such as kst-29826-124.")],
) -> None:
    """Fetch the text of a Kamerstuk from the official publications.

    Example: beleidsgraaf sources fetch kst-29826-124
    """
    from beleidsgraaf import settings
    from beleidsgraaf.store import copies, publication
    from beleidsgraaf.store.fetch import Client

    with notices.status(f"Asking the official publications for {document}"):
        found = publication.fetch(Client(settings.load()), document)
    copies.keep(workspace(context).sources, document, found.text, found.origin)
    _tell(document)


@sources.command("list")
def list_sources(context: typer.Context, format: Format = "table") -> None:
    """List the copies that are here.

    Example: beleidsgraaf sources list
    """
    from beleidsgraaf.store import copies

    rows = copies.listed(workspace(context).sources)
    if format == "json":
        typer.echo(json.dumps([asdict(row) for row in rows], indent=2, ensure_ascii=False))
        return
    for row in rows:
        typer.echo(f"{row.document}  {row.characters} characters  {row.added[:10]}  {row.origin}")


def _tell(document: str) -> None:
    notices.print(f"A copy of {document} is here.", markup=False)
