"""The passages of a proposal as lines, with what was found in them set apart."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

from beleidsgraaf.evidence import joined
from beleidsgraaf.reader.layout import ReadingText, Span
from beleidsgraaf.review.proposals import Proposal

#: Noncharacters, which no text has, around a find while its passage is joined to one line.
_OPEN: Final = "\ufdd0"
_CLOSE: Final = "\ufdd1"
_FOUND: Final = re.compile(f"({_OPEN}[^{_CLOSE}]*{_CLOSE})")


class Part(NamedTuple):
    """A part of a passage, and whether it is a find."""

    text: str
    found: bool


def parts(span: Span, proposal: Proposal, reading: ReadingText) -> list[Part]:
    """Return a passage as one line, in parts."""
    pieces = [
        _marked(reading.file, low, high, proposal)
        for low, high in reading.segments(span.index, span.count)
    ]
    line = "\n".join(pieces)
    line = printable(joined(line, ((0, len(line)),)))
    return [
        Part(part.strip(_OPEN + _CLOSE), part.startswith(_OPEN))
        for part in _FOUND.split(line)
        if part
    ]


def printable(text: str) -> str:
    """Leave out control characters: a terminal would obey them."""
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cc")


def _marked(file: str, low: int, high: int, proposal: Proposal) -> str:
    """Return a part of the file with our signs around the finds in it."""
    marked, at = "", low
    for one in proposal.finds:
        first, last = max(one["start"], at), min(one["end"], high)
        if first < last:
            marked += f"{file[at:first]}{_OPEN}{file[first:last]}{_CLOSE}"
            at = last
    return marked + file[at:high]
