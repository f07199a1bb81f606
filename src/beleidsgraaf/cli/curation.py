"""Commands for people who curate: show passages, find words, settle a draft."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from beleidsgraaf.cli.main import notices
from beleidsgraaf.errors import InvalidGraph, NotFound
from beleidsgraaf.store.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib import Graph

    from beleidsgraaf.curation import Source
    from beleidsgraaf.reader.layout import ReadingText, Span

#: On the first line, so that a draft may name its assertions <#a1> and errors keep their place.
_BASE = b"@base <urn:draft:> . "

passages = typer.Typer(help="Show the passages of a place, or the place of words.")

Document = Annotated[str, typer.Argument(help="Identifier, such as kst-29826-124.")]


def add_to(app: typer.Typer) -> None:
    """Add ``passages`` and ``curate``."""
    app.add_typer(passages, name="passages")
    app.command()(curate)


@passages.command("show")
def show(
    context: typer.Context,
    document: Document,
    section: Annotated[str, typer.Option(help="Section number, such as 5.1.")] = "",
    paragraph: Annotated[int | None, typer.Option(help="Paragraph in the section.")] = None,
    page: Annotated[int | None, typer.Option(help="Page of the document as sent.")] = None,
    footnote: Annotated[int | None, typer.Option(help="Number of a footnote.")] = None,
) -> None:
    """Show the passages of a place.

    Example: beleidsgraaf passages show kst-29826-124 --section 6 --paragraph 3
    """
    from beleidsgraaf.curation import spans_at
    from beleidsgraaf.records import Place

    reading = _reading(context, document)
    _list(reading, spans_at(reading, Place(section, paragraph, page, footnote)))


@passages.command("find")
def find(
    context: typer.Context,
    document: Document,
    quote: Annotated[str, typer.Argument(help="Words of the document, in order.")],
) -> None:
    """Find the passages that hold these words, whatever the line breaks.

    Example: beleidsgraaf passages find kst-29826-124 "20 mln. euro als lening"
    """
    from beleidsgraaf.curation import spans_of

    reading = _reading(context, document)
    _list(reading, spans_of(reading, quote))


def source(context: typer.Context, document: str, issued: str) -> Source:
    """Return a document with its date and its copy; raise :class:`NotFound` without a copy."""
    from beleidsgraaf.curation import Source, issue_date

    return Source(document, issue_date(document, issued), _reading(context, document))


def _reading(context: typer.Context, document: str) -> ReadingText:
    from beleidsgraaf.evidence import Copies

    copy = Copies(Workspace.default(context.obj).sources).copy(document)
    if copy is None:
        raise NotFound(
            f"There is no copy of {document}.",
            remedy=f"beleidsgraaf sources add FILE, or beleidsgraaf sources fetch {document}",
        )
    return copy.reading


def _list(reading: ReadingText, spans: Iterable[Span]) -> None:
    from beleidsgraaf.curation import place_in_words
    from beleidsgraaf.evidence import joined

    found = list(spans)
    if not found:
        raise NotFound("No passage there.")
    for span in found:
        typer.secho(
            f"{place_in_words(span.place)} [{span.kind}, words {span.index}+{span.count}]", dim=True
        )
        typer.echo(joined(reading.file, reading.segments(span.index, span.count)))


def curate(
    context: typer.Context,
    draft: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="Turtle with quotes.")],
    document: Annotated[str, typer.Option(help="The document that the draft is about.")],
    into: Annotated[
        Path | None,
        typer.Option(help="Curated file to write; by default the workspace's letters/."),
    ] = None,
    issued: Annotated[
        str, typer.Option(help="Date of the document; by default the reference graph's.")
    ] = "",
) -> None:
    """Turn a draft into canonical statements with evidence, and merge them into a letter's file.

    In a draft an assertion has bg:quote "words of the letter" in place of evidence, or
    "[41] words" of footnote 41. A statement that was there already is replaced.

    Example: beleidsgraaf curate smart.draft.ttl --document kst-29826-124
    --into graph/letters/kst-29826-124.ttl
    """
    from beleidsgraaf.curation import merge, settle

    settled = settle(_parse(draft), source(context, document, issued))
    target = into or Workspace.default(context.obj).letters / f"{document}.ttl"
    existing = _parse(target) if target.exists() else _empty()
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(_canonical(merge(existing, settled), target), encoding="utf-8")
    notices.print(f"{len(settled)} triples from {draft.name} stand in {target}")


@passages.command("relocate")
def relocate(
    context: typer.Context,
    document: Document,
    files: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False)],
) -> None:
    """Write the places of the passages anew, as the copy at hand has them.

    Example: beleidsgraaf passages relocate kst-29826-124 graph/letters/kst-29826-124/*.ttl
    """
    from beleidsgraaf import curation

    found = source(context, document, "")
    for path in files:
        text = _canonical(curation.relocate(_parse(path), found), path)
        changed = text != path.read_text(encoding="utf-8")
        path.write_text(text, encoding="utf-8")
        notices.print(f"{path}: {'places written anew' if changed else 'nothing changed'}")


def _empty() -> Graph:
    from rdflib import Graph

    return Graph()


def _parse(path: Path) -> Graph:
    from rdflib import Graph

    from beleidsgraaf.store import turtle

    content = _BASE + path.read_bytes()
    if problems := turtle.parse(content, path.name).problems:
        raise InvalidGraph("No valid Turtle.", problems=tuple(map(str, problems)))
    return Graph().parse(data=content, format="turtle")


def _canonical(graph: Graph, target: Path) -> str:
    import pyoxigraph as ox

    from beleidsgraaf.store import canonical

    head = ""
    if target.exists():
        lines = target.read_text(encoding="utf-8").splitlines(keepends=True)
        head = "".join(line for line in lines[: _comments(lines)])
    quads = ox.parse(graph.serialize(format="nt").encode(), format=ox.RdfFormat.N_TRIPLES)
    return canonical.write((quad.triple for quad in quads), head)


def _comments(lines: list[str]) -> int:
    return next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
