"""Laws, with or without articles: "artikel 10, eerste lid, van de Wet openbaarheid van bestuur".

    reference := ("artikel" | "artikelen" | "art.") articles [members] ["van" ["de" | "het"]] law
    articles  := number (("," | "en" | "tot en met") number)*      3, 3.1, 4:23, 12a
    members   := leden, onderdelen, aanhef, volzinnen: in the surface, not in the target

An article without a law is the document's own and no citation. An article of an act of the Union
has the act's target.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from beleidsgraaf.reader.citations import european, law_names
from beleidsgraaf.reader.citations.citation import Find
from beleidsgraaf.reader.citations.parts import LIST_LIMIT, Cursor, spread

_ARTICLE: Final = re.compile(
    r"(?<!\w)(?:artikel(?:en)?|artt?\.|art(?=\s\d))\s*+(?=\d)", re.IGNORECASE
)
_AGAIN: Final = re.compile(r"(?:artikel(?:en)?|artt?\.)\s*+", re.IGNORECASE)
_JOINT: Final = r"(?:en|of|alsmede|juncto|jo\.?|j\u00b0|in\s+samenhang\s+met)\s+"
_SEPARATOR: Final = re.compile(rf"\s*+(?:,\s*+(?:{_JOINT})?|{_JOINT}|/\s?)", re.IGNORECASE)
_NUMBER: Final = re.compile(
    r"(?P<number>\d{1,4}(?:[a-z]{1,3}|bis|quater|quinquies)?(?:[.:]\d{1,4}[a-z]{0,2}){0,4})(?![\w]|\u00b0)"
)
_RANGE: Final = re.compile(r"\s*+(?:-|t/m|tot\s+en\s+met)\s*+", re.IGNORECASE)
_ORDINAL: Final = (
    r"(?:(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen)(?:\u00eb|e)?ntwintigste|eerste|tweede|derde|vierde"
    r"|vijfde|zesde|zevende|achtste|negende|tiende|elfde|twaalfde|dertiende|veertiende|vijftiende"
    r"|\d{1,2}e|laatste)"
)
_POINT: Final = r"(?:\u00b0|\.(?=\s*+[,)])|\)(?=\s*+(?:,|en\b|of\b|van\b|t)))?(?![\w])"
_AND: Final = r"\s*+(?:,|en|of|tot\s+en\s+met|t/m)\s*+"
#: Letters, or numbers, but not both: in "onderdeel a, en 5" an article of its own begins.
_LETTERS: Final = (
    rf"(?:(?!en\b|of\b)[a-z]{{1,2}}{_POINT}(?:{_AND}(?!en\b|of\b)[a-z]{{1,2}}{_POINT}){{0,8}}"
    rf"|\d{{1,2}}{_POINT}(?:{_AND}\d{{1,2}}{_POINT}){{0,8}})"
)
_MEMBER: Final = re.compile(
    rf"\s*+,?\s*+(?:en\s+|of\s+|juncto\s+|jo\.?\s+)?(?:"
    rf"{_ORDINAL}(?:\s*+(?:,|en|of|tot\s+en\s+met|t/m)\s*+{_ORDINAL}){{0,6}}\s+(?:lid|leden|volzin|alinea|streepje|gedachtestreepje)"
    rf"|(?:lid|leden)\s+\d{{1,2}}(?:\s*+(?:,|en|of|tot\s+en\s+met|t/m)\s*+\d{{1,2}}(?![\d:.]))*+"
    rf"|aanhef(?:\s+en\s+(?=onder|sub))?"
    rf"|(?:onder(?:deel|delen)?|sub|letters?)\s+{_LETTERS}"
    rf"|\d{{1,2}}\u00b0|e\.\s?v\."
    rf")",
    re.IGNORECASE,
)
_OF: Final = re.compile(
    r"\s*+,?\s*+(?:(?:van|uit|in|bij)\s+)?(?:(?:de|het)\s+)?(?:\(?(?:nieuwe|oude|huidige)\)?\s+)?",
    re.IGNORECASE,
)
_BOOK: Final = re.compile(
    r"(?:titel\s+[\d.]+\s+van\s+)?Boek\s+(?P<book>\d{1,2})\s+(?:van\s+(?:het\s+)?)?(?=B)",
    re.IGNORECASE,
)
_UNION_ACT: Final = re.compile(
    r"(?P<kind>(?:EU-|EG-)?(?:(?:gedelegeerde\s+|uitvoerings|kader)?(?:verordening|richtlijn|besluit|beschikking)))\s+(?=[(EGn\d])",
    re.IGNORECASE,
)
_FULL_NAME: Final = re.compile(r"\s+\((?P<short>[A-Z][A-Za-z]{1,9}(?:\s(?:19|20)\d\d)?)\)")


def find(text: str) -> Iterator[Find]:
    """Yield the laws of a text."""
    read = 0
    for match in _ARTICLE.finditer(text):
        if match.start() >= read:  # an article amid a list that was read leads to the same end
            cursor = Cursor(text, match.end())
            yield from _articles(cursor, match)
            read = cursor.pos
    for law in law_names.named(text):
        yield Find(law.start, law.end, (law.target,), "law", 0.9 if law.known else 0.75)


def _articles(cursor: Cursor, label: re.Match[str]) -> Iterator[Find]:
    articles = _numbers(cursor)
    if not articles:
        return
    cursor.take(_OF)
    book = cursor.take(_BOOK)
    if act := _union_act(cursor):
        yield Find(label.start(), act.end, act.targets, "eu-act-article", 0.97)
        return
    law = law_names.at(cursor.text, cursor.pos)
    if law is None:
        return
    if book:
        articles = [f"{book['book']}:{number}" for number in articles]
    targets = tuple(dict.fromkeys(_target(law, number) for number in articles))
    yield Find(label.start(), law.end, targets, "law-article", 0.97 if law.known else 0.85)


def _target(law: law_names.Law, number: str) -> str:
    return f"{law.target}-art-{number}" if law.target.startswith("law-") else law.target


def _numbers(cursor: Cursor) -> list[str]:
    """Take the articles of a list with their members; the cursor ends behind the last."""
    found: list[str] = []
    while len(found) < LIST_LIMIT and (match := cursor.take(_NUMBER)):
        found.append(match["number"])
        before = cursor.pos
        if cursor.take(_RANGE) and (last := cursor.take(_NUMBER)):
            found[-1:] = spread(match["number"], last["number"])
        else:
            cursor.pos = before
        for _ in range(LIST_LIMIT):
            if not cursor.take(_MEMBER):
                break
        before = cursor.pos
        if not cursor.take(_SEPARATOR):
            break
        cursor.take(_AGAIN)
        if not cursor.sees(_NUMBER):
            cursor.pos = before
            break
    return found


def _union_act(cursor: Cursor) -> Find | None:
    label = _UNION_ACT.match(cursor.text, cursor.pos)
    if label is None:
        return None
    return next(european.acts(cursor.text, label), None)
