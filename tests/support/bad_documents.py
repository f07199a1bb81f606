"""Documents that a reader should survive, each made by its recipe."""

from __future__ import annotations

import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Final

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from support.renderings import html, pdf, word

Recipe = Callable[[], bytes]

_W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MAIN: Final = "word/document.xml"
_BODY: Final = (
    f"<w:document {_W}><w:body><w:p><w:r><w:t>Appel</w:t></w:r></w:p></w:body></w:document>"
)
_ROOT: Final = "officiele-publicatie"


def _xml(doctype: str, text: str = "&e;") -> bytes:
    return f'<?xml version="1.0"?>{doctype}<{_ROOT}><al>{text}</al></{_ROOT}>'.encode()


def _laughs() -> bytes:
    more = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 9))
    return _xml(f'<!DOCTYPE a [<!ENTITY a0 "ha">{more}]>', "&a8;")


def _nested(levels: int) -> bytes:
    return f"<{_ROOT}>{'<a>' * levels}{'</a>' * levels}</{_ROOT}>".encode()


def _nested_word() -> bytes:
    body = "<w:p>" * 9_999 + "</w:p>" * 9_999
    return _zip((_MAIN, f"<w:document {_W}>{body}</w:document>".encode()))


def _zip(*parts: tuple[str, bytes], comment: bytes = b"") -> bytes:
    written = BytesIO()
    with (
        warnings.catch_warnings(),
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package,
    ):
        warnings.simplefilter("ignore")  # of two entries with one name
        for name, content in parts:
            package.writestr(name, content)
        package.comment = comment
    return written.getvalue()


def _linked() -> bytes:
    written = BytesIO()
    entry = zipfile.ZipInfo(_MAIN)
    entry.external_attr = 0o120777 << 16
    with zipfile.ZipFile(written, "w") as package:
        package.writestr(entry, "/etc/passwd")
    return written.getvalue()


def _flagged() -> bytes:
    """Set the flag of encryption, in the entry and in the directory."""
    content = bytearray(_zip((_MAIN, _BODY.encode())))
    content[6] |= 1
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    return bytes(content)


def _broken_sum() -> bytes:
    content = bytearray(_zip((_MAIN, _BODY.encode())))
    at = content.index(b"PK\x01\x02")
    struct.pack_into("<I", content, at + 16, 1)
    return bytes(content)


def _lying_size() -> bytes:
    """Say that a part of 50 MB has 100 bytes."""
    content = bytearray(_zip((_MAIN, b" " * 50_000_000)))
    at = content.index(b"PK\x01\x02")
    struct.pack_into("<I", content, at + 24, 100)
    return bytes(content)


def _layers() -> bytes:
    inner = b"x"
    for _ in range(10):
        inner = _zip((_MAIN, inner))
    return inner


def _objects(*bodies: bytes, trailer: bytes = b"") -> bytes:
    """Return a PDF of these objects, numbered from one; the first is the catalogue."""
    content, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(content)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    content += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(bodies) + 1, rows)
    content += b"trailer\n<</Size %d/Root 1 0 R%s>>\n" % (len(bodies) + 1, trailer)
    return content + b"startxref\n%d\n%%%%EOF\n" % start


def _stream(content: bytes, extra: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(content), extra, content)


_CATALOGUE: Final = b"<</Type/Catalog/Pages 2 0 R>>"
_PAGES: Final = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
_FONT: Final = b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
_PAGE: Final = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R%s>>" % _FONT
_TEXT: Final = _stream(b"BT /F 12 Tf 50 700 Td (Appel) Tj ET")


def _pdf(
    page: bytes = _PAGE,
    contents: bytes = _TEXT,
    pages: bytes = _PAGES,
    catalogue: bytes = _CATALOGUE,
    fifth: bytes = b"null",
    trailer: bytes = b"",
) -> bytes:
    return _objects(catalogue, pages, page, contents, fifth, trailer=trailer)


def _flate_bomb() -> bytes:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 1_000_000) for _ in range(600)) + packer.flush()
    return _pdf(contents=_stream(packed, b"/Filter/FlateDecode"))


def _many_pages() -> bytes:
    kids = b"3 0 R " * 1_000_000
    return _pdf(pages=b"<</Type/Pages/Kids[%s]/Count 1000000>>" % kids)


def _circular_xref() -> bytes:
    content = _pdf()
    start = content.rindex(b"startxref\n") + 10
    place = content[start : content.index(b"\n", start)]
    return _pdf(trailer=b"/Prev " + place.rjust(6, b"0"))


def _password() -> bytes:
    written = BytesIO()
    canvas = Canvas(written, encrypt=StandardEncryption("appel", ownerPassword="peer"))
    canvas.drawString(50, 700, "Appel")
    canvas.save()
    return written.getvalue()


def _form() -> bytes:
    written = BytesIO()
    canvas = Canvas(written)
    canvas.acroForm.textfield(name="naam", x=50, y=700)
    canvas.showPage()
    canvas.save()
    return written.getvalue()


_OUTLINE: Final = b"<</Title(x)/Parent 5 0 R/Next 5 0 R/First 5 0 R/Last 5 0 R/Count 9>>"
_HUGE: Final = b"/XObject/Subtype/Image/Width 2000000000/Height 2000000000/BitsPerComponent 8"

RECIPES: Final[dict[str, Recipe]] = {
    "outside entity": lambda: _xml('<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>'),
    "entity at the canary": lambda: _xml('<!DOCTYPE a [<!ENTITY e SYSTEM "http://CANARY/">]>'),
    "parameter entity": lambda: _xml(
        '<!DOCTYPE a [<!ENTITY % p SYSTEM "http://CANARY/">%p;]>', "x"
    ),
    "outside DTD": lambda: _xml('<!DOCTYPE a SYSTEM "http://CANARY/a.dtd">', "x"),
    "inclusion": lambda: _xml(
        "", '<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="http://CANARY/"/>'
    ),
    "many laughs": _laughs,
    "one long entity": lambda: _xml(f'<!DOCTYPE a [<!ENTITY e "{"x" * 99_000}">]>', "&e;" * 9_999),
    "2 MB of nested XML": lambda: _nested(300_000),
    "nested and never closed": lambda: f"<{_ROOT}>{'<a>' * 600_000}".encode(),
    "nested word": _nested_word,
    "nested page": lambda: b"<html>" + b"<div>" * 400_000 + b"Appel",
    "page of very many cells": lambda: b"<html><table>" + b"<td>1" * 30_000,
    "nested JSON": lambda: b'{"@context":' + b"[" * 5_000,
    "XML without a root": lambda: b'<?xml version="1.0"?>',
    "XML of another kind": lambda: b"<rdf:RDF xmlns:rdf='x'/>",
    "XML in no encoding": lambda: b'<?xml version="1.0" encoding="x-none"?><a/>',
    "Latin-1 said to be UTF-8": lambda: _xml("", "\xe9").decode().encode("latin-1"),
    "Latin-1 text": lambda: "Een café".encode("latin-1"),
    "UTF-16 cut in two": lambda: "Appel".encode("utf-16")[:-1],
    "UTF-32 text": lambda: "Appel".encode("utf-32"),
    "page in UTF-8 that is none": lambda: b"<html><meta charset=utf-8><p>caf\xe9",
    "binary": lambda: bytes(range(256)) * 40,
    "nothing": lambda: b"",
    "blanks": lambda: b" \r\n\t\f ",
    "zip that climbs": lambda: _zip((f"../{_MAIN}", b"x"), (f"/opt/{_MAIN}", b"x")),
    "zip with a link": _linked,
    "zip with double names": lambda: _zip((_MAIN, _BODY.encode()), (_MAIN, b"x")),
    "zip with very many entries": lambda: _zip(*((f"a{i}", b"") for i in range(9_000))),
    "zip that grows 1000 times": lambda: _zip((_MAIN, b" " * 50_000_000)),
    "zip that lies about its size": _lying_size,
    "zip in zip in zip": _layers,
    "zip with a password": _flagged,
    "zip with a wrong sum": _broken_sum,
    "zip with a huge comment": lambda: _zip(("a", b"x"), comment=b"x" * 65_535),
    "zip cut in two": lambda: word("Appel")[:5_000],
    "word without text": lambda: word(" "),
    "word with entities": lambda: _zip((_MAIN, _laughs())),
    "old word": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "RTF": lambda: b"{\\rtf1 Appel}",
    "gzip": lambda: b"\x1f\x8b\x08" + b"\0" * 40,
    "PDF with a circular table": _circular_xref,
    "PDF with a loop of outlines": lambda: _pdf(
        catalogue=b"<</Type/Catalog/Pages 2 0 R/Outlines 5 0 R>>", fifth=_OUTLINE
    ),
    "PDF with a loop of pages": lambda: _pdf(pages=b"<</Type/Pages/Kids[2 0 R]/Count 9>>"),
    "PDF of a million pages": _many_pages,
    "PDF with a huge picture": lambda: _pdf(
        page=_PAGE.replace(_FONT, b"/Resources<</XObject<</I 5 0 R>>>>"),
        contents=_stream(b"/I Do"),
        fifth=_stream(b"x", b"/Type" + _HUGE + b"/ColorSpace/DeviceGray"),
    ),
    "PDF with a Flate bomb": _flate_bomb,
    "PDF with entities in XMP": lambda: _pdf(
        catalogue=b"<</Type/Catalog/Pages 2 0 R/Metadata 5 0 R>>",
        fifth=_stream(_laughs(), b"/Type/Metadata/Subtype/XML"),
    ),
    "PDF with a broken head": lambda: b"%PDX-1.4\n%\xe2\xe3\xcf\xd3\n" + _pdf()[9:],
    "PDF behind a line of noise": lambda: b"noise\n" + _pdf(),
    "PDF cut in two": lambda: pdf("Appel\n" * 200)[:2_000],
    "PDF that is only its head": lambda: b"%PDF-1.7\n",
    "PDF with a password": _password,
    "PDF without text": lambda: pdf("\f"),
    "PDF with only a form": _form,
    "PDF without pages": lambda: _pdf(pages=b"<</Type/Pages/Kids[]/Count 0>>"),
    "PDF that is a page": lambda: html("Appel"),
    "text that starts as PDF": lambda: b"%PDF-1.7 is de eerste regel van deze tekst.",
    "text for back-tracking": lambda: b"Kamerstukken II " + b"23/24, 36 410, nrs. 1, 2 en " * 300,
    "word without an end": lambda: b"a" * 20_000,
    "digits without an end": lambda: b"1" * 30_000 + b" 1." * 9_000,
}  # fmt: skip
