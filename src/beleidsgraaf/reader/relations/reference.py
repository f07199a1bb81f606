"""What stands for a thing named before: "de regeling", "dit bedrijf", "zij", "ik"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from beleidsgraaf.reader.newnames.tables import contexts
from beleidsgraaf.reader.relations.groups import groups
from beleidsgraaf.reader.relations.lexicon import finite_forms, words_of
from beleidsgraaf.reader.relations.tokens import AUTHOR, Sentence, Thing, Token

_ARTICLES: Final = frozenset({"de", "het", "dit", "deze", "die", "dat"})
#: A noun before these is told apart by what follows, not by what was named before.
_FURTHER: Final = frozenset("van voor op tot inzake die dat om waar".split())
#: How many sentences back a noun may point.
_NEAR: Final = 8
_LEAST_NOUN: Final = 4


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
        return Thing(0, 0, AUTHOR, "Author")
    if at == 0 and low in words_of("pronoun") and _verb_follows(sentence):
        return earlier[-2][0] if len(earlier) > 1 and earlier[-2] else None
    if not at or sentence[at - 1].low not in _ARTICLES or not sentence[at - 1].plain:
        return None
    if _goes_further(sentence, at):
        return None
    type_ = contexts().get(low)
    near = (thing for thing in _back(earlier) if thing.type == type_ or _named_so(thing, low))
    return next(near, None)


def _verb_follows(sentence: Sentence) -> bool:
    return len(sentence) > 1 and sentence[1].low in finite_forms()


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
    """Say whether the noun ends the name: "die radar" for a "dijkgrondradar"."""
    *_, last = thing.name.lower().split()
    return len(noun) >= _LEAST_NOUN and any(
        last.endswith(form) for form in {noun, noun.removesuffix("s"), noun + "s"}
    )
