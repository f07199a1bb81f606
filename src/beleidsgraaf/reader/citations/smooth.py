"""Smooth text: what the rules read, without the accidents of typesetting.

Soft hyphens, line-break hyphens, footnote marks and page furniture are left out; all spaces and
dashes are one kind. Every place in it leads back to the text that was given.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from beleidsgraaf.reader import notes, pages
from beleidsgraaf.reader.lines import Line, split

_LEFT_OUT: Final = re.compile(
    r"[\u00ad\u200b\u200c\u200d\u2060\ufeff]+(?:[ \t]*\r?\n[ \t]*)?"
    r"|(?<=[a-z\u00e0-\u00ff])-[ \t]*\r?\n[ \t]*(?=[a-z\u00e0-\u00ff])(?!(?:en|of|tot|dan)\b)"
)
_NUMBERED_FURNITURE: Final = re.compile(r"(?:(?:Tweede|Eerste) Kamer,|kst-)")
_PAGED: Final = re.compile(r"nr\.\s+\S{1,5}\s+\d{1,3}$")
_PAGE_NUMBER: Final = re.compile(r"(?<=\d)\s+\d{1,3}$")
_SIGNS: Final = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007", " "),
        **dict.fromkeys("\u2008\u2009\u200a\u202f\u205f\u3000\t\f\v\x85\u2028\u2029", " "),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    }
)


@dataclass(frozen=True, slots=True)
class SmoothText:
    """The smooth ``text``; piece ``i`` of it begins at ``starts[i]`` and in the given text at
    ``sources[i]``.
    """

    text: str
    starts: tuple[int, ...]
    sources: tuple[int, ...]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Return where the span stands in the given text."""
        return self._at(start), self._at(end - 1) + 1

    def _at(self, position: int) -> int:
        piece = bisect_right(self.starts, position) - 1
        return self.sources[piece] + position - self.starts[piece]


def smooth(text: str, *, layout: bool = True) -> SmoothText:
    """Return the smooth text; ``layout`` says whether pages and footnotes are looked for."""
    out = sorted(chain(_typesetting(text), _furniture(text) if layout else ()))
    starts, sources, kept, size, at = [0], [0], [], 0, 0
    for start, end in [*out, (len(text), len(text))]:
        if start < at:
            continue
        kept.append(text[at:start])
        size += start - at
        at = end
        starts.append(size)
        sources.append(at)
    return SmoothText("".join(kept).translate(_SIGNS), tuple(starts), tuple(sources))


def _typesetting(text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in _LEFT_OUT.finditer(text))


def _furniture(text: str) -> Iterator[tuple[int, int]]:
    lines = split(text)
    found = notes.marks(text)
    explained = {note.number for note in notes.notes(lines, found)} if found else set()
    for mark in found:
        if mark.number in explained:
            yield mark.start, mark.end
    often = Counter(_masked(line) for line in lines if _NUMBERED_FURNITURE.match(line.text))
    for index in sorted(pages.furniture(lines)):
        line = lines[index]
        if not _NUMBERED_FURNITURE.match(line.text) or _is_running(lines, index, often):
            yield line.start, _next_line(text, line)


def _is_running(lines: Sequence[Line], index: int, often: Counter[str]) -> bool:
    """A line with a number of parliament is a running one if it is repeated, has a page number or
    stands over the imprint; else it may be a reference that fills its line.
    """
    line = lines[index]
    below = lines[index + 1].text if index + 1 < len(lines) else ""
    return often[_masked(line)] > 1 or bool(_PAGED.search(line.text)) or below.startswith("ISSN")


def _masked(line: Line) -> str:
    return _PAGE_NUMBER.sub("", line.text)


def _next_line(text: str, line: Line) -> int:
    end = text.find("\n", line.end)
    return len(text) if end < 0 else end + 1
