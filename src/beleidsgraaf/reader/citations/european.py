"""Acts and documents of the European Union, to CELEX: sector, year, kind, number.

Verordening (EU) 2019/452         year/number since 2015
Verordening (EU) nr. 651/2014     number/year before 2015: "nr." says so
Richtlijn 95/46/EG                a directive always has its year first
COM(2020) 102                     52020DC0102; 52020PC0102 when it proposes an act. The text
                                  does not always say which it is, so DC may be wrong.
PbEU 2016, L 119                  oj-l-119-2016
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from beleidsgraaf.reader.citations.citation import UNRESOLVED, Find
from beleidsgraaf.reader.citations.parts import LIST_LIMIT, PAGES, SEPARATOR, Cursor

_KINDS: Final = (
    (re.compile(r".*(?:verordening|regulation)", re.IGNORECASE), "R"),
    (re.compile(r".*(?:richtlijn|directive)", re.IGNORECASE), "L"),
    (re.compile(r".*kaderbesluit|.*framework", re.IGNORECASE), "F"),
    (re.compile(r".*(?:aanbeveling|recommendation)", re.IGNORECASE), "H"),
    (re.compile(r".*(?:besluit|beschikking|decision)", re.IGNORECASE), "D"),
)
_BODY: Final = r"(?:EU|EG|EEG|EGA|EGKS|EC|EEC|Euratom|JBZ|JHA|GBVB|CFSP)"
_ACT: Final = re.compile(
    r"(?<![\w-])(?P<kind>(?:[\w-]{1,40}?)?(?:gedelegeerde\s+)?(?:(?:uitvoerings|kader|basis)?(?:verordening|richtlijn|besluit|beschikking)(?:en)?"
    r"|aanbeveling(?:en)?|regulations?|directives?|(?:framework\s+)?decisions?))\s+"
    r"(?:van\s+de\s+(?:Commissie|Raad)\s+|(?:water|afvalstoffen|mariene\s+strategie)\s+(?=\())?"
    r"(?=[(EGn\d])",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(
    rf"(?:\(?\s?{_BODY}(?:\s?,\s?{_BODY})?\s?\)?(?![\w/])\s*+)?(?P<word>n(?:rs?|o|\u00b0)\.?\s*+)?"
    rf"(?P<first>\d{{1,4}})\s?/\s?(?P<last>\d{{1,4}})(?!\d)(?P<body>\s?/\s?{_BODY}(?!\w)|\s\({_BODY}\))?+",
    re.IGNORECASE,
)
_AMENDED: Final = re.compile(
    rf"\b(?:gewijzigd|ingetrokken|vervangen)\s+(?:bij|door)\s+(?=(?:\({_BODY}\)\s*+)?nr)",
    re.IGNORECASE,
)
#: "Machinerichtlijn (2006/42/EG)".
_BRACKETED: Final = re.compile(
    rf"\((?P<word>nr\.?\s*+)?(?P<first>\d{{2,4}})/(?P<last>\d{{1,4}})(?P<body>/{_BODY})\)"
)
_COM: Final = re.compile(
    r"(?<!\w)(?P<series>COM|JOIN|SWD|SEC)\s?(?:[/-]\s?)?\(?\s?(?P<year>(?:19|20)\d\d|\d\d)\s?\)?\s?[/,-]?\s?(?:nr\.?\s?)?"
    r"\(?\s?(?P<number>\d{1,4})(?!\d)(?:\s?\)(?<=\(\d\))|(?<=\(\d\d)\)|(?<=\(\d\d\d)\))?"
    r"(?:[ ,/]{0,2}(?:final|definitief|def\.?)(?!\w)(?:/\d)?)?"
)
_MORE_DOCUMENTS: Final = re.compile(
    r"(?:\s*+,|\s+en)\s+(?P<number>(?!(?:19|20)\d\d)\d{1,4})(?=\s*+(?:[),;:]|\.(?!\d)|en\s+\d|\Z))"
)
_COM_KIND: Final = {"COM": "DC", "JOIN": "JC", "SWD": "SC", "SEC": "SC"}
_COMMISSION_DECISION: Final = re.compile(
    r"(?<![\w.])C\s?\((?:19|20)\d\d\)\s?\d{1,5}(?:\s(?:final|definitief))?"
)
_PROPOSAL: Final = re.compile(
    r"\b(?:(?:richtlijn|verordening|besluit)s?-?voorstel(?:len)?\b[^;.]{0,120}\(?$"
    r"|voorstel(?:len)?\s+(?:van\s+de\s+(?:Europese\s+)?Commissie\s+)?(?:voor|tot)\s+"
    r"(?:een\s+|de\s+)?(?:(?:herziening|wijziging)\s+van\s+(?:een\s+|de\s+)?)?"
    r"(?:[\w-]{1,30}\s+)?[\w-]{0,30}(?:verordening|richtlijn|besluit)(?![^;]*(?:(?<!nr)\.|;)\s+[A-Z]))",
    re.IGNORECASE,
)
_DATE: Final = re.compile(r"\d{1,2}\s+[a-z]{3,9}\s+(?P<year>(?:19|20)\d\d)(?!\d)")
_JOURNAL: Final = re.compile(
    r"(?<!\w)(?:Publicatieblad(?:\s+van\s+de\s+Europese\s+(?:Unie|Gemeenschap(?:pen)?))?"
    r"|(?:Pb|PB)\s?(?:E[UG]|EEG|EGKS|van\s+de\s+E[UG])?)(?!\w)\s*+,?\s*+"
    r"(?:(?P<year>(?:19|20)\d\d)\s*+[,/]?\s*+)?(?:nr\.?\s*+)?"
    r"(?P<series>[LC])\s?(?:,?\s?(?P<new>20[23]\d)/)?(?P<number>\d{1,5})(?!\d)(?P<page>/\d{1,5})?"
    r"(?:\s*+,?\s*+(?:van\s+)?(?P<open>\()?(?P<date>\d{1,2}[./-]\d{1,2}[./-](?:(?:19|20)\d\d|\d\d)|"
    r"\d{1,2}\s+[a-z]{3,9}\s+(?:19|20)\d\d)(?(open)\)))?"
)


def find(text: str) -> Iterator[Find]:
    """Yield the acts and documents of the Union in a text."""
    for match in _ACT.finditer(text):
        yield from acts(text, match)
    yield from _amending(text)
    for match in _COM.finditer(text):
        yield _document(text, match)
    for match in _COMMISSION_DECISION.finditer(text):
        yield Find(match.start(), match.end(), (UNRESOLVED,), UNRESOLVED, 0.5)
    yield from _journals(text)


def acts(text: str, label: re.Match[str]) -> Iterator[Find]:
    """Yield the acts of a label: one, or a list of which each is a citation."""
    cursor = Cursor(text, label.end())
    kind = _kind(label)
    start = label.start()
    for _ in range(LIST_LIMIT):
        match = cursor.take(_NUMBER) or cursor.take(_BRACKETED)
        target = celex(kind, match) if match else ""
        if match is None or not target:
            return
        yield Find(start, match.end(), (target,), "eu-act")
        if not cursor.take(SEPARATOR):
            return
        start = cursor.pos


def _amending(text: str) -> Iterator[Find]:
    """Yield acts without a label that amend the one named before: "gewijzigd bij nr. 364/2004"."""
    for match in _AMENDED.finditer(text):
        before = text[max(0, match.start() - 400) : match.start()]
        labels = list(_ACT.finditer(before))
        number = _NUMBER.match(text, match.end())
        if labels and number and (target := celex(_kind(labels[-1]), number)):
            yield Find(match.end(), number.end(), (target,), "eu-act-amending", 0.85)


def _kind(label: re.Match[str]) -> str:
    return next(code for pattern, code in _KINDS if pattern.match(label["kind"]))


def celex(kind: str, match: re.Match[str]) -> str:
    """Return the CELEX number of an act, or "" when neither part can be a year."""
    first, last = match["first"], match["last"]
    year, number = (first, last) if _year_first(kind, match) else (last, first)
    full = _year(year)
    return f"3{full}{kind}{int(number):04d}" if full else ""


def _year_first(kind: str, match: re.Match[str]) -> bool:
    first, last = match["first"], match["last"]
    if not _year(last):
        return True
    if not _year(first):
        return False
    if kind in {"L", "F", "H"}:
        return True
    if kind == "R" and int(_year(first)) < 2015:
        return False
    return match["word"] is None or int(_year(first)) >= 2015


def _year(part: str) -> str:
    """Return a year of the Communities in four digits, or ""."""
    if len(part) == 2 and int(part) >= 52:
        return f"19{part}"
    return part if len(part) == 4 and 1952 <= int(part) < 2050 else ""


def _document(text: str, match: re.Match[str]) -> Find:
    year = match["year"]
    if len(year) == 2:
        year = f"19{year}" if int(year) > 50 else f"20{year}"
    kind = _COM_KIND[match["series"]]
    before = text[max(0, match.start() - 320) : match.start()]
    if kind == "DC" and _PROPOSAL.search(before):
        kind = "PC"
    cursor = Cursor(text, match.end())
    numbers = [match["number"]]
    while len(numbers) < LIST_LIMIT and (more := cursor.take(_MORE_DOCUMENTS)):
        numbers.append(more["number"])
    targets = tuple(f"5{year}{kind}{int(number):04d}" for number in numbers)
    return Find(match.start(), cursor.pos, targets, "com-document", 0.9)


def _journals(text: str) -> Iterator[Find]:
    """Yield the Official Journals; one without a year has that of the act just before it."""
    for match in _JOURNAL.finditer(text):
        end = match.end()
        cursor = Cursor(text, end)
        if cursor.take(PAGES):
            end = cursor.pos
        year = match["year"] or match["new"] or _year_of_date(match["date"])
        year = year or _year_before(text, match.start())
        number = f"oj-{match['series'].casefold()}-{match['number']}"
        if year:
            yield Find(match.start(), end, (f"{number}-{year}",), "official-journal", 0.95)
        else:
            yield Find(match.start(), end, (UNRESOLVED,), UNRESOLVED, 0.5)


def _year_of_date(date: str | None) -> str:
    last = re.search(r"\d+$", date or "")
    return (
        "" if last is None else last[0] if len(last[0]) == 4 else _year(last[0]) or f"20{last[0]}"
    )


def _year_before(text: str, position: int) -> str:
    """An act is printed in the year of its date, which stands between its number and its journal;
    without a date, in the year of its number.
    """
    before = text[max(0, position - 400) : position]
    numbers = [
        one for label in _ACT.finditer(before) if (one := _NUMBER.match(before, label.end()))
    ]
    if not numbers:
        return ""
    dated = _DATE.search(before, numbers[-1].end())
    if dated:
        return dated["year"]
    first, last = numbers[-1]["first"], numbers[-1]["last"]
    return _year(first) if _year_first("L", numbers[-1]) and _year(first) else _year(last)
