"""The snapshots of a workspace: which there are, going back, clearing up, what changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from beleidsgraaf.errors import BadParameter, SnapshotError
from beleidsgraaf.store import builder, snapshot
from beleidsgraaf.store.snapshot import Snapshot
from beleidsgraaf.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Entry:
    """A snapshot in a list; ``opened`` is ``None`` and ``damage`` says why when it is not whole."""

    id: str
    is_current: bool
    opened: Snapshot | None
    damage: str = ""


def entries(workspace: Workspace) -> list[Entry]:
    """Return every snapshot, the newest first, those that are not whole last."""
    wanted = snapshot.pointed(workspace)
    found = [_entry(workspace, name, name == wanted) for name in snapshot.identifiers(workspace)]
    return sorted(found, key=_created, reverse=True)


def use(workspace: Workspace, snapshot_id: str) -> Snapshot:
    """Make a whole snapshot the current one; raise ``NotFound`` or ``SnapshotError`` otherwise."""
    found = snapshot.open_snapshot(workspace, snapshot_id)
    with builder.only_builder(workspace.snapshots):
        snapshot.point(workspace, snapshot_id)
    return found


def prune(workspace: Workspace, keep: int) -> list[str]:
    """Remove all but the ``keep`` newest whole snapshots and the current one; return their ids."""
    if keep < 1:
        raise BadParameter("At least one snapshot is kept.")
    with builder.only_builder(workspace.snapshots):
        found = entries(workspace)
        newest = [entry.id for entry in found if entry.opened][:keep]
        gone = [entry.id for entry in found if entry.id not in newest and not entry.is_current]
        for name in gone:
            builder.remove(workspace.snapshots / name)
    return gone


def diff(old: Snapshot, new: Snapshot) -> Iterator[str]:
    """Give the quads that differ as sorted N-Quads lines, with ``- `` or ``+ `` before each."""
    before = set(old.quads.read_text(encoding="utf-8").split("\n"))
    after = set(new.quads.read_text(encoding="utf-8").split("\n"))
    changes = [(line, "-") for line in before - after] + [(line, "+") for line in after - before]
    for line, sign in sorted(changes):
        yield f"{sign} {line}"


def _entry(workspace: Workspace, name: str, is_current: bool) -> Entry:
    try:
        return Entry(name, is_current, snapshot.open_snapshot(workspace, name))
    except SnapshotError as error:
        return Entry(name, is_current, None, error.detail)


def _created(entry: Entry) -> str:
    return entry.opened.manifest.created if entry.opened else ""
