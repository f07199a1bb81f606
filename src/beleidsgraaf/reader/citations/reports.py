"""Reports and other works that are cited by their title.

"het rapport \u2018Title\u2019 (TNO, 2020)", "CPB (2019), \u2018Title\u2019", "WRR (2013). Title."
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from beleidsgraaf.reader.citations.citation import Find
from beleidsgraaf.reader.citations.parts import slug

_KIND: Final = (
    r"(?:[a-z-]*(?:rapport|rapportage|studie|onderzoek|evaluatie|publicatie|notitie|analyse|advies"
    r"|verkenning|essay|monitor|jaarverslag|paper|brochure|handreiking|witboek|groenboek|boek|quickscan)(?:en|s)?"
    r"|reports?|study|[A-Z][\w-]{1,20}-?(?:rapport|studie|advies|onderzoek|rapportage|publicatie|notitie))"
)
_REPORTED: Final = re.compile(
    rf"(?<![\w-])(?:{_KIND})(?P<gap>[^.;:!?()\u2018\u2019\u201c\u201d\"*_]{{0,90}}?[:,]?)\s*+"
    rf"(?P<quote>[\u2018\u201c\u201e\"'*_\u00ab])",
    re.IGNORECASE,
)
_QUOTING: Final = re.compile(
    r"\b(?:noemt|noemde|stelt|stelde|spreekt|sprak|concludeert|concludeerde|dat|wordt|worden|werd|zegt"
    r"|schrijft|meldt|is|zijn|naar|onder\s+meer|zogenoemde|zogenaamde|heet)\b",
    re.IGNORECASE,
)
#: A title without quotes has no verb: "TNO (2020). De groei is sterk" is a sentence.
_SENTENCE: Final = re.compile(r"\b(?:is|zijn|was|heeft|hebben|wordt|worden|werd|kan|blijkt)\b")
_CLOSING: Final = {
    "\u2018": "\u2019",
    "\u201c": "\u201d",
    "\u201e": "\u201d\u201c",
    "\u00ab": "\u00bb",
}
_QUOTED: Final = re.compile(r"(?P<quote>[\u2018\u201c\u201e\"*_\u00ab])(?=[A-Z\d\u00c0-\u00de])")
_MAKER_WORD: Final = r"[A-Z][\w&./-]{1,30}+"
_SMALL_WORD: Final = r"(?:en|van|voor|de|het|der|et\s+al\.)(?!\w)"
_MAKER_BEFORE: Final = re.compile(
    rf"(?:(?<=[\s(])|^){_MAKER_WORD}(?:[ ,]++(?:{_MAKER_WORD}|{_SMALL_WORD})){{0,6}}+"
    r",?\s*+\(?(?:19|20)\d\d[a-z]?\)?\s*+[,.:;]?\s*+$"
)
_MAKER_AFTER: Final = re.compile(
    rf"\s*+[(,]\s*+(?:(?:door|van|uit|de|het)\s+){{0,2}}{_MAKER_WORD}"
    r"(?:[ ,]++[A-Za-z][\w&./-]{1,24}+){0,7}+[ ,]*+\(?(?:19|20)\d\d"
)
_LONGEST_TITLE: Final = 250
_TITLE_SIGN: Final = r"[^\n.,;()\u2018\u2019\u201c\u201d\"]"
#: "het rapport Goed beschouwd van het Rathenau Instituut": a title like a sentence, its maker.
_UNQUOTED: Final = re.compile(
    r"\b(?:het|haar|zijn|hun|de)\s+(?:[a-z-]{0,30}(?:rapport|advies|verkenning|studie|publicatie|notitie|essay))\s+"
    r"(?P<title>[A-Z][\w'\u2019-]{1,30},?\s+(?!(?:over|van|uit|inzake|en|dat|die|is|zijn|wordt|werd|heeft|wil|stelt"
    r"|door|blijkt|met|aan|bij)\b)[a-z][\w'\u2019-]{0,30}(?:[,:]?\s+[\w'\u2019-]{1,30}){0,9}?)"
    r"(?=\s+van\s+(?:(?:het|de)\s+[A-Z]|[A-Z]{2})|\s+\([A-Z][\w&/ -]{1,40},?\s(?:19|20)\d\d\))"
)
#: "TNO concludeert in \u2018Title\u2019": no word for a report before it.
_WRITTEN: Final = re.compile(
    r"\b(?:(?:ge)?(?:reflecteer|publiceer|adviseer|concludeer|constateer|analyseer|rapporteer)\w{0,3}"
    r"|berekend?e?|becijferde|beschreven|beschrijft|verkende?|onderzocht|uiteengezet)\b[^.;:!?()'\"\u2018\u201c]{0,60}?\bin\s+"
    r"(?:(?:haar|zijn|hun)\s+)?(?P<quote>['\"\u2018\u201c])(?=[A-Z][\w-]{0,30}\s+[a-z])"
    r"|\b(?:getiteld|onder\s+de\s+titel|met\s+(?:als\s+)?titel),?:?\s+(?P<named>['\"\u2018\u201c])(?=[A-Z])"
)
#: A list of works: "WRR (2013). Naar een lerende economie. Amsterdam", "TNO (2021), Kansen, Delft".
_LISTED: Final = re.compile(
    rf"(?:^|[Zz]ie\s+(?:ook\s+)?|;\s)(?:\d{{1,3}}\s+)?{_MAKER_WORD}"
    rf"(?:[ ,]+(?:{_MAKER_WORD}|{_SMALL_WORD})){{0,6}}\s\((?:19|20)\d\d[a-z]?\)[.,:]\s+"
    rf"(?P<title>[A-Z]{_TITLE_SIGN}{{5,150}}(?:\n?{_TITLE_SIGN}{{1,80}})?)"
    r"(?=\.(?:\s|\Z)|,\s+[A-Z]|,\s+p\.|\n\n|\n?\Z)",
    re.MULTILINE,
)


def find(text: str) -> Iterator[Find]:
    """Yield the reports that are called by their title, in quotes or without."""
    yield from _unquoted(text)
    for match in _REPORTED.finditer(text):
        if not _QUOTING.search(match["gap"]):
            yield from _report(text, match.start("quote"), 0.9)
    for match in _WRITTEN.finditer(text):
        yield from _report(text, match.start(match.lastgroup or "quote"), 0.85)
    for match in _QUOTED.finditer(text):
        start = match.start()
        if _MAKER_BEFORE.search(text[max(0, start - 120) : start]):
            yield from _report(text, start, 0.85)
        else:
            for found in _report(text, start, 0.85):
                if _MAKER_AFTER.match(text[found.end + 1 : found.end + 140]):
                    yield found


def _unquoted(text: str) -> Iterator[Find]:
    for pattern in (_UNQUOTED, _LISTED):
        for match in pattern.finditer(text):
            if not _SENTENCE.search(match["title"]):
                target = f"report-{slug(match['title'])}"
                yield Find(*match.span("title"), (target,), "report-by-title", 0.75)


def _report(text: str, quote: int, confidence: float) -> Iterator[Find]:
    """Yield the report whose title begins behind this quotation mark and ends at its partner."""
    closing = _CLOSING.get(text[quote], text[quote])
    start = quote + 1
    for end in range(start, min(len(text), start + _LONGEST_TITLE)):
        if text[end] in closing and not text[end + 1 : end + 2].isalnum():
            title = text[start:end].rstrip(" ,.")
            if len(title) > 2 and not title[0].islower() and title[0].isalnum():
                target = f"report-{slug(title)}"
                yield Find(start, start + len(title), (target,), "report-by-title", confidence)
            return
        if text[end] == "\n" and text[end + 1 : end + 2] == "\n":
            return
