"""Times that are counted from the document's date: "twee jaar geleden", "drie maanden geleden"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from beleidsgraaf.reader.dates.calendar import week_value
from beleidsgraaf.reader.dates.context import Context
from beleidsgraaf.reader.dates.date import Found
from beleidsgraaf.reader.numerals import value_of

_AGO: Final = re.compile(
    r"(?<![^\W_])(?P<number>\d{1,2}|[a-zé]{3,14})\s(?P<unit>jaar|maanden|maand|weken|week|dagen|dag)"
    r"\sgeleden(?![^\W_])",
    re.I,
)


def ago(context: Context) -> Iterator[Found]:
    """Yield what lies a whole number of years, months, weeks or days back."""
    if context.issued is None:
        return
    for match in _AGO.finditer(context.run.text):
        word = match["number"].lower()
        number = int(word) if word.isdigit() else value_of(word)
        if number and number == int(number) and number < 100:
            value = _back(context.issued, int(number), match["unit"].lower())
            yield Found(match.start(), match.end(), value, None, "ago", 0.7)


def _back(issued: date, number: int, unit: str) -> str:
    """Return the year, month, week or day that lies so far back, as coarse as its unit."""
    if unit == "jaar":
        return f"{issued.year - number:04d}"
    if unit.startswith("maand"):
        months = issued.year * 12 + issued.month - 1 - number
        return f"{months // 12}-{months % 12 + 1:02d}"
    if unit.startswith("we"):
        return week_value(issued, -number)
    return (issued - timedelta(days=number)).isoformat()
