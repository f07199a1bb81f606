"""The same text as a file of each format that is read, made by other hands than the reader's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape
from io import BytesIO
from typing import Final

import docx
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

#: Comes with reportlab; it has the signs of the letters, such as the euro.
_FONT_FILE: Final = "Vera.ttf"
_FONT: Final = "Letter"
_SIZE: Final = 9
_LEADING: Final = 12
_MARGIN: Final = 60
_SIGNS_OF_XML: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def blocks(text: str) -> list[list[str]]:
    """Return the lines of each block of a text; blank lines are between blocks."""
    return [block.split("\n") for block in re.split(r"\n\s*\n", text.strip("\n"))]


def html(text: str) -> bytes:
    """Return a web page: a paragraph for each block, a ``br`` for each line's end."""
    body = "\n".join(
        "<p>" + "<br>".join(map(_cells, map(escape, block))) + "</p>" for block in blocks(text)
    )
    head = '<head><meta charset="utf-8"><title>Brief</title><style>p { color: red }</style></head>'
    menu = "<nav><a href='/'>Zoek naar ASML</a></nav><script>let a = '€ 5 mln.'</script>"
    return f"<!DOCTYPE html><html lang=nl>{head}<body>{menu}{body}</body></html>".encode()


def _cells(line: str) -> str:
    """A page has one space where a text has several, but for what is told to stay."""
    return re.sub(r" {2,}", lambda spaces: "&nbsp;" * len(spaces[0]), line)


def publication(text: str) -> bytes:
    """Return XML of the official publications: an ``al`` for each line."""
    lines = (escape(line) for block in blocks(text) for line in block)
    body = "".join(f"<al>{_SIGNS_OF_XML.sub('', line)}</al>" for line in lines)
    return (
        '<?xml version="1.0" encoding="utf-8"?><officiele-publicatie><metadata/><kamerstuk>'
        f"<stuk><algemeen><vrije-tekst><tekst>{body}</tekst></vrije-tekst></algemeen></stuk>"
        "</kamerstuk></officiele-publicatie>"
    ).encode()


def word(text: str) -> bytes:
    """Return a Word file: a paragraph for each block, a break for each line's end."""
    document = docx.Document()
    for block in blocks(text):
        document.add_paragraph(_SIGNS_OF_XML.sub("", "\n".join(block)))
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def pdf(
    text: str, *, columns: int = 1, head: str = "", foot: str = "", lines_a_page: int = 56
) -> bytes:
    """Return a PDF: lines broken at the width of a column, head and foot on each page.

    ``foot`` is a pattern with ``number`` and ``pages``. A form feed in the text begins a page.
    """
    written = BytesIO()
    canvas = _canvas(written)
    pages = list(_pages(text, columns, lines_a_page))
    for number, page in enumerate(pages, 1):
        canvas.setFont(_FONT, _SIZE)
        canvas.drawString(_MARGIN, A4[1] - 30, head)
        for column, lines in enumerate(page):
            for row, line in enumerate(lines):
                canvas.drawString(_left(column, columns), A4[1] - _MARGIN - row * _LEADING, line)
        canvas.drawString(_MARGIN, 30, foot.format(number=number, pages=len(pages)))
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def _canvas(target: BytesIO) -> Canvas:
    if _FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(_FONT, _FONT_FILE))
    return Canvas(target, pagesize=A4, invariant=1)


def _width(columns: int) -> float:
    return float(A4[0] - 2 * _MARGIN - (columns - 1) * 20) / columns


def _left(column: int, columns: int) -> float:
    return _MARGIN + column * (_width(columns) + 20)


def _pages(text: str, columns: int, lines_a_page: int) -> Iterator[list[list[str]]]:
    for part in text.split("\f"):
        lines = [
            piece
            for line in part.strip("\n").split("\n")
            for piece in simpleSplit(line, _FONT, _SIZE, _width(columns)) or [""]
        ]
        for start in range(0, len(lines), columns * lines_a_page):
            page = lines[start : start + columns * lines_a_page]
            yield [page[i : i + lines_a_page] for i in range(0, len(page), lines_a_page)]


def two_columns(text: str) -> bytes:
    """Return a PDF of two columns."""
    return pdf(text, columns=2, lines_a_page=30)


RENDERINGS: Final[dict[str, Callable[[str], bytes]]] = {
    "pdf": pdf,
    "pdf of two columns": two_columns,
    "docx": word,
    "html": html,
    "xml": publication,
}
