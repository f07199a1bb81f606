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
    from beleidsgraaf.curation import Source
    from beleidsgraaf.review import Log, Proposal


def add_to(app: typer.Typer) -> None:
    """Add ``review``."""
    app.command()(review)


def review(
    context: typer.Context,
    document: curation.Document,
    kinds: Annotated[
        str, typer.Option(help="Only these, with commas: citation, amount, date.")
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
    from beleidsgraaf.review import Log, propose, write
    from beleidsgraaf.store.files import GraphFiles

    terms.thing("actor", reviewer)
    workspace = Workspace.default(context.obj)
    source = curation.source(context, document, issued)
    chosen = [kind.strip() for kind in kinds.split(",") if kind.strip()]
    proposals = propose(source, chosen)
    log = Log(workspace.decisions, document)
    if log.unread:
        notices.print(f"{log.unread} cut off lines of {log.path} were left out.", markup=False)
    if listed:
        _list(proposals, log, source, format)
        return
    target = _target(into, document, workspace)
    Session(proposals, log, source, reviewer).run()
    number = write(log, target, GraphFiles.collect(workspace))
    open_ones = sum(one.id not in log.standing() for one in proposals)
    notices.print(
        f"{number} accepted statements stand in {target}; {open_ones} proposals are open.",
        markup=False,
    )


def _target(into: str, document: str, workspace: Workspace) -> Path:
    from beleidsgraaf.store import packaged

    if into != "graph":
        return Path(into) if into else workspace.letters / f"{document}.ttl"
    root = packaged.folders().graph
    if not packaged.is_checkout(root.parent):
        raise BadParameter("--into graph needs a checkout of the project; give a file.")
    return root / "letters" / document / "gelezen.ttl"


def _list(proposals: list[Proposal], log: Log, source: Source, format: str) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from beleidsgraaf.cli.deciding import find_in_passage

    standing = log.standing()
    table = Table("id", "kind", "text", "read as", "decision")
    for one in proposals:
        decided = standing.get(one.id)
        verdict = decided.verdict if decided else "open"
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
