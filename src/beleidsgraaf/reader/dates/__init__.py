"""Dates and periods of Dutch policy documents in ISO 8601, deadlines told from the others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain
from typing import Final

from beleidsgraaf.reader.dates.ago import ago
from beleidsgraaf.reader.dates.context import Context
from beleidsgraaf.reader.dates.date import Date, Found
from beleidsgraaf.reader.dates.days import days
from beleidsgraaf.reader.dates.deadlines import deadline, promises
from beleidsgraaf.reader.dates.periods import periods
from beleidsgraaf.reader.dates.tables import table_years
from beleidsgraaf.reader.dates.years import years
from beleidsgraaf.reader.numerals import value_of
from beleidsgraaf.reader.running import running

__all__ = ["Date", "find", "finds"]

#: "Binnen zes weken" counts from the document where that promises; in a law from an event.
_TERM: Final = re.compile(
    r"(?<=binnen\s)(?P<number>\d{1,3}|[a-zé]{3,12})\s(?P<unit>dagen|weken|maanden|week|maand)"
    r"(?![^\W\d_])(?!\s(?:na|nadat|vanaf|te)\b)",
    re.I,
)
_LONGEST_TERM: Final = 200
_DAYS: Final = {"dag": 1, "wee": 7, "wek": 7, "maa": 30}
#: "Op korte termijn" bounds no date; it matters only as what is said about a delivery.
_SOON: Final = re.compile(
    r"(?<![^\W_])(?:op\s(?:zeer\s)?korte\stermijn|binnenkort|(?:deze|huidige)\skabinetsperiode|zo\s(?:spoedig|snel)\smogelijk)(?![^\W\d_])",
    re.I,
)


def find(text: str, *, issued: date | None) -> list[Date]:
    """Return the dates of a document's plain text in order; they do not overlap.

    ``issued`` is the document's own date, which "6 augustus jl." and "dit najaar" are told by.
    """
    context = Context(running(text), issued)
    taken = bytearray(len(context.run.text) + 1)
    kept: list[Found] = []
    readers = (days, periods, ago, table_years, years, _soon, _terms)
    for found in chain.from_iterable(reader(context) for reader in readers):
        if any(taken[found.start : found.end]):
            continue
        taken[found.start : found.end] = b"\1" * (found.end - found.start)
        if not _of_the_head(found, context):
            kept.append(found)
    return [_date(found, context) for found in sorted(kept, key=lambda each: each.start)]


def finds(text: str, *, issued: date | None) -> Iterator[dict[str, object]]:
    """Yield the dates as objects of the reader's JSON Lines."""
    for found in find(text, issued=issued):
        record: dict[str, object] = {
            "kind": "date",
            "start": found.start,
            "end": found.end,
            "text": found.text,
            "value": found.value,
        }
        if found.year is not None:
            record["year"] = found.year
        record |= {"deadline": found.deadline, "rule": found.rule}
        yield record | {"confidence": found.confidence}


def _of_the_head(found: Found, context: Context) -> bool:
    """Dates in a dossier's title are part of its name; one that fills a line is the document's."""
    if context.run.in_title(found.start):
        return True
    text = context.run.text
    alone = text[max(0, found.start - 1) : found.start] in ("\n", "") and text[
        found.end : found.end + 1
    ] in ("\n", "")
    return alone and context.issued is not None and found.value == context.issued.isoformat()


def _soon(context: Context) -> Iterator[Found]:
    for match in _SOON.finditer(context.run.text):
        soon = Found(match.start(), match.end(), None, None, "soon", 0.6)
        if deadline(soon, context):
            yield soon


def _terms(context: Context) -> Iterator[Found]:
    for match in _TERM.finditer(context.run.text):
        number = int(match["number"]) if match["number"].isdigit() else value_of(match["number"])
        if context.issued is None or not number or number > _LONGEST_TERM:
            continue
        span = _DAYS[match["unit"].lower()[:3]] * int(number)
        day = (context.issued + timedelta(days=span)).isoformat()
        if promises(term := Found(match.start(), match.end(), day, None, "term", 0.6), context):
            yield replace(term, deadline=True)


def _date(found: Found, context: Context) -> Date:
    start, end = context.run.source(found.start, found.end)
    return Date(
        start, end, context.run.given[start:end], found.value, found.year,
        deadline(found, context), found.rule, found.confidence,
    )  # fmt: skip
