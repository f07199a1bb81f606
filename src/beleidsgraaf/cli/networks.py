"""Commands that walk what the letters state: path, network."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from beleidsgraaf.cli.asking import EndpointOption, LanguageOption, Opened, ask
from beleidsgraaf.cli.main import notices

if TYPE_CHECKING:
    from beleidsgraaf.drawing import Format
    from beleidsgraaf.networks import ClaimGraph

Modality = Annotated[
    list[str] | None,
    typer.Option("--modality", "-m", help="Only over steps this sure: fact, decided, ..."),
]


def add_to(app: typer.Typer) -> None:
    """Put the commands of this module on the application."""
    app.command()(path)
    app.command()(network)


def path(
    context: typer.Context,
    start: Annotated[str, typer.Argument(help="Where it starts: a name, kind/slug or IRI.")],
    end: Annotated[str, typer.Argument(help="Where it ends.")],
    most: Annotated[int, typer.Option("--max-length", min=1, help="Most steps.")] = 4,
    number: Annotated[int, typer.Option("--number", "-n", min=1, max=20, help="Most paths.")] = 1,
    modality: Modality = None,
    language: LanguageOption = "nl",
    format: Annotated[
        Literal["text", "json"], typer.Option("--format", help="For people, or for programs.")
    ] = "text",
    endpoint: EndpointOption = "",
) -> None:
    """Say how two things are tied: each step with its modality, its place and its passage.

    Example: beleidsgraaf path ASML "IPCEI micro-elektronica"
    """
    from beleidsgraaf import lookup
    from beleidsgraaf.cli.sheets import path_sheet
    from beleidsgraaf.errors import BadParameter, NotFound
    from beleidsgraaf.networks import ClaimGraph

    async def question(now: Opened) -> str:
        if most > now.settings.path_length:
            raise BadParameter(f"A path has at most {now.settings.path_length} steps.")
        a = await lookup.find(now.backend, now.snapshot.search, start)
        b = await lookup.find(now.backend, now.snapshot.search, end)
        graph = await ClaimGraph.load(now.backend)
        _check(modality)
        found = graph.paths(a.iri, b.iri, max_length=most, k=number, modalities=modality or ())
        if not found:
            names = a.name.in_language(language), b.name.in_language(language)
            raise NotFound(f"No path of at most {most} steps ties {names[0]} to {names[1]}.")
        if format == "json":
            steps = [[asdict(w) for w in each] for each in found]
            return json.dumps(steps, ensure_ascii=False)
        evidence = [e for each in found for w in each for e in w.relation.evidence]
        passages = lookup.passages(evidence, now.copies)
        sheets = (path_sheet(each, graph.vocabulary, language, passages) for each in found)
        return "\n\n".join(sheets)

    typer.echo(ask(context, question, endpoint))


def network(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="The thing in the middle: a name, kind/slug or IRI.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="net.html, .svg, .gexf, .graphml, .cyjs, .json")
    ],
    depth: Annotated[int, typer.Option("--depth", "-d", min=1, max=4, help="Steps away.")] = 1,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Most things; others counted.")] = 60,
    modality: Modality = None,
    language: LanguageOption = "nl",
    endpoint: EndpointOption = "",
) -> None:
    """Draw what lies around a thing, as a page that stands alone or a file for other tools.

    Example: beleidsgraaf network "Smart Photonics" -o smart-photonics.html
    """
    from beleidsgraaf import drawing, lookup
    from beleidsgraaf.errors import BadParameter
    from beleidsgraaf.networks import ClaimGraph

    written_as = _format(output)

    async def question(now: Opened) -> drawing.Picture:
        if limit > now.settings.network_nodes:
            raise BadParameter(f"A network has at most {now.settings.network_nodes} things.")
        thing = await lookup.find(now.backend, now.snapshot.search, name)
        graph: ClaimGraph = await ClaimGraph.load(now.backend)
        _check(modality)
        found = graph.neighbourhood(thing.iri, depth, modalities=modality or (), limit=limit)
        evidence = [each for relation in found.edges for each in relation.evidence]
        return drawing.Picture(
            found,
            graph.vocabulary,
            language,
            now.snapshot.id,
            passages=lookup.passages(evidence, now.copies),
            sources=await lookup.sources(now.backend, (each.document for each in evidence)),
        )

    picture = ask(context, question, endpoint)
    _save(output, drawing.write(picture, written_as))
    notices.print(f"{output}: {picture.summary()}.", markup=False)


def _check(modality: list[str] | None) -> None:
    from beleidsgraaf.errors import BadParameter
    from beleidsgraaf.networks import CERTAINTY

    if unknown := [code for code in modality or () if code not in CERTAINTY]:
        raise BadParameter(f"{unknown[0]!r} is no modality; there are {', '.join(CERTAINTY)}.")


def _format(output: Path) -> Format:
    from beleidsgraaf.drawing import FORMATS
    from beleidsgraaf.errors import BadParameter

    suffix = output.suffix.removeprefix(".").lower()
    for known in FORMATS:
        if known == suffix:
            return known
    raise BadParameter(f"A network is written as .{', .'.join(FORMATS)}; not as {output.name}.")


def _save(output: Path, body: bytes) -> None:
    from beleidsgraaf.errors import InputError

    try:
        output.write_bytes(body)
    except OSError as error:
        raise InputError(f"{output} cannot be written: {error.strerror}.") from None
