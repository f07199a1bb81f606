"""Kamerstukken with a label: the form that both chambers, ministries and jurists use.

    reference := label [chamber] [years] dossiers [numbers] (sep dossiers numbers)*

The label is Kamerstuk(ken), kst, TK, EK, the chamber's name or "dossier". Jurists name chamber and
years ("Kamerstukken II 2015/16, 34442, nr. 3, p. 7"), letters of the cabinet do not ("Kamerstuk
29 696, nr. 7"). A piece filed in several dossiers has its number in the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from beleidsgraaf.reader.citations.citation import UNRESOLVED, Find
from beleidsgraaf.reader.citations.dossiers import (
    Dossier,
    dossier,
    kamerstukken,
    more_dossiers,
    numbers,
)
from beleidsgraaf.reader.citations.parts import (
    CHAMBER,
    COMMA,
    LIST_LIMIT,
    NUMBER_WORD,
    SEPARATOR,
    SPACE,
    YEAR,
    Cursor,
)

_LABEL: Final = re.compile(
    r"(?<![\w-])(?:(?P<sure>(?i:kamer\s?-?stuk(?:ken)?(?:-?(?:nummers?|dossiers?|nrs?))?"
    r"|kamerst(?=\.)|parlementaire\s+stukken|parliamentary\s+(?:papers?|documents?)|kst))|(?P<weak>(?i:dossier(?:s|nummers?)?)"
    r"|H?TK|EK|(?:Tweede|Eerste)\s+Kamer))(?:(?<=k)(?=\d)|(?<=ken)(?=\d)|(?![\w'])(?!-(?!II?\b))\.?)"
    r"|(?<![\w-])(?=(?i:vergaderjaar)\s+(?:19|20)\d\d)"
)
_MARK: Final = re.compile(r"\s*+[,:-]?\s*+")
_SINGLE_YEAR: Final = re.compile(r"(?:19|20)\d\d\s*+,\s*+(?=\d\d[\s.]?\d{3}(?!\d))")
_OLD_JOINT: Final = re.compile(r"\s*+[-,]?\s*+")
_PLACEHOLDER: Final = r"(?:[Xx.\u2026]{2,6}(?:\s[Xx.\u2026]{2,6})?|PM|p\.m\.)"
_OPEN_PLACE: Final = re.compile(r"(?:[Xx]{2,6}|PM|p\.m\.)(?!\w)")
_NO_DOSSIER: Final = re.compile(
    rf"(?:\d[\d .]{{0,8}}\d|{_PLACEHOLDER})\s*+,\s*+nrs?\.?\s*+(?:\d{{1,5}}|[Xx.\u2026]{{1,4}}|PM)"
)
_BRACKET: Final = re.compile(r"[(\[]\s*$")


def find(text: str) -> Iterator[Find]:
    """Yield the labelled Kamerstukken of a text."""
    for label in _LABEL.finditer(text):
        yield from _reference(text, label)


def _reference(text: str, label: re.Match[str]) -> Iterator[Find]:
    cursor = Cursor(text, label.end())
    year = _preamble(cursor)
    old = year is not None and int(year["year"][:4]) < 1970
    if old:
        cursor.take(_OLD_JOINT)
    before_number = cursor.pos
    if cursor.take(NUMBER_WORD) and not cursor.sees(re.compile(r"\d\d[\s.]?\d{3}")):
        cursor.pos = before_number
    first = dossier(cursor, old=old)
    if first is None:
        yield from _without_dossier(cursor, label)
        return
    yield from _dossiers(cursor, label, first, certain=year is not None, old=old)


def _preamble(cursor: Cursor) -> re.Match[str] | None:
    """Take chamber and years, in either order of commas; return the match of the years."""
    cursor.take(_MARK)
    if cursor.take(re.compile(r"\((?=II?\))")):
        cursor.take(CHAMBER)
        cursor.take(re.compile(r"\)"))
    elif not cursor.take(CHAMBER):
        cursor.take(SPACE)
    cursor.take(_MARK)
    if cursor.sees(CHAMBER):
        cursor.take(CHAMBER)
        cursor.take(_MARK)
    year = cursor.take(YEAR)
    if year is None:
        cursor.take(_SINGLE_YEAR)
    cursor.take(_MARK)
    return year


def _dossiers(
    cursor: Cursor, label: re.Match[str], first: Dossier, *, certain: bool, old: bool
) -> Iterator[Find]:
    rest = more_dossiers(cursor, old=old)
    items = numbers(cursor)
    if not items:
        if (certain and label[0]) or label["sure"] or _explicit(cursor.text, label):
            yield from _whole(label, [first, *rest])
        return
    rule = "kamerstuk-several-dossiers" if rest else "kamerstuk"
    yield Find(label.start(), cursor.pos, kamerstukken(first, items), rule)
    yield from continued(cursor)


def _explicit(text: str, label: re.Match[str]) -> bool:
    """A weak label before a whole dossier says enough as "dossier", "TK" or "EK", else only in
    brackets: "Tweede Kamer 36 228" may be anything.
    """
    if label[0].casefold().startswith("dossier") or label[0] in {"TK", "EK"}:
        return True
    return _BRACKET.search(text, max(0, label.start() - 3), label.start()) is not None


def _whole(label: re.Match[str], dossiers: list[Dossier]) -> Iterator[Find]:
    """Whole dossiers: each is a citation, the first with the label."""
    for index, one in enumerate(dossiers):
        start = one.start if index else label.start()
        yield Find(start, one.end, (f"dossier-{one.name}",), "dossier", 0.95)


def continued(cursor: Cursor) -> Iterator[Find]:
    """Yield further references under one label: "; 35 570, nr. 3", "en I 2019/20, 35 300, A"."""
    for _ in range(LIST_LIMIT):
        if not cursor.take(SEPARATOR):
            return
        start = cursor.pos
        if cursor.take(CHAMBER):
            cursor.take(COMMA)
        cursor.take(YEAR)
        cursor.take(COMMA)
        first = dossier(cursor)
        if first is None:
            return
        more_dossiers(cursor)
        items = numbers(cursor)
        if not items:
            return
        yield Find(start, cursor.pos, kamerstukken(first, items), "kamerstuk-continued", 0.97)


def _without_dossier(cursor: Cursor, label: re.Match[str]) -> Iterator[Find]:
    """A label and a number without a dossier that can be read stay visible."""
    if not label["sure"]:
        return
    if match := cursor.take(_NO_DOSSIER) or cursor.take(_OPEN_PLACE):
        yield Find(label.start(), match.end(), (UNRESOLVED,), UNRESOLVED, 0.5)
        return
    items = numbers(cursor, labelled=False) if cursor.sees(NUMBER_WORD) else []
    if items:
        yield Find(label.start(), cursor.pos, (UNRESOLVED,), UNRESOLVED, 0.5)
