"""Copies of documents in the workspace, beside each what it is and where it came from."""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Final

from beleidsgraaf import terms
from beleidsgraaf.errors import BadParameter, UnreadableDocument

#: File names that say which document they hold: official identifiers, as the publisher writes them.
_OFFICIAL: Final = re.compile(
    r"(?:kst|blg|h-tk|h-ek|ah-tk|ah-ek|kv-tk|kv-ek|nds-tk|stb|stcrt|trb)(?:-[0-9A-Za-z]+)+"
)
#: Endings of the files that hold a document, the richest first: markup has notes and tables apart.
SUFFIXES: Final = (".xml", ".html", ".htm", ".docx", ".txt", ".pdf")


@dataclass(frozen=True, slots=True)
class CopyRecord:
    """What is known of a copy: digest and size of its text, a file name or address, when (UTC)."""

    document: str
    sha256: str
    characters: int
    origin: str
    added: str


def is_official(document: str) -> bool:
    """Say whether this is the form of an identifier of the official publications."""
    return _OFFICIAL.fullmatch(document) is not None


def document_of(path: Path) -> str | None:
    """Return the document that a file name names, ``None`` when it names none."""
    return path.stem if is_official(path.stem) else None


def named(file: Path, document: str | None) -> str:
    """Return which document a file holds; raise :class:`BadParameter` when nothing says it."""
    document = document or document_of(file)
    if document is None:
        remedy = f"say which: beleidsgraaf sources add {file.name} --document kst-29826-124"
        raise BadParameter(f"The name {file.name} names no document.", remedy=remedy)
    terms.thing("document", document)
    return document


def recognised(folder: Path) -> Iterator[Path]:
    """Give the files of a folder whose names say which document they hold; no links.

    Of a document in several formats only the first by ``SUFFIXES``.
    """
    found: dict[str, Path] = {}
    paths = (path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES)
    for path in sorted(paths, key=lambda path: (SUFFIXES.index(path.suffix.lower()), path)):
        if path.is_file() and not path.is_symlink() and document_of(path):
            found.setdefault(path.stem, path)
    return iter(sorted(found.values()))


def content_of(file: Path, most_bytes: int) -> bytes:
    """Return the bytes of a file; raise :class:`UnreadableDocument` for more, and for no file."""
    try:
        with _opened(file) as opened:
            if not stat.S_ISREG(os.fstat(opened.fileno()).st_mode):
                raise UnreadableDocument(f"{file.name} is no file with text.")
            content: bytes = opened.read(most_bytes + 1)
    except OSError as error:
        raise UnreadableDocument(f"{file.name} cannot be read: {error.strerror}.") from None
    if len(content) > most_bytes:
        raise UnreadableDocument(f"{file.name} is larger than {most_bytes} bytes.")
    return content


def _opened(file: Path) -> BinaryIO:
    """Open a file without waiting for somebody to write at the other end of a pipe."""
    return os.fdopen(os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb")


def keep(sources: Path, document: str, text: str, origin: str) -> CopyRecord:
    """Write a copy and its record; one of the same text stays as it was."""
    terms.thing("document", document)
    content = text.encode()
    digest = hashlib.sha256(content).hexdigest()
    known = record(sources, document)
    if known is not None and known.sha256 == digest and _path(sources, document).is_file():
        return known
    now = datetime.now(UTC).isoformat(timespec="seconds")
    made = CopyRecord(document, digest, len(text), origin, now)
    sources.mkdir(parents=True, exist_ok=True)
    _replace(_path(sources, document), content)
    described = json.dumps(asdict(made), indent=2, ensure_ascii=False) + "\n"
    _replace(sources / f"{document}.json", described.encode())
    return made


def record(sources: Path, document: str) -> CopyRecord | None:
    """Return the record of a copy, ``None`` when there is none that can be read."""
    try:
        values = json.loads((sources / f"{document}.json").read_text(encoding="utf-8"))
        return CopyRecord(**values)
    except (OSError, ValueError, TypeError):
        return None


def listed(sources: Path) -> list[CopyRecord]:
    """Return the records of all copies, by document; one put there by hand is described here."""
    return [_described(path) for path in sorted(sources.glob("*.txt")) if path.is_file()]


def _described(path: Path) -> CopyRecord:
    known = record(path.parent, path.stem)
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    if known is not None and known.sha256 == digest:
        return known
    written = datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat(timespec="seconds")
    return CopyRecord(path.stem, digest, len(content.decode(errors="replace")), "", written)


def _path(sources: Path, document: str) -> Path:
    return sources / f"{document}.txt"


def _replace(path: Path, content: bytes) -> None:
    new = path.with_name(f".{path.name}-{os.getpid()}")
    new.write_bytes(content)
    new.replace(path)
