"""The marked texts: what a file says, and what the reader should find in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

KINDS: Final = {"c": "citation", "a": "amount", "d": "date", "dd": "date", "m": "mention"}
_MARK: Final = re.compile(
    r"\[\[(?P<kind>c|a|dd|d|m):(?P<value>[^|\[\]]+)\|(?P<surface>[^\[\]]*)\]\]"
)
_HEADER: Final = re.compile(r"# date: (\S*); document: (\S*); kind: (.*)")


@dataclass(frozen=True, slots=True)
class Mark:
    """A find at ``text[start:end]``: ``value`` as the mark writes it, ``deadline`` for dates."""

    kind: str
    start: int
    end: int
    value: str
    deadline: bool = False


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text as the reader gets it, with its marks and what its header says."""

    name: str
    text: str
    marks: tuple[Mark, ...]
    document: str
    issued: date | None
    kind: str


def load(path: Path) -> MarkedText:
    """Read a marked file; raise ``ValueError`` for a file without header or with a broken mark."""
    header, _, body = path.read_bytes().decode("utf-8").partition("\n\n")
    match = _HEADER.fullmatch(header.strip())
    if match is None:
        raise ValueError(f"{path.name}: no header")
    text, marks = parse(body)
    if "[[" in text or "]]" in text:
        raise ValueError(f"{path.name}: a broken mark")
    document = "" if match[2] in {"-", "none"} else match[2]
    issued = date.fromisoformat(match[1]) if len(match[1]) == 10 else None
    return MarkedText(path.stem, text, marks, document, issued, match[3])


def parse(body: str) -> tuple[str, tuple[Mark, ...]]:
    """Return the text without its markup, and the marks with their places in it."""
    parts: list[str] = []
    marks: list[Mark] = []
    at = size = 0
    for match in _MARK.finditer(body):
        parts += [body[at : match.start()], match["surface"]]
        start = size + match.start() - at
        size = start + len(match["surface"])
        kind, value = match["kind"], match["value"]
        marks.append(Mark(KINDS[kind], start, size, value, kind == "dd"))
        at = match.end()
    return "".join([*parts, body[at:]]), tuple(marks)


def half(name: str) -> list[MarkedText]:
    """Return the texts of ``open`` or ``heldout``."""
    return [load(path) for path in sorted((Path(__file__).parent / name).glob("*.txt"))]
