"""Page furniture: what the page adds to the text, such as "Pagina 2 van 31" and its letterhead.

A page number says that furniture stands there; lines beside it that other pages repeat are
furniture too. The running head and foot of parliament's own print are known by their form.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from beleidsgraaf.reader.lines import Line

_NUMBER: Final = re.compile(r"(?:Pagina|Blad|Page)\s+\d+(?:\s+(?:van|of)\s+\d+)?|-\s*\d+\s*-")
_PRINT: Final = re.compile(
    r"(?:Tweede|Eerste) Kamer, vergaderjaar \d{4}\s*[-\u2013]\s*\d{4}, .{1,80}"
    r"|kst-[0-9A-Za-z-]+|ISSN [\d -]+|[\u2019']s-Gravenhage \d{4}"
)
_MOST_LINES_BESIDE: Final = 14


def furniture(lines: Sequence[Line]) -> set[int]:
    """Return the indexes of the lines that are page furniture."""
    marks = [i for i, line in enumerate(lines) if _NUMBER.fullmatch(line.text)]
    found = set(marks) | {i for i, line in enumerate(lines) if _PRINT.fullmatch(line.text)}
    for one, other in pairwise(marks):
        for direction in (1, -1):
            found |= _shared(lines, one, other, direction)
    return found


def _shared(lines: Sequence[Line], one: int, other: int, direction: int) -> set[int]:
    """Return the lines beside two page numbers that are the same on both pages."""
    found: set[int] = set()
    for step in range(1, _MOST_LINES_BESIDE + 1):
        left, right = one + direction * step, other + direction * step
        if left < 0 or right >= len(lines) or left >= other:
            break
        if _masked(lines[left]) != _masked(lines[right]):
            break
        found |= {left, right}
    return found


def _masked(line: Line) -> str:
    return re.sub(r"\d+", "0", line.text.casefold())
