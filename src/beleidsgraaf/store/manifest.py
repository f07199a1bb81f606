"""What a snapshot says of itself, and whether its files are still what they were."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from beleidsgraaf.errors import SnapshotError

#: Goes up when a snapshot has other files or facts are made otherwise; older ones are built anew.
FORMAT: Final = 3
NAME: Final = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """SHA-256 in hex, ``created`` is UTC (ISO 8601), counts of quads and things."""

    id: str
    format: int
    software: str
    engine: str
    created: str
    quads: int
    graphs: dict[str, int]
    classes: dict[str, int]
    named_things: int
    files: dict[str, str]
    inputs: dict[str, str]

    def write(self, folder: Path) -> None:
        """Write the manifest into the folder of the snapshot."""
        text = json.dumps(asdict(self), indent=2, ensure_ascii=False, sort_keys=True)
        (folder / NAME).write_text(text + "\n", encoding="utf-8")


def read(folder: Path) -> Manifest:
    """Read a manifest; raise :class:`SnapshotError` if it is missing, damaged or foreign."""
    try:
        values = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SnapshotError(f"Snapshot {folder.name} is missing or unfinished.") from None
    except (OSError, ValueError):
        raise SnapshotError(f"Snapshot {folder.name} has a damaged manifest.") from None
    if not isinstance(values, dict) or values.get("format") != FORMAT:
        raise SnapshotError(f"Snapshot {folder.name} is of another version of this software.")
    try:
        return Manifest(**values)
    except TypeError:
        raise SnapshotError(f"Snapshot {folder.name} has a damaged manifest.") from None


def digests(folder: Path) -> dict[str, str]:
    """Return the digest of every file under ``folder`` but the manifest, by relative name."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != NAME)
    return {path.relative_to(folder).as_posix(): digest(path) for path in files}


def digest(path: Path) -> str:
    """Return the SHA-256 of a file in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def verify(folder: Path, manifest: Manifest) -> None:
    """Raise :class:`SnapshotError` unless every file is there and is what was written."""
    if manifest.id != folder.name:
        raise SnapshotError(f"Snapshot {folder.name} says that it is another one.")
    try:
        found = digests(folder)
    except OSError:
        raise SnapshotError(f"Snapshot {folder.name} cannot be read.") from None
    for name, expected in manifest.files.items():
        if found.get(name) != expected:
            state = "damaged" if name in found else "missing"
            raise SnapshotError(f"Snapshot {folder.name} is not whole: {name} is {state}.")
