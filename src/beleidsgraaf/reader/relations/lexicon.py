"""Function words and verbs, from the tables beside this file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, Literal

from beleidsgraaf.reader.newnames.tables import verbs as common_verbs

Form = Literal["finite", "infinitive", "participle"]
_WORDS: Final = ("passive", "perfect", "auxiliary")


@dataclass(frozen=True, slots=True)
class Verb:
    """A form of the verb ``lemma``; ``particle``: that must stand apart from it in the clause."""

    lemma: str
    form: Form
    particle: str = ""


@cache
def words_of(kind: str) -> frozenset[str]:
    """Return the function words of a class."""
    return _function_words()[kind]


@cache
def _function_words() -> Mapping[str, frozenset[str]]:
    return {kind: frozenset(words.split()) for kind, words in rows("words.tsv")}


@cache
def verb_forms() -> Mapping[str, tuple[Verb, ...]]:
    """Return what each word may be a form of."""
    found: dict[str, list[Verb]] = {}
    for lemma, particle, finite, participle in rows("verbs.tsv"):
        for word in finite.split():
            if particle:
                found.setdefault(word, []).append(Verb(lemma, "finite", particle))
            found.setdefault(particle + word, []).append(Verb(lemma, "finite"))
        base = lemma.removeprefix(particle)
        if particle:
            found.setdefault(base, []).append(Verb(lemma, "infinitive", particle))
        found.setdefault(lemma, []).append(Verb(lemma, "infinitive"))
        found.setdefault(participle, []).append(Verb(lemma, "participle"))
    return {word: tuple(dict.fromkeys(verbs)) for word, verbs in found.items()}


@cache
def finite_forms() -> frozenset[str]:
    """Return the words that may be the finite verb of a clause."""
    known = {word for word, verbs in verb_forms().items() if any(v.form == "finite" for v in verbs)}
    return frozenset().union(known, common_verbs(), saying(), *map(words_of, _WORDS))


@cache
def saying() -> frozenset[str]:
    """Return the forms of the verbs of saying."""
    return frozenset(word for (words,) in rows("holders.tsv") for word in words.split())


def is_verb(word: str) -> bool:
    """Say whether a word is a form of a verb of the tables."""
    return word in verb_forms() or word in finite_forms()


def rows(name: str) -> Iterator[list[str]]:
    """Yield the rows of a table of this package without its comments."""
    table = files("beleidsgraaf.reader.relations").joinpath(name).read_text("utf-8")
    return (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
