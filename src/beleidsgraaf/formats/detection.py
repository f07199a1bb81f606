"""What a file is, by its first bytes."""

from __future__ import annotations

import codecs
import re
from typing import Final, Literal

from beleidsgraaf.errors import UnreadableDocument

Format = Literal["text", "pdf", "docx", "html", "xml"]

_OTHER_KINDS: Final = (
    (b"\xd0\xcf\x11\xe0", "an old or encrypted Word or Excel file", "save it as .docx"),
    (codecs.BOM_UTF32_LE, "UTF-32", "save it as UTF-8"),
    (codecs.BOM_UTF32_BE, "UTF-32", "save it as UTF-8"),
    (b"\x1f\x8b", "packed with gzip", "unpack it"),
    (b"{\\rtf", "RTF", "save it as .docx"),
)
#: Readers of PDF take a header that stands anywhere in the first kilobyte.
_PDF_WITHIN: Final = 1024
_SKIPPED: Final = rb"(?:\s|\xef\xbb\xbf|<!--.*?-->|<\?.*?\?>)*"
_HTML: Final = re.compile(
    _SKIPPED
    + rb"<(?:!doctype\s+html|html|head|body|meta|p|div|main|article|section|table|h[1-6]|ul"
    rb"|ol|dl|span|script|style)[\s/>]",
    re.I | re.S,
)
_XML: Final = re.compile(_SKIPPED + rb"<(?:!doctype\b|[a-z_][\w.:-]*[\s/>])", re.I | re.S)
_DECLARED: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml\b", re.I)
_HEAD: Final = 4096


def format_of(content: bytes, name: str) -> Format:
    """Return the format; raise :class:`UnreadableDocument` for one that is known and not read."""
    for start, kind, remedy in _OTHER_KINDS:
        if content.startswith(start):
            raise UnreadableDocument(f"{name} is {kind}.", remedy=remedy)
    if content.startswith(b"PK\x03\x04") or content.startswith(b"PK\x05\x06"):
        return "docx"
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    head = content[:_HEAD]
    if wide:
        head = head.decode("utf-16", "ignore").encode()
    if _HTML.match(head):
        return "html"
    if _DECLARED.match(head) or _XML.match(head):
        return "xml"
    if b"%PDF-" in content[:_PDF_WITHIN]:
        return "pdf"
    return "text"
