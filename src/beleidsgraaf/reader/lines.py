"""The lines of a text, and what their spacing says: the gap within a paragraph and line width."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its text without the spaces around it, and where that stands.

    ``gap`` counts the blank lines above it; ``opens_page`` says that a new page begins here.
    """

    text: str
    start: int
    end: int
    gap: int
    opens_page: bool


def split(text: str) -> list[Line]:
    """Return the lines of ``text`` that are not blank.

    A page begins at a form feed. Some extractors write none but begin each page with one space;
    that sign is trusted only in a text that is not indented otherwise.
    """
    fed = "\f" in text
    spaced = not fed and _spaces_open_pages(text)
    found: list[Line] = []
    offset, gap, page = 0, 0, True
    for raw in text.splitlines(keepends=True):
        page = page or (fed and raw.startswith("\f"))
        bare = raw.strip()
        if bare:
            start = offset + raw.index(bare)
            page = page or (spaced and raw[0] == " ")
            found.append(Line(bare, start, start + len(bare), gap, page))
            gap, page = 0, False
        else:
            gap += 1
        offset += len(raw)
    return found


def _spaces_open_pages(text: str) -> bool:
    filled = [line for line in text.splitlines() if line.strip()]
    one = sum(line[0] == " " and not line[1].isspace() for line in filled)
    more = sum(line[0] in " \t" and line[1:2].isspace() for line in filled)
    return 0 < one <= max(1, len(filled) // 12) and more == 0


def usual_gap(lines: Sequence[Line]) -> int:
    """Return how many blank lines stand between the lines of one paragraph, 0 in most texts."""
    return Counter(line.gap for line in lines[1:]).most_common(1)[0][0] if len(lines) > 1 else 0


def usual_width(lines: Sequence[Line]) -> int:
    """Return the width that running text is wrapped at; a few lines may be wider, as addresses."""
    widths = sorted(len(line.text) for line in lines)
    return widths[int(len(widths) * 0.98)] if widths else 0


def room(line: Line, following: Line, width: int) -> int:
    """Return how many signs stay free in a line behind the next line's first word."""
    return width - len(line.text) - 1 - len(following.text.split(maxsplit=1)[0])


def breaks_early(line: Line, following: Line, width: int) -> bool:
    """Say whether the first word of the next line would have fitted with room to spare.

    Then the break is meant. The margin is for proportional type, where a full line of wide letters
    has fewer of them.
    """
    return room(line, following, width) >= width // 10
