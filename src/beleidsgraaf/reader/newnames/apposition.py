"""What the words beside a name say of it: "start-up Vexo", "Vexo, een fabrikant", "in Vexo"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from beleidsgraaf.reader.newnames.candidate import Candidate
from beleidsgraaf.reader.newnames.tables import contexts, titles
from beleidsgraaf.reader.newnames.words import Word, Words

_IN: Final = frozenset({"in", "te", "nabij", "rondom", "buiten", "uit"})
_DETERMINERS: Final = frozenset({"een", "de", "het"})
_GAP: Final = frozenset({" ", "\n", " ‘", " '", " “", ' "', " („"})


def typed(words: Words, one: Candidate) -> Candidate:
    """Return a candidate of no class with the class that its neighbours tell, if they do."""
    all_of = words.words
    before = _before(all_of, one.first)
    if (low := before) and (type_ := contexts().get(low)):
        return Candidate(one.first, one.last, type_, "name-apposition", 0.85)
    if low and low in titles() and one.last - one.first <= 4:
        return Candidate(one.first, one.last, "Person", "name-function", 0.85)
    if type_ := _behind(all_of, one.last):
        return Candidate(one.first, one.last, type_, "name-apposition", 0.85)
    if all_of[one.first].opens or all_of[one.first].gap not in {" ", "\n"} or not one.first:
        return one
    short = one.last - one.first <= 2 and not all_of[one.first].acronym
    if short and all_of[one.first - 1].low in _IN - {"uit"}:
        return Candidate(one.first, one.last, "Place", "name-preposition", 0.6)
    return one


def _before(words: Sequence[Word], first: int) -> str:
    if not first or words[first].opens or words[first].gap not in _GAP:
        return ""
    low = words[first - 1].low
    double = f"{words[first - 2].low} {low}" if first > 1 else low
    return double if double in contexts() or double in titles() else low


def _behind(words: Sequence[Word], last: int) -> str:
    """Read the apposition behind a name: ", een fabrikant van", " (gemeente Delft)" is none."""
    if last >= len(words) or words[last].gap not in {", ", ",\n"}:
        return ""
    for word in words[last : last + 4]:
        if word.opens or (word is not words[last] and word.gap not in {" ", "\n"}):
            return ""
        if word.low in titles() and titles()[word.low] == "function":
            return "Person"
        if word.low in contexts():
            return contexts()[word.low]
        if word.low not in _DETERMINERS and not word.low.endswith("e"):
            return ""
    return ""
