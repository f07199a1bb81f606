"""The whole of what the graph says of one thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from rdflib import Literal, URIRef

from beleidsgraaf import terms
from beleidsgraaf.errors import NotFound
from beleidsgraaf.lookup import assertions, places, steps, things
from beleidsgraaf.lookup.answers import (
    Assertion,
    Direction,
    EntityPage,
    Fact,
    Link,
    RelationGroup,
    Text,
)
from beleidsgraaf.lookup.vocabulary import Vocabulary
from beleidsgraaf.query.rows import select
from beleidsgraaf.records import Evidence, Name, Passage, Relation, Thing

if TYPE_CHECKING:
    from beleidsgraaf.evidence import Copies
    from beleidsgraaf.query.backend import Backend
    from beleidsgraaf.query.rows import Term


def _iris(*curies: str) -> frozenset[str]:
    return frozenset(terms.expand(curie) for curie in curies)


_DESCRIPTIONS: Final = ("skos:definition", "dcterms:description", "rdfs:comment")
_NAMES: Final = _iris("skos:altLabel", "skos:hiddenLabel")

#: Shown in a part of their own, or said by the page itself.
_ELSEWHERE: Final = _NAMES | _iris(
    *_DESCRIPTIONS, "rdf:type", "rdfs:label", "skos:prefLabel", "bg:kind",
    "bg:notToBeConfusedWith", "bg:ambiguousLabel", "bg:evidence", "bg:amount", "bg:value",
    "bg:unit", "rdfs:isDefinedBy", "skos:inScheme",
)  # fmt: skip


async def entity(
    backend: Backend,
    iri: str,
    *,
    copies: Copies | None = None,
    vocabulary: Vocabulary | None = None,
) -> EntityPage:
    """Return all that the graph says of a thing; raise :class:`NotFound` for an unknown one.

    With ``copies`` each piece of evidence comes with its passage as the copy has it.
    """
    thing = await described(backend, iri)
    vocabulary = vocabulary or await Vocabulary.load(backend)
    own = await _own(backend, iri, vocabulary)
    relations = await steps.relations(backend, iri)
    fundings, undertaken, observations = assertions.split(
        await assertions.about(backend, iri, vocabulary)
    )
    evidence = _evidence(relations, (*fundings, *undertaken, *observations))
    return EntityPage(
        thing=_told(thing, relations, vocabulary),
        type_name=vocabulary.name(thing.type),
        kinds=own.kinds(),
        other_names=own.other_names(),
        not_to_be_confused_with=own.values("bg:notToBeConfusedWith"),
        description=own.description(),
        facts=own.facts(relations, iri),
        groups=steps.groups(relations, iri, vocabulary) or _single(relations, vocabulary),
        fundings=fundings,
        steps=undertaken,
        observations=observations,
        modalities=vocabulary.modalities(),
        sources=await places.sources(backend, (each.document for each in evidence)),
        passages=passages(evidence, copies),
    )


async def described(backend: Backend, iri: str) -> Thing:
    """Return the thing with this IRI; raise :class:`NotFound` where the graph has none."""
    thing = (await things.described(backend, [iri])).get(iri)
    if thing is None:
        raise NotFound(
            "The graph has nothing with this name.", remedy="Look for it by name in the search."
        )
    return thing


def passages(evidence: Iterable[Evidence], copies: Copies | None) -> dict[str, Passage]:
    """Return the passage of each piece of evidence by its IRI."""
    if copies is None:
        return {each.iri: Passage("no-copy") for each in evidence}
    return {each.iri: copies.passage(each) for each in evidence}


def _evidence(relations: Iterable[Relation], found: Iterable[Assertion]) -> tuple[Evidence, ...]:
    unique = {each.iri: each for relation in relations for each in relation.evidence}
    unique |= {each.iri: each for assertion in found for each in assertion.evidence}
    return tuple(unique.values())


def _told(thing: Thing, relations: Sequence[Relation], vocabulary: Vocabulary) -> Thing:
    """Return a claim named by what it says, anything else as it is."""
    if thing.kind != "claim" or not relations:
        return thing
    said = relations[0]
    label = vocabulary.predicate(said.predicate)
    parts = (said.subject.name, label, said.object.name)
    dutch = " ".join(part.in_language("nl") for part in parts)
    english = " ".join(part.in_language("en") for part in parts)
    return replace(thing, name=Name(dutch, english))


def _single(relations: Iterable[Relation], vocabulary: Vocabulary) -> tuple[RelationGroup, ...]:
    """Group the one relation of a claim's own page by its subject."""
    subjects = {relation.subject.iri: relation for relation in relations}
    return tuple(
        group for iri in subjects for group in steps.groups(relations, iri, vocabulary)
        if group.direction == "out"
    )  # fmt: skip


async def _own(backend: Backend, iri: str, vocabulary: Vocabulary) -> _Own:
    rows = await select(backend, "entity", entity=[URIRef(iri)])
    names = await things.named(
        backend, {r["value"] for r in rows if isinstance(r["value"], URIRef)}
    )
    return _Own(rows, names, vocabulary)


@dataclass(frozen=True, slots=True)
class _Own:
    """The triples of a thing itself, both ways, with the names of the other ends."""

    rows: Sequence[Mapping[str, Term]]
    names: Mapping[str, Thing]
    vocabulary: Vocabulary

    def values(self, *curies: str) -> tuple[Thing | Text | Link, ...]:
        wanted = [terms.expand(curie) for curie in curies]
        found = (
            assertions.value_of(row["value"], self.names, self.vocabulary)
            for row in self.rows
            if str(row["predicate"]) in wanted and str(row["direction"]) == "out"
        )
        return tuple(sorted(found, key=str))

    def kinds(self) -> tuple[Name, ...]:
        iris = (value.iri for value in self.values("bg:kind") if isinstance(value, Link))
        return tuple(self.vocabulary.name(iri) for iri in iris)

    def other_names(self) -> tuple[Text, ...]:
        return tuple(v for v in self.values("skos:altLabel") if isinstance(v, Text))

    def description(self) -> Name | None:
        for curie in _DESCRIPTIONS:
            texts = {v.language: v.value for v in self.values(curie) if isinstance(v, Text)}
            if texts:
                return Name(texts.get("nl", texts.get("", "")), texts.get("en", ""))
        return None

    def facts(self, relations: Iterable[Relation], iri: str) -> tuple[Fact, ...]:
        """Return what no relation of the thing says already."""
        said = {(r.subject.iri, r.predicate, r.object.iri) for r in relations}
        found = (self._fact(row) for row in self.rows if not _said(row, iri, said))
        return tuple(sorted(found, key=lambda f: (f.direction != "out", f.label.nl, str(f.value))))

    def _fact(self, row: Mapping[str, Term]) -> Fact:
        predicate = str(row["predicate"])
        direction: Direction = "in" if str(row["direction"]) == "in" else "out"
        value = assertions.value_of(row["value"], self.names, self.vocabulary)
        return Fact(predicate, self.vocabulary.predicate(predicate, direction), direction, value)


def _said(row: Mapping[str, Term], iri: str, said: set[tuple[str, str, str]]) -> bool:
    predicate, value = str(row["predicate"]), str(row["value"])
    if predicate in _ELSEWHERE or (isinstance(row["value"], Literal) and not value):
        return True
    outward = str(row["direction"]) == "out"
    return ((iri, predicate, value) if outward else (value, predicate, iri)) in said
