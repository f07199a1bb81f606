"""What a proposal of each kind asserts: its fields, which of them a person must fill, as RDF.

Fields are text, as a person types and a log keeps them; a form turns them into terms.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from rdflib import RDF, SKOS, XSD, Literal, URIRef
from rdflib.term import Node

from beleidsgraaf import terms
from beleidsgraaf.curation import BG
from beleidsgraaf.errors import BadParameter

Fields = Mapping[str, str]
Triple = tuple[URIRef, URIRef, Node]
#: Ends the IRI of the amount of a funding.
AMOUNT: Final = "-amount"


@dataclass(frozen=True, slots=True)
class Field:
    """One part of an assertion; ``term`` raises :class:`BadParameter` for text that does not fit.

    ``hint`` says to a person what goes in. ``part`` is the node beside the assertion that has it,
    by the end of its IRI: the amount of a funding.
    """

    predicate: URIRef
    term: Callable[[str], Node]
    hint: str
    needed: bool = True
    part: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """The class of an assertion and its fields by name, in the order in which they are asked.

    ``relation`` is what a claim says of its document and the object.
    """

    type: URIRef
    fields: Mapping[str, Field]
    relation: URIRef | None = None


def missing(kind: str, fields: Fields) -> list[str]:
    """Return the names of the needed fields that are still empty, in order."""
    needed = (name for name, field in FORMS[kind].fields.items() if field.needed)
    return [name for name in needed if not fields.get(name)]


def set_field(kind: str, fields: Fields, name: str, text: str) -> dict[str, str]:
    """Return the fields with another value in one; raise :class:`BadParameter` if it cannot be."""
    field = FORMS[kind].fields.get(name)
    if field is None:
        raise BadParameter(f"{name!r} is none of {', '.join(FORMS[kind].fields)}.")
    text = " ".join(text.split())
    if text:
        field.term(text)
    elif field.needed:
        raise BadParameter(f"{name} cannot be empty.")
    return {**fields, name: text}


def strange(kind: str, name: str, text: str, known: Collection[str]) -> bool:
    """Say whether a value names a thing or a code that is not known; a document may be new."""
    term = FORMS[kind].fields[name].term(text) if text else None
    new = isinstance(term, URIRef) and not term.startswith(terms.ID + "document/")
    return new and str(term) not in known


def described(kind: str, fields: Fields, subject: URIRef, document: URIRef) -> Iterator[Triple]:
    """Yield the triples of an assertion about a document: its type, and each field that is set."""
    form = FORMS[kind]
    yield subject, RDF.type, form.type
    if form.relation:
        yield subject, RDF.subject, document
        yield subject, RDF.predicate, form.relation
    parts = {field.part for name, field in form.fields.items() if field.part and fields.get(name)}
    for part in parts:
        yield subject, BG.amount, URIRef(subject + part)
        yield URIRef(subject + part), RDF.type, BG.Amount
    for name, field in form.fields.items():
        if text := fields.get(name):
            yield URIRef(subject + field.part), field.predicate, field.term(text)


def _thing(kind: str = "") -> Callable[[str], Node]:
    """Return what makes a thing of ``slug``, when it has a usual kind, of ``kind/slug`` or IRI."""

    def term(text: str) -> Node:
        given, slash, slug = text.removeprefix(terms.ID).partition("/")
        if not slash and not kind:
            raise BadParameter("Give the thing as kind/name, such as sector/industrie.")
        return URIRef(terms.thing(given, slug) if slash else terms.thing(kind, text))

    return term


def _relation(text: str) -> Node:
    if not terms.is_local_name(text):
        raise BadParameter("Give the relation by its name in the ontology, such as develops.")
    return BG[text]


def _code(scheme: str) -> Callable[[str], Node]:
    def term(text: str) -> Node:
        code = f"{scheme}-{text}"
        if not terms.is_local_name(code):
            raise BadParameter(f"A code of the list {scheme} has letters, digits and hyphens.")
        return BG[code]

    return term


def _decimal(text: str) -> Node:
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        raise BadParameter("Give the value in digits, such as 4500000 or 2.5.")
    return Literal(f"{value:f}", datatype=XSD.decimal)


def _date(text: str) -> Node:
    try:
        return Literal(date.fromisoformat(text))
    except ValueError:
        raise BadParameter("Give a day, such as 2021-12-31.") from None


def _words(language: str) -> Callable[[str], Node]:
    return lambda text: Literal(text, lang=language)


_MODALITY: Final = Field(BG.modality, _code("modality"), "fact, decided, announced, intended, ...")
_HOLDER: Final = Field(BG.holder, _thing("actor"), "whose word it is: an actor, such as kabinet")
_VALUE: Final = Field(BG.value, _decimal, "in base units")
_UNIT: Final = Field(BG.unit, _code("unit"), "EUR, percent, count, fte, persons, ...")
_PRECISION: Final = Field(
    BG.precision, _code("precision"), "exact, about, more-than, up-to", needed=False
)
_COMMON: Final = {"modality": _MODALITY, "holder": _HOLDER}
_NAMES: Final = {
    "name-nl": Field(SKOS.prefLabel, _words("nl"), "its name in Dutch"),
    "name-en": Field(SKOS.prefLabel, _words("en"), "its name in English"),
}

#: By kind of find. A find that no form fits is no proposal.
FORMS: Final[Mapping[str, Form]] = {
    "citation": Form(
        BG.Claim,
        {"target": Field(RDF.object, _thing("document"), "such as kst-29826-124")} | _COMMON,
        BG.cites,
    ),
    "mention": Form(
        BG.Claim,
        {"thing": Field(RDF.object, _thing(), "what the name means, such as actor/asml")} | _COMMON,
        BG.mentions,
    ),
    "relation": Form(
        BG.Claim,
        {
            "subject": Field(RDF.subject, _thing(), "who or what, such as actor/asml"),
            "relation": Field(RDF.predicate, _relation, "develops, uses, participatesIn, ..."),
            "object": Field(RDF.object, _thing(), "whom or what, such as technology/fotonica"),
        }
        | _COMMON,
    ),
    "funding": Form(
        BG.Funding,
        {
            "value": replace(_VALUE, part=AMOUNT),
            "unit": replace(_UNIT, part=AMOUNT),
            "precision": _PRECISION,
            "form": Field(BG.form, _code("form"), "loan, equity, subsidy, guarantee, unknown, ..."),
            "basis": Field(
                BG.budgetBasis, _code("basis"), "reservation, fund-size, commitment, cash, unknown"
            ),
            "recurrence": Field(
                BG.recurrence, _code("recurrence"), "once, yearly, unknown", needed=False
            ),
            "provider": Field(BG.provider, _thing("actor"), "who gives, if told", needed=False),
            "receiver": Field(BG.receiver, _thing("actor"), "who gets it, if told", needed=False),
            "purpose": Field(BG.purpose, _thing(), "what for, such as theme/klimaat", needed=False),
            **_NAMES,
            **_COMMON,
        },
    ),
    "amount": Form(
        BG.Observation,
        {
            "value": _VALUE,
            "unit": _UNIT,
            "precision": _PRECISION,
            "measure": Field(BG.measure, _code("indicator"), "a code of the list of indicators"),
            "population": Field(BG.population, _thing(), "of what, such as sector/industrie"),
            **_NAMES,
            **_COMMON,
        },
    ),
    "date": Form(
        BG.Step,
        {
            "step": Field(
                BG.stepKind,
                _code("step"),
                "informs-parliament, bill, policy-action or expectation",
            ),
            "concerns": Field(BG.concerns, _thing(), "what it is about, such as theme/klimaat"),
            "by": Field(BG.undertakenBy, _thing("actor"), "who takes the step", needed=False),
            "deadline": Field(BG.deadlineText, _words("nl"), "the deadline in words"),
            "start": Field(BG.deadlineStart, _date, "the earliest day", needed=False),
            "end": Field(BG.deadlineEnd, _date, "the last day", needed=False),
            **_NAMES,
            **_COMMON,
        },
    ),
}
