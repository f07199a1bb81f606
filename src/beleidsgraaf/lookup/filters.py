"""What a list may be filtered on: words in, checked terms out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal

import rdflib
from rdflib import URIRef

from beleidsgraaf import terms
from beleidsgraaf.errors import BadParameter
from beleidsgraaf.lookup import things

if TYPE_CHECKING:
    from beleidsgraaf.lookup.vocabulary import Vocabulary
    from beleidsgraaf.query.backend import Backend
    from beleidsgraaf.query.rows import Term

Sort = Literal["thing", "relation", "class", "code", "date", "number"]
Given = Mapping[str, Sequence[str]]

#: Values of one filter; more of them make a query that nobody reads.
MOST_VALUES: Final = 20
_SINGLE: Final = frozenset({"date", "number"})
_NUMBER: Final = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,6})?")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter: ``variable`` is its name in the template.

    ``within`` is, for a thing, the kind that a bare slug is of; for a code, the prefix of its
    concepts; for a class, the class that it lies under, any where empty.
    """

    name: str
    variable: str
    sort: Sort
    help: str
    within: str = ""
    example: str = ""

    @property
    def repeatable(self) -> bool:
        """Whether several values mean any of them."""
        return self.sort not in _SINGLE


def thing_iri(text: str, kind: str = "") -> str:
    """Return the IRI of a thing given as IRI, ``bgi:actor/asml`` or ``actor/asml``.

    With a kind its slug alone will do.
    """
    first, slash, slug = text.removeprefix(terms.ID).removeprefix("bgi:").partition("/")
    if not slash and kind:
        first, slug = kind, first
    elif not slash:
        raise BadParameter("Name a thing as kind/name, such as actor/asml, or by its IRI.")
    return terms.thing(first, slug)


def term_iri(text: str) -> str:
    """Return the IRI of an ontology term given as IRI, ``bg:finances`` or ``finances``."""
    local = text.removeprefix(terms.BG).removeprefix("bg:")
    if not terms.is_local_name(local):
        raise BadParameter("Name a term of the ontology by its local name, such as finances.")
    return terms.BG + local


def values(given: Sequence[str]) -> list[str]:
    """Return the values of a parameter that may be repeated, or have commas."""
    return [part.strip() for each in given for part in each.split(",") if part.strip()]


async def bound(
    backend: Backend, vocabulary: Vocabulary, filters: Iterable[Filter], given: Given
) -> dict[str, list[Term]]:
    """Return the terms of each filter that is given, by its variable in the template.

    Raise :class:`BadParameter`, with what is allowed, for an unknown filter or value: a list that
    ignores what it does not know would pass for the answer.
    """
    known = {each.name: each for each in filters}
    if unknown := sorted(set(given) - set(known)):
        raise BadParameter(f"{unknown[0][:60]!r} is no filter here; {', '.join(known)} are.")
    found = {
        wanted.variable: [_term(wanted, text, vocabulary) for text in _several(wanted, texts)]
        for wanted, texts in ((known[name], values(each)) for name, each in given.items())
        if texts
    }
    await _must_exist(backend, known.values(), found)
    return found


def _several(wanted: Filter, texts: list[str]) -> list[str]:
    most = MOST_VALUES if wanted.repeatable else 1
    if len(texts) > most:
        raise BadParameter(f"{wanted.name}: at most {most} value{'s' if most > 1 else ''}.")
    return texts


def _term(wanted: Filter, text: str, vocabulary: Vocabulary) -> Term:
    try:
        return _READERS[wanted.sort](wanted, text, vocabulary)
    except BadParameter as error:
        raise BadParameter(f"{wanted.name}: {error.detail}") from None


def _thing(wanted: Filter, text: str, _: Vocabulary) -> Term:
    return URIRef(thing_iri(text, wanted.within))


def _relation(_: Filter, text: str, vocabulary: Vocabulary) -> Term:
    own = sorted(iri for iri in vocabulary.inverses if iri.startswith(terms.BG))
    return URIRef(_among(term_iri(text), text, own))


def _class(wanted: Filter, text: str, vocabulary: Vocabulary) -> Term:
    return URIRef(_among(term_iri(text), text, classes(vocabulary, wanted.within)))


def classes(vocabulary: Vocabulary, above: str = "") -> list[str]:
    """Return the IRIs of our own classes at and under this one, of all of them without one."""
    named = (iri for iri in vocabulary.names if iri.startswith(terms.BG))
    own = (iri for iri in named if iri[len(terms.BG)].isupper())
    return sorted(iri for iri in own if not above or vocabulary.is_a(iri, terms.BG + above))


def _code(wanted: Filter, text: str, vocabulary: Vocabulary) -> Term:
    prefix = terms.BG + wanted.within
    allowed = sorted(code for iri, code in vocabulary.codes.items() if iri.startswith(prefix))
    return rdflib.Literal(_among(text, text, allowed))


def _among(value: str, text: str, allowed: Sequence[str]) -> str:
    if value not in allowed:
        listed = ", ".join(each.removeprefix(terms.BG) for each in allowed)
        raise BadParameter(f"{text[:60]!r} is none of {listed}.")
    return value


def _date(_: Filter, text: str, __: Vocabulary) -> Term:
    try:
        if _DATE.fullmatch(text):
            return rdflib.Literal(date.fromisoformat(text).isoformat())
    except ValueError:
        pass
    raise BadParameter(f"{text[:60]!r} is no date; write it as 2020-10-30.")


def _number(_: Filter, text: str, __: Vocabulary) -> Term:
    if not _NUMBER.fullmatch(text):
        raise BadParameter(f"{text[:60]!r} is no number; write it as 20000000 or 12.5.")
    return rdflib.Literal(Decimal(text))


_READERS: Final = {
    "thing": _thing,
    "relation": _relation,
    "class": _class,
    "code": _code,
    "date": _date,
    "number": _number,
}


async def _must_exist(
    backend: Backend, filters: Iterable[Filter], found: Mapping[str, Sequence[Term]]
) -> None:
    named = {
        str(term): each.name
        for each in filters
        if each.sort == "thing"
        for term in found.get(each.variable, ())
    }
    for iri in sorted(set(named) - set(await things.described(backend, named))):
        raise BadParameter(
            f"{named[iri]}: the graph has no {iri.removeprefix(terms.ID)}.",
            remedy="Look for it by name in the search.",
        )
