"""Commands on copies of documents: add, fetch, list."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from beleidsgraaf.cli.main import notices
from beleidsgraaf.cli.store import Format, workspace
from beleidsgraaf.errors import BadParameter, BeleidsgraafError, UnreadableDocument

if TYPE_CHECKING:
    from beleidsgraaf.reader.process import ReadingProcess

sources = typer.Typer(
    no_args_is_help=True, help="Copies of documents, which show the passages; add, fetch, list."
)


def add_to(app: typer.Typer) -> None:
    """Put the commands of this module on the application."""
    app.add_typer(sources, name="sources")


@sources.command()
def add(
    context: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE|FOLDER...",
            help="Text, PDF, DOCX, HTML or the publications' XML, or folders of these.",
            exists=True,
        ),
    ],
    document: Annotated[
        str | None, typer.Option(help="The document, when the file name does not say it.")
    ] = None,
) -> None:
    """Take a copy of the text of documents.

    Example: beleidsgraaf sources add kst-29826-124.pdf
    """
    from beleidsgraaf import settings
    from beleidsgraaf.cli import progress
    from beleidsgraaf.reader.process import ReadingProcess

    found = _found(files)
    if document is not None and len(found) > 1:
        raise BadParameter("--document is for one file.")
    bad: list[BeleidsgraafError] = []
    with ReadingProcess(settings.load()) as process, progress.shown() as bar:
        for number, file in enumerate(found, 1):
            try:
                _tell(add_one(process, workspace(context).sources, file, document))
            except BeleidsgraafError as error:
                if files == found:
                    raise
                bad.append(error)
                notices.print(f"error: {error.detail}", markup=False)
            bar("Copying", number, len(found))
    if bad:
        raise typer.Exit(bad[0].exit_code)


def add_one(process: ReadingProcess, sources: Path, file: Path, document: str | None) -> str:
    """Take a copy of the text of a file; return which document it is."""
    from beleidsgraaf import settings
    from beleidsgraaf.store import copies

    name = copies.named(file, document)
    content = copies.content_of(file, settings.load().document_bytes)
    copies.keep(sources, name, process.extract(content, file.name).text, file.name)
    return name


def _found(given: list[Path]) -> list[Path]:
    """Return the files, and of folders those that are named after a document."""
    from beleidsgraaf.store import copies

    found = [
        file for path in given for file in (copies.recognised(path) if path.is_dir() else [path])
    ]
    if not found:
        raise UnreadableDocument(
            "The folder holds no file that is named after a document.",
            remedy="name files after their document, such as kst-29826-124.pdf",
        )
    return found


@sources.command()
def fetch(
    context: typer.Context,
    documents: Annotated[
        list[str] | None,
        typer.Argument(metavar="ID...", help="Official publications, such as kst-29826-124."),
    ] = None,
    ids: Annotated[
        Path | None, typer.Option(help="A file with an identifier a line.", exists=True)
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Ask also for what was fetched before.")
    ] = False,
) -> None:
    """Fetch the text of official publications.

    One is asked at a time, with a pause between. What was fetched before is not asked again, so a
    run that was broken off goes on where it stopped.

    Example: beleidsgraaf sources fetch kst-33009-92 blg-1184123
    """
    from beleidsgraaf import settings
    from beleidsgraaf.cli import progress
    from beleidsgraaf.cli.fetching import Fetching, identifiers
    from beleidsgraaf.reader.process import ReadingProcess
    from beleidsgraaf.store.fetch import Client
    from beleidsgraaf.store.fetched import Cache
    from beleidsgraaf.store.polite import PoliteClient

    asked, home, limits = identifiers(documents or [], ids), workspace(context), settings.load()
    client = PoliteClient(Client(limits), limits.fetch_pause)
    done = 0
    with ReadingProcess(limits) as process, progress.shown() as bar:
        bar("Fetching", 0, len(asked))

        def tell(document: str, error: BeleidsgraafError | None) -> None:
            nonlocal done
            done += 1
            bar("Fetching", done, len(asked))
            if error is None:
                _tell(document)
            elif len(asked) > 1:
                notices.print(f"error: {document}: {error.detail}", markup=False)

        bad = Fetching(client, Cache(home.fetched), home.sources, process, again).all(asked, tell)
    if bad and len(asked) == 1:
        raise bad[0]
    if bad:
        notices.print(f"{len(asked) - done + len(bad)} of {len(asked)} did not come; run again.")
        raise typer.Exit(bad[0].exit_code)


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
