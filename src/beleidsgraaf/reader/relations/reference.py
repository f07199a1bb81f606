"""What stands for a thing named before: "de regeling", "dit bedrijf", "zij", "ik"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from beleidsgraaf.reader.newnames.tables import contexts
from beleidsgraaf.reader.relations.groups import alike, groups
from beleidsgraaf.reader.relations.lexicon import finite_forms, words_of
from beleidsgraaf.reader.relations.tokens import AUTHOR, Sentence, Thing, Token

_ARTICLES: Final = frozenset({"de", "het", "dit", "deze", "die", "dat"})
#: A noun before these is told apart by what follows, not by what was named before.
_FURTHER: Final = frozenset("van voor op tot inzake die dat om waar".split())
#: How many sentences back a noun may point.
_NEAR: Final = 8
_LEAST_NOUN: Final = 4
_FUSED: Final = re.compile(r"(?:er|daar|hier)(?:aan|bij|door|in|op|uit|van|voor)$")
_MEANS: Final = frozenset({"Instrument", "PolicyFrame", "Event", "Cluster"})


def resolved(sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """Yield the sentences with the things that their pronouns and common nouns stand for."""
    earlier: list[Sequence[Thing]] = []
    for sentence in sentences:
        made = list(_resolved(sentence, earlier))
        earlier = [*earlier[1 - _NEAR :], _by_salience(made)]
        yield made


def _by_salience(sentence: Sentence) -> Sequence[Thing]:
    """The things of a sentence, its subject first."""
    found = sorted(groups(sentence), key=lambda group: (bool(group.preposition), group.first))
    return [thing for group in found for thing in group.things if thing.type != "Author"]


def _resolved(sentence: Sentence, earlier: Sequence[Sequence[Thing]]) -> Iterator[Token]:
    here: list[Thing] = []
    for at, token in enumerate(sentence):
        if token.thing is not None:
            here.append(token.thing)
        thing = _stands_for(sentence, at, [*earlier, here]) if token.plain else None
        yield replace(token, thing=thing) if thing is not None else token


def _stands_for(sentence: Sentence, at: int, earlier: Sequence[Sequence[Thing]]) -> Thing | None:
    low = sentence[at].low
    if low in words_of("author"):
        return AUTHOR
    if low == "ministerie" and at and sentence[at - 1].low in {"mijn", "ons"}:
        return AUTHOR
    if _FUSED.match(low):
        return next((thing for thing in _back(earlier) if thing.type in _MEANS), None)
    if low in words_of("pronoun") and _is_subject(sentence, at):
        return _subject_before(earlier)
    if not at or sentence[at - 1].low not in _ARTICLES or not sentence[at - 1].plain:
        return None
    return None if _goes_further(sentence, at) else _of_noun(low, earlier)


def _is_subject(sentence: Sentence, at: int) -> bool:
    """Say whether the pronoun opens a sentence or a clause, with its verb behind it."""
    opens = at == 0 or ";" in sentence[at].gap or sentence[at - 1].low in words_of("coordinator")
    return opens and at + 1 < len(sentence) and sentence[at + 1].low in finite_forms()


def _subject_before(earlier: Sequence[Sequence[Thing]]) -> Thing | None:
    *before, here = earlier
    return next((things[0] for things in [here, *reversed(before[-2:])] if things), None)


def _of_noun(noun: str, earlier: Sequence[Sequence[Thing]]) -> Thing | None:
    """Return the last thing whose name has the noun, or else the last that it may be said of."""
    type_ = contexts().get(noun)
    named = (thing for thing in _back(earlier) if _named_so(thing, noun))
    if found := next((thing for thing in named if not type_ or alike(thing.type, type_)), None):
        return found
    return next((thing for thing in _back(earlier) if thing.type == type_), None)


def _goes_further(sentence: Sentence, at: int) -> bool:
    """Say whether the noun is told apart by what follows it, a name beside it for one."""
    if at + 1 == len(sentence):
        return False
    behind = sentence[at + 1]
    return not behind.gap.strip() and (not behind.plain or behind.low in _FURTHER)


def _back(earlier: Sequence[Sequence[Thing]]) -> Iterator[Thing]:
    """Yield what was named before, the last of this sentence first, then the subjects before it."""
    yield from reversed(earlier[-1])
    for things in reversed(earlier[:-1]):
        yield from things


def _named_so(thing: Thing, noun: str) -> bool:
    """Say whether a word of the name ends in the noun: "die radar" for a "dijkgrondradar"."""
    if len(noun) < _LEAST_NOUN:
        return False
    ends = noun, noun.removesuffix("s"), noun + "s"
    return any(word.endswith(ends) for word in thing.name.lower().split())
