"""Noun groups: the things that a preposition leads in together, or that stand without one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from beleidsgraaf.reader.relations.lexicon import is_verb, words_of
from beleidsgraaf.reader.relations.tokens import AUTHOR, Sentence, Thing

#: "eraan", "daarop": a pronoun and the preposition that leads it in.
_FUSED: Final = re.compile(r"(?:er|daar|hier)(aan|bij|door|in|op|uit|van|voor)$")
_LONGEST_LEAD: Final = 5
_LONGEST_LINK: Final = 4
_LINKS: Final = frozenset({",", ""})


@dataclass(frozen=True, slots=True)
class Group:
    """The things at ``sentence[first:last]``; ``preposition`` is empty where none leads them in."""

    first: int
    last: int
    preposition: str
    things: tuple[Thing, ...]


def groups(sentence: Sentence) -> list[Group]:
    """Return the groups of a sentence in order."""
    found: list[Group] = []
    for at in range(len(sentence)):
        thing = sentence[at].thing
        if thing is None:
            continue
        first, preposition = _lead(sentence, at)
        found.append(Group(first, at + 1, preposition, (thing,)))
    return list(_coordinated(sentence, found))


def _lead(sentence: Sentence, at: int) -> tuple[int, str]:
    """Return where the group of the thing begins, with its article, and what leads it in."""
    if fused := _FUSED.match(sentence[at].low):
        return at, fused[1]
    if sentence[at].thing == AUTHOR and sentence[at].low in words_of("author"):
        return _behind_preposition(sentence, at)
    first = at
    while first and at - first < _LONGEST_LEAD and not sentence[first].gap.strip("\"'‘“ \n"):
        before = sentence[first - 1]
        if not before.plain:
            break
        if before.low in words_of("preposition"):
            return first - 1, before.low
        if before.low in words_of("determiner"):
            first -= 1
            break
        if _ends_a_group(before.low):
            break
        first -= 1
    else:
        return at, ""
    if sentence[first].low not in words_of("determiner"):
        return at, ""
    return _behind_preposition(sentence, first)


def _behind_preposition(sentence: Sentence, first: int) -> tuple[int, str]:
    if first and not sentence[first].gap.strip():
        before = sentence[first - 1]
        if before.plain and before.low in words_of("preposition"):
            return first - 1, before.low
    return first, ""


def _ends_a_group(word: str) -> bool:
    closed = ("conjunction", "subordinator", "coordinator", "author", "pronoun", "auxiliary")
    return is_verb(word) or any(word in words_of(kind) for kind in closed)


def _coordinated(sentence: Sentence, found: list[Group]) -> Iterator[Group]:
    """Join the groups that "en" or "of" joins, and those before them that commas join."""
    at = 0
    while at < len(found):
        run, joined = [found[at]], 0
        while at + len(run) < len(found):
            link = _link(sentence, run[-1], found[at + len(run)])
            if link is None:
                break
            run.append(found[at + len(run)])
            if link:
                joined = len(run)
        run = run[: max(1, joined)]
        yield Group(
            run[0].first,
            run[-1].last,
            run[0].preposition,
            tuple(thing for group in run for thing in group.things),
        )
        at += len(run)


def _link(sentence: Sentence, one: Group, other: Group) -> bool | None:
    """Say whether a conjunction joins two groups, or only a comma; ``None``: nothing does."""
    if not alike(one.things[-1].type, other.things[0].type):
        return None
    between = range(one.last, other.first)
    words = [sentence[at].low for at in between]
    gap = sentence[one.last].gap.strip()
    if len(words) > _LONGEST_LINK or gap not in _LINKS:
        return None
    conjunction = bool(words) and words[0] in words_of("conjunction")
    rest = words[1:] if conjunction else words
    if any(sentence[at].gap.strip() for at in range(one.last + 1, other.first + 1)):
        return None
    if rest and any(_ends_a_group(word) or word in words_of("preposition") for word in rest):
        return None
    if other.preposition and other.preposition != one.preposition:
        return None
    if conjunction:
        return True
    return False if gap == "," and not rest else None


def alike(one: str, other: str) -> bool:
    """Say whether "en" may join things of two classes."""
    return _KINDS.get(one, "actor") == _KINDS.get(other, "actor")


_KINDS: Final = {
    "Instrument": "means",
    "PolicyFrame": "means",
    "Technology": "technology",
    "Sector": "technology",
    "Place": "actor",
    "Cluster": "place",
    "Event": "event",
}
