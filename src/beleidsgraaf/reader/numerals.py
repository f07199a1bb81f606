"""Numbers as Dutch writes them: in digits, in words, and with a scale such as "miljoen" behind.

Digits: the full stop parts thousands and the comma decimals (NEN 1045 and the Schrijfwijzer of the
Rijksoverheid); a space parts thousands as well (ISO 80000-1). A full stop that does not part groups
of three is read as a decimal sign.
Words: up to duizend in one word, with a space after duizend, miljoen and miljard apart (Leidraad
of the Woordenlijst, 6.9); the older spelling without that space is read as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

UNITS: Final = {
    **{"een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7},
    **{"acht": 8, "negen": 9},
}
TEENS: Final = {
    **{"tien": 10, "elf": 11, "twaalf": 12, "dertien": 13, "veertien": 14, "vijftien": 15},
    **{"zestien": 16, "zeventien": 17, "achttien": 18, "negentien": 19},
}
TENS: Final = {
    **{"twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50, "zestig": 60, "zeventig": 70},
    **{"tachtig": 80, "negentig": 90},
}
SCALES: Final = {
    **dict.fromkeys(("duizend", "dzd"), Decimal(10**3)),
    **dict.fromkeys(("ton",), Decimal(10**5)),
    **dict.fromkeys(("miljoen", "miljoenen", "mln", "mio", "milj"), Decimal(10**6)),
    **dict.fromkeys(("miljard", "miljarden", "mld", "mrd", "bn"), Decimal(10**9)),
    **dict.fromkeys(("biljoen", "bln"), Decimal(10**12)),
}
_VALUES: Final = {**UNITS, **TEENS, **TENS}
_FRACTIONS: Final = {
    **dict.fromkeys(("anderhalf", "anderhalve"), Decimal("1.5")),
    **dict.fromkeys(("half", "halve"), Decimal("0.5")),
    **dict.fromkeys(("kwart",), Decimal("0.25")),
    **dict.fromkeys(("driekwart",), Decimal("0.75")),
}

_UNIT: Final = "|".join(UNITS)
_SMALL: Final = (
    rf"(?:(?:{_UNIT})(?:en|ën)(?:{'|'.join(TENS)})"
    rf"|{'|'.join(TENS)}|{'|'.join(sorted(TEENS, key=len, reverse=True))}|{_UNIT})"
)
_BELOW_THOUSAND: Final = rf"(?:(?:{_SMALL})?honderd(?:en)?(?:{_SMALL})?|{_SMALL})"
_WHOLE: Final = re.compile(
    rf"(?:(?P<thousands>{_BELOW_THOUSAND})?(?P<thousand>duizend)(?:en)?)?"
    rf"(?P<rest>{_BELOW_THOUSAND})?"
)
_HUNDREDS: Final = re.compile(
    rf"(?:(?P<hundreds>{_SMALL})?(?P<hundred>honderd)(?:en)?)?(?P<rest>{_SMALL})?"
)
_PAIR: Final = re.compile(rf"(?P<unit>{_UNIT})(?:en|ën)(?P<ten>{'|'.join(TENS)})")
_WITH_HALF: Final = re.compile(rf"(?P<whole>{_UNIT})(?:en|ën)(?:een)?hal(?:f|ve)")
#: "Half" by itself is no number; "een half procent" is one.
_AND_A: Final = re.compile(rf"(?<![^\W_])(?P<whole>{_UNIT}|\d)\sen\s$", re.I)
_PERCENT: Final = re.compile(r"\sprocent", re.I)
_ROUGHLY: Final = frozenset({"honderden", "duizenden"})
_LONGEST: Final = len("negenhonderdnegenennegentigduizendnegenhonderdnegenennegentig") + 4

_PIECES: Final = "|".join(
    sorted(
        {*_VALUES, *_FRACTIONS, "honderd", "duizend", "en", "ën"},
        key=lambda piece: (-len(piece), piece),
    )
)
_NUMBER: Final = re.compile(
    rf"""(?<![^\W_])(?<!\d[.,:/])(?:
      (?P<grouped>\d{{1,3}}(?:\.\d{{3}})+(?:,\d{{1,4}})?)(?!\d)(?!\.\d)
    | (?P<spaced>[1-9]\d{{0,2}}(?:[ ]\d{{3}}){{1,4}}(?:,\d{{1,2}})?)(?![\d-])(?![ .,:/]\d)
    | (?P<plain>\d{{1,15}}(?:[.,]\d{{1,6}})?)(?!\d)(?![.,:/]\d)
    | (?P<word>(?:{_PIECES})++)(?![^\W\d_])
    )""",
    re.X | re.I,
)
_SCALE: Final = re.compile(
    r"(?P<space>\s?)(?:(?P<short>mln|mld|mrd|mio|milj|bln|bn|dzd)(?P<stop>\.(?!\d))?"
    r"|(?P<long>duizend|miljoen(?:en)?|miljard(?:en)?|biljoen|ton))(?![^\W\d_])",
    re.I,
)
#: A full stop that may end the sentence belongs to "mln." if the text writes that elsewhere.
_WITHOUT_STOP: Final = re.compile(r"\d\s(?:mln|mld|mrd)(?![\w.])", re.I)
_WITH_STOP: Final = re.compile(r"\d\s(?:mln|mld|mrd)\.(?=[,;:)]|\s[a-z(])")
_SENTENCE_END: Final = re.compile(r"\s*(?:[A-Z‘“\n]|$)")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: ``value`` without its ``scale`` (a power of ten, or ``None``).

    ``digits`` are the digits as written, empty for a number in words.
    """

    start: int
    end: int
    value: Decimal
    scale: Decimal | None = None
    digits: str = ""
    scale_word: str = ""

    @property
    def total(self) -> Decimal:
        """The value times the scale."""
        return self.value * (self.scale or 1)


def value_of(word: str) -> Decimal | None:
    """Return the value of a number written in one Dutch word; ``None`` when it is none."""
    word = word.lower()
    if len(word) > _LONGEST or not word or word in _ROUGHLY:
        return None
    if word in _FRACTIONS:
        return _FRACTIONS[word]
    if match := _WITH_HALF.fullmatch(word):
        return UNITS[match["whole"]] + Decimal("0.5")
    match = _WHOLE.fullmatch(word)
    if match is None:
        return None
    total = Decimal(_below_thousand(match["rest"] or ""))
    if match["thousand"]:
        total += 1000 * (_below_thousand(match["thousands"]) if match["thousands"] else 1)
    return total


def _below_thousand(word: str) -> int:
    """Return the value of a part below duizend, or of a count of hundreds ("vijftienhonderd")."""
    match = _HUNDREDS.fullmatch(word)
    if match is None:
        return 0
    total = _small(match["rest"] or "")
    if match["hundred"]:
        total += 100 * (_small(match["hundreds"]) if match["hundreds"] else 1)
    return total


def _small(word: str) -> int:
    if match := _PAIR.fullmatch(word):
        return UNITS[match["unit"]] + TENS[match["ten"]]
    return _VALUES.get(word, 0)


def numbers(text: str) -> Iterator[Number]:
    """Yield the numbers of a running text in order, each with the scale that follows it."""
    abbreviates = not _WITHOUT_STOP.search(text) or _WITH_STOP.search(text) is not None
    for number in _sums(list(_single(text, abbreviates)), text):
        whole = number.digits or number.scale or number.value not in _FRACTIONS.values()
        if whole or _PERCENT.match(text, number.end):
            yield number


def _single(text: str, abbreviates: bool) -> Iterator[Number]:
    for match in _NUMBER.finditer(text):
        value = value_of(match["word"]) if match["word"] else _digits_value(match[0])
        if value is not None:
            digits = "" if match["word"] else match[0]
            number = Number(match.start(), match.end(), value, None, digits)
            yield _scaled(number, text, abbreviates)


def _digits_value(digits: str) -> Decimal:
    digits = digits.replace(" ", "")
    if "," in digits or digits.count(".") > 1:
        return Decimal(digits.replace(".", "").replace(",", "."))
    head, _, tail = digits.partition(".")
    thousands = len(tail) == 3 and len(head) <= 3 and head != "0"
    return Decimal(head + tail) if thousands else Decimal(digits)


def _scaled(number: Number, text: str, abbreviates: bool) -> Number:
    match = _SCALE.match(text, number.end)
    if match is None and number.value < 1 and not number.digits:
        return replace(number, start=_with_article(number, text))
    if match is None or (not match["space"] and not number.digits):
        return number
    word = (match["short"] or match["long"]).lower()
    if word == "ton":
        return replace(number, scale_word=word)
    number = _mixed(replace(number, start=_with_article(number, text)), text)
    start, end = number.start, match.end()
    if match["stop"] and not abbreviates and _SENTENCE_END.match(text, end):
        end -= 1
    return replace(number, start=start, end=end, scale=SCALES[word], scale_word=word)


def _mixed(number: Number, text: str) -> Number:
    """Take the whole along that stands before a part: "twee en een half miljoen"."""
    whole = _AND_A.search(text, max(0, number.start - 12), number.start)
    if whole is None or number.value >= 1 or number.digits:
        return number
    value = number.value + (UNITS.get(whole["whole"].lower()) or int(whole["whole"]))
    return replace(number, start=whole.start(), value=value)


def _with_article(number: Number, text: str) -> int:
    """Take the article along in "een half miljard": the article before a part is of the number."""
    start = number.start
    article = text[max(0, start - 4) : start].lower() in {"een ", "één ", "een\n"}
    return start - 4 if article and number.value < 1 and not number.digits else start


def _sums(found: list[Number], text: str) -> Iterator[Number]:
    """Add up what is written apart: "een miljoen tweehonderdduizend", "drieduizend vijftig"."""
    pending: Number | None = None
    for number in found:
        if pending and pending.start < number.start < pending.end:
            continue
        if pending and _goes_on(pending, number, text):
            total = pending.total + number.total
            pending = replace(pending, end=number.end, value=total, scale=None)
            continue
        if pending and pending.end <= number.start:
            yield pending
        pending = number
    if pending:
        yield pending


def _goes_on(pending: Number, number: Number, text: str) -> bool:
    if pending.digits or number.digits or text[pending.end : number.start] not in (" ", "\n"):
        return False
    step = pending.scale or (Decimal(1000) if pending.value % 1000 == 0 else None)
    return step is not None and pending.value >= 1 and number.total < step and number.value >= 1
