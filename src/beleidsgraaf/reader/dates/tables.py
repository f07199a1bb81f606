"""Years that head the columns of a table, or its rows: the figures there are of that year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from beleidsgraaf.reader.dates.context import Context
from beleidsgraaf.reader.dates.date import Found

_YEAR: Final = r"(?:19|20)\d\d"
_GAP: Final = r"[^\S\n]*(?:\|[^\S\n]*)?"
#: Years beside each other with nothing but room or a rule between them: prose has none.
_COLUMNS: Final = re.compile(
    rf"(?<![\w.,/-]){_YEAR}(?:(?:[^\S\n]+|{_GAP}\|{_GAP}){_YEAR}(?![\w.,/-]))+"
)
#: A year that opens a row of figures, in a table of at least two such rows.
_ROW: Final = re.compile(
    rf"^\|?[^\S\n]*(?P<year>{_YEAR})(?:[^\S\n]+|{_GAP}\|{_GAP})[\d€][\d.,%€|\s-]*$"
)
_ONE: Final = re.compile(_YEAR)


def table_years(context: Context) -> Iterator[Found]:
    """Yield the years that stand in the heading or the first column of a table."""
    text = context.run.text
    for match in _COLUMNS.finditer(text):
        years = [int(year) for year in _ONE.findall(match[0])]
        if all(first < last for first, last in pairwise(years)):
            for year in _ONE.finditer(text, match.start(), match.end()):
                yield _found(year.start(), year[0])
    yield from _rows(text)


def _rows(text: str) -> Iterator[Found]:
    before: tuple[int, str] | None = None
    told, at = False, 0
    for line in text.split("\n"):
        match = _ROW.match(line)
        now = (at + match.start("year"), match["year"]) if match else None
        if before and now:
            if not told:
                yield _found(*before)
            yield _found(*now)
        told, before = bool(before and now), now
        at += len(line) + 1


def _found(at: int, year: str) -> Found:
    return Found(at, at + len(year), year, None, "year-of-table", 0.8, deadline=False)
