"""Sentences of Dutch official prose: where one ends, and where a full stop only abbreviates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_ABBREVIATIONS: Final = frozenset(
    """a.d aanh afd afz al art artt b.v bijl bijv blz bv c.a c.q c.s ca cf circa co d.d d.m.v d.w.z
    dd dhr dr drs e.a e.d e.o e.v enz etc evt excl fig gem h.t.l hfst hr i.c i.h.b i.o i.p.v i.s.m
    i.v.m incl ing ir jhr jl jr k.b kst lic m.a.w m.b.t m.b.v m.i m.i.v m.m.v m.n m.u.v max mevr min
    mld mln mr mrd mw n.a.v n.v n.v.t nl no nr nrs o.a o.b.v o.g.v o.i.d o.l.v p p.p par pag plm
    prof red resp s.v.p sr st stb stcrt t.a.v t.b.v t.g.v t.h.v t.m t.n.v t.o.v t.w tel trb u.a
    ult v v.a v.w.b vgl voorz vs w.o z.g z.o z.s.m zgn zie""".split()
)
#: Words that abbreviate only before a number: "lid 2, al. 3".
_BEFORE_NUMBERS: Final = frozenset({"al"})
_END: Final = re.compile(r"[.!?][\u2019\u201d'\")\]]*(?=\s+[\u2018\u201c'\"(\[]*[^\W_]|\s*$)")
_NEXT: Final = re.compile(r"\s+[\u2018\u201c'\"(\[]*(.)")
_TOKEN: Final = re.compile(r"[^\s()\[\]\u2018\u201c]*$")


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield ``(start, end)`` of each sentence of a paragraph; together they hold all its words."""
    start = 0
    for match in _END.finditer(text):
        if not _ends(text, match):
            continue
        yield _trim(text, start, match.end())
        start = match.end()
    if text[start:].strip():
        yield _trim(text, start, len(text))


def _ends(text: str, match: re.Match[str]) -> bool:
    following = _NEXT.match(text, match.end())
    if following is None:
        return True
    sign = following[1]
    if match[0][0] != ".":
        return not sign.islower()
    token = _TOKEN.search(text, max(0, match.start() - 30), match.start())
    word = (token[0] if token else "").casefold()
    if sign.islower():
        return False
    if word in _BEFORE_NUMBERS and sign.isupper():
        return True
    if word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha()):
        return word in {"jl", "enz", "etc", "c.s", "e.d", "e.a", "b.v", "n.v", "mln", "mld"} and (
            sign.isupper() and _begins_sentence(text, match.end())
        )
    return not (sign.isdigit() and word.isdigit() and len(word) < 3)


_OPENERS: Final = frozenset(
    """de het een dit dat deze die er in op met voor door bij om als daarom daarnaast ook zo uit na
    naast hiermee hierbij hierdoor indien naar wij we ik nederland dus en maar""".split()
)


def _begins_sentence(text: str, at: int) -> bool:
    """After an abbreviation that may end a sentence, look for a word that usually begins one."""
    match = re.match(r"\s+([^\W\d_]+)", text[at : at + 40])
    return match is not None and match[1].casefold() in _OPENERS


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
