"""PDF, through PDFium: the text layer, page by page."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Final

import pypdfium2

from beleidsgraaf.errors import EncryptedDocument, TextlessDocument, UnreadableDocument
from beleidsgraaf.formats.extract import Extract, Place

_WRONG_PASSWORD: Final = 4
#: PDFium joins a word that a line end breaks by this sign.
_BROKEN_WORD: Final = re.compile("[\ufffe\x02]")
_NO_TEXT: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\uffff]")
_LIGATURES: Final = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)


def extract(content: bytes, name: str, most_bytes: int) -> Extract:
    """Return the text of a PDF by its pages; a PDF of pictures is a ``TextlessDocument``."""
    document = _opened(content, name)
    pages: list[str] = []
    left = most_bytes
    for number in range(len(document)):
        pages.append(_page(document, number, name))
        left -= len(pages[-1])
        if left < 0:
            raise UnreadableDocument(f"{name} has a text larger than {most_bytes} signs.")
    if not any(page.strip() for page in pages):
        raise TextlessDocument(
            f"{name} has no text layer: it is a scan or an empty form.",
            remedy="have its text recognised (OCR) first",
        )
    parts = [pages[0], *(f"\f{page}" for page in pages[1:])]
    starts = accumulate((len(part) for part in parts[:-1]), initial=0)
    places: list[Place] = [{"page": number} for number in range(1, len(parts) + 1)]
    return Extract("".join(parts), tuple(starts), tuple(places))


def _opened(content: bytes, name: str) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        # the code may be that of an earlier document
        if error.err_code == _WRONG_PASSWORD and b"/Encrypt" in content:
            raise EncryptedDocument(
                f"{name} is a PDF with a password.", remedy="save it without one"
            ) from None
        raise UnreadableDocument(f"{name} is no whole PDF.") from None
    if len(document) == 0:
        raise UnreadableDocument(f"{name} is a PDF without pages.")
    return document


def _page(document: pypdfium2.PdfDocument, number: int, name: str) -> str:
    try:
        page = document[number]
        layer = page.get_textpage()
    except pypdfium2.PdfiumError:
        raise UnreadableDocument(f"Page {number + 1} of {name} cannot be read.") from None
    text = layer.get_text_range().replace("\r\n", "\n").replace("\r", "\n")
    layer.close()
    page.close()
    whole = _NO_TEXT.sub("", _BROKEN_WORD.sub("-\n", text)).translate(_LIGATURES)
    return f"{whole}\n"
