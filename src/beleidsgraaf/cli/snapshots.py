"""Commands on snapshots: list, use, prune, diff."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from beleidsgraaf.cli.main import notices
from beleidsgraaf.cli.store import Format, workspace

if TYPE_CHECKING:
    from beleidsgraaf.store.history import Entry

snapshots = typer.Typer(
    no_args_is_help=True, help="List snapshots, go back to one, clear up, compare."
)


def add_to(app: typer.Typer) -> None:
    """Put the commands of this module on the application."""
    app.add_typer(snapshots, name="snapshots")


@snapshots.command("list")
def list_snapshots(context: typer.Context, format: Format = "table") -> None:
    """List the snapshots, the newest first.

    Example: beleidsgraaf snapshots list
    """
    from beleidsgraaf.store import history

    rows = [_row(entry) for entry in history.entries(workspace(context))]
    if format == "json":
        typer.echo(json.dumps(rows, indent=2))
        return
    for row in rows:
        mark = "*" if row["current"] else " "
        state = row["damage"] or f"{row['created'][:19]}  {row['quads']} quads"
        typer.echo(f"{mark} {row['id']}  {state}")


@snapshots.command()
def use(context: typer.Context, snapshot: Annotated[str, typer.Argument()]) -> None:
    """Make another snapshot the current one.

    Example: beleidsgraaf snapshots use 0ace1aa1a708
    """
    from beleidsgraaf.store import history

    found = history.use(workspace(context), snapshot)
    notices.print(f"Snapshot {found.id} is current.", markup=False)


@snapshots.command()
def prune(
    context: typer.Context,
    keep: Annotated[int, typer.Option(min=1, help="How many of the newest stay.")] = 3,
) -> None:
    """Remove old and damaged snapshots; the current one always stays.

    Example: beleidsgraaf snapshots prune --keep 2
    """
    from beleidsgraaf.store import history

    for name in history.prune(workspace(context), keep):
        typer.echo(name)


@snapshots.command()
def diff(
    context: typer.Context,
    old: Annotated[str, typer.Argument()],
    new: Annotated[str, typer.Argument(help="By default the current one.")] = "",
) -> None:
    """Show the quads that one snapshot has and another has not.

    Example: beleidsgraaf snapshots diff 0ace1aa1a708
    """
    from beleidsgraaf.store import history, snapshot

    home = workspace(context)
    before = snapshot.open_snapshot(home, old)
    after = snapshot.open_snapshot(home, new) if new else snapshot.current(home)
    signs: Counter[str] = Counter()
    for line in history.diff(before, after):
        signs[line[0]] += 1
        typer.echo(line)
    notices.print(f"{signs['+']} quads more, {signs['-']} fewer", markup=False)


def _row(entry: Entry) -> dict[str, Any]:
    made = entry.opened.manifest if entry.opened else None
    return {
        "id": entry.id,
        "current": entry.is_current,
        "created": made.created if made else "",
        "quads": made.quads if made else 0,
        "damage": entry.damage,
    }
