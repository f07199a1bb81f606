"""The texts of proposals: every name marked, so that those which no list knows can be scored."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from accuracy.markup import Mark
from accuracy.scores import Score
from beleidsgraaf.reader import names, newnames
from beleidsgraaf.reader.names import Gazetteer

FOLDER: Final = Path(__file__).parent / "proposals"
_DATE: Final = re.compile(r"date: (\d{4}-\d{2}-\d{2})")
_MARK: Final = re.compile(r"\[\[(?P<type>[a-z]+)=(?P<slug>[^|\[\]]+)\|(?P<surface>[^\[\]]*)\]\]")
#: The type of the marks for each class of the reader; every other class is an actor.
_TYPES: Final = {
    "Person": "person",
    "Instrument": "instrument",
    "PolicyFrame": "frame",
    "Technology": "technology",
    "Sector": "sector",
    "Cluster": "cluster",
    "Place": "place",
    "Event": "event",
}


@dataclass(frozen=True, slots=True)
class NamedText:
    """A text with every name in it; ``value`` of a mark is its type, its slug is in ``slugs``."""

    name: str
    text: str
    marks: tuple[Mark, ...]
    slugs: tuple[str, ...]
    issued: date


def half(name: str) -> list[NamedText]:
    """Return the texts of ``open`` or ``heldout``; none where there are none yet."""
    return [load(path) for path in sorted((FOLDER / name).glob("*.txt"))]


def load(path: Path) -> NamedText:
    """Read a text without its markup and the statements below it."""
    head, _, body = path.read_text("utf-8").partition("\n\n")
    marked, _, _ = body.partition("\n=====\n")
    parts: list[str] = []
    marks: list[Mark] = []
    slugs: list[str] = []
    at = size = 0
    for match in _MARK.finditer(marked):
        parts += [marked[at : match.start()], match["surface"]]
        start = size + match.start() - at
        size = start + len(match["surface"])
        marks.append(Mark("name", start, size, match["type"]))
        slugs.append(match["slug"])
        at = match.end()
    text = "".join([*parts, marked[at:]])
    if "[[" in text:
        raise ValueError(f"{path.name}: a broken mark")
    issued = _DATE.search(head)
    if issued is None:
        raise ValueError(f"{path.name}: no date at its head")
    day = date.fromisoformat(issued[1])
    return NamedText(path.stem, text, tuple(marks), tuple(slugs), day)


def measure(
    texts: Sequence[NamedText], known: Gazetteer, *, strict: bool
) -> tuple[Score, list[str]]:
    """Score the new names: those that no name of the list overlaps; and list what is wrong.

    Strict is the same span and type; leniently the spans overlap and the type is the same.
    """
    total, lines = Score(), []
    for text in texts:
        listed = [(one.start, one.end) for one in names.find(text.text, known)]
        marked = [one for one in text.marks if not _overlaps(one, listed)]
        others_ = [one for one in text.marks if _overlaps(one, listed)]
        every = [_mark(one) for one in newnames.find(text.text, known)]
        # a name around a known one is neither new nor wrong
        found = [one for one in every if not any(_same(one, o, strict=True) for o in others_)]
        right = [one for one in found if any(_same(one, mark, strict=strict) for mark in marked)]
        total += Score(len(found), len(marked), len(right))
        for sign, ones, others in (("-", marked, found), ("+", found, marked)):
            lines += [
                f"{sign} {text.name}: {text.text[one.start : one.end]!r} {one.value}"
                for one in ones
                if not any(_same(one, other, strict=strict) for other in others)
            ]
    return total, lines


def _mark(one: newnames.NewName) -> Mark:
    return Mark("name", one.start, one.end, _TYPES.get(one.type, "actor"))


def _overlaps(mark: Mark, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < mark.end and mark.start < end for start, end in spans)


def _same(one: Mark, other: Mark, *, strict: bool) -> bool:
    if one.value != other.value:
        return False
    if strict:
        return (one.start, one.end) == (other.start, other.end)
    return one.start < other.end and other.start < one.end
