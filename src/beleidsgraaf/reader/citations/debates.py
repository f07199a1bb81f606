"""Handelingen, and the Aanhangsel in which answers to questions are printed.

Handelingen [chamber] years "nr." sitting "item" item ["blz." pages] ("en item" item)*
Handelingen [chamber] years ["nr." sitting] "p." first "-" last       until 2011: by pages
Aanhangsel [van de] Handelingen [chamber] years "nr." number
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from beleidsgraaf.reader.citations.citation import UNRESOLVED, Find
from beleidsgraaf.reader.citations.parts import (
    CHAMBER,
    LIST_LIMIT,
    NUMBER_WORD,
    PAGES,
    RANGE,
    SEPARATOR,
    YEAR,
    Cursor,
    chamber_code,
    session,
    spread,
)

_DEBATE: Final = re.compile(
    r"(?<![\w-])(?:(?i:handelingen(?:\s+(?:van\s+de|der)(?:\s+Kamer(?=\s+I))?)?)|(?i:hand\.)|H(?P<short>TK|EK))(?![\w'])\s*+[,:]?\s*+"
)
_ANNEX_OF_DEBATES: Final = re.compile(
    r"(?<![\w-])(?:aanhangsel(?!\s+[a-z]\b)|aanh\.(?=\s*+hand)|kamervragen\s+\(aanhangsel\)(?=\s+(?:19|20)\d\d))\s?(?:-|(?:(?:van|bij)\s+de|der|tot\s+de))?\s*+(?:handelingen)?"
    r"(?:\s+(?:van\s+de|der))?\s*+[,:]?\s*+",
    re.IGNORECASE,
)
_ANNEX_WORD: Final = re.compile(
    r"\(?aanhangsel(?:\s+van\s+de\s+handelingen)?\)?\s*+,?\s*+", re.IGNORECASE
)
#: The printed head of the answers, used as a reference with the number behind it.
_HEAD_OF_ANSWERS: Final = re.compile(
    r"(?<!\w)(?P<chamber>Tweede|Eerste)\s+Kamer\s*+,\s*+(?=vergaderjaar)", re.IGNORECASE
)
_NUMBERED_ANNEX: Final = re.compile(
    r"\s*+,\s*+aanhangsel(?:\s+van\s+de\s+handelingen)?\s*+,?\s*+(?=n(?:rs?|ummers?)\b)",
    re.IGNORECASE,
)
_ITEM_WORD: Final = re.compile(r"\s*+[,-]?\s*+items?\s*+(?P<item>\d{1,3})(?!\d)", re.IGNORECASE)
_MORE_ITEM: Final = re.compile(r"(?:items?\s*+)?(?P<item>\d{1,3})(?!\d|\s*+juni)", re.IGNORECASE)
_COMMA: Final = re.compile(r"\s*+[,:]?\s*+")
_SITTING: Final = re.compile(
    r"(?:vergadering\s+(?=\d))?(?P<sitting>\d{1,3})(?:e\s+vergadering)?+(?!\d|\s?[-/]\s?\d{2})",
    re.IGNORECASE,
)
_CHAMBER_BEFORE_PAGES: Final = re.compile(
    r"\s*+,\s*+(?P<chamber>(?:Tweede|Eerste)\s+Kamer)(?=\s*+,?\s*+(?:p|blz|pag)\b)"
)
_JOINT: Final = re.compile(r"\s?[-/,]\s?(?P<item>\d{1,3})(?![\d-]|\s*+nr)")
_NUMBER: Final = re.compile(r"(?P<number>\d{1,5})(?![\w]|[.]\d)")
_DATE: Final = re.compile(r"\s*+\d{1,2}\s+[a-z]{3,9}\.?\s+(?:19|20)\d\d\s*+,\s*+", re.IGNORECASE)


def find(text: str) -> Iterator[Find]:
    """Yield the debates and printed answers of a text."""
    for match in _ANNEX_OF_DEBATES.finditer(text):
        yield from _answers(text, match.start(), Cursor(text, match.end()))
    for match in _HEAD_OF_ANSWERS.finditer(text):
        cursor = Cursor(text, match.end())
        year = cursor.take(YEAR)
        if year and cursor.take(_NUMBERED_ANNEX):
            yield from _numbered_answers(match.start(), cursor, f"{match['chamber']} Kamer", year)
    for match in _DEBATE.finditer(text):
        yield from _debate(text, match)


def _debate(text: str, label: re.Match[str]) -> Iterator[Find]:
    cursor = Cursor(text, label.end())
    chamber = label["short"] or _chamber(cursor)
    cursor.take(_DATE)
    year = cursor.take(YEAR)
    cursor.take(_COMMA)
    if cursor.take(_ANNEX_WORD):
        yield from _numbered_answers(label.start(), cursor, chamber, year)
        return
    if year is None:
        if cursor.take(NUMBER_WORD) and (sitting := cursor.take(_SITTING)):
            cursor.pos = (cursor.take(_ITEM_WORD) or sitting).end()
            cursor.take(PAGES)
            yield Find(label.start(), cursor.pos, (UNRESOLVED,), UNRESOLVED, 0.5)
        return
    prefix = f"h-{chamber_code(chamber)}-{session(year['year'])}"
    if targets := _place(cursor, prefix):
        yield Find(label.start(), cursor.pos, tuple(targets), "handelingen")


def _chamber(cursor: Cursor) -> str | None:
    match = cursor.take(CHAMBER)
    cursor.take(_COMMA)
    return match["chamber"] if match else None


def _place(cursor: Cursor, prefix: str) -> list[str]:
    """Take sitting and items, else the pages, of a debate."""
    worded = cursor.take(NUMBER_WORD)
    sitting = cursor.take(_SITTING)
    if sitting is None:
        return _pages(cursor, prefix)
    if (item := cursor.take(_ITEM_WORD)) or (item := cursor.take(_JOINT)):
        prefix = f"{prefix}-{sitting['sitting']}"
        cursor.take(PAGES)
        return [f"{prefix}-{item['item']}", *_more_items(cursor, prefix)]
    cursor.take(_CHAMBER_BEFORE_PAGES)
    if pages := _pages(cursor, prefix):
        return pages
    return [f"{prefix}-{sitting['sitting']}"] if worded else []


def _more_items(cursor: Cursor, prefix: str) -> list[str]:
    found: list[str] = []
    for _ in range(LIST_LIMIT):
        before = cursor.pos
        if not cursor.take(SEPARATOR) or not (match := cursor.take(_MORE_ITEM)):
            cursor.pos = before
            break
        if not match[0].casefold().startswith("item") and not re.match(
            r"\s*+(?:[).;,]|\Z|en\b)", cursor.text[cursor.pos : cursor.pos + 8]
        ):
            cursor.pos = before
            break
        found.append(f"{prefix}-{match['item']}")
        cursor.take(PAGES)
    return found


def _pages(cursor: Cursor, prefix: str) -> list[str]:
    match = cursor.take(PAGES)
    if match is None:
        return []
    return [f"{prefix}-{match['first']}" + (f"-{match['last']}" if match["last"] else "")]


def _answers(text: str, start: int, cursor: Cursor) -> Iterator[Find]:
    chamber = _chamber(cursor)
    cursor.take(_COMMA)
    year = cursor.take(YEAR)
    cursor.take(_COMMA)
    if year is None and "handelingen" not in text[start : cursor.pos].casefold():
        return
    yield from _numbered_answers(start, cursor, chamber, year)


def _numbered_answers(
    start: int, cursor: Cursor, chamber: str | None, year: re.Match[str] | None
) -> Iterator[Find]:
    cursor.take(NUMBER_WORD)
    numbers = _numbers(cursor)
    if not numbers:
        return
    cursor.take(PAGES)
    if year is None:
        yield Find(start, cursor.pos, (UNRESOLVED,), UNRESOLVED, 0.5)
        return
    prefix = f"ah-{chamber_code(chamber)}-{session(year['year'])}"
    yield Find(start, cursor.pos, tuple(f"{prefix}-{n}" for n in numbers), "aanhangsel")


def _numbers(cursor: Cursor) -> list[str]:
    found: list[str] = []
    end = cursor.pos
    while len(found) < LIST_LIMIT and (match := cursor.take(_NUMBER)):
        found.append(match["number"])
        end = cursor.pos
        if cursor.take(RANGE) and (last := cursor.take(_NUMBER)):
            found[-1:] = spread(match["number"], last["number"])
            end = cursor.pos
        cursor.pos = end
        if not cursor.take(SEPARATOR):
            break
        cursor.take(NUMBER_WORD)
    cursor.pos = end
    return found
