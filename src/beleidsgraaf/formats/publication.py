"""The XML of the official publications: paragraphs, lists, tables, and notes with their marks.

The XML has footnotes inside the sentence. In the text a note leaves its number glued to the word
before it, as in print, and stands with that number at the end.
"""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from beleidsgraaf.errors import UnreadableDocument
from beleidsgraaf.formats.extract import Blocks, Extract, Place, paths

_ROOT: Final = "officiele-publicatie"
_DEEPEST: Final = 100
_LEFT_OUT: Final = frozenset({"metadata", "meta", "kamerstukkop", "noot", "noot.nr", "noot.lijst"})
_LEAVES: Final = frozenset(
    {"al", "tussenkop", "titel", "subtitel", "tekstregel", "functie", "naam", "plaats", "datum",
     "dossiernummer", "stuknr", "title", "label", "nr", "wie", "context.al"}
)  # fmt: skip


def extract(content: bytes, name: str, most_bytes: int) -> Extract:
    """Return the text of a publication by its elements, blank lines between, notes last."""
    if len(content) > most_bytes:
        raise UnreadableDocument(f"{name} is larger than {most_bytes} bytes.")
    reading = _Reading()
    reading.add(parsed(content, _ROOT, name), f"/{_ROOT}")
    return reading.blocks.result(name)


def parsed(content: bytes, root: str, name: str) -> Element:
    """Return XML whose root is this element, without entities and not deep."""
    try:
        found: Element = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise UnreadableDocument(f"{name} is no XML that is read.") from None
    if found.tag != root or _is_deeper(found, _DEEPEST):
        raise UnreadableDocument(f"{name} is XML, but no official publication.")
    return found


def _is_deeper(root: Element, most: int) -> bool:
    level = [root]
    for _ in range(most):
        level = [child for element in level for child in element]
        if not level:
            return False
    return True


class _Reading:
    """Goes through the elements in order."""

    def __init__(self) -> None:
        self.blocks = Blocks()

    def add(self, element: Element, path: str, prefix: str = "") -> None:
        """Take the paragraphs, headings, list items and table rows of an element."""
        place: Place = {"element": path}
        if element.tag in _LEFT_OUT:
            return
        if element.tag in ("kop", "naam"):
            parts = (self._inline(part, place) for part in element)
            self.blocks.add(" ".join(filter(None, parts)), place)
        elif element.tag == "row":
            self.blocks.add("  ".join(self._inline(cell, place) for cell in element), place)
        elif element.tag == "li":
            self._add_item(element, path)
        elif element.tag in _LEAVES or _has_text(element):
            self.blocks.add(f"{prefix} {self._inline(element, place)}", place)
            for child, step in _children(element, path):
                if child.tag == "lijst":
                    self.add(child, step)
        else:
            for child, step in _children(element, path):
                self.add(child, step, prefix)
                prefix = ""

    def _add_item(self, element: Element, path: str) -> None:
        number = (element.findtext("li.nr") or "").strip()
        for child, step in _children(element, path):
            if child.tag != "li.nr":
                self.add(child, step, number)
                number = ""

    def _inline(self, element: Element, place: Place) -> str:
        return " ".join(self._run(element, place).split())

    def _run(self, element: Element, place: Place) -> str:
        """Return the text in an element; a note leaves its number, without a space before it."""
        run = element.text or ""
        for child in element:
            if child.tag == "noot":
                run = run.rstrip() + self._note(child, place)
            elif child.tag == "nootref":
                run = run.rstrip() + (child.text or "").strip()
            elif child.tag != "lijst":
                run += self._run(child, place)
            run += child.tail or ""
        return run

    def _note(self, note: Element, place: Place) -> str:
        """Keep a note; return the number that marks it."""
        number = (note.findtext("noot.nr") or "").strip(" .)") or str(self.blocks.notes() + 1)
        parts = (self._inline(part, place) for part in note.iter("noot.al"))
        self.blocks.add_note(f"{number} {' '.join(filter(None, parts))}", place)
        return number


def _has_text(element: Element) -> bool:
    """Say whether text stands in the element itself, so that no tag we do not know loses it."""
    tails = (child.tail for child in element)
    return any(part and part.strip() for part in (element.text, *tails))


def _children(element: Element, path: str) -> list[tuple[Element, str]]:
    steps = paths([child.tag for child in element])
    return [(child, f"{path}/{step}") for child, step in zip(element, steps, strict=True)]
