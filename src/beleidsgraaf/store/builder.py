"""Writes the folder of a snapshot, and keeps builders out of each other's way."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from beleidsgraaf import __version__
from beleidsgraaf.errors import SnapshotError
from beleidsgraaf.store import communities, counts, downloads, manifest, search_index, void
from beleidsgraaf.store.progress import Progress
from beleidsgraaf.terms import PREFIXES

BUILDING: Final = ".building-"
POINTER: Final = ".current-"
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")


@contextmanager
def only_builder(snapshots: Path) -> Iterator[None]:
    """Hold the lock of the workspace; raise :class:`SnapshotError` if another process has it.

    The lock ends with its process, so a build that was killed keeps nobody out. What it left
    behind is removed here.
    """
    snapshots.mkdir(parents=True, exist_ok=True)
    with (snapshots / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SnapshotError(
                "Another build of this workspace is running.", remedy="wait until it has ended"
            ) from None
        for left in snapshots.glob(BUILDING + "*"):
            remove(left)
        for pointer in snapshots.parent.glob(POINTER + "*"):
            pointer.unlink()
        yield


def write(
    folder: Path, quads: list[ox.Quad], inputs: dict[str, str], progress: Progress
) -> manifest.Manifest:
    """Write quads, disk store, search index, descriptions and manifest, safe on the disk."""
    folder.mkdir()
    lines = _sorted_lines(quads)
    (folder / "data.nq").write_bytes(lines)
    progress("quads", 1, 5)
    _write_store(folder / "store", folder / "data.nq")
    progress("store", 2, 5)
    things = search_index.write(folder / "search.sqlite", quads)
    progress("search", 3, 5)
    void.write(folder / void.NAME, quads)
    counts.write(folder / counts.NAME, quads)
    communities.write(folder / communities.NAME, quads)
    downloads.write(folder, folder / "data.nq")
    progress("downloads", 4, 5)
    made = _manifest(folder, quads, inputs, things, lines)
    made.write(folder)
    _settle(folder)
    progress("manifest", 5, 5)
    return made


def remove(folder: Path) -> None:
    """Remove a folder whose parts may be read-only."""
    for path in (folder, *folder.rglob("*")):
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o755)
    shutil.rmtree(folder)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder written to the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sorted_lines(quads: list[ox.Quad]) -> bytes:
    text = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
    return b"".join(sorted(text.splitlines(keepends=True)))


def _write_store(folder: Path, quads: Path) -> None:
    store = ox.Store(folder)
    store.bulk_load(path=quads, format=ox.RdfFormat.N_QUADS)
    store.optimize()
    store.flush()


def _manifest(
    folder: Path, quads: list[ox.Quad], inputs: dict[str, str], things: int, lines: bytes
) -> manifest.Manifest:
    # The disk store is of one version of the engine, so another version is another snapshot.
    made_by = f"{manifest.FORMAT} {ox.__version__}\n".encode()
    content = hashlib.sha256(made_by + lines).hexdigest()
    instances = {(quad.subject, quad.object) for quad in quads if quad.predicate == _TYPE}
    return manifest.Manifest(
        id=content[:12],
        format=manifest.FORMAT,
        software=__version__,
        engine=ox.__version__,
        created=datetime.now(UTC).isoformat(timespec="microseconds"),
        quads=len(quads),
        graphs=_counted(quad.graph_name for quad in quads),
        classes=_counted(type_ for _, type_ in instances),
        named_things=things,
        files=manifest.digests(folder),
        inputs=inputs,
    )


def _counted(terms: Iterator[object]) -> dict[str, int]:
    names = Counter(term.value for term in terms if isinstance(term, ox.NamedNode))
    return dict(sorted(names.items()))


def _settle(folder: Path) -> None:
    """Write everything to the disk and take the right to write away."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_file():
            path.chmod(0o444)
        sync_folder(path)
        if path.is_dir():
            path.chmod(0o555)
    folder.chmod(0o555)
    sync_folder(folder)
