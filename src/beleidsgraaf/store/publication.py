"""The official publication of a Kamerstuk: fetched, known to be the one asked for, as plain text.

The XML has footnotes inside the sentence. In the text a note leaves its number glued to the word
before it, as in print, and stands with that number at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from beleidsgraaf.errors import FetchFailed, FetchRefused
from beleidsgraaf.store.fetch import XML, Client

_HOST: Final = "https://zoek.officielebekendmakingen.nl/"
_KAMERSTUK: Final = re.compile(r"kst-[0-9]{4,6}(?:-[0-9A-Za-z]{1,6}){1,3}")
_DEEPEST: Final = 100
_LEFT_OUT: Final = frozenset({"metadata", "meta", "kamerstukkop", "noot", "noot.nr", "noot.lijst"})
_LEAVES: Final = frozenset(
    {"al", "tussenkop", "titel", "subtitel", "tekstregel", "functie", "naam", "plaats", "datum",
     "dossiernummer", "stuknr", "title", "label", "nr", "wie", "context.al"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Publication:
    """The plain text of a document and the address that it came from."""

    document: str
    text: str
    origin: str


def fetch(client: Client, document: str) -> Publication:
    """Fetch the text of a Kamerstuk; raise ``FetchRefused`` or ``FetchFailed``."""
    if not _KAMERSTUK.fullmatch(document):
        raise FetchRefused(
            "Only a Kamerstuk, such as kst-29826-124, is fetched.",
            remedy="give a file: beleidsgraaf sources add FILE",
        )
    told = identifier(client.get(f"{_HOST}{document}/metadata.xml", XML).body)
    if told != document:
        raise FetchFailed("The official publications answered with another document.")
    answer = client.get(f"{_HOST}{document}.xml", XML)
    return Publication(document, text(answer.body), answer.url)


def identifier(metadata: bytes) -> str:
    """Return the identifier that the metadata of a publication gives, empty when it has none."""
    for entry in _parsed(metadata, "metadata_gegevens").iter("metadata"):
        if entry.get("name") == "DC.identifier":
            return (entry.get("content") or "").strip()
    return ""


def text(xml: bytes) -> str:
    """Return the text of a publication: a paragraph a line, blank lines between, notes last."""
    notes = _Notes()
    blocks = [line for line in _blocks(_parsed(xml, "officiele-publicatie"), notes) if line]
    if not blocks:
        raise FetchFailed("The publication has no text.")
    return "\n\n".join([*blocks, *notes.lines]) + "\n"


def _parsed(xml: bytes, root: str) -> Element:
    try:
        found = fromstring(xml, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise FetchFailed("The answer is no XML that we read.") from None
    if found.tag != root or _is_deeper(found, _DEEPEST):
        raise FetchFailed("The answer is no publication but something else.")
    return found


def _is_deeper(root: Element, most: int) -> bool:
    level = [root]
    for _ in range(most):
        level = [child for element in level for child in element]
        if not level:
            return False
    return True


@dataclass(slots=True)
class _Notes:
    lines: list[str] = field(default_factory=list)

    def add(self, note: Element) -> str:
        """Keep a note; return the number that marks it."""
        number = (note.findtext("noot.nr") or "").strip(" .)") or str(len(self.lines) + 1)
        own = " ".join(filter(None, (_inline(part, self) for part in note.iter("noot.al"))))
        self.lines.append(f"{number} {own}")
        return number


def _blocks(element: Element, notes: _Notes) -> Iterator[str]:
    """Give the paragraphs, headings, list items and table rows of an element, in order."""
    if element.tag in _LEFT_OUT:
        return
    if element.tag in ("kop", "naam"):
        yield " ".join(filter(None, (_inline(part, notes) for part in element)))
    elif element.tag == "row":
        yield "  ".join(_inline(cell, notes) for cell in element)
    elif element.tag == "li":
        yield from _item(element, notes)
    elif element.tag in _LEAVES:
        yield _inline(element, notes)
        yield from _lists_within(element, notes)
    else:
        for child in element:
            yield from _blocks(child, notes)


def _item(element: Element, notes: _Notes) -> Iterator[str]:
    number = (element.findtext("li.nr") or "").strip()
    for child in element:
        if child.tag != "li.nr":
            for line in _blocks(child, notes):
                yield f"{number} {line}".strip()
                number = ""


def _lists_within(element: Element, notes: _Notes) -> Iterator[str]:
    for child in element:
        if child.tag == "lijst":
            yield from _blocks(child, notes)


def _inline(element: Element, notes: _Notes) -> str:
    return " ".join(_run(element, notes).split())


def _run(element: Element, notes: _Notes) -> str:
    """Return the text in an element; a note leaves only its number, without a space before it."""
    run = element.text or ""
    for child in element:
        if child.tag == "noot":
            run = run.rstrip() + notes.add(child)
        elif child.tag == "nootref":
            run = run.rstrip() + (child.text or "").strip()
        elif child.tag != "lijst":
            run += _run(child, notes)
        run += child.tail or ""
    return run
