"""How a clause means what it says: as a fact, decided, intended, asked for, denied, …"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from beleidsgraaf.reader.relations.clauses import Clause
from beleidsgraaf.reader.relations.lexicon import rows, words_of
from beleidsgraaf.reader.relations.tokens import Sentence

#: What a relative clause or an apposition says of a thing stands by itself, whatever is above it.
_APART: Final = frozenset({"relative", "apposition"})
#: Clauses that a motion or a report takes for given.
_GIVEN: Final = frozenset({"constaterende", "overwegende", "gehoord", "omdat", "aangezien", "nu"})
#: The phrases of this kind come first and are passed over.
_WITHOUT: Final = "without"


def modality(sentence: Sentence, clause: Clause) -> str:
    """Return the modality of what a clause says: its own words', else those of the one above."""
    for one in clause.chain():
        words = one.words(sentence)
        if found := _cue(words):
            return found
        if one.kind in _APART or not _GIVEN.isdisjoint(words[:1]):
            break
    return "fact"


def _cue(words: Sequence[str]) -> str:
    line = f" {' '.join(words)} "
    for phrase, kind in cues().items():
        if f" {phrase} " in line:
            if kind != _WITHOUT:
                return kind
            line = line.replace(phrase, "")
    return ""


@cache
def cues() -> Mapping[str, str]:
    """Return the modality by phrase, the strongest first."""
    return {phrase: kind for kind, phrases in rows("modality.tsv") for phrase in phrases.split("|")}


def is_passive(words: Sequence[str]) -> bool:
    """Say whether a clause with a participle is passive: no form of "hebben" stands beside it."""
    return words_of("perfect").isdisjoint(words)
