"""Common nouns that name a technology or a branch of business: "fotonische chips"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from beleidsgraaf.reader.newnames.candidate import Candidate
from beleidsgraaf.reader.newnames.tables import commons, openers
from beleidsgraaf.reader.newnames.words import Word, Words

_LEAST_FRONT: Final = 3
_MOST_ADJECTIVES: Final = 2
#: Adjectives that tell one kind from another, by their ends; a participle may do so as well.
_TELLING: Final = re.compile(
    r"(?:ische|eerde|iale|nale|rale|tale|aire|ieve|gene|arme|vrije|ame|lende|rende|nde|ele|uwbare|bare"
    r"|kunstmatige|autonome|slimme|groene|grijze|blauwe|lichte|witte|vloeibare|platte|dunne|zachte)$"
)


def candidates(words: Words, known: Sequence[bool]) -> Iterator[Candidate]:
    """Yield the common nouns of technologies and sectors with the adjectives before them."""
    all_of = words.words
    for at, word in enumerate(all_of):
        if known[at] or not (type_ := _type(word)):
            continue
        first = _with_adjectives(all_of, at, known)
        if first == at and word.low in _TOO_PLAIN:
            continue
        yield Candidate(first, at + 1, type_, "name-common", 0.7 if type_ == "Sector" else 0.6)


#: Ends of compounds that say too little without an adjective.
_TOO_PLAIN: Final = frozenset(commons().parts) | {"technologie"}


def _type(word: Word) -> str:
    low = word.low.removesuffix("-")
    table = commons()
    if low in table.words or low in table.ends:
        return table.words.get(low) or table.ends[low]
    if word.capital and not word.opens:
        return ""
    for at in range(1, len(low) - 2):
        end = low[at:]
        if end in table.ends and at >= _LEAST_FRONT:
            return table.ends[end]
        if end in table.parts and at >= _LEAST_FRONT:
            return table.parts[end]
    return table.parts.get(low, "")


def _with_adjectives(words: Sequence[Word], at: int, known: Sequence[bool]) -> int:
    first = at
    while first > 0 and at - first < _MOST_ADJECTIVES:
        before = words[first - 1]
        if words[first].opens or known[first - 1] or words[first].gap not in {" ", "\n"}:
            break
        low = before.low
        if low in commons().plain or low in openers() or not _TELLING.search(low):
            break
        if before.capital and not before.opens:
            break
        first -= 1
    return first
