"""Immutable snapshots: written whole or not at all, verified when opened, chosen by a pointer."""

from __future__ import annotations

import errno
import logging
import os
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from beleidsgraaf import __version__
from beleidsgraaf.errors import NotFound, SnapshotError
from beleidsgraaf.store import builder, communities, counts, curated, facts, manifest, void
from beleidsgraaf.store.files import GraphFiles
from beleidsgraaf.store.manifest import Manifest
from beleidsgraaf.store.problems import refuse
from beleidsgraaf.store.progress import Progress, silent
from beleidsgraaf.store.workspace import Workspace

REMEDY: Final = "run: beleidsgraaf build"
_ID: Final = re.compile(r"[0-9a-f]{12}")
_FULL: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A snapshot that was whole when it was opened; nothing in it ever changes."""

    id: str
    path: Path
    manifest: Manifest

    @property
    def quads(self) -> Path:
        """All quads, as sorted N-Quads."""
        return self.path / "data.nq"

    @property
    def store(self) -> Path:
        """The folder of the disk store; to be opened read-only."""
        return self.path / "store"

    @property
    def search(self) -> Path:
        """The search index, an SQLite file."""
        return self.path / "search.sqlite"

    @property
    def void(self) -> Path:
        """The description of the data set in VoID, as N-Triples."""
        return self.path / void.NAME

    @property
    def counts(self) -> Path:
        """How much there is, to be read by :func:`beleidsgraaf.store.counts.read`."""
        return self.path / counts.NAME

    @property
    def communities(self) -> Path:
        """What belongs together, to be read by :func:`beleidsgraaf.store.communities.read`."""
        return self.path / communities.NAME


def write(workspace: Workspace, files: GraphFiles, *, progress: Progress = silent) -> Snapshot:
    """Build a snapshot of these files and make it the current one.

    The same content gives the same id. Raise :class:`InvalidGraph` for files that cannot be built,
    :class:`SnapshotError` when another build runs or the disk is full; the old one stays current.
    """
    read = curated.read(files, progress=progress)
    refuse(read.problems)
    quads = read.quads + facts.make(read.quads)
    try:
        with builder.only_builder(workspace.snapshots):
            return _write(workspace, quads, read.inputs, progress)
    except (OSError, sqlite3.Error) as error:
        raise _write_error(error) from error


def current(workspace: Workspace) -> Snapshot:
    """Open the current snapshot; a damaged or missing one gives way to the newest whole one.

    Raise :class:`SnapshotError` with its remedy when there is none.
    """
    wanted, problem = pointed(workspace), ""
    if wanted is not None:
        try:
            return open_snapshot(workspace, wanted)
        except (SnapshotError, NotFound) as error:
            problem = error.detail
    for found in newest_first(workspace):
        if found.id != wanted:
            if problem:
                _log.warning("%s The newest whole snapshot is used instead.", problem)
            return found
    raise SnapshotError("There is no whole snapshot in this workspace.", remedy=REMEDY)


def up_to_date(workspace: Workspace, files: GraphFiles) -> Snapshot | None:
    """Return the current snapshot if it was made of just these files by this software."""
    wanted = pointed(workspace)
    try:
        made = manifest.read(workspace.snapshots / wanted) if wanted else None
        inputs = {file.name: manifest.digest(file.path) for file in files.all}
        by = (__version__, ox.__version__, inputs)
        if made is None or (made.software, made.engine, made.inputs) != by:
            return None
        return open_snapshot(workspace, made.id)
    except (SnapshotError, OSError):
        return None


def open_snapshot(workspace: Workspace, snapshot_id: str) -> Snapshot:
    """Open one snapshot and verify it; raise :class:`NotFound` or :class:`SnapshotError`."""
    folder = workspace.snapshots / snapshot_id
    if not _ID.fullmatch(snapshot_id) or not folder.is_dir():
        raise NotFound("There is no such snapshot.", remedy="see: beleidsgraaf snapshots list")
    found = manifest.read(folder)
    manifest.verify(folder, found)
    return Snapshot(snapshot_id, folder, found)


def newest_first(workspace: Workspace) -> Iterator[Snapshot]:
    """Give each whole snapshot, the newest first; damaged ones are told to the log and left out."""
    opened: list[tuple[str, str]] = []
    for snapshot_id in identifiers(workspace):
        try:
            made = manifest.read(workspace.snapshots / snapshot_id)
            opened.append((made.created, snapshot_id))
        except SnapshotError as error:
            _log.warning("%s It is left out.", error.detail)
    for _, snapshot_id in sorted(opened, reverse=True):
        try:
            yield open_snapshot(workspace, snapshot_id)
        except SnapshotError as error:
            _log.warning("%s It is left out.", error.detail)


def identifiers(workspace: Workspace) -> list[str]:
    """Return the names of all folders of snapshots, whole or not."""
    if not workspace.snapshots.is_dir():
        return []
    return sorted(path.name for path in workspace.snapshots.iterdir() if _ID.fullmatch(path.name))


def pointed(workspace: Workspace) -> str | None:
    """Return the id that the pointer holds, or ``None``."""
    try:
        text = workspace.current.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return None
    return text if _ID.fullmatch(text) else None


def point(workspace: Workspace, snapshot_id: str) -> None:
    """Make a snapshot the current one, at once: a reader sees the old id or the new one."""
    new = workspace.home / f"{builder.POINTER}{os.getpid()}"
    with new.open("w", encoding="ascii") as file:
        file.write(snapshot_id + "\n")
        file.flush()
        os.fsync(file.fileno())
    new.replace(workspace.current)
    builder.sync_folder(workspace.home)


def _write(
    workspace: Workspace, quads: list[ox.Quad], inputs: dict[str, str], progress: Progress
) -> Snapshot:
    building = workspace.snapshots / f"{builder.BUILDING}{os.getpid()}"
    try:
        made = builder.write(building, quads, inputs, progress)
        _place(workspace, building, made.id)
    finally:
        if building.exists():
            builder.remove(building)
    point(workspace, made.id)
    return open_snapshot(workspace, made.id)


def _place(workspace: Workspace, building: Path, snapshot_id: str) -> None:
    """Rename the folder to its id; one of that id which is whole stays, a damaged one goes."""
    try:
        open_snapshot(workspace, snapshot_id)
    except NotFound:
        building.rename(workspace.snapshots / snapshot_id)
    except SnapshotError:
        builder.remove(workspace.snapshots / snapshot_id)
        building.rename(workspace.snapshots / snapshot_id)
    builder.sync_folder(workspace.snapshots)


def _write_error(error: OSError | sqlite3.Error) -> SnapshotError:
    full = getattr(error, "errno", None) in _FULL or "full" in str(error) or "space" in str(error)
    if full:
        return SnapshotError("The disk is full.", remedy="make room, or run: snapshots prune")
    return SnapshotError("The snapshot could not be written.", remedy="check the workspace folder")
