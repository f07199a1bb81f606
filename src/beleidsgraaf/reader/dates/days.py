"""Days: "29 juni 2020", "29-06-2020", "6 augustus jl.", "1 en 2 oktober 2020"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain
from typing import Final

from beleidsgraaf.reader.dates.calendar import MONTH, day_value, month_number, third_weekday
from beleidsgraaf.reader.dates.context import WHEN, Context
from beleidsgraaf.reader.dates.date import Found

_BEFORE: Final = r"(?<![^\W_])(?<!\d[.,/:-])"
_NAMED: Final = r"(?P<weekday>maan|dins|woens|donder|vrij|zater|zon)dag"
_WEEKDAY: Final = r"(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag,?\s)?"
#: An optical reader takes the 1 of "1 januari" for a letter.
_DAY: Final = r"(?:[12]\d|3[01]|0?[1-9]|[lI](?=\s[a-z]))(?!\d)(?:e|ste|de)?"
_TO: Final = r"(?:\s?[-/]\s?|\s(?P<to>en|of|op|t/m|tot|tot en met)\s)"
#: "28 mei tot en met 3 juni 2021"
_TWO_MONTHS: Final = re.compile(
    rf"{_BEFORE}(?P<day1>{_DAY})\s(?P<month1>{MONTH})(?:\s(?P<year1>(?:19|20)\d\d))?{_TO}"
    rf"{_WEEKDAY}(?P<day>{_DAY})\s(?P<month>{MONTH}){WHEN}",
    re.I,
)
#: "1 en 2 oktober 2020", "van 3 tot en met 7 mei 2021", "12, 13 en 14 mei"
_SEVERAL: Final = re.compile(
    rf"{_BEFORE}(?P<day1>{_DAY})(?P<list>(?:,\s{_DAY}){{0,6}}){_TO}{_WEEKDAY}(?P<day>{_DAY})\s(?P<month>{MONTH}){WHEN}",
    re.I,
)
#: "29 juni 2020", "6 augustus jl.", "29 juni van dit jaar"
_ONE: Final = re.compile(rf"{_BEFORE}(?P<day>{_DAY})\s(?P<month>{MONTH}){WHEN}", re.I)
#: "29-06-2020", "29/6/2020", "29.06.2020" (NEN-EN 28601 puts the day first in Dutch)
_FIGURES: Final = re.compile(
    rf"{_BEFORE}(?P<day>\d{{1,2}})(?P<sign>[-/.])(?P<month>\d{{1,2}})(?P=sign)"
    r"(?P<year>(?:19|20)\d\d|['’]?\d\d)(?![\w/-]|[.,]\d)"
)
#: "2020-06-29"
_ISO: Final = re.compile(
    rf"{_BEFORE}(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\w/-]|[.,]\d)"
)
#: "12-mrt-2020"
_SHORT_NAMED: Final = re.compile(
    rf"{_BEFORE}(?P<day>\d{{1,2}})-(?P<month>{MONTH})-(?P<year>(?:19|20)?\d\d)(?![\w/-])", re.I
)
#: "1-10-2020 tot en met 30-9-2021"
_BETWEEN_FIGURES: Final = re.compile(r"\s(?:-|t/m|tot|tot\sen\smet)\s$")
#: "d.d. 31/05"
_NO_YEAR: Final = re.compile(
    r"(?<=d\.d\.\s)(?P<day>\d{1,2})[-/](?P<month>\d{1,2})(?![\w/-]|[.,]\d)", re.I
)
#: "afgelopen donderdag", "komende vrijdag"
_THAT: Final = re.compile(
    rf"{_BEFORE}(?P<rel>afgelopen|vorige|komende|aanstaande|aankomende)\s{_NAMED}(?![^\W\d_]|\s\d)",
    re.I,
)
#: "woensdag jl.", "dinsdag a.s."
_THAT_BEHIND: Final = re.compile(
    rf"{_BEFORE}{_NAMED}\s(?:(?P<past>j\.?l\.?|jongstleden)|a\.\s?s\.|aanstaande)(?![^\W_])", re.I
)
_WEEKDAYS: Final = ("maan", "dins", "woens", "donder", "vrij", "zater", "zon")
_TUSSEN: Final = re.compile(r"(?<![^\W_])tussen\s$", re.I)
#: Prinsjesdag is the third Tuesday of September (Grondwet, artikel 65), Verantwoordingsdag the
#: third Wednesday of May (Comptabiliteitswet 2016, artikel 2.30).
_FIXED: Final = re.compile(rf"{_BEFORE}(?P<name>Prinsjesdag|Verantwoordingsdag){WHEN}")
_TODAY: Final = re.compile(
    rf"{_BEFORE}(?P<word>vandaag|(?<=van\s)heden|gisteren|eergisteren|overmorgen"
    r"|(?<!de\s)(?<!'s\s)(?<!ge\s)(?<!se\s)(?<!ke\s)(?<!re\s)(?<!van\s)morgen)(?![^\W\d_])(?!\sde\sdag)",
    re.I,
)
_STEPS: Final = {
    **{"vandaag": 0, "heden": 0, "gisteren": -1, "eergisteren": -2, "morgen": 1, "overmorgen": 2}
}


def days(context: Context) -> Iterator[Found]:
    """Yield the days of a text; a form that holds another comes first."""
    for rule, pattern in (("days-two-months", _TWO_MONTHS), ("days-several", _SEVERAL)):
        for match in pattern.finditer(context.run.text):
            yield from _pair(match, context, rule)
    yield from _single_days(context)
    yield from _in_figures(context)
    yield from _without_year(context)
    yield from _by_name(context)
    yield from _by_weekday(context)


def _pair(match: re.Match[str], context: Context, rule: str) -> Iterator[Found]:
    """Yield an interval, or two days that are named side by side: "3 en 17 juni 2020"."""
    ends = _ends(match, context)
    if ends is None:
        return
    first, last = ends
    before = context.run.text[max(0, match.start() - 8) : match.start()]
    apart = (match["to"] or "").lower() in {"en", "of"} and not _TUSSEN.search(before)
    listed = match["list"] if rule == "days-several" else ""
    if not apart or (last - first).days == 1 + listed.count(","):
        yield Found(match.start(), match.end(), f"{first}/{last}", None, rule)
        return
    day = max(match.end(name) for name in match.groupdict() if name in {"day1", "month1", "year1"})
    yield Found(match.start(), day, first.isoformat(), None, "day")
    for middle in re.finditer(r"\d+", listed):
        value = last.replace(day=int(middle[0])).isoformat()
        at = match.start("list")
        yield Found(at + middle.start(), at + middle.end(), value, None, "day")
    yield Found(match.start("day"), match.end(), last.isoformat(), None, "day")


def _ends(match: re.Match[str], context: Context) -> tuple[date, date] | None:
    month, day = month_number(match["month"]), _number(match["day"])
    groups = match.groupdict()
    first_month = month_number(groups.get("month1") or match["month"])
    year = context.year_of(match, month, day)
    if year is None:
        return None
    first_year = int(groups.get("year1") or year - (first_month > month))
    first = day_value(first_year, first_month, _number(match["day1"]))
    last = day_value(year, month, day)
    if not first or not last or first >= last:
        return None
    return date.fromisoformat(first), date.fromisoformat(last)


def _number(day: str) -> int:
    return int(re.sub(r"\D", "", day.replace("l", "1").replace("I", "1")))


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
    yield from _named_in_short(context)
    yield from _joined_figures(context)
    for rule, pattern in (("day-in-figures", _FIGURES), ("day-iso", _ISO)):
        for match in pattern.finditer(context.run.text):
            short = len(match["year"]) < 4
            if short and match.groupdict().get("sign") == ".":
                continue
            if value := _figures_value(match):
                yield Found(match.start(), match.end(), value, None, rule, 0.8 if short else 0.97)


def _named_in_short(context: Context) -> Iterator[Found]:
    for match in _SHORT_NAMED.finditer(context.run.text):
        year = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)
        if value := day_value(year, month_number(match["month"]), int(match["day"])):
            yield Found(match.start(), match.end(), value, None, "day-in-figures", 0.9)


def _figures_value(match: re.Match[str]) -> str | None:
    year = int(match["year"].lstrip("'’"))
    full = year if year >= 1000 else year + 2000
    return day_value(full, int(match["month"]), int(match["day"]))


def _joined_figures(context: Context) -> Iterator[Found]:
    """Yield the span of two days in figures that "tot" or a dash joins."""
    text = context.run.text
    before: re.Match[str] | None = None
    for match in _FIGURES.finditer(text):
        if before and _BETWEEN_FIGURES.fullmatch(text, before.end(), match.start()):
            first, last = _figures_value(before), _figures_value(match)
            if first and last and first < last:
                yield Found(before.start(), match.end(), f"{first}/{last}", None, "days-several")
        before = match


def _without_year(context: Context) -> Iterator[Found]:
    for match in _NO_YEAR.finditer(context.run.text):
        day, month = int(match["day"]), int(match["month"])
        year = context.before(month, day)
        if year and (value := day_value(year, month, day)):
            yield Found(match.start(), match.end(), value, None, "day-in-figures", 0.8)


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


def _by_weekday(context: Context) -> Iterator[Found]:
    text = context.run.text
    for match in chain(_THAT.finditer(text), _THAT_BEHIND.finditer(text)):
        if context.issued is None:
            continue
        ahead = (_WEEKDAYS.index(match["weekday"].lower()) - context.issued.weekday() - 1) % 7 + 1
        past = match.groupdict().get("past")
        if "rel" in match.groupdict():
            past = match["rel"].lower() in {"afgelopen", "vorige"}
        days_on = ahead - 7 if past and ahead < 7 else -7 if past else ahead
        day = context.issued + timedelta(days=days_on)
        yield Found(match.start(), match.end(), day.isoformat(), None, "weekday-relative", 0.8)
