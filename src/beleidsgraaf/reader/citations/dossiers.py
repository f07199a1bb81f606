"""Dossiers and their numbers: "36 200 XIII, nr. 127, p. 3 en nr. 128".

dossiers := dossier ((","|"en"|"/") dossier)*      the first owns the numbers
dossier  := dd ddd [suffix] ["(R" digits ")"]
suffix   := budget chapter in Roman numbers or a letter, or the part of series 21 501
numbers  := ","? ("nr"|...) item (("," | "en" | "-") item)*  |  "," letters  |  "-" item
item     := 1 to 5 digits [a-z], or the letters A to ZZ of the Eerste Kamer
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from beleidsgraaf.reader.citations.parts import (
    ANNEX,
    COMMA,
    LIST_LIMIT,
    MONTH,
    NUMBER_WORD,
    PAGES,
    RANGE,
    SEPARATOR,
    Cursor,
    spread,
)

#: "33 009", "33.009", "33009"; scans have O for 0 and l for 1.
_BASE: Final = re.compile(
    r"(?P<thousands>[0-9OlI]{2})(?:\s{1,3}|\.)?(?P<rest>[0-9OlI]{3})(?![\w]|[.,]\d{3})"
)
#: Dossiers had four digits until 1970: "Zitting 1958-1959-5380".
_OLD_BASE: Final = re.compile(r"(?P<thousands>[1-9])\s?(?P<rest>\d{3})(?![\w])")
_SCANNED: Final = str.maketrans("OlI", "011")

#: Budget chapters run from I to XXIII, some in parts (IIA, IXB); funds have letters A to M.
_CHAPTER: Final = r"(?:X{0,2}(?:IX|IV|V?I{1,3}|V)|X{1,2})[AB]?"
_SUFFIX: Final = re.compile(
    rf"(?:\s*+-\s*+|\s++|\s*+,?\s*+(?P<open>\()?(?:hoofdstuk|hfst\.)\s*+|\s*+(?P<bracket>\()(?={_CHAPTER}\)))"
    rf"(?P<suffix>{_CHAPTER}|[A-M])(?![\w'])(?(open)\))(?(bracket)\))",
)
_SUFFIX_AFTER_COMMA: Final = re.compile(
    rf"\s*+,\s*+(?P<suffix>{_CHAPTER})(?=\s*+,?\s*+(?:nrs?|no|nummer)\b)"
)
#: The Council series: "21 501-30", also "21501 30".
SERIES: Final = frozenset({"21501"})
_SERIES_PART: Final = re.compile(r"(?:\s*+-\s*+|\s)?(?P<suffix>\d\d)(?!\d)")
_OTHER_PART: Final = re.compile(r"-(?P<suffix>\d\d)(?=\s*+,?\s*+(?:nrs?|no|nummer)\b)")
_KINGDOM: Final = re.compile(r"\s*+,?\s*+-?\(\s*+R\s?\d{2,4}\s*+\)")
_DOSSIER_SEPARATOR: Final = re.compile(
    r"\s*+(?:,\s*+(?:en|alsmede)\b|[,/&+]|(?:en|alsmede|evenals)\b)\s*+(?:nrs?\.?\s*+)?",
    re.IGNORECASE,
)

_DIGITS: Final = r"\d{1,5}[a-z]?(?![\w])(?![.,:]\d)"
_LETTERS: Final = r"(?!(?:TK|EK|EU)\b)[A-Z]{1,2}(?![\w'])"
_ITEM: Final = re.compile(rf"(?P<item>{_DIGITS}|{_LETTERS})")
_LETTER_ITEM: Final = re.compile(rf"\s*+,\s*+(?:letter\s+)?(?P<item>{_LETTERS})(?!\.\w)")
#: A number after a bare comma is short, and neither a dossier nor a year: "35420, 57".
_PLAIN_ITEM: Final = re.compile(
    r"\s*+,\s*+(?P<item>(?!(?:19|20)\d\d\b)\d{1,4})(?![\w%/]|[.,:]\d|\s\d|\s+(?:miljoen|miljard|euro))"
)
_HYPHEN_ITEM: Final = re.compile(
    r"\s{0,2}-\s{0,2}(?P<item>\d{1,4}[a-z]?|[A-Z]{1,2}(?=[\s).,;]|\Z))(?![\w-]|[.,]\d|\s\d{3}(?!\d))"
)
_SPACED_LETTER: Final = re.compile(rf"\s+(?P<item>{_LETTERS})(?=\s*+(?:[,.;)]|\Z))")
_BRACKETED: Final = re.compile(r"\s*+\(\s*+(?=n(?:rs?|ummer)\b)", re.IGNORECASE)
_CLOSE: Final = re.compile(r"\s*+\)")
_DOSSIER_AHEAD: Final = re.compile(r"\d\d[\s.]?\d{3}(?!\d)")
#: After "nr. 12 en 13" the list goes on only where nothing else can begin with the second number.
_LIST_GOES_ON: Final = re.compile(r"\s*+(?:[),.;:\]]|\Z|(?:en|alsmede|evenals|t/m|p|blz|pag)\b)")
#: "nr. 18, was nr. 15": the number that it had before; the new one is meant.
_FORMER: Final = re.compile(
    r"\s*+,?\s*+(?P<open>\()?(?:was|voorheen|t\.v\.v\.|ter\s+vervanging\s+van)\s+(?:nr\.?|nummer)\s*+\d{1,5}"
    r"(?(open)\s*+\))",
    re.IGNORECASE,
)
_REPRINT: Final = re.compile(r"\s*+,?\s*+\(?herdr(?:uk|\.)\)?(?=\s*+,?\s*+(?:p|blz|pag)\b)")
#: "nr. 3 (MvT), p. 5", "nr. 3 (agenda) en nr. 4": what the piece is, before a page or number.
_NAMED: Final = re.compile(
    r"\s*+\((?:MvT|MvA|NnavV|NV|VV|memorie\s+van\s+\w{7,12}|verslag|nader\s+rapport)\)"
    r"(?=\s*+,?\s*+(?:p|blz|pag)\b)|\s*+\([a-z][a-z ]{2,30}\)(?=\s*+(?:,|en)\s+nr\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier with its suffix, and where it stands."""

    number: str
    suffix: str
    start: int
    end: int

    @property
    def name(self) -> str:
        """``36200-XIII``, as in identifiers."""
        return f"{self.number}-{self.suffix}" if self.suffix else self.number


def dossier(cursor: Cursor, *, old: bool = False) -> Dossier | None:
    """Take a dossier with its suffix and its number as a Kingdom act."""
    start = cursor.pos
    match = cursor.take(_BASE) or (cursor.take(_OLD_BASE) if old else None)
    if match is None:
        return None
    raw = match["thousands"] + match["rest"]
    number = raw.translate(_SCANNED)
    if sum(sign.isdigit() for sign in raw) < 3 or not (old or 10000 <= int(number) < 40000):
        cursor.pos = start
        return None
    suffix = _suffix(cursor, number)
    cursor.take(_KINGDOM)
    return Dossier(number, suffix, start, cursor.pos)


def _suffix(cursor: Cursor, number: str) -> str:
    if number in SERIES:
        match = cursor.take(_SERIES_PART)
    else:
        match = cursor.take(_SUFFIX_AFTER_COMMA) or cursor.take(_OTHER_PART)
        if match is None and (match := _SUFFIX.match(cursor.text, cursor.pos)):
            if _is_letter_of_chamber(cursor.text, match, number):
                return ""
            cursor.pos = match.end()
    return match["suffix"] if match else ""


def _is_letter_of_chamber(text: str, match: re.Match[str], number: str) -> bool:
    """A single letter is a budget's when a number follows or the dossier is a year's budget.

    Budgets get round dossiers, such as 36 600; elsewhere "35261-B" is letter B of the Eerste Kamer.
    V and X, Foreign Affairs and Defence, have supplementary budgets with dossiers of any number.
    """
    if match["suffix"] in {"V", "X"}:
        return False
    after = Cursor(text, match.end())
    after.take(COMMA)
    followed = after.sees(NUMBER_WORD) or _HYPHEN_ITEM.match(text, match.end()) is not None
    return len(match["suffix"]) == 1 and not followed and not number.endswith("00")


def more_dossiers(cursor: Cursor, *, old: bool = False) -> list[Dossier]:
    """Take the dossiers of a list after its first one."""
    found: list[Dossier] = []
    while len(found) < LIST_LIMIT:
        before = cursor.pos
        if not cursor.take(_DOSSIER_SEPARATOR):
            break
        following = dossier(cursor, old=old)
        if following is None:
            cursor.pos = before
            break
        found.append(following)
    return found


def numbers(cursor: Cursor, *, labelled: bool = True) -> list[str]:
    """Take the numbers of a dossier, with pages and annexes; the cursor ends behind the last."""
    found, plural = _first(cursor, labelled=labelled)
    if found:
        trimmings(cursor)
        while len(found) < LIST_LIMIT and (more := _next(cursor, found[-1], plural=plural)):
            found.extend(more)
            trimmings(cursor)
    return found


def _first(cursor: Cursor, *, labelled: bool) -> tuple[list[str], bool]:
    start = cursor.pos
    bracketed = cursor.take(_BRACKETED)
    if not bracketed:
        cursor.take(COMMA)
    if word := cursor.take(NUMBER_WORD):
        plural = word[0].strip(" .:\n").casefold().endswith("s")
        found = _items(cursor)
        if found and bracketed:
            cursor.take(_CLOSE)
        if found:
            return found, plural
    cursor.pos = start
    for pattern in (_LETTER_ITEM, _PLAIN_ITEM, _HYPHEN_ITEM, _SPACED_LETTER):
        if not labelled and pattern in (_PLAIN_ITEM, _SPACED_LETTER):
            continue
        if match := cursor.take(pattern):
            cursor.pos = match.start("item")
            return _items(cursor), match["item"].isupper()
    return [], False


def _items(cursor: Cursor) -> list[str]:
    match = cursor.take(_ITEM)
    if match is None:
        return []
    before = cursor.pos
    if cursor.take(RANGE):
        word = cursor.take(NUMBER_WORD)
        last = cursor.take(_ITEM)
        if (
            last
            and last["item"].isdigit() == match["item"].isdigit()
            and (word or _rises(match, last))
        ):
            return spread(match["item"], last["item"])
    cursor.pos = before
    return [match["item"]]


def _rises(first: re.Match[str], last: re.Match[str]) -> bool:
    return not first["item"].isdigit() or int(first["item"]) < int(last["item"])


def _next(cursor: Cursor, previous: str, *, plural: bool) -> list[str]:
    """Take the next members of a list: "en nr. 6" at any place, a bare number only in a list."""
    start = cursor.pos
    if cursor.take(SEPARATOR):
        word = cursor.take(NUMBER_WORD)
        if word or not cursor.sees(_DOSSIER_AHEAD):
            found = _items(cursor)
            if found and (word or _in_list(cursor, previous, found[0], plural=plural)):
                return found
    cursor.pos = start
    return []


def _in_list(cursor: Cursor, previous: str, item: str, *, plural: bool) -> bool:
    if cursor.sees(MONTH) or item[0].isdigit() != previous[0].isdigit():
        return False
    return plural or cursor.sees(_LIST_GOES_ON)


def trimmings(cursor: Cursor) -> None:
    """Take what may follow a number: its former number, annex, pages."""
    cursor.take(_FORMER)
    cursor.take(_REPRINT)
    cursor.take(_NAMED)
    cursor.take(ANNEX)
    cursor.take(PAGES)


def kamerstukken(owner: Dossier, items: list[str]) -> tuple[str, ...]:
    """Return the identifiers of these numbers of a dossier."""
    return tuple(f"kst-{owner.name}-{item}" for item in items)
