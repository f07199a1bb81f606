"""Kamerstukken without a label: in brackets, in agendas and votes, glued, renumbered.

"(33 009, nr. 92)", "36222 en 31015, nr. 6", "(21501-30-474)", "29826 -277", "KST3300978",
"Zij krijgt nr. 18, was nr. 15 (33930-XIII)", "(36410-XIII)"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from beleidsgraaf.reader.citations.citation import Find
from beleidsgraaf.reader.citations.dossiers import (
    SERIES,
    Dossier,
    dossier,
    kamerstukken,
    more_dossiers,
    numbers,
)
from beleidsgraaf.reader.citations.kamerstukken import continued
from beleidsgraaf.reader.citations.parts import Cursor

_NUMBER: Final = re.compile(r"(?<![\w.,\u20ac$-])(?<![\u20ac$] )[123]\d(?:\s?|\.)\d{3}(?![\d%])")
#: With a dot it may be a quantity, unless a number word or a letter in brackets follows.
_QUANTITY: Final = re.compile(
    r"\d\d\.\d{3}(?!\s*+(?:[IVX]{1,5}\s*+)?,?\s*+(?:nrs?\b|[A-Z]{1,2}[)\]]))"
)
_COUNTED: Final = re.compile(
    r"(?:postbus|tel\.?|telefoon(?:nummer)?|fax|kvk(?:-nummer)?|iban|rekening(?:nummer)?|isbn|issn"
    r"|postcode|versie|artikelnummer|bestelnummer|projectnummer|referentie|ref\.?|eur|euro"
    r"|stcrt\.?|staatscourant|stb\.?|trb\.?|registratienummer)\s*+:?\s*+(?:nr\.?\s*+)?$",
    re.IGNORECASE,
)
_OPEN: Final = re.compile(r"[(\[]\s*+$")
_CLOSED: Final = re.compile(r"\s*+[)\]]")
_ABOUT_A_DOSSIER: Final = re.compile(
    r"\b(?:wetsvoorstel|voorstel|wet|wijziging|motie|moties|begroting\w*|dossier|kamerstuk\w*"
    r"|behandeling|betrekken|nota|initiatief\w*|goedkeuring|verdrag|regels)\b|\w+wet\b",
    re.IGNORECASE,
)
_GLUED: Final = re.compile(r"(?<!\w)KST(?P<number>[23]\d{6,13})(?!\w)", re.IGNORECASE)
_RENUMBERED: Final = re.compile(
    r"(?:krijgt|kreeg|wordt|thans|heeft)\s+(?:de\s+|het\s+)?(?P<reference>(?:nr\.?|nummer)\s*+(?P<item>\d{1,5})(?!\d)"
    r"(?:\s*+,?\s*+(?:was|voorheen)\s+(?:nr\.?|nummer)\s*+\d{1,5})?\s*+\()",
    re.IGNORECASE,
)
_BILL: Final = re.compile(
    r"\b(?i:(?:initiatief)?wets(?:voorstel|ontwerp)(?:len)?|voorstel(?:len)? van (?:rijks)?wet)"
    r"\s+(?=[123]\d\s?\d{3})"
)


def find(text: str) -> Iterator[Find]:
    """Yield the Kamerstukken of a text that have no label."""
    yield from _bare(text)
    yield from _glued(text)
    yield from _renumbered(text)
    yield from _bills(text)


def _bare(text: str) -> Iterator[Find]:
    read = 0
    for match in _NUMBER.finditer(text):
        before = text[max(0, match.start() - 24) : match.start()]
        if match.start() < read or _COUNTED.search(before):
            continue
        if _QUANTITY.match(text, match.start()):
            continue
        cursor = Cursor(text, match.start())
        first = dossier(cursor)
        if first is not None:
            rest = more_dossiers(cursor)
            read = cursor.pos  # another dossier of this list would lead to the same end
            yield from _numbered(cursor, first, rest, bracketed=_OPEN.search(before) is not None)


def _numbered(
    cursor: Cursor, first: Dossier, rest: list[Dossier], *, bracketed: bool
) -> Iterator[Find]:
    text, end = cursor.text, cursor.pos
    items = numbers(cursor, labelled=bracketed and not rest)
    if items and _is_reference(text[end : cursor.pos], first, bracketed=bracketed):
        rule = "bracketed-number" if bracketed else "number-without-label"
        yield Find(first.start, cursor.pos, kamerstukken(first, items), rule, 0.95)
        yield from continued(cursor)
    elif bracketed and _is_bill(text, first, end):
        for one in (first, *rest):
            yield Find(one.start, one.end, (f"dossier-{one.name}",), "bracketed-dossier", 0.9)


def _is_reference(numbering: str, owner: Dossier, *, bracketed: bool) -> bool:
    """A number word or brackets tell a reference; a bare hyphen needs a suffix or a close number.

    "15000-2000" is no reference, "29826-277" and "33930-XIII-15" are.
    """
    if bracketed or re.match(r"\s*+[,(]?\s*+n", numbering, re.IGNORECASE):
        return True
    if not re.match(r"\s*+-", numbering):
        return False
    return bool(owner.suffix) or (not owner.number.endswith("00"))


def _is_bill(text: str, one: Dossier, end: int) -> bool:
    """A number alone in brackets is a dossier with a suffix, or after words for a bill."""
    if not _CLOSED.match(text, end):
        return False
    before = text[max(0, one.start - 160) : one.start]
    return bool(one.suffix) or _ABOUT_A_DOSSIER.search(before) is not None


def _glued(text: str) -> Iterator[Find]:
    """Parlementaire Monitor glues: KST3300978. Shorter ones are codes of the printer."""
    for match in _GLUED.finditer(text):
        digits = match["number"]
        base, rest = digits[:5], digits[5:]
        if base in SERIES and len(rest) > 2:
            base, rest = f"{base}-{rest[:2]}", rest[2:]
        yield Find(match.start(), match.end(), (f"kst-{base}-{rest}",), "glued")


def _renumbered(text: str) -> Iterator[Find]:
    """In a debate the chair gives a motion its number: "Zij krijgt nr. 124 (33009)."."""
    for match in _RENUMBERED.finditer(text):
        cursor = Cursor(text, match.end())
        owner = dossier(cursor)
        if owner is None:
            continue
        more_dossiers(cursor)
        if cursor.take(_CLOSED):
            target = kamerstukken(owner, [match["item"]])
            yield Find(match.start("reference"), cursor.pos, target, "given-number")


def _bills(text: str) -> Iterator[Find]:
    """A bill is called by its dossier: "wetsvoorstel 35 925"."""
    for match in _BILL.finditer(text):
        cursor = Cursor(text, match.end())
        first = dossier(cursor)
        if first is None or numbers(Cursor(text, cursor.pos), labelled=False):
            continue
        yield Find(first.start, first.end, (f"dossier-{first.name}",), "bill", 0.9)
