"""Motions that are cited by their submitters.

"de motie-Amhaouch c.s.", "de motie van de leden Van den Berg en Wiersma", "moties-Vos en -Kuzu"
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
    rf"(?:\s?-\s?|\s+van\s+(?:(?:het\s+)?(?:Kamer)?[Ll]id|(?:de\s+)?(?:Kamer)?[Ll]eden|de\s+heer|mevrouw)\s+|\s+)"
    rf"(?P<names>{_PERSON}(?:(?:\s?/\s?{_PERSON}){{1,8}}|(?:,\s+{_PERSON}){{0,8}}\s+en\s+{_PERSON})?)"
    rf"(?P<others>\s+c\.\s?s\.)?(?P<more>(?:(?:\s?,|\s+en)\s+-\s?{_NAME}(?:/{_NAME}){{0,4}}(?:\s+c\.\s?s\.)?){{1,8}})?"
)
_NEXT_MOTION: Final = re.compile(r"(?:\s?,|\s+en)\s+-\s?")
#: "moties Vos en Kuzu" are two, "motie-Vos en Kuzu" and "moties van de leden Vos en Kuzu" one each.
_SEVERAL: Final = re.compile(r"[Mm]oties(?!\s+van\b)")
_OTHERS: Final = re.compile(r"\s+c\.\s?s\.$")
_OWN_HEADING: Final = re.compile(
    r"\bnr\.?\s+\d+\s+(?:(?:gewijzigde|nader\s+gewijzigde)\s+)?$", re.IGNORECASE
)
_PARTIES: Final = re.compile(r"\s*\([^)]*\)")


def find(text: str) -> Iterator[Find]:
    """Yield the motions that are called by their submitters."""
    for match in _MOTION.finditer(text):
        names = _PARTIES.sub("", match["names"])
        if _OWN_HEADING.search(text[max(0, match.start() - 30) : match.start()]):
            continue
        more = _NEXT_MOTION.split(match["more"])[1:] if match["more"] else []
        if _SEVERAL.match(match[0]) and not more:
            names, *more = re.split(r"\s+en\s+", names)
        targets = tuple(_motion(_OTHERS.sub("", one)) for one in (names, *more))
        yield Find(match.start(), match.end(), targets, "motion-by-name", 0.85)


def _motion(names: str) -> str:
    people = re.split(r"\s?/\s?|,\s+|\s+en\s+", names)
    return "motion-" + "-".join(filter(None, map(slug, people)))
