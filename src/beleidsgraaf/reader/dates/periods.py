"""Periods within a year: months, quarters, halves, seasons, and vague parts ("eind 2020")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from beleidsgraaf.reader.dates.calendar import (
    MONTH,
    ORDINALS,
    SEASONS,
    bounds,
    month_number,
    months_value,
    week_value,
)
from beleidsgraaf.reader.dates.context import WHEN, Context
from beleidsgraaf.reader.dates.date import Found

_BEFORE: Final = r"(?<![^\W_])(?<!\d[.,/:-])"
_PART: Final = r"(?:begin|eind|einde|medio|half|halverwege|midden)"
_OF: Final = r"(?:\s(?:van\s)?(?:het\s|de\s)?)"
_ORDINAL: Final = r"(?P<ordinal>eerste|tweede|derde|vierde|laatste|[1-4](?:e|ste|de))"
#: "maart-april 2020", "van maart tot en met juni 2021"
_MONTHS: Final = re.compile(
    rf"{_BEFORE}(?P<first>{MONTH})(?:\s(?P<year1>(?:19|20)\d\d))?(?P<list>(?:,\s{MONTH}){{0,6}})(?:\s?-\s?|/"
    rf"|\s(?:(?P<and>en)|tot en met|t/m|tot)\s)"
    rf"(?P<month>{MONTH}){WHEN}",
    re.I,
)
#: "januari 2020", "april van dit jaar", "mei jl."
_MONTH: Final = re.compile(
    rf"{_BEFORE}(?<!\d\s)(?P<part>{_PART}{_OF})?(?P<month>{MONTH}){WHEN}", re.I
)
#: A month alone is a date behind one of these only: "mei" and "mar" are words and names as well.
_PLACED: Final = re.compile(
    r"(?:\b(?:in|sinds|vanaf|per|tot|tot en met|voor|vóór|na|over|uiterlijk|van|uit"
    r"|de maand|tussen|rond|ieder jaar in)\s)$",
    re.I,
)
#: "eerste kwartaal van 2021", "Q3 2022", "vierde kwartaal"
_QUARTER: Final = re.compile(
    rf"{_BEFORE}(?P<part>{_PART}{_OF})?(?:{_ORDINAL}\skwartaal|kwartaal\s(?P<number>[1-4])|Q(?P<q>[1-4])){WHEN}",
    re.I,
)
#: "eerste en tweede kwartaal van 2021": the year behind the last is that of the first too.
_QUARTER_BEFORE: Final = re.compile(
    rf"{_ORDINAL}(?:\skwartaal)?\s(?:en|of|respectievelijk)\s(?:het\s)?$", re.I
)
_THIS_QUARTER: Final = re.compile(
    rf"{_BEFORE}(?P<rel>dit|vorige?|volgende?|(?:aan)?komende?|afgelopen|lopende|huidige|aanstaande)"
    r"\skwartaal(?![^\W\d_]|\s\d)",
    re.I,
)
#: "week 12 van 2021", "week 12"
_WEEK: Final = re.compile(
    rf"{_BEFORE}(?:kalender)?week\s(?P<week>[1-4]\d|5[0-3]|0?[1-9])(?![\w/-]|[.,]\d){WHEN}", re.I
)
_QUARTER_GLUED: Final = re.compile(
    rf"{_BEFORE}(?:(?P<year>(?:19|20)\d\d)[\s-]?[QK](?P<q>[1-4])|[QK](?P<q2>[1-4])[-/](?P<year2>(?:19|20)\d\d))(?![\w])"
)
#: "eerste helft van 2021", "tweede halfjaar"
_HALF: Final = re.compile(
    rf"{_BEFORE}(?:(?P<ordinal>eerste|tweede|[12]e)\s(?:helft(?=(?:\svan)?\s(?:(?:19|20)\d\d|het|dit"
    rf"|vorig|volgend|komend))|halfjaar|half\sjaar)|H(?P<h>[12])(?=\s(?:19|20)\d\d))"
    rf"{WHEN}(?P<this>\svan\shet\sjaar)?",
    re.I,
)
#: "winter van 2020/2021", "winter 2020-'21"
_WINTER: Final = re.compile(
    rf"{_BEFORE}winter\s(?:van\s)?(?P<first>(?:19|20)\d\d)\s?[/-]\s?(?:['’]?\d\d|(?:19|20)\d\d)(?!\d)",
    re.I,
)
_SEASON: Final = re.compile(
    rf"{_BEFORE}(?P<part>{_PART}{_OF})?(?P<this>(?:dit|deze|(?:aan)?komende?|volgende?|aanstaande|vorige?|afgelopen)\s)?"
    rf"(?P<season>voorjaar|lente|zomer|najaar|herfst|winter)(?![^\W\d_]|-[^\W\d_]){WHEN}",
    re.I,
)
#: Recesses by the month that they begin in.
_RECESSES: Final = {"zomer": 7, "kerst": 12, "herfst": 10, "voorjaars": 2, "krokus": 2, "mei": 4}
_RECESS: Final = re.compile(
    rf"{_BEFORE}(?:(?P<name>{'|'.join(_RECESSES)})-?(?:reces|vakantie)"
    rf"|(?P<feast>(?<=voor\s)kerst|(?<=vóór\s)kerst|(?<=na\s)kerst|(?<=de\s)jaarwisseling))"
    rf"(?:periode)?(?![^\W\d_]){WHEN}",
    re.I,
)
#: "eind 2020", "begin volgend jaar", "einde van het jaar"
_PART_OF_YEAR: Final = re.compile(
    rf"(?<![^\W_])(?P<part>{_PART})\s(?:van\s)?(?:het\sjaar\s)?(?:(?P<year>(?:1[5-9]|20|21)\d\d)(?![\w]|-\d)"
    r"|(?:het\s)?(?P<rel>dit|vorige?|volgende?|(?:aan)?komende?|afgelopen|lopende?)\s(?:kalender)?jaar(?![^\W\d_])|(?P<the>het\sjaar)(?![^\W\d_])(?!\s\d))",
    re.I,
)
_SPAN: Final = re.compile(
    rf"{_BEFORE}(?P<part>{_PART}{_OF})?(?P<rel>deze|volgende|komende|vorige|afgelopen|aanstaande)"
    r"\s(?P<unit>week|maand)(?![^\W\d_])",
    re.I,
)
_STEP: Final = {"dez": 0, "dit": 0, "vor": -1, "afg": -1, "vol": 1, "kom": 1, "aan": 1}
_FUTURE_WORDS: Final = ("kom", "vol", "aan")


def periods(context: Context) -> Iterator[Found]:
    """Yield the periods of a text; a form that holds another comes first."""
    yield from _month_ranges(context)
    yield from _quarters(context)
    yield from _halves(context)
    yield from _seasons(context)
    yield from _recesses(context)
    yield from _parts_of_year(context)
    yield from _months(context)
    yield from _spans(context)
    yield from _weeks(context)


def _month_ranges(context: Context) -> Iterator[Found]:
    for match in _MONTHS.finditer(context.run.text):
        first, last = month_number(match["first"]), month_number(match["month"])
        year, before = context.year_of(match, last), _window(context, match.start())
        if year is None or not (match["year"] or _PLACED.search(before)):
            continue
        first_year = int(match["year1"] or year - (first > last))
        count = (year - first_year) * 12 + last - first + 1
        if match["list"] and count != match["list"].count(",") + 2:
            yield from _listed(match, year)
            continue
        if (
            count > 2
            and match["and"]
            and not match["list"]
            and not before.lower().endswith("tussen ")
        ):
            end = match.end("year1") if match["year1"] else match.end("first")
            yield Found(match.start(), end, f"{first_year}-{first:02d}", None, "month")
            yield Found(match.start("month"), match.end(), f"{year}-{last:02d}", None, "month")
        elif count > 1:
            value = months_value(first_year, first, count)
            yield Found(match.start(), match.end(), value, None, "months")


def _listed(match: re.Match[str], year: int) -> Iterator[Found]:
    """Yield each month of a list that are not side by side: "maart, juni en oktober 2021"."""
    for name in re.finditer(MONTH, match[0], re.I):
        start, end = match.start() + name.start(), match.start() + name.end()
        end = match.end() if start == match.start("month") else end
        value = f"{year}-{month_number(name[0]):02d}"
        yield Found(start, end, value, None, "month")


def _window(context: Context, at: int) -> str:
    return context.run.text[max(0, at - 16) : at]


def _months(context: Context) -> Iterator[Found]:
    for match in _MONTH.finditer(context.run.text):
        placed = any(match[name] for name in ("year", "short", "rel", "past", "next"))
        before = _window(context, match.start())
        if not placed and not match["part"] and not _PLACED.search(before):
            continue
        if not placed and match["month"].endswith("."):
            continue
        month = month_number(match["month"])
        year = context.year_of(match, month, 28)
        value = f"{year}-{month:02d}" if year else None
        if match["part"]:
            yield Found(match.start(), match.end(), None, year, "part-of-month", 0.9)
        else:
            confidence = 0.97 if placed else 0.8
            yield Found(match.start(), match.end(), value, None, "month", confidence)


def _quarters(context: Context) -> Iterator[Found]:
    for match in _QUARTER_GLUED.finditer(context.run.text):
        year, number = int(match["year"] or match["year2"]), int(match["q"] or match["q2"])
        value = months_value(year, 3 * number - 2, 3)
        yield Found(match.start(), match.end(), value, None, "quarter")
    yield from _quarters_before(context)
    yield from _quarters_in_words(context)
    for match in _THIS_QUARTER.finditer(context.run.text):
        if context.issued:
            step = _STEP.get(match["rel"].lower()[:3], 0)
            month = context.issued.year * 12 + (context.issued.month - 1) // 3 * 3 + 3 * step
            value = months_value(month // 12, month % 12 + 1, 3)
            yield Found(match.start(), match.end(), value, None, "quarter", 0.85)


def _quarters_before(context: Context) -> Iterator[Found]:
    text = context.run.text
    for match in _QUARTER.finditer(text):
        first = _QUARTER_BEFORE.search(text, max(0, match.start() - 40), match.start())
        number = ORDINALS[(match["ordinal"] or match["number"] or match["q"]).lower()]
        year = context.year_of(match, 3 * number, 30)
        if first and year:
            value = months_value(year, 3 * ORDINALS[first["ordinal"].lower()] - 2, 3)
            end = first.end("ordinal") + 9 * (first[0].lower().count("kwartaal"))
            yield Found(first.start(), end, value, None, "quarter")


def _quarters_in_words(context: Context) -> Iterator[Found]:
    for match in _QUARTER.finditer(context.run.text):
        number = ORDINALS[(match["ordinal"] or match["number"] or match["q"]).lower()]
        year = context.year_of(match, 3 * number, 30)
        if match["part"]:
            yield Found(match.start(), match.end(), None, year, "part-of-quarter", 0.9)
            continue
        value = months_value(year, 3 * number - 2, 3) if year else None
        yield Found(match.start(), match.end(), value, None, "quarter", 0.97 if value else 0.8)


def _halves(context: Context) -> Iterator[Found]:
    for match in _HALF.finditer(context.run.text):
        first = 1 if ORDINALS[(match["ordinal"] or match["h"]).lower()] == 1 else 7
        of_this = match["this"] and context.issued
        year = context.issued.year if of_this and context.issued else None
        year = year or context.year_of(match, first + 5, 30)
        value = months_value(year, first, 6) if year else None
        yield Found(match.start(), match.end(), value, None, "half-year", 0.95 if value else 0.8)


def _seasons(context: Context) -> Iterator[Found]:
    """Find the seasons: people mean no certain days by them, so only their year is told."""
    for match in _WINTER.finditer(context.run.text):
        yield Found(match.start(), match.end(), None, int(match["first"]), "season", 0.9)
    for match in _SEASON.finditer(context.run.text):
        named = match["this"] or match["year"] or match["rel"] or match["past"] or match["next"]
        if named or _article(context, match.start()):
            year = _season_year(match, SEASONS[match["season"].lower()], context)
            yield Found(match.start(), match.end(), None, year, "season", 0.9 if named else 0.8)


def _recesses(context: Context) -> Iterator[Found]:
    for match in _RECESS.finditer(context.run.text):
        month = _RECESSES[(match["name"] or "kerst").lower()]
        year = context.year_of(match, month, 28)
        yield Found(match.start(), match.end(), None, year, "recess", 0.8)


def _article(context: Context, at: int) -> bool:
    return re.search(r"\b(?:de|het|tot|in|dit)\s$", _window(context, at), re.I) is not None


def _season_year(match: re.Match[str], first: int, context: Context) -> int | None:
    if context.issued and match["this"] and not match["year"]:
        word = match["this"].lower()
        if word.startswith(_FUTURE_WORDS):
            return context.after(first + 1 if first < 11 else first, 15)
        if word.startswith(("vor", "afg")):
            return context.before(first, 28)
        return context.issued.year
    return context.year_of(match, min(first + 2, 12), 28)


def _parts_of_year(context: Context) -> Iterator[Found]:
    for match in _PART_OF_YEAR.finditer(context.run.text):
        year = int(match["year"]) if match["year"] else None
        if match["rel"]:
            year = context.relative(match["rel"])
        elif match["the"] and context.issued:
            year = context.issued.year
        yield Found(match.start(), match.end(), None, year, "part-of-year", 0.95)


def _spans(context: Context) -> Iterator[Found]:
    for match in _SPAN.finditer(context.run.text):
        if context.issued is None:
            continue
        value = _span(match["unit"].lower(), _STEP[match["rel"].lower()[:3]], context.issued)
        if match["part"]:
            year = bounds(value)[0].year
            yield Found(match.start(), match.end(), None, year, "part-of-span", 0.85)
        else:
            yield Found(match.start(), match.end(), value, None, "span-relative", 0.85)


def _weeks(context: Context) -> Iterator[Found]:
    for match in _WEEK.finditer(context.run.text):
        week = int(match["week"])
        year = context.year_of(match, min(12, (week * 7 - 4) // 31 + 1), 15)
        if year and week <= date(year, 12, 28).isocalendar().week:
            value = week_value(date.fromisocalendar(year, week, 1), 0)
            yield Found(match.start(), match.end(), value, None, "week", 0.85)


def _span(unit: str, step: int, issued: date) -> str:
    if unit == "week":
        return week_value(issued, step)
    month = issued.year * 12 + issued.month - 1 + step
    return f"{month // 12}-{month % 12 + 1:02d}"
