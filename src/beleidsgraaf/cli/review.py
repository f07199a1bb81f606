"""The command ``review``: a person accepts, changes or rejects what the reader found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from beleidsgraaf.cli import curation
from beleidsgraaf.cli.main import notices
from beleidsgraaf.errors import BadParameter
from beleidsgraaf.store.workspace import Workspace

if TYPE_CHECKING:
    from beleidsgraaf.review import Desk


def add_to(app: typer.Typer) -> None:
    """Add ``review``."""
    app.command()(review)


def review(
    context: typer.Context,
    document: Annotated[
        str, typer.Argument(metavar="ID|FILE", help="A document, or a file named after it.")
    ],
    kinds: Annotated[
        str,
        typer.Option(
            help="Only these, with commas: citation, amount, funding, date, mention, relation."
        ),
    ] = "",
    reviewer: Annotated[
        str, typer.Option(help="Who decides: the name of an actor, such as jan-jansen.")
    ] = "redactie",
    into: Annotated[
        str,
        typer.Option(
            metavar="FILE|graph",
            help="Where accepted statements go; by default the workspace's letters/.",
        ),
    ] = "",
    issued: Annotated[
        str, typer.Option(help="Date of the document; by default the reference graph's.")
    ] = "",
    again: Annotated[
        bool, typer.Option("--again", help="Also what the graph states of the document already.")
    ] = False,
    listed: Annotated[
        bool, typer.Option("--list", help="List the proposals and their decisions; ask nothing.")
    ] = False,
    format: Annotated[
        Literal["table", "jsonl"], typer.Option("--format", help="With --list: how.")
    ] = "table",
) -> None:
    """Decide on what was found in a document: accept, reject, change, by a key each.

    Decisions are kept in the workspace as they are made; stop at any time and go on later. Of a
    file (text, PDF, DOCX, HTML, the publications' XML) a copy is taken first.

    Example: beleidsgraaf review kst-29826-124 --kinds citation --reviewer jan-jansen
    """
    from beleidsgraaf import terms
    from beleidsgraaf.cli.deciding import Session
    from beleidsgraaf.review import Desk, Log
    from beleidsgraaf.store.files import GraphFiles

    terms.thing("actor", reviewer)
    workspace = Workspace.default(context.obj)
    document = _copied(document, workspace)
    source = curation.source(context, document, issued)
    chosen = [kind.strip() for kind in kinds.split(",") if kind.strip()]
    log = Log(workspace.decisions, document)
    if log.unread:
        notices.print(f"{log.unread} cut off lines of {log.path} were left out.", markup=False)
    files = GraphFiles.collect(workspace)
    desk = Desk(source, log, reviewer, files, chosen, again=again or listed)
    if listed:
        _list(desk, again=again, format=format)
        return
    if desk.stated and not again:
        notices.print(f"{len(desk.stated)} finds are in the graph already; --again shows them.")
    target = _target(into, document, workspace)
    Session(desk).run()
    number = desk.write(target)
    notices.print(
        f"{_counted(number, 'accepted statement')} in {target};"
        f" {_counted(desk.open_ones(), 'open proposal')}.",
        markup=False,
    )


def _copied(given: str, workspace: Workspace) -> str:
    """Return which document is meant; of a file, after a copy was taken."""
    from beleidsgraaf import settings
    from beleidsgraaf.cli.sources import add_one
    from beleidsgraaf.reader.process import ReadingProcess

    if not Path(given).is_file():
        return given
    with ReadingProcess(settings.load()) as process:
        return add_one(process, workspace.sources, Path(given), None)


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _target(into: str, document: str, workspace: Workspace) -> Path:
    from beleidsgraaf.store import packaged

    if into != "graph":
        return Path(into) if into else workspace.letters / f"{document}.ttl"
    root = packaged.folders().graph
    if not packaged.is_checkout(root.parent):
        raise BadParameter("--into graph needs a checkout of the project; give a file.")
    return root / "letters" / document / "gelezen.ttl"


def _list(desk: Desk, *, again: bool, format: str) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from beleidsgraaf.cli.deciding import find_in_passage

    standing = desk.log.standing()
    table = Table("id", "kind", "text", "read as", "decision")
    for one in desk.proposals:
        decided = standing.get(one.id)
        verdict = (
            decided.verdict
            if decided
            else "stated"
            if one.id in desk.stated and not again
            else "open"
        )
        fields = dict(decided.fields if decided and decided.fields else one.fields)
        if format == "jsonl":
            passage = find_in_passage(one, desk.source.reading).plain
            shown = {
                "id": one.id, "kind": one.kind, "start": one.find["start"], "end": one.find["end"],
                "text": one.find["text"], "passage": passage,
                "fields": fields, "decision": verdict,
            }  # fmt: skip
            typer.echo(json.dumps(shown, ensure_ascii=False))
        else:
            read = next(iter(fields.values()))
            cells = (one.id, one.kind, " ".join(one.find["text"].split()), read, verdict)
            table.add_row(*map(Text, cells))
    if format == "table":
        Console(highlight=False).print(table)
