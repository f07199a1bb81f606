"""Sections, headings, paragraphs, lists and table rows, told from how the lines are set."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from beleidsgraaf.reader.lines import Line, breaks_early, room, usual_gap, usual_width

Kind = Literal["sentence", "list-item", "table-cell", "heading"]

_LEVELS: Final = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})+)\.?\s+\S")
_TOP: Final = re.compile(r"(?:(?:Hoofdstuk|Paragraaf|\u00a7)\s*)?(?P<number>\d{1,2})\.?\s+\S")
_SUB: Final = re.compile(r"(?P<number>\d{1,2}|[a-z])\)\s+\S")
_ANNEX: Final = re.compile(r"(?P<number>(?:Bijlage|Annex)(?:\s+(?:\d{1,2}|[IVX]+|[A-Z]))?)\b(?!\()")
_ITEM: Final = re.compile(
    r"(?:[-\u2013\u2022\u25aa\u00b7*o\u2192]|\d{1,2}[.)]|[a-z][.)]|[ivx]+[.)])\s+\S"
)
_ROW: Final = re.compile(r".*?(?:(?:^|\s)[-\u2212]?\u20ac?\s?\d[\d.,]*%?){3,}$")
_SENTENCE_END: Final = re.compile(r"[.!?:;][\u2019\u201d'\")\]]*\d{0,3}$")
_CAPTION: Final = re.compile(r"(?:Tabel|Table)\s+\d{1,3}\b")
_MOST_HEADING_WORDS: Final = 14
_NARROWER: Final = 4


@dataclass(slots=True)
class Block:
    """Lines that belong together, with the section and heading that they stand under."""

    kind: Kind
    lines: list[Line]
    section: str
    heading: str
    paragraph: int | None = None


@dataclass(slots=True)
class _Outline:
    """Where the reading is: numbered section, unnumbered heading, paragraph in the section."""

    section: str = ""
    top: str = ""
    heading: str = ""
    paragraph: int = 0
    box: bool | None = None
    outer: str = field(default="")

    def enter(self, text: str) -> None:
        """Take a heading line into account."""
        if (match := _ANNEX.match(text)) or (match := _LEVELS.match(text) or _TOP.match(text)):
            self._number(match["number"])
        elif (match := _SUB.match(text)) and self.top:
            self.section, self.heading, self.paragraph = f"{self.top}.{match['number']}", "", 0
        else:
            self.outer = "" if self.box else self.heading
            self.heading = text
        self.box = None

    def _number(self, number: str) -> None:
        self.section = self.top = number
        self.heading, self.paragraph = "", 0

    def leave_box(self, lines: Sequence[Line], width: int) -> None:
        """Leave a box, which is set narrower than the text around it, when lines are wide again."""
        if not self.heading or len(lines) < 3:
            return
        narrow = max(len(line.text) for line in lines) <= width - _NARROWER
        if self.box is None:
            self.box = narrow
        elif self.box and not narrow:
            self.heading, self.box = self.outer, None


def blocks(lines: Sequence[Line], removed: Sequence[bool]) -> Iterator[Block]:
    """Yield the blocks of the body: ``lines`` are kept ones, ``removed[i]`` says whether page
    furniture or notes were taken out above line ``i``.
    """
    gap, width = usual_gap(lines), usual_width(lines)
    outline = _Outline()
    in_table = False
    for group in _groups(lines, removed, gap, width):
        in_table = _goes_on_as_table(group, in_table, width)
        if in_table:
            yield from _rows(group, outline)
            continue
        while group and (size := _heading_lines(group, width)):
            text = " ".join(line.text for line in group[:size])
            outline.enter(text)
            yield Block("heading", group[:size], outline.section, outline.heading)
            group = group[size:]
        if group:
            outline.leave_box(group, width)
            outline.paragraph += 1
            yield from _parts(group, outline)


def _goes_on_as_table(group: Sequence[Line], in_table: bool, width: int) -> bool:
    """A table runs from its caption to the first running text: a line of prose that is full."""
    if _CAPTION.match(group[0].text):
        return True
    prose = [line for line in group if not _ROW.fullmatch(line.text)]
    return in_table and all(len(line.text) < width * 0.7 for line in prose)


def _rows(group: Sequence[Line], outline: _Outline) -> Iterator[Block]:
    if _CAPTION.match(group[0].text):
        outline.enter(group[0].text)
        yield Block("heading", [group[0]], outline.section, outline.heading)
        group = group[1:]
    for line in group:
        outline.paragraph += 1
        yield Block("table-cell", [line], outline.section, outline.heading, outline.paragraph)


def _groups(
    lines: Sequence[Line], removed: Sequence[bool], gap: int, width: int
) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line, interrupted in zip(lines, removed, strict=True):
        if group and _separate(group[-1], line, interrupted or line.opens_page, gap, width):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _separate(above: Line, line: Line, interrupted: bool, gap: int, width: int) -> bool:
    if interrupted:
        ended = breaks_early(above, line, width) and bool(_SENTENCE_END.search(above.text))
        return ended or room(above, line, width) >= width // 3 or _numbered(line.text)
    return line.gap > gap


def _numbered(text: str) -> bool:
    return bool(_ANNEX.match(text) or _LEVELS.match(text) or _TOP.match(text) or _SUB.match(text))


def _heading_lines(group: Sequence[Line], width: int) -> int:
    """Return how many lines at the head of a group are a heading: 0, 1 or 2."""
    first = group[0]
    if not _may_be_heading(first.text) or _ROW.fullmatch(first.text):
        return 0
    if len(group) == 1:
        return int(len(first.text.split()) <= _MOST_HEADING_WORDS)
    if not group[1].text[0].islower():
        return int(breaks_early(first, group[1], width))
    continued = len(group) == 2 or breaks_early(group[1], group[2], width)
    return 2 * int(_numbered(first.text) and continued and _may_be_heading(group[1].text, False))


def _may_be_heading(text: str, opening: bool = True) -> bool:
    if len(text.split()) > _MOST_HEADING_WORDS or text[-1] in ".,;":
        return False
    return not opening or text[0].isupper() or _numbered(text) or text[0] in "\u2018\u201c"


def _parts(group: list[Line], outline: _Outline) -> Iterator[Block]:
    """Split a group into table rows, list items and running text."""
    kind: Kind | None = None
    part: list[Line] = []
    for line in group:
        own = _line_kind(line.text)
        starts = own in {"table-cell", "list-item"} or (own == "sentence" and kind == "table-cell")
        if part and starts:
            yield _block(kind, part, outline)
            part = []
        if not part:
            kind = own
        part.append(line)
    yield _block(kind, part, outline)


def _block(kind: Kind | None, lines: list[Line], outline: _Outline) -> Block:
    return Block(kind or "sentence", lines, outline.section, outline.heading, outline.paragraph)


def _line_kind(text: str) -> Kind:
    if _ROW.fullmatch(text):
        return "table-cell"
    return "list-item" if _ITEM.match(text) else "sentence"
