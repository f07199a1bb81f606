"""The words by which names are known, from the tables beside this file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

_LONGEST_HEAD: Final = 24


@dataclass(frozen=True, slots=True)
class Head:
    """A word that says what a name is of; ``place`` as the table of heads explains it."""

    type: str
    place: str


@dataclass(frozen=True, slots=True)
class Commons:
    """Common nouns of technologies and sectors: whole words, ends of words, parts of words."""

    words: Mapping[str, str]
    ends: Mapping[str, str]
    parts: Mapping[str, str]
    plain: frozenset[str]


@cache
def heads() -> Mapping[str, Head]:
    """Return the heads by word."""
    return {word: Head(type_, place) for word, type_, place in _rows("heads.tsv")}


@cache
def contexts() -> Mapping[str, str]:
    """Return the class of a name in apposition, by the noun beside it."""
    return {word: type_ for words, type_ in _rows("contexts.tsv") for word in words.split("|")}


@cache
def titles() -> Mapping[str, str]:
    """Return "title" or "function" by the word before a person's name."""
    return {word: kind for kind, words in _rows("titles.tsv") for word in words.split("|")}


@cache
def given_names() -> frozenset[str]:
    """Return names by which people are called."""
    return frozenset(word for line in _lines("firstnames.txt") for word in line.split())


@cache
def openers() -> frozenset[str]:
    """Return words that open a sentence and are no name by themselves."""
    return frozenset(word for line in _lines("openers.txt") for word in line.split())


@cache
def verbs() -> frozenset[str]:
    """Return forms of the verbs that any text has, auxiliaries among them."""
    return frozenset(word for line in _lines("verbs.txt") for word in line.split())


@cache
def places() -> frozenset[str]:
    """Return the names of places, each with a single space between its words."""
    return frozenset(
        name
        for _, names in _rows("places.tsv")
        for name in (names.split("|") if "|" in names else names.split())
    )


@cache
def commons() -> Commons:
    """Return the common nouns of technologies and sectors."""
    kept: dict[str, dict[str, str]] = {"word": {}, "end": {}, "part": {}}
    plain: set[str] = set()
    for type_, place, words in _rows("technology.tsv"):
        if type_ == "not":
            plain.update(words.split())
        else:
            kept[place].update(dict.fromkeys(words.split(), type_))
    return Commons(kept["word"], kept["end"], kept["part"], frozenset(plain))


@cache
def head_of(word: str) -> Head | None:
    """Return the head that a folded word is, or that the compound ends in."""
    known = heads()
    if word in known:
        return known[word]
    for at in range(max(2, len(word) - _LONGEST_HEAD), len(word) - 2):
        head = known.get(word[at:])
        if head and head.place in {"end", "tail"}:
            return head
    return None


def _rows(name: str) -> Iterator[list[str]]:
    for line in _lines(name):
        yield line.split("\t")


def _lines(name: str) -> Iterator[str]:
    table = files("beleidsgraaf.reader.newnames").joinpath(name).read_text("utf-8")
    return (line for line in table.splitlines() if line and not line.startswith("#"))
