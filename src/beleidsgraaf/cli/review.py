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
    from collections.abc import Collection

    from beleidsgraaf.curation import Source
    from beleidsgraaf.review import Log, Proposal, Stated
    from beleidsgraaf.store.files import GraphFiles


def add_to(app: typer.Typer) -> None:
    """Add ``review``."""
    app.command()(review)


def review(
    context: typer.Context,
    document: curation.Document,
    kinds: Annotated[
        str, typer.Option(help="Only these, with commas: citation, amount, funding, date, mention.")
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

    Decisions are kept in the workspace as they are made; stop at any time and go on later.

    Example: beleidsgraaf review kst-29826-124 --kinds citation --reviewer jan-jansen
    """
    from beleidsgraaf import terms
    from beleidsgraaf.cli.deciding import Session
    from beleidsgraaf.review import Log, write
    from beleidsgraaf.store.files import GraphFiles

    terms.thing("actor", reviewer)
    workspace = Workspace.default(context.obj)
    source = curation.source(context, document, issued)
    files = GraphFiles.collect(workspace)
    chosen = [kind.strip() for kind in kinds.split(",") if kind.strip()]
    log = Log(workspace.decisions, document)
    if log.unread:
        notices.print(f"{log.unread} cut off lines of {log.path} were left out.", markup=False)
    proposals, stated = _proposals(source, chosen, files)
    decided = log.standing()
    known = {
        one.id for one in proposals if one.id not in decided and stated.has(one, source.reading)
    }
    if listed:
        _list(proposals, () if again else known, log, source, format)
        return
    if known and not again:
        proposals = [one for one in proposals if one.id not in known]
        notices.print(f"{len(known)} finds are in the graph already; --again shows them.")
    target = _target(into, document, workspace)
    Session(proposals, log, source, reviewer, stated.known).run()
    number = write(log, target, files)
    open_ones = sum(one.id not in log.standing() for one in proposals)
    notices.print(
        f"{_counted(number, 'accepted statement')} in {target};"
        f" {_counted(open_ones, 'open proposal')}.",
        markup=False,
    )


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _proposals(
    source: Source, kinds: list[str], files: GraphFiles
) -> tuple[list[Proposal], Stated]:
    """Return the proposals, and what the graph states of the document."""
    from beleidsgraaf.reader.names import gazetteer
    from beleidsgraaf.review import Stated, propose
    from beleidsgraaf.store import labels

    names = gazetteer(labels.rows(files)) if not kinds or "mention" in kinds else None
    return propose(source, kinds, names), Stated.of(files, source.document)


def _target(into: str, document: str, workspace: Workspace) -> Path:
    from beleidsgraaf.store import packaged

    if into != "graph":
        return Path(into) if into else workspace.letters / f"{document}.ttl"
    root = packaged.folders().graph
    if not packaged.is_checkout(root.parent):
        raise BadParameter("--into graph needs a checkout of the project; give a file.")
    return root / "letters" / document / "gelezen.ttl"


def _list(
    proposals: list[Proposal], known: Collection[str], log: Log, source: Source, format: str
) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from beleidsgraaf.cli.deciding import find_in_passage

    standing = log.standing()
    table = Table("id", "kind", "text", "read as", "decision")
    for one in proposals:
        decided = standing.get(one.id)
        verdict = decided.verdict if decided else "stated" if one.id in known else "open"
        fields = dict(decided.fields if decided and decided.fields else one.fields)
        if format == "jsonl":
            shown = {
                "id": one.id, "kind": one.kind, "start": one.find["start"], "end": one.find["end"],
                "text": one.find["text"], "passage": find_in_passage(one, source.reading).plain,
                "fields": fields, "decision": verdict,
            }  # fmt: skip
            typer.echo(json.dumps(shown, ensure_ascii=False))
        else:
            read = next(iter(fields.values()))
            cells = (one.id, one.kind, " ".join(one.find["text"].split()), read, verdict)
            table.add_row(*map(Text, cells))
    if format == "table":
        Console(highlight=False).print(table)
