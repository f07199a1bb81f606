"""References that only their surroundings complete: "op stuk nr. 305", "zie voetnoot 42"."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from beleidsgraaf.reader.citations.citation import UNRESOLVED, Find, Own
from beleidsgraaf.reader.citations.dossiers import dossier, kamerstukken, numbers
from beleidsgraaf.reader.citations.parts import LIST_LIMIT, Cursor

_ON_PIECE: Final = re.compile(
    r"(?<!\w)(?:(?:op\s+(?:de\s+|het\s+)?)?stuk(?:ken)?\s+(?=n(?:rs?|ummers?)\b)|op\s+stuk(?:ken)?\s+(?=\d))",
    re.IGNORECASE,
)
_PLAIN: Final = re.compile(r"(?P<item>\d{1,4})(?![\w%-]|[.,]\d|\s\d)")
_LONG_NUMBER: Final = re.compile(r"(?:n(?:rs?|ummers?)\b\.?)?\s*+\d\d\s?\d{3}", re.IGNORECASE)
_OPEN_BRACKET: Final = re.compile(r"\s*+\(\s*+")
_COMMA_BEFORE_DOSSIER: Final = re.compile(r"\s*+,\s*+(?=\d\d\s?\d{3}(?!\d))")
_CLOSE_BRACKET: Final = re.compile(r"\s*+\)")
_BRACKETED: Final = re.compile(r"\(\s*+(?=n(?:rs?|ummers?)\b\.?\s*+\d)", re.IGNORECASE)
_CALLED: Final = re.compile(
    r"(?<!\w)(?:moties?|amendement(?:en)?|subamendement|nota\s+van\s+wijziging)\s+(?:met\s+|op\s+|onder\s+)?"
    r"(?=n(?:rs?|ummers?)\b\.?\s*+\d)",
    re.IGNORECASE,
)
_PIECE: Final = re.compile(
    r"\b(?:moties?|amendement(?:en)?|subamendement|stuk(?:ken)?|nader\s+rapport"
    r"|memorie\s+van\s+toelichting|nota\s+van\s+wijziging|nota\s+naar\s+aanleiding)\b[^.;()]*$",
    re.IGNORECASE,
)
#: A letter may belong to any dossier, so that its number alone says nothing.
_LETTER: Final = re.compile(
    r"(?<!\w)(?:brief|brieven|verslag)\s+(?:met|onder)\s+(?P<number>n(?:rs?|ummers?)\b\.?\s*+\d{1,4})(?![\w-]|[.,/]\d|\s\d|\s*+\()",
    re.IGNORECASE,
)
_NOTE: Final = re.compile(
    r"(?<!\w)(?:zie\s+(?:ook\s+)?(?:de\s+)?)?(?:voet|eind)?(?:noo?t(?:en)?)\s+(?P<first>\d{1,3})(?![\w]|[.,]\d)",
    re.IGNORECASE,
)
_MORE_NOTE: Final = re.compile(
    r"\s*+(?:,|en|-|t/m)\s*+(?P<number>\d{1,3})(?![\w%]|[.,]\d|\s+(?!en\b|t/m)[a-z])"
)
_NEAR: Final = 40
#: How many named dossiers before and after a number are looked at.
_REMEMBERED: Final = 60


@dataclass(frozen=True, slots=True)
class _Known:
    """A dossier that the text names, at a place, with a number of it or -1."""

    start: int
    dossier: str
    number: int
    #: Whether the chair of a debate gave the number: "Zij krijgt nr. 31 (29200-XIII)".
    given: bool = False


def pieces(text: str) -> Iterator[Find]:
    """Yield references by number alone; their dossier is open."""
    for match in _ON_PIECE.finditer(text):
        yield from _open(text, match.start(), match.end(), "piece-in-dossier")
    for match in _CALLED.finditer(text):
        yield from _open(text, match.end(), match.end(), "number-in-context")
    for match in _BRACKETED.finditer(text):
        if _PIECE.search(text[max(0, match.start() - 160) : match.start()]):
            yield from _open(text, match.end(), match.end(), "number-in-context")
    for match in _LETTER.finditer(text):
        yield Find(*match.span("number"), (UNRESOLVED,), UNRESOLVED, 0.5)


def _open(text: str, start: int, at: int, rule: str) -> Iterator[Find]:
    cursor = Cursor(text, at)
    if cursor.sees(_LONG_NUMBER):
        return
    plain = cursor.take(_PLAIN)
    items = [plain["item"]] if plain else numbers(cursor, labelled=False)
    if not items:
        return
    end = cursor.pos
    bracket = cursor.take(_OPEN_BRACKET)
    owner = dossier(cursor) if bracket or cursor.take(_COMMA_BEFORE_DOSSIER) else None
    if owner and (not bracket or cursor.take(_CLOSE_BRACKET)):
        yield Find(start, cursor.pos, kamerstukken(owner, items), rule, 0.95)
    else:
        yield Find(start, end, (), rule, 0.85, tuple(items))


def footnotes(text: str) -> Iterator[Find]:
    """Yield references to footnotes of the document itself; bare "noot" needs "zie"."""
    for match in _NOTE.finditer(text):
        if match[0].casefold().startswith(("noot", "noten")):
            continue
        cursor = Cursor(text, match.end())
        found = [match["first"]]
        for _ in range(LIST_LIMIT):
            more = cursor.take(_MORE_NOTE)
            if more is None:
                break
            found.append(more["number"])
        targets = tuple(f"footnote-{number}" for number in found)
        yield Find(match.start(), cursor.pos, targets, "footnote", 0.95)


def completed(finds: Iterable[Find], own: Own) -> list[Find]:
    """Return the finds with open numbers completed from the dossiers that the text names.

    Pieces of one debate have consecutive numbers: the dossier with a number near this one is meant,
    first that in which the chair numbers the motions; else the one named last before it, else the
    document's own, else the only one.
    """
    ordered = sorted(finds, key=lambda find: find.start)
    after = deque(one for find in ordered for one in _dossiers(find))
    before: deque[_Known] = deque(maxlen=_REMEMBERED)
    done: list[Find] = []
    for find in ordered:
        while after and after[0].start <= find.start:
            before.append(after.popleft())
        if find.open_numbers:
            find = _complete(find, before, islice(after, _REMEMBERED), own)
            before.extend(_dossiers(find))
        done.append(find)
    return done


def _dossiers(find: Find) -> Iterator[_Known]:
    for target in find.targets:
        family, _, rest = target.partition("-")
        if family == "dossier":
            yield _Known(find.start, rest, -1)
        elif family == "kst":
            dossier, _, number = rest.rpartition("-")
            given = find.rule == "given-number"
            yield _Known(find.start, dossier, int(number) if number.isdigit() else -1, given)


def _complete(find: Find, before: deque[_Known], after: Iterable[_Known], own: Own) -> Find:
    dossier = _meant(find, before, list(after), own)
    if not dossier:
        open_still = replace(find, targets=(UNRESOLVED,), rule=UNRESOLVED, open_numbers=())
        return replace(open_still, confidence=0.5)
    targets = tuple(f"kst-{dossier}-{number}" for number in find.open_numbers)
    return replace(find, targets=targets, open_numbers=())


def _meant(find: Find, before: deque[_Known], after: list[_Known], own: Own) -> str:
    given = [one for one in (*before, *after) if one.given]
    if near := _nearest(find, given) or _nearest(find, before) or _nearest(find, after):
        return near
    if before or own.dossier:
        return before[-1].dossier if before else own.dossier
    others = {one.dossier for one in after}
    return others.pop() if len(others) == 1 else ""


def _nearest(find: Find, known: Iterable[_Known]) -> str:
    """Return the dossier with the number nearest to this one, or "" when none is near."""
    number = find.open_numbers[0]
    if not number.isdigit():
        return ""
    near = [
        (abs(int(number) - one.number), abs(find.start - one.start), one.dossier)
        for one in known
        if one.number >= 0 and abs(int(number) - one.number) <= _NEAR
    ]
    return min(near)[2] if near else ""
