"""Word files: paragraphs, tables, and notes with their marks.

A note leaves its number glued to the word before it, as in print, and stands with that number at
the end. What tracking has struck out is left out. The zip is read by rule, in memory: only the
parts with text, none of them packed beyond reason.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from beleidsgraaf.errors import EncryptedDocument, UnreadableDocument
from beleidsgraaf.formats.extract import Blocks, Extract, Place

_MAIN: Final = "word/document.xml"
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT: Final = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_MOST_ENTRIES: Final = 5_000
_MOST_RATIO: Final = 100
_SMALL: Final = 1_048_576  # a small part may be packed tighter than the ratio
_ENCRYPTED: Final = 0x1
_DEEPEST: Final = 200
#: Struck out, moved away, or a second form of what stands beside it.
_LEFT_OUT: Final = frozenset({"del", "moveFrom", "Fallback", "rPr", "pPr", "sectPr", "instrText"})
_SIGNS: Final = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_REFERENCES: Final = {"footnoteReference": "footnote", "endnoteReference": "endnote"}


def extract(content: bytes, name: str, most_bytes: int) -> Extract:
    """Return the text of a Word file by its paragraphs, counted from one in the main part."""
    package = _opened(content, name)
    notes = {
        kind: _notes(_part(package, f"word/{kind}s.xml", name, most_bytes), kind)
        for kind in _REFERENCES.values()
    }
    main = _part(package, _MAIN, name, most_bytes)
    if main is None:
        raise UnreadableDocument(f"{name} is a zip, but no Word file.", remedy="unpack it")
    body = _Body(notes)
    for child in _child(main, "body"):
        body.add(child)
    return body.blocks.result(name)


class _Body:
    """Goes through the main part, counting paragraphs and notes."""

    def __init__(self, notes: dict[str, dict[str, Element]]) -> None:
        self.blocks = Blocks()
        self._sources = notes
        self._paragraph = 0

    def add(self, element: Element) -> None:
        tag = _local(element)
        if tag == "p":
            self._add_paragraph(element)
        elif tag == "tr":
            self._add_row(element)
        elif tag not in _LEFT_OUT:
            for child in element:
                self.add(child)

    def _add_paragraph(self, element: Element) -> None:
        self._paragraph += 1
        place: Place = {"paragraph": self._paragraph}
        self.blocks.add(self._run(element, place), place)
        for box in _boxes(element):
            self.add(box)

    def _add_row(self, row: Element) -> None:
        """A row is one line: cells two spaces apart, as the publications' tables are read."""
        cells: list[str] = []
        place: Place = {"paragraph": self._paragraph + 1}
        for cell in row:
            if _local(cell) == "tc":
                paragraphs = [p for p in cell.iter() if _local(p) == "p"]
                self._paragraph += len(paragraphs)
                cells.append(" ".join(" ".join(self._run(p, place).split()) for p in paragraphs))
        self.blocks.add("  ".join(cells), place)

    def _run(self, element: Element, place: Place) -> str:
        run = ""
        for child in element:
            tag = _local(child)
            if tag == "t":
                run += child.text or ""
            elif tag in _SIGNS:
                run += _SIGNS[tag]
            elif tag in _REFERENCES:
                run = run.rstrip() + self._note(_REFERENCES[tag], child, place)
            elif tag not in _LEFT_OUT and tag != "txbxContent":
                run += self._run(child, place)
        return run

    def _note(self, kind: str, reference: Element, place: Place) -> str:
        note = self._sources[kind].get(_attribute(reference, "id"))
        if note is None:
            return ""
        number = str(self.blocks.notes() + 1)
        own = " ".join(self._run(p, place) for p in note.iter() if _local(p) == "p")
        self.blocks.add_note(f"{number} {' '.join(own.split())}", place)
        return number


def _boxes(paragraph: Element) -> Iterator[Element]:
    """Give the text boxes that are anchored in a paragraph, once each."""
    for child in paragraph:
        if _local(child) == "txbxContent":
            yield child
        elif _local(child) not in _LEFT_OUT:
            yield from _boxes(child)


def _opened(content: bytes, name: str) -> zipfile.ZipFile:
    try:
        package = zipfile.ZipFile(BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise UnreadableDocument(f"{name} is a damaged zip.") from None
    names = package.namelist()
    if len(names) > _MOST_ENTRIES or len(set(names)) < len(names):
        raise UnreadableDocument(f"{name} is a zip with too many or double entries.")
    if any(part.flag_bits & _ENCRYPTED for part in package.infolist()):
        raise EncryptedDocument(f"{name} has a password.", remedy="save it without one")
    return package


def _part(package: zipfile.ZipFile, part: str, name: str, most_bytes: int) -> Element | None:
    """Return a part of the package as XML, ``None`` when there is none."""
    try:
        entry = package.getinfo(part)
    except KeyError:
        return None
    if entry.file_size > max(_SMALL, entry.compress_size * _MOST_RATIO):
        raise UnreadableDocument(f"{name} is packed beyond reason.")
    if entry.file_size > most_bytes:
        raise UnreadableDocument(f"{name} unpacks to more than {most_bytes} bytes.")
    try:
        with package.open(entry) as opened:
            root: Element = fromstring(opened.read(entry.file_size + 1), forbid_dtd=True)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError):
        raise UnreadableDocument(f"{name} is a damaged zip.") from None
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise UnreadableDocument(f"{name} holds XML that is not read.") from None
    if _is_deeper(root, _DEEPEST):
        raise UnreadableDocument(f"{name} is nested too deep.")
    return root


def _is_deeper(root: Element, most: int) -> bool:
    level = [root]
    for _ in range(most):
        level = [child for element in level for child in element]
        if not level:
            return False
    return True


def _notes(root: Element | None, kind: str) -> dict[str, Element]:
    if root is None:
        return {}
    return {_attribute(note, "id"): note for note in root if _local(note) == kind}


def _child(root: Element, tag: str) -> Iterator[Element]:
    return (child for child in root if _local(child) == tag)


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _attribute(element: Element, name: str) -> str:
    return element.get(f"{_W}{name}") or element.get(f"{_STRICT}{name}") or ""
