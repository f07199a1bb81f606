"""Footnotes: their marks in the sentences, and their own text at the foot of the page.

A mark is a number glued to the end of a word or sentence ("verdiend.1", "Photonics43"); the marks
of a document count up from one. Numbers that are glued for another reason are told apart by what
stands before them ("nr.9", "2,9%", "CO2") and by the count.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from beleidsgraaf.reader.lines import Line

_GLUED: Final = re.compile(
    r"(?<=[^\W\d_])(?P<letter>\d{1,3})(?![\w-])"
    r"|(?<=[.,;:!?)\]\u2019\u201d'\"%])(?P<sign>\d{1,3})(?![\w%-]|[.,]\d)"
)
_ABBREVIATED: Final = re.compile(r"\b(?:nrs?|art|no|p|blz|pag|lid|bijl|hfst|fig|tab)\.$", re.I)
_ENDS_IN_NUMBER: Final = re.compile(r"\b[^\W\d_]++\d{1,3}\b")
_STEM: Final = re.compile(r"[^\W\d_]+$")
_NOTE: Final = re.compile(r"(?P<number>\d{1,3})[ \t\u00a0]+(?=\S)")


@dataclass(frozen=True, slots=True)
class Mark:
    """A footnote mark: its number and where it stands in the file."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its lines from ``first`` up to ``last``, and where its text starts."""

    number: int
    first: int
    last: int
    text_start: int


def marks(text: str) -> list[Mark]:
    """Return the marks 1, 2, 3 ... of a text in order, as far as the count goes on."""
    found: list[Mark] = []
    often = Counter(match[0] for match in _ENDS_IN_NUMBER.finditer(text))
    for match in _GLUED.finditer(text):
        number = int(match[0])
        if number == len(found) + 1 and _is_mark(text, match, often):
            found.append(Mark(number, match.start(), match.end()))
    return found


def _is_mark(text: str, match: re.Match[str], often: Counter[str]) -> bool:
    before = text[max(0, match.start() - 40) : match.start()]
    if match["letter"]:
        stem = _STEM.search(before)
        if stem is None or "/" in before[before.rfind(" ") + 1 :]:
            return False
        return often[stem[0] + match[0]] == 1
    return not (_ABBREVIATED.search(before) or re.search(r"(?<!\d)\d{1,3}[.,]$|/\S*$", before))


def notes(lines: Sequence[Line], found: Sequence[Mark]) -> list[Note]:
    """Return the notes that belong to the marks, each with its lines.

    A note stands below its mark and runs to the next note or to the end of its page; where pages
    cannot be told it runs to the next wider gap.
    """
    paged = any(line.opens_page for line in lines[1:])
    starts: list[tuple[int, int, int]] = []
    index = 0
    for mark in found:
        if (start := _note_line(lines, mark, index, paged)) is not None:
            match = _NOTE.match(lines[start].text)
            assert match is not None  # noqa: S101 - _note_line matched it
            starts.append((mark.number, start, lines[start].start + match.end()))
            index = start + 1
    ends = [*(start for _, start, _ in starts), len(lines)][1:]
    return [
        Note(number, first, _note_end(lines, first, until, paged), at)
        for (number, first, at), until in zip(starts, ends, strict=bool(starts))
    ]


def _note_line(lines: Sequence[Line], mark: Mark, index: int, paged: bool) -> int | None:
    candidate = None
    for i in range(index, len(lines)):
        line = lines[i]
        if line.end <= mark.end:
            continue
        if paged and line.opens_page and line.start > mark.end:
            break
        match = _NOTE.match(line.text)
        if match and int(match["number"]) == mark.number and line.start > mark.end:
            candidate = i
            if not paged:
                break
    return candidate


def _note_end(lines: Sequence[Line], first: int, until: int, paged: bool) -> int:
    for i in range(first + 1, until):
        if lines[i].opens_page or (not paged and lines[i].gap > lines[first + 1].gap):
            return i
    return until


_ADDRESS: Final = re.compile(r"https?://\S+")


def repeated_addresses(lines: Sequence[Line]) -> set[int]:
    """Return the lines that only repeat a web address from a note on the same page.

    Extractors print the targets of a page's links once more below it.
    """
    found: set[int] = set()
    page = ""
    for i, line in enumerate(lines):
        page = "" if line.opens_page else page
        below = line.gap > 0 or i - 1 in found
        if below and line.text in page and _ADDRESS.fullmatch(line.text):
            found.add(i)
        else:
            page += line.text
    return found
