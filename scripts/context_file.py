"""Writes ``ontology/context.jsonld`` from the ontology, to standard output."""

from __future__ import annotations

import json
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef

from beleidsgraaf import terms

ONTOLOGY = Path(__file__).resolve().parent.parent / "ontology" / "beleidsgraaf.ttl"


def context() -> dict[str, object]:
    """Return the context: our prefixes, and a short name for each class and property."""
    ontology = Graph().parse(ONTOLOGY, format="turtle")
    names: dict[str, object] = dict(sorted(terms.PREFIXES.items()))
    for kind in (OWL.Class, OWL.DatatypeProperty, OWL.ObjectProperty):
        for term in sorted(ontology.subjects(RDF.type, kind), key=str):
            if str(term).startswith(terms.BG):
                names[str(term)[len(terms.BG) :]] = _definition(ontology, URIRef(str(term)), kind)
    names["prefLabel"] = {"@id": str(SKOS.prefLabel), "@container": "@language"}
    names["altLabel"] = {"@id": str(SKOS.altLabel), "@container": "@language"}
    return {"@context": {"@version": 1.1, "id": "@id", "type": "@type", **names}}


def _definition(ontology: Graph, term: URIRef, kind: URIRef) -> str | dict[str, str]:
    if kind == OWL.Class:
        return terms.shorten(term)
    if kind == OWL.ObjectProperty:
        return {"@id": terms.shorten(term), "@type": "@id"}
    range_ = ontology.value(term, RDFS.range)
    if range_ == RDF.langString:
        return {"@id": terms.shorten(term), "@container": "@language"}
    if range_ is None or not str(range_).startswith(terms.PREFIXES["xsd"]):
        return {"@id": terms.shorten(term)}
    return {"@id": terms.shorten(term), "@type": terms.shorten(str(range_))}


if __name__ == "__main__":
    print(json.dumps(context(), indent=2, ensure_ascii=False))
