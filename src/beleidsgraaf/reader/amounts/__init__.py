"""Amounts: money, shares, measures and counts, as Dutch policy documents write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from beleidsgraaf.reader.amounts.amount import Amount, Quantity
from beleidsgraaf.reader.amounts.qualifiers import qualifier
from beleidsgraaf.reader.amounts.quantities import quantity
from beleidsgraaf.reader.amounts.ranges import bounds, join, opening, shared
from beleidsgraaf.reader.amounts.tables import cells
from beleidsgraaf.reader.numerals import numbers
from beleidsgraaf.reader.running import RunningText, running

__all__ = ["Amount", "find", "finds"]

_PER: Final = re.compile(
    r"\s(?:extra\s)?(?:per\s(?P<noun>[^\W\d_]+)|(?P<year>p\.?j\.?|jaarlijks|structureel))(?![^\W_])"
)
_YEARLY: Final = re.compile(
    r"(?:jaarlijks|structureel|elk jaar|ieder jaar)(?:\s[^\W\d_]+){0,3}\s$", re.I
)
#: Money is what documents on policy count in millions, unless the sentence says otherwise.
_MONEY_NOUN: Final = re.compile(
    r"€|euro\b|bedrag|budget|subsidie|lening|krediet|investering|fonds|begroting"
    r"|middelen|kosten|uitgaven|omvang van",
    re.I,
)
_OTHER_COUNT: Final = re.compile(
    r"\b(?:aantal|aantallen|inwoners|mensen|exemplaren|personen|bezoekers|stuks|hectare|ton|keer|maal"
    r"|bevolking|huishoudens|leden|volgers|transacties|reizigers)\b",
    re.I,
)
_MONEY_WORD: Final = re.compile(
    r"€|euro|gulden|bedrag|budget|subsidie|investe|fonds|begroting|reserv|kost|middelen|uitgaven"
    r"|geld|dekking|bezuinig|ombuig|bestee|besteed|betaal|bijdra|structureel"
    r"|incidenteel|uitge?trek|uittrek|trek\w*\b.{0,60}\buit\b|vrijge?ma|plafond|raming|geraamd|tekort"
    r"|schatkist|envelop|reeks|omzet|winst|lasten|export|premie|krijg|verhoog|verhog|verlag|intensiver|oplopend"
    r"|oploop|beschikbaar|garantie|steun|toegekend|toe te kennen"
    r"|uitkomen|uit op|bestemd|gedekt|begroot|overhevel|toegevoegd|onderuitputting"
    r"|meevaller|tegenvaller|taakstelling|tranche|nodig|extra",
    re.I,
)
_GULDEN: Final = re.compile(r"\bgulden|ƒ|\bf(?:l\.)?\s\d", re.I)
_EURO: Final = re.compile(r"€|\beuro|\bEUR\b", re.I)


def find(text: str) -> list[Amount]:
    """Return the amounts of a document's plain text in order; they do not overlap."""
    run = running(text)
    found = [*_in_sentences(run), *cells(run)]
    kept: list[Amount] = []
    for amount in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or amount.start >= kept[-1].end:
            kept.append(amount)
    return kept


def finds(text: str) -> Iterator[dict[str, object]]:
    """Yield the amounts as objects of the reader's JSON Lines."""
    for amount in find(text):
        record: dict[str, object] = {
            "kind": "amount",
            "start": amount.start,
            "end": amount.end,
            "text": amount.text,
            "value": _plain(amount.value),
            "unit": amount.unit,
            "qualifier": amount.qualifier,
        }
        if amount.qualifier == "range":
            record |= {"low": _plain(amount.low), "high": _plain(amount.high)}
        if amount.per:
            record["per"] = amount.per
        yield record | {"rule": amount.rule, "confidence": amount.confidence}


def _plain(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _in_sentences(run: RunningText) -> Iterator[Amount]:
    found = [quantity(number, run.text) for number in numbers(run.text)]
    currency = _currency(run.text)
    found = [_as_money(each, run, currency) for each in found if not run.in_title(each.start)]
    found = shared(found, run.text)
    at = 0
    while at < len(found):
        low = found[at]
        high = join(low, found[at + 1], run.text) if at + 1 < len(found) else None
        if high:
            yield _range(run, low, high)
            at += 2
            continue
        if low.unit:
            yield _single(run, low)
        at += 1


def _currency(text: str) -> str:
    """Return the currency of a document that leaves it out: gulden in those that know no euro."""
    return "gulden" if _GULDEN.search(text) and not _EURO.search(text) else "EUR"


def _as_money(found: Quantity, run: RunningText, currency: str) -> Quantity:
    """Read "een bedrag van 20 miljoen" as money although it names no currency."""
    if found.unit or found.scale is None or found.scale < 10**6:
        return found
    start, end = run.sentence(found.start)
    start, end = max(start, found.start - 200), min(end, found.end + 120)
    if not _MONEY_NOUN.search(run.text, start, found.start) and (
        _OTHER_COUNT.search(run.text, start, end) or not _MONEY_WORD.search(run.text, start, end)
    ):
        return found
    return replace(found, unit=currency, rule="money-by-context")


def _single(run: RunningText, found: Quantity) -> Amount:
    how, start = qualifier(run.text, found.start)
    first, last = run.source(start, found.end)
    confidence = 0.9 if found.rule in {"count", "money-by-context"} else 0.98
    return Amount(
        first, last, run.given[first:last], found.total, None, None, found.unit, how,
        _per(run, start, found.end), found.rule, confidence,
    )  # fmt: skip


def _range(run: RunningText, low: Quantity, high: Quantity) -> Amount:
    low, high = bounds(low, high)
    begin = opening(low, run.text)
    if begin == low.start:
        begin = qualifier(run.text, low.start)[1]
    first, last = run.source(begin, high.end)
    return Amount(
        first, last, run.given[first:last], None, low.total, high.total, high.unit, "range",
        _per(run, begin, high.end), f"range-{high.rule}", 0.95,
    )  # fmt: skip


def _per(run: RunningText, start: int, end: int) -> str:
    match = _PER.match(run.text, end)
    if match:
        return match["noun"] or "jaar"
    return "jaar" if _YEARLY.search(run.text, max(0, start - 50), start) else ""
