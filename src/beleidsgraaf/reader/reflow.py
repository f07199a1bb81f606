"""The text of wrapped lines and pages as it reads on, sign for sign in the same place.

A line's end that only the width of the page has made becomes a space; the page's furniture and what
else stands amid the sentences becomes white space. So a rule sees "nog geen" where a page has ended
between the two words, and a find stands in the text that was given.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import Final

from beleidsgraaf.reader import notes, pages
from beleidsgraaf.reader.lines import Line, breaks_early, split, usual_width

_HYPHENS: Final = ("-", "\u00ad", "\u2010", "\u2011")
#: Lines that are hardly full in a text without pages are as they are meant.
_NARROWEST: Final = 30
#: What begins anew, however full the line above it is: an item of a list, the number of a document.
_OPENING: Final = re.compile(r"(?:\d{1,2}|[a-z])[.)]\s+[A-Z]|Nr\. ?\d+\b|[-\u2013\u2022\uf0b7]\s")


def flows(text: str) -> list[str]:
    """Return the body and, when there are any, the notes: each as long as the text itself."""
    lines = split(text)
    out = pages.furniture(lines) | notes.repeated_addresses(lines)
    marks = notes.marks(text)
    own = notes.notes(lines, marks)
    noted_in = {mark.number for mark in marks} & {note.number for note in own}
    text = _without(text, [mark for mark in marks if mark.number in noted_in])
    of_notes = {i for note in own for i in range(note.first, note.last)} - out
    body = [line for i, line in enumerate(lines) if i not in out and i not in of_notes]
    noted = [line for i, line in enumerate(lines) if i in of_notes]
    width = usual_width(lines)
    starts = {lines[note.first].start for note in own}
    return [_flow(text, part, width, starts) for part in (body, noted) if part]


def _without(text: str, marks: Sequence[notes.Mark]) -> str:
    """Blank the marks that have a note, so that no number stands before the next sentence."""
    for mark in marks:
        text = text[: mark.start] + " " * (mark.end - mark.start) + text[mark.end :]
    return text


def _flow(text: str, lines: Sequence[Line], width: int, starts: Collection[int]) -> str:
    """Return the text with white space for all but these lines."""
    parts = [_blank(text[: lines[0].start])]
    for line, following in pairwise(lines):
        parts.append(text[line.start : line.end])
        between = text[line.end : following.start]
        meant = (
            width < _NARROWEST
            or following.start in starts
            or _OPENING.match(following.text)
            or breaks_early(line, following, width)
        )
        parts.append(_blank(between) if meant else _joined(line, between))
    last = lines[-1]
    return "".join([*parts, text[last.start : last.end], _blank(text[last.end :])])


def _joined(line: Line, between: str) -> str:
    """White space without a line's end, but for a word that is broken there."""
    if line.text.endswith(_HYPHENS):
        return " " * (len(between) - 1) + "\n"
    return " " * len(between)


def _blank(text: str) -> str:
    return "".join(sign if sign.isspace() else " " for sign in text)
