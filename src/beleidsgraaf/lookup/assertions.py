"""Claims, fundings, steps and observations: read whole from what is stated of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from rdflib import RDF, Literal, URIRef

from beleidsgraaf import terms
from beleidsgraaf.lookup import places, things
from beleidsgraaf.lookup.answers import (
    Amount,
    Assertion,
    Claim,
    Coded,
    Funding,
    Link,
    Observation,
    Step,
    Text,
)
from beleidsgraaf.lookup.vocabulary import Vocabulary
from beleidsgraaf.query.rows import select
from beleidsgraaf.records import Evidence, Name, Thing

if TYPE_CHECKING:
    from beleidsgraaf.query.backend import Backend
    from beleidsgraaf.query.rows import Term

_UNSTATED: Final = Coded("", Name("niet vermeld", "not stated"))


async def about(backend: Backend, iri: str, vocabulary: Vocabulary) -> list[Assertion]:
    """Return the fundings, steps and observations in which a thing has a part, and itself.

    The order is by date, then by name; each is a :class:`Funding`, :class:`Step` or
    :class:`Observation`.
    """
    rows = await select(backend, "assertions_about", entity=[URIRef(iri)])
    wanted = {str(row["assertion"]) for row in rows}
    if _kind(iri, {}) in _PARTIES:
        wanted.add(iri)
    found = await read(backend, sorted(wanted), vocabulary)
    return sorted(found, key=lambda each: (each.stated_on, each.thing.name.nl, each.thing.iri))


async def read(
    backend: Backend, assertions: Sequence[str], vocabulary: Vocabulary
) -> list[Assertion]:
    """Return these assertions in the order given; what is none is left out."""
    if not assertions:
        return []
    rows = await select(backend, "assertions", assertion=[URIRef(iri) for iri in assertions])
    stated: dict[str, dict[str, list[Term]]] = {}
    for row in rows:
        of = stated.setdefault(str(row["assertion"]), {})
        of.setdefault(str(row["predicate"]), []).append(row["value"])
    nodes = {row["value"] for row in rows if isinstance(row["value"], URIRef)}
    names = await things.named(backend, nodes | {URIRef(iri) for iri in assertions})
    passages = await places.evidence(backend, assertions)
    return [
        _READERS[kind](_Stated(iri, stated[iri], names, vocabulary, passages.get(iri, ())))
        for iri in assertions
        if iri in stated and (kind := _kind(iri, stated[iri])) in _READERS
    ]


def _kind(iri: str, values: Mapping[str, Sequence[Term]]) -> str:
    """Return the kind of an assertion; a correction is named as a claim but states no relation."""
    kind, _ = terms.split_thing(iri) or ("", "")
    return "" if kind == "claim" and str(RDF.subject) not in values else kind


@dataclass(frozen=True, slots=True)
class _Stated:
    """What is stated of one assertion, by the local name of our properties."""

    iri: str
    values: Mapping[str, Sequence[Term]]
    names: Mapping[str, Thing]
    vocabulary: Vocabulary
    evidence: tuple[Evidence, ...]

    def all(self, name: str) -> Sequence[Term]:
        return sorted(self.values.get(terms.BG + name, ()), key=str)

    def part(self, name: str) -> Thing | Text | Link:
        """Return the subject, predicate or object of a claim."""
        return self._value(self.values[f"{RDF}{name}"][0])

    def text(self, name: str) -> str:
        return " / ".join(str(value) for value in self.all(name))

    def things(self, name: str) -> tuple[Thing, ...]:
        found = (self.names[str(value)] for value in self.all(name) if str(value) in self.names)
        return tuple(sorted(found, key=lambda thing: (thing.name.nl.casefold(), thing.iri)))

    def coded(self, name: str) -> Coded | None:
        return next((self.vocabulary.coded(str(value)) for value in self.all(name)), None)

    def number(self) -> Decimal | None:
        return next((Decimal(str(value)) for value in self.all("value")), None)

    def flag(self, name: str) -> bool | None:
        return next((str(value) in ("true", "1") for value in self.all(name)), None)

    def any(self, name: str) -> Thing | Text | Link | None:
        return next((self._value(value) for value in self.all(name)), None)

    def _value(self, value: Term) -> Thing | Text | Link:
        return value_of(value, self.names, self.vocabulary)

    def common(self) -> dict[str, Any]:
        return {
            "thing": self.names[self.iri],
            "modality": self.coded("modality") or _UNSTATED,
            "holder": next(iter(self.things("holder")), None),
            "stated_on": self.text("statedOn"),
            "note": self.text("note"),
            "evidence": self.evidence,
            "valid_from": self.text("validFrom"),
            "valid_to": self.text("validTo"),
        }


def value_of(
    value: Term, names: Mapping[str, Thing], vocabulary: Vocabulary
) -> Thing | Text | Link:
    """Return a value as a thing of ours, as text, or as a link to a term or an address."""
    if isinstance(value, Literal):
        return Text(str(value), value.language or "", str(value.datatype or ""))
    iri = str(value)
    if terms.split_thing(iri) and iri in names:
        return names[iri]
    return Link(iri, vocabulary.names.get(iri))


def _claim(stated: _Stated) -> Claim:
    predicate = str(stated.values[str(RDF.predicate)][0])
    return Claim(
        **stated.common(),
        subject=stated.part("subject"),
        predicate=Link(predicate, stated.vocabulary.name(predicate)),
        object=stated.part("object"),
        footnote_number=next((int(str(value)) for value in stated.all("footnoteNumber")), None),
    )


def _funding(stated: _Stated) -> Funding:
    number = stated.number()
    return Funding(
        **stated.common(),
        providers=stated.things("provider"),
        channels=stated.things("channel"),
        receivers=stated.things("receiver"),
        purposes=stated.things("purpose"),
        form=stated.coded("form"),
        amount=None if number is None else Amount(number, stated.coded("unit")),
        precision=stated.coded("precision"),
        distribution=stated.coded("distribution"),
        recurrence=stated.coded("recurrence"),
        budget_basis=stated.coded("budgetBasis"),
        funded_from=stated.things("fundedFrom"),
        part_of=stated.things("partOf"),
        list_complete=stated.flag("listComplete"),
    )


def _step(stated: _Stated) -> Step:
    return Step(
        **stated.common(),
        kind=stated.coded("stepKind"),
        undertaken_by=stated.things("undertakenBy"),
        addressed_to=stated.things("addressedTo"),
        concerns=stated.things("concerns"),
        deadline_text=stated.text("deadlineText"),
        deadline_start=stated.text("deadlineStart"),
        deadline_end=stated.text("deadlineEnd"),
        fulfilled_by=stated.things("fulfilledBy"),
    )


def _observation(stated: _Stated) -> Observation:
    return Observation(
        **stated.common(),
        measure=stated.any("measure"),
        population=stated.any("population"),
        period=stated.text("period"),
        value=stated.number(),
        unit=stated.coded("unit"),
        precision=stated.coded("precision"),
    )


_PARTIES: Final = {"funding": _funding, "step": _step, "observation": _observation}
_READERS: Final = {"claim": _claim, **_PARTIES}


def split(
    found: Iterable[Assertion],
) -> tuple[tuple[Funding, ...], tuple[Step, ...], tuple[Observation, ...]]:
    """Part the assertions by their kind, each in the order given."""
    found = tuple(found)
    return (
        tuple(each for each in found if isinstance(each, Funding)),
        tuple(each for each in found if isinstance(each, Step)),
        tuple(each for each in found if isinstance(each, Observation)),
    )
