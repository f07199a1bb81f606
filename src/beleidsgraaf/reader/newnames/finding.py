"""The new names of a text: candidates judged together, so that a name has one class throughout."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from beleidsgraaf.reader.names import Gazetteer, Mention
from beleidsgraaf.reader.names import find as find_known
from beleidsgraaf.reader.names.abbreviations import introduced
from beleidsgraaf.reader.newnames import apposition, capitals, commons, quoted
from beleidsgraaf.reader.newnames.candidate import Candidate
from beleidsgraaf.reader.newnames.tables import verbs
from beleidsgraaf.reader.newnames.words import Words
from beleidsgraaf.reader.running import running

#: Below this a find is more often no name than one.
_LEAST_SURE: Final = 0.45
#: Forms of a firm that are written with a dot.
_DOTTED: Final = frozenset({"ltd", "inc", "corp"})
#: Rules by which a name may hold a known one: "Groeifonds Oost".
_SHAPED: Final = frozenset({"name-quoted", "name-head", "name-legal-form", "name-office"})


@dataclass(frozen=True, slots=True)
class NewName:
    """A name at ``text[start:end]`` of the given text that no list has.

    ``type`` is the short name of the class, ``name`` the fullest form that the text has of it.
    """

    start: int
    end: int
    text: str
    type: str
    name: str
    rule: str
    confidence: float


def find(text: str, names: Gazetteer) -> list[NewName]:
    """Return the new names of a document's plain text in order; none overlaps a known name."""
    return list(_found(text, names))


# several finders read the same text, one after the other
@lru_cache(maxsize=1)
def _found(text: str, names: Gazetteer) -> tuple[NewName, ...]:
    words = Words.of(running(text))
    known = _covered(words, find_known(text, names))
    return tuple(_name(words, one, full) for one, full in _chosen(words, known))


def finds(text: str, names: Gazetteer) -> Iterator[dict[str, object]]:
    """Yield the new names as objects of the reader's JSON Lines."""
    for one in find(text, names):
        yield {
            "kind": "name",
            "start": one.start,
            "end": one.end,
            "text": one.text,
            "type": one.type,
            "name": one.name,
            "rule": one.rule,
            "confidence": one.confidence,
        }


def _covered(words: Words, mentions: Sequence[Mention]) -> list[bool]:
    """Say of each word whether a known name covers it."""
    spans = sorted((one.start, one.end) for one in mentions)
    covered, at = [], 0
    for word in words.words:
        start, end = words.run.source(word.start, word.end)
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        covered.append(at < len(spans) and spans[at][0] < end)
    return covered


def _chosen(words: Words, known: Sequence[bool]) -> list[tuple[Candidate, str]]:
    found = [*quoted.candidates(words), *capitals.candidates(words, [False] * len(known))]
    longer = [one for one in found if _holds_more(one, known)]
    shape = [
        one if one.type else apposition.typed(words, one)
        for one in capitals.candidates(words, known)
    ]
    apart = list(_apart([*longer, *shape, *commons.candidates(words, known)]))
    return sorted(_settled(words, apart), key=lambda pair: pair[0].first)


def _holds_more(one: Candidate, known: Sequence[bool]) -> bool:
    """Say whether a name that its shape tells holds more words than the known names in it."""
    shaped = one.type and one.rule in _SHAPED and not all(known[one.first : one.last])
    return bool(shaped) and not (known[one.first - 1] and known[one.first] if one.first else False)


def _apart(found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Leave out what overlaps another: the longer goes first, then the surer."""
    taken: set[int] = set()
    for one in sorted(found, key=lambda one: (one.first - one.last, -one.sure)):
        span = range(one.first, one.last)
        if taken.isdisjoint(span):
            taken.update(span)
            yield one


def _spelled(words: Words, one: Candidate) -> str:
    part = words.words[one.first : one.last]
    return " ".join(words.run.text[part[0].start : part[-1].end].split())


def _settled(words: Words, found: Sequence[Candidate]) -> Iterator[tuple[Candidate, str]]:
    """Give each spelling one class: the surest evidence that the text has for it."""
    best: dict[str, Candidate] = {}
    times: dict[str, int] = defaultdict(int)
    inside: set[str] = set()
    for one in found:
        spelled = _spelled(words, one)
        times[spelled] += 1
        if not words.words[one.first].opens:
            inside.add(spelled)
        if one.type and (spelled not in best or best[spelled].sure < one.sure):
            best[spelled] = one
    full = _fuller(words, found, best)
    for one in found:
        spelled = _spelled(words, one)
        name = full.get(spelled, spelled)
        made = _with_evidence(words, one, best.get(spelled) or best.get(name), spelled in inside)
        if made.sure >= _LEAST_SURE:
            yield made, name


def _with_evidence(
    words: Words, one: Candidate, evidence: Candidate | None, inside: bool
) -> Candidate:
    if evidence is not None and one.type != evidence.type:
        return replace(one, type=evidence.type, rule="name-again", sure=min(0.9, evidence.sure))
    if one.type:
        return one
    sure = one.sure
    if sure < _LEAST_SURE and (inside or _before_verb(words, one)):
        sure = 0.5
    return replace(one, type="Actor", sure=sure)


def _before_verb(words: Words, one: Candidate) -> bool:
    """At the head of a sentence, a word before a singular verb that is no noun may be a name."""
    if one.last >= len(words.words):
        return False
    word, after = words.words[one.first], words.words[one.last]
    noun = word.low in words.plain | verbs() or word.low.endswith(
        ("en", "ing", "heid", "atie", "schap", "teit", "isme", "age", "ie", "er", "je", "el", "ijk")
    )
    return not noun and after.gap == " " and (after.low in verbs() or after.low.endswith("eert"))


def _fuller(words: Words, found: Sequence[Candidate], best: dict[str, Candidate]) -> dict[str, str]:
    """Lead short forms and abbreviations to the full name that the text gives."""
    full: dict[str, str] = {}
    text = words.run.text
    longer = [one for one in found if one.last - one.first > 1]
    for one in longer:
        spelled = _spelled(words, one)
        part = words.words[one.first : one.last]
        for size in range(1, len(part)):
            begin = " ".join(word.raw for word in part[:size])
            if size > 1 or (one.type in {"Company", "Actor", ""} and not part[0].opens):
                full.setdefault(begin, spelled)
        if one.type == "Person":
            full.setdefault(part[-1].raw, spelled)
        place = introduced(text, part[0].start, part[-1].end, spelled)
        if place:
            short = text[slice(*place)]
            full[short] = spelled
            if one.type and spelled in best:
                best[short] = replace(best[spelled], sure=0.9)
    return {short: name for short, name in full.items() if short != name}


def _name(words: Words, one: Candidate, name: str) -> NewName:
    part = words.words[one.first : one.last]
    last = part[-1].end
    if part[-1].low in _DOTTED and words.run.text[last : last + 1] == ".":
        last += 1
    start, end = words.run.source(part[0].start, last)
    given = words.run.given[start:end]
    return NewName(start, end, given, one.type, name, one.rule, round(one.sure, 2))
