"""Days: "29 juni 2020", "29-06-2020", "6 augustus jl.", "1 en 2 oktober 2020"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from beleidsgraaf.reader.dates.calendar import MONTH, day_value, month_number, third_weekday
from beleidsgraaf.reader.dates.context import WHEN, Context
from beleidsgraaf.reader.dates.date import Found

_BEFORE: Final = r"(?<![^\W_])(?<!\d[.,/:-])"
_WEEKDAY: Final = r"(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag,?\s)?"
_DAY: Final = r"(?:[12]\d|3[01]|0?[1-9])(?!\d)(?:e|ste|de)?"
_TO: Final = r"(?:\s?-\s?|\s(?:en|of|t/m|tot|tot en met)\s)"
#: "28 mei tot en met 3 juni 2021"
_TWO_MONTHS: Final = re.compile(
    rf"{_BEFORE}(?P<day1>{_DAY})\s(?P<month1>{MONTH})(?:\s(?P<year1>(?:19|20)\d\d))?{_TO}"
    rf"{_WEEKDAY}(?P<day>{_DAY})\s(?P<month>{MONTH}){WHEN}",
    re.I,
)
#: "1 en 2 oktober 2020", "van 3 tot en met 7 mei 2021", "12, 13 en 14 mei"
_SEVERAL: Final = re.compile(
    rf"{_BEFORE}(?P<day1>{_DAY})(?:,\s{_DAY}){{0,6}}{_TO}(?P<day>{_DAY})\s(?P<month>{MONTH}){WHEN}",
    re.I,
)
#: "29 juni 2020", "6 augustus jl.", "29 juni van dit jaar"
_ONE: Final = re.compile(rf"{_BEFORE}{_WEEKDAY}(?P<day>{_DAY})\s(?P<month>{MONTH}){WHEN}", re.I)
#: "29-06-2020", "29/6/2020", "29.06.2020" (NEN-EN 28601 puts the day first in Dutch)
_FIGURES: Final = re.compile(
    rf"{_BEFORE}(?P<day>\d{{1,2}})(?P<sign>[-/.])(?P<month>\d{{1,2}})(?P=sign)"
    r"(?P<year>(?:19|20)\d\d|['’]?\d\d)(?![\w/-]|[.,]\d)"
)
#: "2020-06-29"
_ISO: Final = re.compile(
    rf"{_BEFORE}(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\w/-]|[.,]\d)"
)
#: Prinsjesdag is the third Tuesday of September (Grondwet, artikel 65), Verantwoordingsdag the
#: third Wednesday of May (Comptabiliteitswet 2016, artikel 2.30).
_FIXED: Final = re.compile(rf"{_BEFORE}(?P<name>Prinsjesdag|Verantwoordingsdag){WHEN}")
_TODAY: Final = re.compile(
    rf"{_BEFORE}(?P<word>vandaag|gisteren|eergisteren|overmorgen)(?![^\W\d_])(?!\sde\sdag)", re.I
)
_STEPS: Final = {"vandaag": 0, "gisteren": -1, "eergisteren": -2, "overmorgen": 2}


def days(context: Context) -> Iterator[Found]:
    """Yield the days of a text; a form that holds another comes first."""
    for rule, pattern in (("days-two-months", _TWO_MONTHS), ("days-several", _SEVERAL)):
        for match in pattern.finditer(context.run.text):
            if (value := _interval(match, context)) is not None:
                yield Found(match.start(), match.end(), value, None, rule)
    yield from _single_days(context)
    yield from _in_figures(context)
    yield from _by_name(context)


def _interval(match: re.Match[str], context: Context) -> str | None:
    month, day = month_number(match["month"]), _number(match["day"])
    groups = match.groupdict()
    first_month = month_number(groups.get("month1") or match["month"])
    year = context.year_of(match, month, day)
    if year is None:
        return None
    first_year = int(groups.get("year1") or year - (first_month > month))
    first = day_value(first_year, first_month, _number(match["day1"]))
    last = day_value(year, month, day)
    return f"{first}/{last}" if first and last and first < last else None


def _number(day: str) -> int:
    return int(re.sub(r"\D", "", day))


def _single_days(context: Context) -> Iterator[Found]:
    for match in _ONE.finditer(context.run.text):
        month, day = month_number(match["month"]), _number(match["day"])
        year = context.year_of(match, month, day)
        value = day_value(year, month, day) if year else None
        placed = any(match[name] for name in ("year", "short", "rel", "past", "next"))
        rule = "day" if placed else "day-without-year"
        if value or year is None:
            yield Found(match.start(), match.end(), value, None, rule, 0.98 if placed else 0.85)


def _in_figures(context: Context) -> Iterator[Found]:
    for rule, pattern in (("day-in-figures", _FIGURES), ("day-iso", _ISO)):
        for match in pattern.finditer(context.run.text):
            year = int(match["year"].lstrip("'’"))
            short = len(match["year"]) < 4
            if short and match.groupdict().get("sign") == ".":
                continue
            value = day_value(
                year + 2000 if short else year, int(match["month"]), int(match["day"])
            )
            if value:
                yield Found(match.start(), match.end(), value, None, rule, 0.8 if short else 0.97)


def _by_name(context: Context) -> Iterator[Found]:
    for match in _FIXED.finditer(context.run.text):
        month, weekday = (9, 1) if match["name"].startswith("P") else (5, 2)
        year = context.year_of(match, month, 18)
        value = third_weekday(year, month, weekday) if year else None
        yield Found(match.start(), match.end(), value, None, "day-by-name", 0.9)
    for match in _TODAY.finditer(context.run.text):
        if context.issued:
            day: date = context.issued + timedelta(days=_STEPS[match["word"].lower()])
            yield Found(match.start(), match.end(), day.isoformat(), None, "day-relative", 0.8)
