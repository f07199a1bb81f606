"""Documents of any format as text, with the way back to the place in the original.

What a file is shows from its content, never from its name. The parsers are made for files of
strangers but are no guard by themselves: where a file is not trusted, they run in a process with
limits (:mod:`beleidsgraaf.reader.process`).
"""

from __future__ import annotations

import codecs
from importlib import import_module
from typing import Final

from beleidsgraaf.formats.detection import Format, format_of
from beleidsgraaf.formats.extract import Extract

__all__ = ["Extract", "Format", "extract", "format_of", "prepare"]

#: The module of each format; loaded when a file of it comes.
_PARSERS: Final[dict[Format, str]] = {
    "text": "plain",
    "pdf": "pdf",
    "docx": "docx",
    "html": "html",
    "xml": "publication",
}
_ENCODINGS: Final = (
    *("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp437"),
    *("latin-1", "iso-8859-15", "windows-1252", "windows-1250", "macintosh"),
)


def prepare() -> None:
    """Load every parser and the usual encodings, so that later no file need be opened."""
    for module in _PARSERS.values():
        import_module(f"{__name__}.{module}")
    for encoding in _ENCODINGS:
        codecs.lookup(encoding)


def extract(content: bytes, name: str, most_bytes: int) -> Extract:
    """Return the text of a document of at most ``most_bytes`` bytes, unpacked or not.

    Raise :class:`UnreadableDocument`, with ``name`` in its detail, for what cannot be read whole;
    :class:`EncryptedDocument` and :class:`TextlessDocument` where that is the reason.
    """
    parser = import_module(f"{__name__}.{_PARSERS[format_of(content, name)]}")
    found: Extract = parser.extract(content, name, most_bytes)
    return found
