"""A number and the unit beside it: money, a share, a measure, or the things that it counts."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from beleidsgraaf.reader.amounts.amount import Quantity
from beleidsgraaf.reader.nouns import THINGS, is_plural, singular
from beleidsgraaf.reader.numerals import SCALES, Number

_CURRENCIES: Final = {
    **dict.fromkeys(("€", "eur", "euro", "euro's", "euro’s"), "EUR"),
    **dict.fromkeys(("$", "us$", "usd", "dollar", "dollars", "us dollar"), "USD"),
    **dict.fromkeys(("amerikaanse dollar", "amerikaanse dollars"), "USD"),
    **dict.fromkeys(("£", "gbp", "pond sterling", "britse pond", "pond"), "GBP"),
    **dict.fromkeys(("gulden", "guldens", "fl", "fl.", "nlg", "ƒ", "f", "f."), "gulden"),
    **dict.fromkeys(("hfl", "hfl."), "gulden"),
    **dict.fromkeys(("chf", "zwitserse frank"), "CHF"),
    **dict.fromkeys(("m€", "meur", "k€", "keur"), "EUR"),
    **{"yen": "yen", "yuan": "yuan", "renminbi": "yuan", "roebel": "roebel", "ecu": "ecu"},
}
_CENTS: Final = re.compile(r",(?:-{1,2}|=)(?!\d)")
#: "x € 1.000" is the scale of a table; "2 x € 50 mln." is a product.
_SCALE_OF_TABLE: Final = re.compile(r"(?:(?<!\d\s)(?<!\d)[x×*]|\(in)\s?(?:€\s?)?$")
_EURO_CENT: Final = re.compile(r"\s?(?:(?:euro)?cent|ct)(?![^\W\d_])", re.I)
#: A sign before the number: "€ 250.000", "EUR 3,2 mln", "US$ 5 mld.", "fl. 100 mln."
_BEFORE: Final = re.compile(
    r"(?P<minus>(?<!/)-\s?)?(?<![^\W_])(?P<sign>US\$|[Mk]?€|\$|£|ƒ|[Mk]?EUR|USD|GBP|CHF|NLG|[Hh]?fl\.?|f\.?"
    r"|[Ee]uro(?!\n))\s?(?P<dash>-\s?)?$"
)
_FLORIN: Final = re.compile(r"f\.?", re.I)
#: "€ 2,5M", "€ 12k"; the same letters stand before a sign: "M€ 2,5".
_LETTER: Final = re.compile(r"\s?(?P<letter>[MkK])(?![^\W_]|€)")
_LETTERS: Final = {"m": SCALES["miljoen"], "k": SCALES["duizend"]}
#: A word behind it: "23,5 miljoen euro", "100 gulden"
_BEHIND: Final = re.compile(
    r"\s?(?P<word>[mk]?€(?!\s?\d)|(?:amerikaanse|us) dollars?|euro(?:['’]s)?|[mk]?eur|usd|gbp|nlg"
    r"|dollars?|guldens?|pond sterling|britse pond|(?<=joen )pond|(?<=jard )pond|chf"
    r"|zwitserse frank|yen|yuan|renminbi|roebel|ecu)"
    r"(?![^\W\d_])(?!-[^\W\d_])",
    re.I,
)
_PERCENT: Final = re.compile(
    r"\s?(?P<sign>%-?punt(?:en)?|%|‰|procents?punt(?:en)?|procent|percent|pct\.?|promille"
    r"|basispunt(?:en)?)(?![^\W\d_])",
    re.I,
)
#: Symbols are written as the SI and the trade write them, so their case counts.
_SYMBOL: Final = re.compile(
    r"[\s-]?(?P<unit>[kMGT]Wh?(?:e|th|p)?|[PTGM]J|[kM]?ton(?:nen)?|megaton|kiloton|[kMG]t|[TG]J|MVA|megawatt(?:uur)?"
    r"|gigawatt(?:uur)?|kilowatt(?:uur)?|terawattuur|petajoule|km/u(?:ur)?|km²?|km2|m²|m2|m³|m3|kg|mg|kV|MHz|GHz|ppm"
    r"|[µμu]g/m[3³]|mol(?:/ha)?|TEU|cm|mm|centimeter|millimeter|decibel"
    r"|[GMT]b(?:it|ps)?(?:/s)?|[GMTP]B|dB|ha|hectaren?|kilometers?|meters?|vierkante meters?"
    r"|kubieke meters?|vierkante kilometers?|kilogram|kilo|liter|gram|fte['’]?s?"
    r"|FTE['’]?s?|vte['’]?s?"
    r"|stuks|man|petaflops?|exaflops?|nanometer|nm|qubits?|bits?|°C"
    r"|gra(?:ad|den)(?: Celsius)?)(?![^\W_]|-[^\W\d_])"
)
_SYMBOLS: Final = {
    **dict.fromkeys(("ha", "hectaren"), "hectare"),
    **dict.fromkeys(("FTE", "FTE's", "FTE’s", "fte's", "fte’s", "ftes"), "fte"),
    **dict.fromkeys(("tonnen",), "ton"),
    **dict.fromkeys(("µg/m3", "μg/m3", "μg/m³", "ug/m3", "ug/m³"), "µg/m³"),
    **{"km2": "km²", "m2": "m²", "m3": "m³", "stuks": "stuk", "meters": "meter"},
    **{
        "kilometers": "kilometer",
        "qubits": "qubit",
        "graden": "graad",
        "graden Celsius": "graad",
        "graad Celsius": "graad",
        "bits": "bit",
    },
    **{"vierkante meters": "vierkante meter", "kubieke meters": "kubieke meter"},
}
#: What a number counts: up to two describing words and a noun in the plural.
_WORD: Final = re.compile(
    r"\s(?P<word>[^\W\d_¹²³⁰-⁹]+(?:-[^\W\d_]+)*(?:['’](?:s|ers|en)\b)?)"
    r"(?![^\W\d_¹²³⁰-⁹]|['’][^\W\d_]|://)"
)
_DESCRIBING: Final = frozenset("extra bruto netto mbo hbo wo jong ict op zgn eigen".split())
_NO_DESCRIBING: Final = frozenset(
    """de die deze welke alle beide hele enige zulke elke iedere welke mede ene hoe zoe me te ze we
    je toe gemiddelde jaarlijkse""".split()
)
_LABELLED: Final = re.compile(
    r"(?:^|[^\w])(?:artikel(?:en)?|artt?\.?|nrs?\.?|no\.?|nummers?|lid|leden|blz\.?|pp?\.|pagina(?:['’]s)?"
    r"|hoofdstuk(?:ken)?|paragraa?f(?:en)?|par\.|§|bijlagen?|tabel(?:len)?|figuur|figuren|box|kader|voetnoot"
    r"|noot|vraag|vragen|onderdeel|onderdelen|dossiers?|fase|spoor|pijler|actie|maatregel|categorie"
    r"|versie|deel|stap|punt|postbus|niveau|klasse|groep|kamerstuk(?:ken)?|stb\.?|stcrt\.?|trb\.?"
    r"|motie|amendement|kwartaal|q|week|nr\.? van|en nr\.?|top|x|×|telefoon|tel\.|fax"
    r"|bus|uur|isbn|issn"
    r"|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)"
    r"[\s:]{0,2}(?:\d{1,5}(?:,|\sen|-|\st/m)\s?)?$",
    re.I,
)
_KNOWN_SET: Final = re.compile(r"(?:^|\W)(?:de|alle|deze|die|onze|hun|haar|beide)\s$", re.I)
_YEAR: Final = re.compile(r"(?:1[5-9]|20|21)\d\d")
#: Words before four digits that say that they count: "er komen 2000 woningen", "circa 1800 banen".
_COUNTING: Final = re.compile(
    r"(?:^|(?<![^\W_]))(?:circa|ca\.?|ongeveer|naar schatting|zo['’]n|ruim|meer dan|minder dan"
    r"|bijna|krap|nog geen|minstens|minimaal|maximaal|ten minste|tenminste|hooguit|ten hoogste"
    r"|pakweg|er|(?<!en )met|om|aan|slechts|maar liefst|telt|telden?|tellen|zijn|waren|komen"
    r"|kwamen|wordt?|worden|werden|noemt|in totaal|wel|betreft|betrof|verleent|verleende|bouwt"
    r"|bouwen|krijgen|heeft|hebben|extra)\s$",
    re.I,
)
#: Words that place four digits in time, even before what is often counted.
_IN_TIME: Final = re.compile(
    r"(?:^|(?<![^\W_]))(?:in|sinds|sedert|vanaf|vóór|na|per|tussen|eind|begin|medio|uit)\s$", re.I
)
_OF_THE_KAMER: Final = re.compile(r"\b(?:Kamer(?:leden)?|Staten-Generaal)\b")
_FEW: Final = 40


def quantity(number: Number, text: str) -> Quantity:
    """Return the number with the unit that stands beside it; ``unit`` is "" when there is none."""
    bare = Quantity(
        number.start, number.end, number.value, number.scale, "", "number", number.digits
    )
    if _SCALE_OF_TABLE.search(text[max(0, bare.start - 8) : bare.start]):
        return replace(bare, scale=None)
    found = _money(bare, number, text) or _share(bare, text)
    if found is None and not _labelled(bare, text):
        found = _symbol(bare, text) or _count(bare, text)
    return _signed(found or bare, text)


def _money(bare: Quantity, number: Number, text: str) -> Quantity | None:
    window = text[max(0, bare.start - 14) : bare.start]
    before = _BEFORE.search(window)
    if before and bare.digits and _is_sum(bare, before, text):
        return _money_after_sign(bare, number, text, before)
    ton = number.scale_word == "ton"
    end = number.end + (4 if ton else 0)
    behind = _BEHIND.match(text, end)
    if behind:
        word = behind["word"].lower()
        scale = (
            SCALES["ton"]
            if ton
            else bare.scale or _LETTERS.get(word[0] if len(word) in {2, 4} else "")
        )
        unit = _CURRENCIES[word]
        return replace(bare, end=behind.end(), unit=unit, scale=scale, rule="money-word")
    if cent := _EURO_CENT.match(text, bare.end):
        return replace(bare, end=cent.end(), unit="EUR", scale=Decimal("0.01"), rule="money-cent")
    return None


def _is_sum(bare: Quantity, before: re.Match[str], text: str) -> bool:
    """Take a lone "f" for the florin only before what is written as a sum."""
    if _FLORIN.fullmatch(before["sign"]) is None:
        return True
    return bare.scale is not None or bare.value >= 1000 or _CENTS.match(text, bare.end) is not None


def _money_after_sign(bare: Quantity, number: Number, text: str, before: re.Match[str]) -> Quantity:
    """Read a sum behind its sign: "€ 4 ton" is 400,000, and ",-" stands for no cents."""
    start = bare.start - (before.end() - before.start("sign"))
    end, scale = bare.end, bare.scale
    if number.scale_word == "ton":
        end, scale = text.lower().index("ton", end) + 3, SCALES["ton"]
    elif cents := _CENTS.match(text, end):
        end = cents.end()
    elif letter := _LETTER.match(text, end):
        end, scale = letter.end(), _LETTERS[letter["letter"].lower()]
    if before["sign"][0] in "Mk":
        scale = _LETTERS[before["sign"][0].lower()]
    if behind := _BEHIND.match(text, end):
        end = behind.end()
    value = -bare.value if before["minus"] or before["dash"] else bare.value
    if before["minus"]:
        start = bare.start - (before.end() - before.start())
    unit = _CURRENCIES[before["sign"].lower()]
    return replace(
        bare, start=start, end=end, value=value, scale=scale, unit=unit, rule="money-sign",
        money_first=True,
    )  # fmt: skip


def _share(bare: Quantity, text: str) -> Quantity | None:
    match = _PERCENT.match(text, bare.end)
    if match is None:
        return None
    sign = match["sign"].lower()
    unit = "percent"
    if "punt" in sign:
        unit = "basispunt" if sign.startswith("basis") else "procentpunt"
    elif sign in {"‰", "promille"}:
        unit = "promille"
    return replace(bare, end=match.end(), unit=unit, rule="share")


def _symbol(bare: Quantity, text: str) -> Quantity | None:
    match = _SYMBOL.match(text, bare.end)
    if match is None or not (bare.digits or bare.total > 1):
        return None
    if _is_year(bare) and _IN_TIME.search(text[max(0, bare.start - 10) : bare.start]):
        return None
    unit = _SYMBOLS.get(match["unit"], match["unit"])
    return replace(bare, end=match.end(), unit=unit, rule="unit-symbol")


def _count(bare: Quantity, text: str) -> Quantity | None:
    """Numbers in words count only from a hundred on: "twee moties" is no figure."""
    if not bare.digits and bare.total < 100:
        return None
    if bare.digits.startswith("0") or _known_set(bare, text):
        return None
    if (noun := _noun(bare, text)) is None:
        return None
    word, end = noun
    if _is_year(bare) and not _counts(bare, word, text):
        return None
    if word in {"leden", "Kamerleden"} and _OF_THE_KAMER.search(
        text[max(0, bare.start - 60) : end + 20]
    ):
        return None
    return replace(bare, end=end, unit=singular(word).replace("’", "'"), rule="count")


def _counts(bare: Quantity, word: str, text: str) -> bool:
    """Say whether four digits that may be a year count the things named behind them."""
    before = text[max(0, bare.start - 16) : bare.start]
    if before.endswith(("-", "/")):
        return False
    if _COUNTING.search(before):
        return True
    far = not 1900 <= bare.value <= 2060
    return (far or word in THINGS) and _IN_TIME.search(before) is None


def _noun(bare: Quantity, text: str) -> tuple[str, int] | None:
    at = bare.end
    for step in range(3):
        match = _WORD.match(text, at)
        if match is None:
            return None
        word = match["word"]
        if step == 0 and word[0].isupper() and _opens_line(bare, text):
            return None
        if is_plural(word):
            return word, match.end()
        if not _describes(word):
            return None
        at = match.end()
    return None


def _describes(word: str) -> bool:
    lower = word.lower()
    return lower in _DESCRIBING or (
        lower.endswith("e") and len(lower) > 3 and lower not in _NO_DESCRIBING
    )


def _opens_line(bare: Quantity, text: str) -> bool:
    """Say whether the number heads a line, or the word behind it does, so that they are no pair."""
    if text[bare.end : bare.end + 1] == "\n":
        return True
    return bare.total < 1000 and text[max(0, bare.start - 1) : bare.start] in ("", "\n")


def _is_year(bare: Quantity) -> bool:
    return _YEAR.fullmatch(bare.digits) is not None and bare.scale is None


def _known_set(bare: Quantity, text: str) -> bool:
    """Say whether it names all of a set, as "de 27 lidstaten" does; that is no figure."""
    before = text[max(0, bare.start - 7) : bare.start]
    return bare.total < _FEW and _KNOWN_SET.search(before) is not None


def _labelled(bare: Quantity, text: str) -> bool:
    """Say whether the number is a name's: of an article, a page, a phase, a day of a month."""
    return _LABELLED.search(text[max(0, bare.start - 30) : bare.start]) is not None


_MINUS: Final = re.compile(r"(?:(?<=[\s(])|^)(?P<sign>[-+])\s?$")


def _signed(found: Quantity, text: str) -> Quantity:
    """Take a sign before the number along; a dash after a word or number is none."""
    if not found.unit or found.money_first:
        return found
    match = _MINUS.search(text[max(0, found.start - 3) : found.start])
    if match is None or match[0][1:]:
        return found
    value = -found.value if match["sign"] == "-" else found.value
    return replace(found, start=found.start - len(match[0]), value=value)
