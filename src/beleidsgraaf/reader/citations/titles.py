"""Works that are cited by name: motions by their submitters, reports by their title.

"de motie-Amhaouch c.s.", "de motie van de leden Van den Berg en Wiersma"
"het rapport \u2018Title\u2019 (TNO, 2020)", "CPB (2019), \u2018Title\u2019"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from beleidsgraaf.reader.citations.citation import Find
from beleidsgraaf.reader.citations.parts import slug

_PARTICLE: Final = (
    r"(?:[Vv]an|[Vv]on|[Dd]en?|[Dd]er|[Tt]e[nr]?|[Ee]l|[Ii]n|[Oo]p|[Aa]an|['\u2018\u2019][ts])"
)
#: Words with a capital that follow "motie" and are no submitter.
_NO_SUBMITTER: Final = (
    r"(?!(?:Kamer|Tweede|Eerste|Kamerstuk\w*|Nr|Nummer|TK|EK|Handelingen|Dossier|Europese|Stb|Over"
    r"|Inzake|Verzoekt|Nader|Gewijzigd\w*|Het|Een|Deze|Die|Zie|Als|Artikel|De\s+Kamer)\b)"
)
_SURNAME: Final = rf"{_NO_SUBMITTER}(?!{_PARTICLE}\s)[A-Z\u00c0-\u00de][\w\u2019'-]{{1,30}}(?<!-)"
_NAME: Final = (
    rf"{_NO_SUBMITTER}(?:{_PARTICLE}\s+){{0,3}}{_SURNAME}"
    rf"(?:\s+(?:{_PARTICLE}\s+){{0,3}}{_SURNAME}){{0,2}}"
)
_PARTY: Final = r"(?:\s+\((?:[A-Z][\w+/-]{1,14}|50PLUS|\d\d[A-Z]+)\))?"
_PERSON: Final = rf"{_NAME}{_PARTY}"
_MOTION: Final = re.compile(
    rf"(?<![\w-])[Mm]oties?"
    rf"(?:\s?-\s?|\s+van\s+(?:het\s+(?:Kamer)?lid|de\s+(?:Kamer)?leden|de\s+heer|mevrouw)\s+|\s+)"
    rf"(?P<names>{_PERSON}(?:(?:\s?/\s?{_PERSON}){{1,8}}|(?:,\s+{_PERSON}){{0,8}}\s+en\s+{_PERSON})?)"
    rf"(?P<others>\s+c\.\s?s\.)?"
)
_OWN_HEADING: Final = re.compile(
    r"\bnr\.?\s+\d+\s+(?:(?:gewijzigde|nader\s+gewijzigde)\s+)?$", re.IGNORECASE
)
_PARTIES: Final = re.compile(r"\s*\([^)]*\)")

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


def motions(text: str) -> Iterator[Find]:
    """Yield the motions that are called by their submitters."""
    for match in _MOTION.finditer(text):
        names = _PARTIES.sub("", match["names"])
        if _OWN_HEADING.search(text[max(0, match.start() - 30) : match.start()]):
            continue
        end = match.end() if match["others"] else match.end("names")
        people = re.split(r"\s?/\s?|,\s+|\s+en\s+", names)
        target = "motion-" + "-".join(filter(None, map(slug, people)))
        yield Find(match.start(), end, (target,), "motion-by-name", 0.85)


def reports(text: str) -> Iterator[Find]:
    """Yield the reports that are called by their title in quotes or italics."""
    for match in _REPORTED.finditer(text):
        if not _QUOTING.search(match["gap"]):
            yield from _report(text, match.start("quote"), 0.9)
    for match in _QUOTED.finditer(text):
        start = match.start()
        if _MAKER_BEFORE.search(text[max(0, start - 120) : start]):
            yield from _report(text, start, 0.85)
        else:
            for found in _report(text, start, 0.85):
                if _MAKER_AFTER.match(text[found.end + 1 : found.end + 140]):
                    yield found


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
