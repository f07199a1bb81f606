"""The command that counts the graph and says what it leaves out."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from beleidsgraaf.cli.asking import EndpointOption, LanguageOption, Opened, ask

if TYPE_CHECKING:
    from beleidsgraaf.records import Language
    from beleidsgraaf.statistics import Completeness
    from beleidsgraaf.store.counts import Count


def add_to(app: typer.Typer) -> None:
    """Put the commands of this module on the application."""
    app.command()(statistics)


def statistics(
    context: typer.Context,
    language: LanguageOption = "nl",
    format: Annotated[
        Literal["text", "json"], typer.Option("--format", help="For people, or for programs.")
    ] = "text",
    endpoint: EndpointOption = "",
) -> None:
    """Count the graph, and name the passages that no assertion rests on.

    Example: beleidsgraaf statistics --format json
    """
    from beleidsgraaf import statistics
    from beleidsgraaf.store import counts as counted

    async def question(now: Opened) -> tuple[tuple[Count, ...], tuple[Completeness, ...]]:
        counts = counted.read(now.snapshot.counts)
        return counts, await statistics.completeness(now.backend, now.copies)

    counts, documents = ask(context, question, endpoint)
    if format == "json":
        found = {"counts": list(map(asdict, counts)), "documents": list(map(asdict, documents))}
        typer.echo(json.dumps(found, ensure_ascii=False))
        return
    for sort in dict.fromkeys(count.by for count in counts):
        typer.secho(sort, bold=True)
        for count in counts:
            if count.by == sort:
                typer.echo(f"  {count.number:>6}  {_short(count.key)}")
    for document in documents:
        _tell(document, language)


def _short(key: str) -> str:
    from beleidsgraaf import terms

    return terms.shorten(key)


def _tell(document: Completeness, language: Language) -> None:
    from beleidsgraaf import words

    typer.secho(document.document, bold=True)
    if document.passages is None:
        typer.echo(f"  {document.used} passages with an assertion; no copy, so the rest is unknown")
        return
    typer.echo(f"  {document.used} of {document.passages} passages have an assertion; without one:")
    for passage in document.open:
        typer.echo(f"  {words.place(passage.place, language)}: {passage.text}")
