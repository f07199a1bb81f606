"""The parts that several rules share: years, chambers, dossiers, number words, pages.

Patterns are anchored where a rule stands and possessive: no part gives back what it took, so that
no text makes them slow.
"""

from __future__ import annotations

import re
from typing import Final

from beleidsgraaf.text import fold

#: The most members of one list that a rule reads on, and of one range that is written out.
LIST_LIMIT: Final = 60
RANGE_LIMIT: Final = 60

#: "2019/20", "2019-2020", "1999/2000", "1985/- 86"; a reference may span years "1993/94-1996/97".
_YEAR: Final = r"(?:19|20)\d\d\s?[-/]\s?-?\s?['\u2019]?(?:(?:19|20)\d\d|\d\d)(?!\d)"
YEAR: Final = re.compile(
    rf"(?:(?:(?:vergader|zittings?)\s?jaar(?:en)?|zitting|session)\s*+)?"
    rf"(?P<year>{_YEAR})(?:\s?-\s?{_YEAR})?+",
    re.IGNORECASE,
)

#: Parliament writes a chamber as a Roman number; scanned text has "11" or "ll" for II.
CHAMBER: Final = re.compile(
    r"(?P<chamber>I/II|II?|[1lI]{1,2}(?=\s*,?\s*+(?:19|20)\d\d\s?[-/])|TK|EK|[TE]\.K\."
    r"|(?i:tweede|eerste)\s+Kamer(?:\s+der\s+Staten-Generaal)?)(?:(?![\w'])|(?=(?:19|20)\d\d\s?[-/]))"
)

#: A number word: nr, nr., nrs., nummer(s), no.
NUMBER_WORD: Final = re.compile(
    r"(?:ondernummers?|nummers?|nrs?|nos?|n\u00b0)(?![^\W\d_])\s*+[.:]?\s*+", re.IGNORECASE
)

#: Pages: "p. 12 en 13", "blz. 11-37", "bladzijde 5 - 6", "pag.4", "p. 3 e.v.".
PAGES: Final = re.compile(
    r"\s*+,?\s*+(?:pp?|pag(?:ina)?(?:'s|\u2019s)?|blz|bladzijden?|bldz|pages?)(?![^\W\d_])\.?\s*+"
    r"(?P<first>\d{1,5})(?:\s*+-\s*+(?P<last>\d{1,5})(?!\d))?+"
    r"(?:\s*+(?:,|/|en|t/m|tot en met|-)\s*+\d{1,5}(?![\w:]|\s?\d{3}|\s*+(?:\d|nr|%))){0,20}+",
    re.IGNORECASE,
)

#: "(bijlage IV)", ", bijlage 2"; one without a number is part of a reference only before pages.
ANNEX: Final = re.compile(
    r"\s*+,?\s*+(?P<open>\()?(?:met\s+)?bijlagen?"
    r"(?:\s+(?:\d{1,3}|[IVX]{1,5}|[A-Z])(?!\w)(?(open)\s*+\))"
    r"|(?(open)\s*+\))(?=\s*+,?\s*+(?:p|blz|pag)\.))",
    re.IGNORECASE,
)

MONTH: Final = re.compile(
    r"\s*+(?:jan(?:uari)?|feb(?:ruari)?|mrt|maart|apr(?:il)?|mei|jun[i]?|jul[i]?|aug(?:ustus)?"
    r"|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b",
    re.IGNORECASE,
)

SEPARATOR: Final = re.compile(
    r"\s*+(?:,\s*+(?:en|alsmede|evenals|resp\.|respectievelijk|dan\s+wel)\b|[,;/&+]"
    r"|(?:en|alsmede|evenals|respectievelijk|resp\.|of)\b)\s*+",
    re.IGNORECASE,
)
RANGE: Final = re.compile(r"\s*+(?:-|t/m|tot\s+en\s+met|tot)\s*+", re.IGNORECASE)
COMMA: Final = re.compile(r"\s*+,?\s*+")
SPACE: Final = re.compile(r"\s*+")


class Cursor:
    """A place in a text that moves on as parts are taken."""

    __slots__ = ("pos", "text")

    def __init__(self, text: str, pos: int) -> None:
        self.text = text
        self.pos = pos

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Return the match here and move behind it, or return ``None`` and stay."""
        match = pattern.match(self.text, self.pos)
        if match:
            self.pos = match.end()
        return match

    def sees(self, pattern: re.Pattern[str]) -> bool:
        """Say whether the pattern matches here."""
        return pattern.match(self.text, self.pos) is not None


def session(year: str) -> str:
    """Return a parliamentary year as in identifiers: "2019/20" is ``20192020``."""
    first, last = (str(part) for part in re.findall(r"\d+", year)[:2])
    return first + (last if len(last) == 4 else _century(first, last) + last)


def _century(first: str, last: str) -> str:
    return str(int(first[:2]) + (int(last) < int(first[2:])))


def spread(first: str, last: str) -> list[str]:
    """Return the numbers of a range, ends included; only the ends if it is long or no range."""
    if len(first) == len(last) == 1 and first.isupper() and first < last:
        return [chr(code) for code in range(ord(first), ord(last) + 1)]
    if first.isdigit() and last.isdigit() and 0 < int(last) - int(first) < RANGE_LIMIT:
        return [str(number) for number in range(int(first), int(last) + 1)]
    return [first, last]


def slug(name: str) -> str:
    """Return a name as a part of an identifier: lower case, no accents, hyphens for other signs."""
    bare = re.sub(r"['\u2018\u2019]", "", fold(name))
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")


def chamber_code(chamber: str | None) -> str:
    """Return ``tk`` or ``ek``; the Tweede Kamer where none is named."""
    sign = (chamber or "").casefold()
    return "ek" if sign in {"i", "1", "l", "ek", "e.k."} or sign.startswith("eerste") else "tk"
