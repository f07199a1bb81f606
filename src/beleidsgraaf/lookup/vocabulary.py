"""Names of predicates, types and coded values, as the ontology gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rdflib import RDFS, SKOS, Literal, URIRef

from beleidsgraaf import terms
from beleidsgraaf.lookup.answers import Coded, Direction
from beleidsgraaf.query.rows import select
from beleidsgraaf.records import Name

if TYPE_CHECKING:
    from beleidsgraaf.query.backend import Backend
    from beleidsgraaf.query.rows import Row, Term

_INVERSE: Final = URIRef(terms.BG + "inverseLabel")

#: Names of terms that are not ours to describe, and of a funding's purpose read as a step.
_OTHERS: Final[dict[str, tuple[Name, Name]]] = {
    terms.expand(curie): (Name(*name), Name(*inverse))
    for curie, name, inverse in (
        ("bg:purpose", ("krijgt geld voor", "receives money for"),
         ("is bestemming van geld aan", "is purpose of money to")),
        ("dcterms:creator", ("opgesteld door", "created by"), ("stelde op", "created")),
        ("dcterms:date", ("datum", "date"), ("is datum van", "is date of")),
        ("dcterms:description", ("omschrijving", "description"), ("omschrijft", "describes")),
        ("dcterms:identifier", ("kenmerk", "identifier"), ("is kenmerk van", "identifies")),
        ("dcterms:issued", ("uitgebracht op", "issued on"), ("bracht uit", "issued")),
        ("dcterms:publisher", ("uitgegeven door", "published by"), ("gaf uit", "published")),
        ("dcterms:contributor", ("met bijdrage van", "with contribution of"),
         ("droeg bij aan", "contributed to")),
        ("dcterms:type", ("soort", "type"), ("is soort van", "is type of")),
        ("dcterms:title", ("titel", "title"), ("is titel van", "is title of")),
        ("foaf:homepage", ("website", "website"), ("is website van", "is website of")),
        ("foaf:page", ("officiële publicatie", "official publication"),
         ("is publicatie van", "is publication of")),
        ("org:heldBy", ("bekleed door", "held by"), ("bekleedt", "holds")),
        ("org:postIn", ("ambt bij", "post in"), ("heeft als ambt", "has post")),
        ("owl:sameAs", ("is hetzelfde als", "is the same as"),
         ("is hetzelfde als", "is the same as")),
        ("prov:wasAttributedTo", ("opgetekend door", "recorded by"), ("tekende op", "recorded")),
        ("qb:dataSet", ("uit tabel", "of table"), ("heeft cel", "has cell")),
        ("rdf:object", ("object", "object"), ("is object van", "is object of")),
        ("rdf:predicate", ("relatie", "relation"), ("is relatie van", "is relation of")),
        ("rdf:subject", ("onderwerp", "subject"), ("is onderwerp van", "is subject of")),
        ("rdfs:seeAlso", ("zie ook", "see also"), ("zie ook", "see also")),
        ("skos:broader", ("valt onder", "is narrower than"), ("omvat", "is broader than")),
        ("skos:closeMatch", ("komt overeen met", "closely matches"),
         ("komt overeen met", "closely matches")),
        ("skos:exactMatch", ("is gelijk aan", "exactly matches"),
         ("is gelijk aan", "exactly matches")),
        ("skos:narrower", ("omvat", "is broader than"), ("valt onder", "is narrower than")),
        ("skos:notation", ("code", "code"), ("is code van", "is code of")),
        ("skos:related", ("hangt samen met", "is related to"),
         ("hangt samen met", "is related to")),
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names of one snapshot's ontology; what it does not name is shown by its short IRI."""

    names: Mapping[str, Name]
    inverses: Mapping[str, Name]
    codes: Mapping[str, str]
    parents: Mapping[str, frozenset[str]]

    @classmethod
    async def load(cls, backend: Backend) -> Vocabulary:
        """Ask the backend once for all terms; the answer serves as long as its snapshot."""
        rows = await select(backend, "vocabulary")
        found: dict[tuple[str, str], dict[str, str]] = {}
        for row in rows:
            value = row["value"]
            kind = _KINDS.get(row["property"], "")
            if isinstance(value, Literal) and kind:
                language = (value.language or "") if kind != "code" else "code"
                found.setdefault((str(row["term"]), kind), {})[language] = str(value)
        return cls(
            names=_names(found, "name", 0),
            inverses=_names(found, "inverse", 1),
            codes={term: texts["code"] for (term, k), texts in found.items() if k == "code"},
            parents=_parents(rows),
        )

    def name(self, iri: str) -> Name:
        """Return the name of a class, property or concept."""
        short = terms.shorten(iri)
        return self.names.get(iri, Name(short, short))

    def predicate(self, iri: str, direction: Direction = "out") -> Name:
        """Return how a predicate reads from its subject (``out``) or from its object (``in``)."""
        if direction == "out":
            return self.name(iri)
        name = self.name(iri)
        return self.inverses.get(iri, Name(f"{name.nl} (omgekeerd)", f"{name.en} (inverse)"))

    def coded(self, iri: str) -> Coded:
        """Return a coded value by the IRI of its concept."""
        return Coded(self.codes.get(iri, iri.rpartition("#")[2]), self.name(iri))

    def is_a(self, type: str, wanted: str) -> bool:
        """Say whether a class is the other one, or lies under it."""
        waiting, seen = [type], set()
        while waiting:
            current = waiting.pop()
            if current == wanted:
                return True
            if current not in seen:
                seen.add(current)
                waiting += self.parents.get(current, ())
        return False

    def modalities(self) -> dict[str, Name]:
        """Return the names of the modalities by code."""
        prefix = terms.BG + "modality-"
        return {c: self.name(iri) for iri, c in self.codes.items() if iri.startswith(prefix)}


_KINDS: Final[dict[Term, str]] = {
    RDFS.label: "name",
    SKOS.prefLabel: "name",
    SKOS.notation: "code",
    _INVERSE: "inverse",
}


def _names(
    found: Mapping[tuple[str, str], Mapping[str, str]], kind: str, index: int
) -> dict[str, Name]:
    described = {
        term: Name(texts.get("nl", ""), texts.get("en", "") or texts.get("", ""))
        for (term, which), texts in found.items()
        if which == kind
    }
    return described | {iri: pair[index] for iri, pair in _OTHERS.items()}


def _parents(rows: list[Row]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in rows:
        if row["property"] == RDFS.subClassOf:
            found.setdefault(str(row["term"]), set()).add(str(row["value"]))
    return {term: frozenset(above) for term, above in found.items()}
