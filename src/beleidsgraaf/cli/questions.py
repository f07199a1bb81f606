"""The command that asks one of the prepared questions."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from beleidsgraaf.cli.asking import EndpointOption, LanguageOption, Opened
from beleidsgraaf.cli.asking import ask as ask_snapshot

if TYPE_CHECKING:
    from beleidsgraaf.query.rows import Term
    from beleidsgraaf.questions import Question

_TYPES: Final = {
    "table": "application/sparql-results+json",
    "json": "application/sparql-results+json",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}


def add_to(app: typer.Typer) -> None:
    """Put the commands of this module on the application."""
    app.command()(ask)


def ask(
    context: typer.Context,
    question: Annotated[str, typer.Argument(help="Its id; without one, all are listed.")] = "",
    about: Annotated[
        str, typer.Argument(help="What it is about: a name or kind/slug, for its first parameter.")
    ] = "",
    parameter: Annotated[
        list[str] | None,
        typer.Option("--with", help="name=value, value: kind/slug, CURIE or text. Repeatable."),
    ] = None,
    language: LanguageOption = "nl",
    format: Annotated[
        Literal["table", "json", "csv", "tsv", "sparql"],
        typer.Option("--format", help="A table for people, a form for programs, or the query."),
    ] = "table",
    endpoint: EndpointOption = "",
) -> None:
    """Ask a prepared question about the graph, with its default parameters or others.

    An option `--with name=` without a value leaves that parameter open.

    Example: beleidsgraaf ask cw31 "STAP-budget"
    """
    from beleidsgraaf import questions
    from beleidsgraaf.cli.tables import solutions
    from beleidsgraaf.store import packaged

    known = questions.load(packaged.folders().graph / "questions")
    if not question:
        _list(known, language)
        return
    chosen = questions.one(known, question)
    given = _given(parameter or ())
    if format == "sparql" and not about:
        typer.echo(chosen.fill(given))
        return

    async def run(now: Opened) -> bytes:
        if about:
            given[chosen.parameters[0].name] = [await _named(now, about)]
        text = chosen.fill(given)
        if format == "sparql":
            return text.encode()
        return (await now.backend.query(text, accept=_TYPES[format])).body

    body = ask_snapshot(context, run, endpoint)
    if format == "table":
        typer.secho(chosen.title.in_language(language), bold=True)
        solutions(json.loads(body))
    else:
        sys.stdout.buffer.write(body if body.endswith(b"\n") else body + b"\n")


def _list(known: Mapping[str, Question], language: Literal["nl", "en"]) -> None:
    for question in known.values():
        names = " ".join(f"--with {parameter.name}=" for parameter in question.parameters)
        typer.echo(f"{question.id}  {names}\n    {question.title.in_language(language)}")


async def _named(now: Opened, text: str) -> Term:
    from rdflib import URIRef

    from beleidsgraaf import lookup

    return URIRef((await lookup.find(now.backend, now.snapshot.search, text)).iri)


def _given(parameters: Iterable[str]) -> dict[str, list[Term]]:
    """Gather ``name=value``; a name that is given twice has two values."""
    from beleidsgraaf.errors import BadParameter
    from beleidsgraaf.questions import term

    given: dict[str, list[Term]] = defaultdict(list)
    for parameter in parameters:
        name, sign, value = parameter.partition("=")
        if not sign:
            raise BadParameter(f"{parameter!r} is no name=value.")
        given[name].extend([term(value)] if value else [])
    return given
