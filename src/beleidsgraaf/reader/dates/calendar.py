"""The calendar: months, seasons and quarters by name, and ISO 8601 values of days and periods."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

_NAMES: Final = (
    "januari jan january",
    "februari feb february",
    "maart mrt mar march",
    "april apr",
    "mei may",
    "juni jun june",
    "juli jul july",
    "augustus aug august",
    "september sept sep",
    "oktober okt oct october",
    "november nov",
    "december dec",
)
MONTHS: Final = {name: at for at, names in enumerate(_NAMES, 1) for name in names.split()}
#: Names of months, longest first; an abbreviation takes its full stop along.
MONTH: Final = (
    r"(?:(?:januari|january|februari|february|maart|march|april|mei|may|juni|june|juli|july"
    r"|augustus|august|september|oktober|october|november|december)(?![^\W\d_])"
    r"|(?:jan|feb|mrt|apr|jun|jul|aug|sept|sep|okt|oct|nov|dec)\b\.?)"
)
#: The month in which a season begins, to tell of which year it is.
SEASONS: Final = {
    **dict.fromkeys(("voorjaar", "lente"), 3),
    **dict.fromkeys(("zomer",), 6),
    **dict.fromkeys(("najaar", "herfst"), 9),
    **dict.fromkeys(("winter",), 12),
}
ORDINALS: Final = {
    **dict.fromkeys(("eerste", "1e", "1ste", "i", "1"), 1),
    **dict.fromkeys(("tweede", "2e", "2de", "ii", "2"), 2),
    **dict.fromkeys(("derde", "3e", "3de", "iii", "3"), 3),
    **dict.fromkeys(("vierde", "4e", "4de", "laatste", "iv", "4"), 4),
}


def month_number(name: str) -> int:
    """Return the number of a month by its name or abbreviation."""
    return MONTHS[name.lower().rstrip(".")]


def day_value(year: int, month: int, day: int) -> str | None:
    """Return the ISO date, ``None`` for a day that does not exist."""
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day).isoformat()


def months_value(year: int, first: int, count: int) -> str:
    """Return the interval of ``count`` whole months from month ``first`` on."""
    last_year, last = divmod(year * 12 + first - 1 + count - 1, 12)
    return f"{date(year, first, 1)}/{date(last_year, last + 1, monthrange(last_year, last + 1)[1])}"


def years_value(first: int, last: int) -> str:
    """Return the interval from the first day of one year to the last of another."""
    return f"{first:04d}-01-01/{last:04d}-12-31"


def week_value(day: date, weeks: int) -> str:
    """Return the ISO week of a day, or one some weeks later, as an interval."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=weeks)
    return f"{monday}/{monday + timedelta(days=6)}"


def third_weekday(year: int, month: int, weekday: int) -> str:
    """Return the third Tuesday (weekday 1) of a month, and so on."""
    first = date(year, month, 1)
    return (first + timedelta(days=(weekday - first.weekday()) % 7 + 14)).isoformat()


def bounds(value: str) -> tuple[date, date]:
    """Return the first and the last day of an ISO value."""
    first, _, last = value.partition("/")
    return _first_day(first), _last_day(last or first)


def _first_day(value: str) -> date:
    return date.fromisoformat((value + "-01-01")[:10])


def _last_day(value: str) -> date:
    if len(value) == 4:
        return date(int(value), 12, 31)
    if len(value) == 7:
        year, month = int(value[:4]), int(value[5:])
        return date(year, month, monthrange(year, month)[1])
    return date.fromisoformat(value)
