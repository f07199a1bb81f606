"""Commands that ask: query, search, show."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Final, Literal

import typer

from beleidsgraaf.cli.asking import EndpointOption, LanguageOption, Opened, ask
from beleidsgraaf.cli.store import workspace

_TABLES: Final = {
    "table": "application/sparql-results+json",
    "json": "application/sparql-results+json",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "xml": "application/sparql-results+xml",
}
_GRAPHS: Final = {
    "table": "text/turtle",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "json": "application/ld+json",
    "xml": "application/rdf+xml",
}


def add_to(app: typer.Typer) -> None:
    """Put the commands of this module on the application."""
    app.command()(query)
    app.command()(search)
    app.command()(show)


def query(
    context: typer.Context,
    file: Annotated[str, typer.Argument(help="A file with SPARQL; - reads standard input.")] = "",
    text: Annotated[str, typer.Option("--text", "-t", help="The query itself.")] = "",
    format: Annotated[
        Literal["table", "json", "csv", "tsv", "xml", "ttl", "nt"],
        typer.Option("--format", help="A table for people, or a form for programs."),
    ] = "table",
    endpoint: EndpointOption = "",
) -> None:
    """Ask the graph in SPARQL, within the same limits as the service.

    Example: beleidsgraaf query --text "SELECT ?x { ?x a bg:Actor }"
    """
    from beleidsgraaf.cli.tables import solutions

    written = _query_text(file, text)

    async def question(now: Opened) -> tuple[str, bytes]:
        accept = _accept(written, now, format)
        answer = await now.backend.query(written, accept=accept)
        return answer.media_type, answer.body

    media_type, body = ask(context, question, endpoint)
    if format == "table" and media_type == _TABLES["table"]:
        solutions(json.loads(body))
    else:
        sys.stdout.buffer.write(body if body.endswith(b"\n") else body + b"\n")


def _query_text(file: str, text: str) -> str:
    """Return the query as given; the engine knows the prefixes of this project."""
    from beleidsgraaf.errors import BadParameter, InputError
    from beleidsgraaf.query import guard

    if bool(file) == bool(text):
        raise BadParameter("Give a file, - for standard input, or --text; one of them.")
    if not text:
        try:
            body = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        except OSError as error:
            raise InputError(f"{file} cannot be read: {error.strerror}.") from None
        text = guard.decode(body)
    return text


def _accept(text: str, now: Opened, format: str) -> str:
    from beleidsgraaf.errors import BadParameter
    from beleidsgraaf.query import guard

    form = guard.check(text, now.settings).form
    types = _TABLES if form in ("SELECT", "ASK") else _GRAPHS
    if format not in types:
        raise BadParameter(f"The answer to {form} is written as {', '.join(types)}.")
    return types[format]


def search(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="A name, an abbreviation or an identifier.")],
    type: Annotated[str | None, typer.Option("--type", help="Only this class: Company.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000)] = 20,
    language: LanguageOption = "nl",
    format: Annotated[
        Literal["table", "json"], typer.Option("--format", help="For people, or for programs.")
    ] = "table",
) -> None:
    """Find things by name.

    Example: beleidsgraaf search fotonica --type Company
    """
    from beleidsgraaf.cli.tables import hits
    from beleidsgraaf.errors import NotFound
    from beleidsgraaf.store import snapshot
    from beleidsgraaf.store.search import search as search_index

    path = snapshot.current(workspace(context)).search
    found = search_index(path, text, type=type, limit=limit)
    if format == "json":
        typer.echo(json.dumps([asdict(hit) for hit in found], ensure_ascii=False))
    elif found:
        hits(found, language)
    if not found:
        raise NotFound(f"Nothing in the graph is named like {text!r}.")


def show(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="A name, kind/slug such as actor/asml, or an IRI.")],
    language: LanguageOption = "nl",
    format: Annotated[
        Literal["text", "json", "ttl"], typer.Option("--format", help="For people, or programs.")
    ] = "text",
    endpoint: EndpointOption = "",
) -> None:
    """Show all that the graph says of a thing, with the passages that it rests on.

    Example: beleidsgraaf show "Smart Photonics"
    """
    from rdflib import URIRef

    from beleidsgraaf import lookup
    from beleidsgraaf.cli.sheets import entity_sheet
    from beleidsgraaf.query.rows import fill

    async def question(now: Opened) -> str:
        thing = await lookup.find(now.backend, now.snapshot.search, name)
        if format == "ttl":
            text = fill("document", {"entity": [URIRef(thing.iri)]})
            answer = await now.backend.query(text, accept="text/turtle", lane="lookup")
            return answer.body.decode()
        words = await lookup.Vocabulary.load(now.backend)
        page = await lookup.entity(now.backend, thing.iri, copies=now.copies, vocabulary=words)
        if format == "json":
            return json.dumps(asdict(page), ensure_ascii=False, default=str)
        return entity_sheet(page, words, language)

    typer.echo(ask(context, question, endpoint))
