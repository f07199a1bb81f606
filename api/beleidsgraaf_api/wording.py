"""Puts sums, dates and periods into words, Dutch or English."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from beleidsgraaf.lookup import Amount, Coded
from beleidsgraaf.records import Language
from beleidsgraaf_api.texts import MONTHS, SCALES

_DATE: Final = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:T.*)?")


def amount_words(amount: Amount, precision: Coded | None, language: Language) -> str:
    """Return "ten hoogste € 8 miljard"; an exact sum has no word for its precision."""
    money = amount.unit is not None and amount.unit.code == "EUR"
    number = scaled(amount.value, language) if money else plain(amount.value, language)
    sum_words = f"€ {number}" if money else f"{number} {unit_words(amount.unit, language)}".strip()
    if precision is None or precision.code == "exact":
        return sum_words
    return f"{precision.name.in_language(language)} {sum_words}"


def unit_words(unit: Coded | None, language: Language) -> str:
    """Return the sign or the name of a unit."""
    if unit is None:
        return ""
    return "%" if unit.code == "percent" else unit.name.in_language(language)


def scaled(value: Decimal, language: Language) -> str:
    """Return "1,25 miljoen" where that is exact in two decimals, else the number in full."""
    for size, word in SCALES[language]:
        share = value / size
        if abs(share) >= 1 and share == round(share, 2):
            return f"{plain(share, language)} {word}"
    return plain(value, language)


def plain(value: Decimal, language: Language) -> str:
    """Return a number with the separators of the language and no idle zeros."""
    number = f"{value:,f}"
    if "." in number:
        number = number.rstrip("0").rstrip(".")
    return number.translate({ord(","): ".", ord("."): ","}) if language == "nl" else number


def date_words(text: str, language: Language) -> str:
    """Return "30 oktober 2020" of an ISO 8601 date, a month or a year; other text as it is."""
    found = _DATE.fullmatch(text)
    if not found:
        return text
    year, month, day = found.groups()
    if not month or not 1 <= int(month) <= 12:
        return year if not month else text
    name = MONTHS[language][int(month) - 1]
    return f"{int(day)} {name} {year}" if day else f"{name} {year}"


def period_words(start: str, end: str, language: Language) -> str:
    """Return "30 oktober 2020 – 1 mei 2021", or the one date that there is."""
    first, last = date_words(start, language), date_words(end, language)
    if first == last or not first or not last:
        return first or last
    return f"{first} – {last}"
