"""Years, where the words around them say that they are a time: "in 2019", "2014-2016", "dit jaar".

A year behind a name is part of the name ("Agenda 2030"), one behind a maker is an imprint ("CBS,
2017"), and a vergaderjaar is part of a citation; none of these has a preposition of time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from beleidsgraaf.reader.dates.calendar import months_value, years_value
from beleidsgraaf.reader.dates.context import Context, century
from beleidsgraaf.reader.dates.date import Found
from beleidsgraaf.reader.nouns import THINGS

_YEAR: Final = r"(?:1[5-9]|20|21)\d\d"
_BEFORE: Final = r"(?<![^\W_])(?<![\d.,/:§€$-])(?<!€\s)(?<!nr\.\s)"
_AFTER: Final = r"(?![\w/]|:\S|[.,-]\d|-[A-Z])"
_TOKEN: Final = re.compile(rf"{_BEFORE}(?P<year>{_YEAR}){_AFTER}(?!\.\d)")
_RANGE: Final = re.compile(
    rf"{_BEFORE}(?P<first>{_YEAR})(?P<to>\s?-\s?|\s?/\s?|\s(?:tot en met|t/m|tot"
    rf"|en)\s)(?P<last>{_YEAR}){_AFTER}"
)
#: "2014 t/m '16"; without the apostrophe only behind what says that years follow.
_SHORT_RANGE: Final = re.compile(
    rf"{_BEFORE}(?P<first>{_YEAR})(?:\s?[-/]\s?|\s(?:tot en met|t/m|tot)\s)(?P<mark>['’])?"
    r"(?P<last>\d\d)(?![\w/:]|[.,-]\d)"
)
_OF_YEARS: Final = re.compile(r"(?<![^\W_])(?:\w*periode|(?:de|begrotings)\s?jaren)\s$", re.I)
#: "schooljaar 2020/21": it begins in August (WPO), the studiejaar in September (WHW, 1.1)
_SCHOOL: Final = re.compile(
    rf"(?<![^\W_])(?P<name>schoolja(?:ar|ren)|cursusjaar|seizoen|studieja(?:ar|ren)|collegejaar"
    rf"|academisch\sjaar)\s(?P<first>{_YEAR})\s?[-/]\s?(?:['’]?\d\d|{_YEAR})(?!\d)",
    re.I,
)
_THIS_SCHOOL: Final = re.compile(
    r"(?<![^\W_])(?P<rel>dit|vorige?|volgende?|(?:aan)?komende?|afgelopen|lopende?|huidige?)\s"
    r"(?P<name>school|cursus|studie|college|academisch\s)jaar(?![^\W\d_]|\s\d)",
    re.I,
)
_SHORT: Final = re.compile(
    r"(?:(?<=\bin\s)|(?<=sinds\s)|(?<=vanaf\s)|(?<=uit\s)|(?<=tot\s)|(?<=van\s)|(?<=eind\s)"
    r"|(?<=over\s)|(?<=voor\s)|(?<=begin\s)|(?<=t/m\s)|(?<=met\s))['’](?P<short>\d\d)(?!\w)",
    re.I,
)
#: A year that opens the sentence: "2019 was een goed jaar".
_SUBJECT: Final = re.compile(
    r"\s(?:was|is|wordt|werd|kende|stond|staat|bracht|liet|begon|zal|heeft|had|moet|gaf|laat)(?!\w)"
)
#: A year that says which: "5 mln. euro (2021)", and one that heads an entry: "- 2021: € 5 mln."
_OF_SUM: Final = re.compile(r"(?:%|€|ml[nd]\.?|mrd\.?|miljoen|miljard|euro|procent|fte)\s\($", re.I)
_HEADS: Final = re.compile(r"(?:^|\n|[,;(]\s?)(?:[-–•*]\s?)?$")
_ENTRY: Final = re.compile(r":\s(?:€|EUR|circa|ruim|ca\.|[-+]?\d)")
#: What makes a year a time. "van" and "voor" do so as much as "in" does.
_TEMPORAL: Final = re.compile(
    r"(?:^|(?<![^\W_]))(?:in|sinds|sedert|vanaf|tot|tot en met|t/m|voor|vóór|na|per"
    r"|over|rond|rondom|omstreeks|uit|anno|tijdens|binnen|ná"
    r"|gedurende|tegen|richting|naar|met|van|dan|uiterlijk|tussen|ten opzichte van"
    r"|in de loop van|heel|geheel|\w*jaar|\w*jaren|nu en"
    r"|(?:tot|na|vanaf|voor)\s(?:ten minste|tenminste|minstens|minimaal|zeker|aan|circa|ongeveer)"
    r"|\w*periode|tijdvak|ultimo|prijspeil|peildatum|meerjarenraming|lichting|tranche"
    r"|loop van|cohort"
    r"|looptijd|d\.d\.|zowel|als)\s(?:de\sjaren\s|het\sjaar\s)?$",
    re.I,
)
_CITED: Final = re.compile(
    r"(?:vergader(?:ing)?(?:jaar|jaren)|kamerstuk(?:ken)?(?:\s[I]{1,2})?,?|handelingen(?:\s(?:tk|ek|[I]{1,2}))?,?|aanhangsel"
    r"|(?:tk|ek),?|stb\.?|stcrt\.?|trb\.?|[^\w]II?,?|zitting(?:sjaar)?|tweede kamer,?"
    r"|eerste kamer,?|publicatieblad|agenda|horizon|jaargang"
    r"|koninkrijk der nederlanden sinds)\s?$",
    re.I,
)
_CITED_BEHIND: Final = re.compile(r"\)?,?\s\d\d\s?\d{3}(?!\d)")
#: A range of years behind a noun belongs to a name; at the head of a row or a bracket it is one.
_STANDS_ALONE: Final = re.compile(r"(?:^|(?<!-)\n|\(|[|;:,]\s|\s(?:en|of)\s)$")
_NEXT: Final = re.compile(
    r"(?:(?:,|,?\s(?:en|of|op|respectievelijk|resp\.|dan\swel))\s|/|\s\((?:en|of)\s)$"
)
_DECADE: Final = re.compile(
    r"(?<![^\W_])(?P<part>(?:begin|eind|midden|medio|halverwege)\s(?:van\s)?(?:de\s)?)?jaren\s"
    r"(?P<name>twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig|['’]?[2-9]0)(?![^\W_])(?:\svan\sde\s(?:vorige|twintigste)\seeuw)?"
    r"|(?<![^\W_])(?P<older>twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)er\sjaren(?![^\W_])",
    re.I,
)
_DECADES: Final = {
    **{"twintig": 1920, "dertig": 1930, "veertig": 1940, "vijftig": 1950, "zestig": 1960},
    **{"zeventig": 1970, "tachtig": 1980, "negentig": 1990},
}
_RELATIVE: Final = re.compile(
    r"(?<![^\W_])(?P<rel>dit|vorige?|verleden|volgende?|(?:aan)?komende?|afgelopen|lopende?|huidige?)\s(?:kalender|begrotings)?jaar(?![^\W\d_])",
    re.I,
)


def years(context: Context) -> Iterator[Found]:
    """Yield the years and ranges of years of a text; a range comes before the years in it."""
    yield from _school_years(context)
    yield from _ranges(context)
    yield from _decades(context)
    yield from _single(context)
    for match in _SHORT.finditer(context.run.text):
        short = f"{century(match['short'])}"
        yield Found(match.start(), match.end(), short, None, "year", 0.8)
    for match in _RELATIVE.finditer(context.run.text):
        year = context.relative(match["rel"])
        value = f"{year:04d}" if year else None
        yield Found(match.start(), match.end(), value, None, "year-relative", 0.9)


def _school_years(context: Context) -> Iterator[Found]:
    for match in _SCHOOL.finditer(context.run.text):
        schools = match["name"].lower().startswith(("school", "cursus", "seizoen"))
        value = months_value(int(match["first"]), 8 if schools else 9, 12)
        yield Found(match.start(), match.end(), value, None, "school-year", 0.85)
    for match in _THIS_SCHOOL.finditer(context.run.text):
        first = 8 if match["name"].lower() in {"school", "cursus"} else 9
        began, step = context.before(first, 1), context.relative(match["rel"])
        if context.issued and began and step:
            value = months_value(began + step - context.issued.year, first, 12)
            yield Found(match.start(), match.end(), value, None, "school-year", 0.8)


def _ranges(context: Context) -> Iterator[Found]:
    text = context.run.text
    for match in _RANGE.finditer(text):
        first, last = int(match["first"]), int(match["last"])
        before = text[max(0, match.start() - 40) : match.start()]
        sign = match["to"].strip()
        if not first < last <= first + 120 or _CITED.search(before):
            continue
        if _CITED_BEHIND.match(text, match.end()):
            continue
        if _is_range(sign, before, first, last):
            value = years_value(first, last)
            yield Found(match.start(), match.end(), value, None, "years", 0.95)
    for match in _SHORT_RANGE.finditer(text):
        first, last = int(match["first"]), int(match["first"][:2] + match["last"])
        before = text[max(0, match.start() - 40) : match.start()]
        placed = _TEMPORAL if match["mark"] else _OF_YEARS
        if first < last and placed.search(before) and not _CITED.search(before):
            value = years_value(first, last)
            yield Found(match.start(), match.end(), value, None, "years", 0.85)


def _is_range(sign: str, before: str, first: int, last: int) -> bool:
    if sign == "en":
        return re.search(r"\btussen\s$", before, re.I) is not None
    if sign == "/":
        years = _OF_YEARS.search(before) is not None
        return years or (last == first + 1 and _TEMPORAL.search(before) is not None)
    return _TEMPORAL.search(before) is not None or _STANDS_ALONE.search(before) is not None


def _decades(context: Context) -> Iterator[Found]:
    for match in _DECADE.finditer(context.run.text):
        name = (match["name"] or match["older"]).lower().lstrip("'’")
        first = _DECADES.get(name) or 1900 + int(name)
        value = None if match["part"] else years_value(first, first + 9)
        yield Found(match.start(), match.end(), value, None, "decade", 0.9)


def _single(context: Context) -> Iterator[Found]:
    text = context.run.text
    last_end = -1
    for match in _TOKEN.finditer(text):
        before = text[max(0, match.start() - 40) : match.start()]
        goes_on = last_end >= 0 and _NEXT.fullmatch(text, last_end, match.start())
        if not goes_on and not _is_time(match, before, context):
            continue
        if _counts(text, match.end()):
            continue
        last_end = match.end()
        yield Found(match.start(), match.end(), match["year"], None, "year", 0.95)


def _is_time(match: re.Match[str], before: str, context: Context) -> bool:
    if _TEMPORAL.search(before):
        return _CITED.search(before) is None
    text = context.run.text
    if _OF_SUM.search(before) and text.startswith(")", match.end()):
        return True
    if _ENTRY.match(text, match.end()):
        return _HEADS.search(before) is not None
    opens = context.run.sentence(match.start())[0] == match.start()
    return opens and _SUBJECT.match(text, match.end()) is not None


_COUNTED: Final = re.compile(
    r"\s?(?:%|procent|euro|€|mln|mld|miljoen|miljard|fte|hectare|ha|m2|m²|m3|m³|MW|GW|km|ton|kg"
    rf"|gulden|dollar|meter|kilometer|(?:[^\W\d_]+e\s)?(?:{'|'.join(sorted(THINGS))}))(?![^\W\d_])",
    re.I,
)


def _counts(text: str, at: int) -> bool:
    """Say whether the number is no year but counts something: "van 2000 woningen"."""
    if (match := _COUNTED.match(text, at)) is None:
        return False
    return match[0].strip() != "€"
