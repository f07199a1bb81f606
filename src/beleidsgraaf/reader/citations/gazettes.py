"""Gazettes: Staatsblad, Staatscourant, Tractatenblad and those of lower authorities.

"Stb. 2018, 401", "Staatsblad 2018, nr. 401", "Stcrt. 2020, 12345", "Trb. 1951, 154",
and, where the act's own date gives the year, "Wet van 4 juli 2008 (Stb. 215)"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from beleidsgraaf.reader.citations.citation import UNRESOLVED, Find
from beleidsgraaf.reader.citations.parts import LIST_LIMIT, MONTH, PAGES, SEPARATOR, Cursor

_FAMILIES: Final = {
    "stb": "stb",
    "staatsblad": "stb",
    "stcrt": "stcrt",
    "staatscourant": "stcrt",
    "trb": "trb",
    "tractatenblad": "trb",
    "gemeenteblad": "gmb",
    "gmb": "gmb",
    "prb": "prb",
    "provinciaal blad": "prb",
    "waterschapsblad": "wsb",
    "wsb": "wsb",
}
_LABEL: Final = re.compile(
    r"(?<![\w-])(?P<label>stb|stcrt|trb|gmb|prb|wsb|staatsblad|staatscourant|tractatenblad|gemeenteblad"
    r"|provinciaal\s+blad|waterschapsblad)(?![\w-])\.?(?:\s+van\s+het\s+Koninkrijk)?\s*+[,:]?\s*+",
    re.IGNORECASE,
)
_NUMBERED: Final = re.compile(
    r"(?:(?:jaargang|jrg\.?)\s+|van\s+\d{1,2}\s+[a-z]{3,9}\s+)?(?P<year>(?:18|19|20)\d\d)\s*+[,/-]?\s*+(?:nrs?\.?|no\.?|nummer)?\s*+"
    r"(?P<number>\d{1,2}[ .]\d{3}|\d{1,6})(?!\d|[.,]\d)",
    re.IGNORECASE,
)
_OTHER_YEAR: Final = re.compile(
    r"(?P<year>(?:19|20)\d\d)\s*+,\s*+(?:nr\.?\s*+)?(?P<number>\d{1,5})(?!\d|[.,]\d)"
)
_YEARLESS: Final = re.compile(r"(?:nr\.?\s*+)?(?P<number>\d{1,5})(?!\d|[.,/-]\d)", re.IGNORECASE)
_MORE: Final = re.compile(
    r"\s*+(?:,|en|;|,\s*+en)\s*+(?:nrs?\.?\s*+)?(?P<number>\d{1,6})(?![\w%/-]|[.,:]\d|\s\d)",
    re.IGNORECASE,
)
_LIST_END: Final = re.compile(r"\s*+(?:[),.;\]]|en\b|\Z)")
_YEAR_BEFORE: Final = re.compile(r"\b(?:18|19|20)\d\d\b(?=[^.;]{0,40}$)")


def find(text: str) -> Iterator[Find]:
    """Yield the gazettes of a text."""
    for label in _LABEL.finditer(text):
        family = _FAMILIES[" ".join(label["label"].casefold().split())]
        cursor = Cursor(text, label.end())
        if match := cursor.take(_NUMBERED):
            yield from _numbered(cursor, label.start(), family, match)
        elif label["label"].casefold() in {"stb", "stcrt", "trb"} and (
            match := cursor.take(_YEARLESS)
        ):
            yield _yearless(text, label.start(), family, match)


def _numbered(cursor: Cursor, start: int, family: str, match: re.Match[str]) -> Iterator[Find]:
    """Yield a gazette, and after it those of other years: "Stb. 2020, 12 en 2021, 34"."""
    for _ in range(LIST_LIMIT):
        numbers = [re.sub(r"\D", "", match["number"]), *_more(cursor)]
        cursor.take(PAGES)
        targets = tuple(f"{family}-{match['year']}-{n}" for n in numbers)
        yield Find(start, cursor.pos, targets, "gazette")
        following = cursor.take(SEPARATOR) and cursor.take(_OTHER_YEAR)
        if not following:
            return
        start, match = following.start(), following


def _more(cursor: Cursor) -> list[str]:
    """Take further numbers of the same year: "Stb. 2020, 125 en 126"; a year begins another."""
    found: list[str] = []
    while len(found) < LIST_LIMIT:
        before = cursor.pos
        match = cursor.take(_MORE)
        is_year = match is not None and re.fullmatch(r"(?:19|20)\d\d", match["number"]) is not None
        if match is None or is_year or cursor.sees(MONTH) or not cursor.sees(_LIST_END):
            cursor.pos = before
            break
        found.append(match["number"])
    return found


def _yearless(text: str, start: int, family: str, match: re.Match[str]) -> Find:
    """The year of the act's own date just before it is the gazette's."""
    years = _YEAR_BEFORE.findall(text[max(0, start - 60) : start])
    if years:
        return Find(
            start, match.end(), (f"{family}-{years[-1]}-{match['number']}",), "gazette", 0.85
        )
    return Find(start, match.end(), (UNRESOLVED,), UNRESOLVED, 0.5)
