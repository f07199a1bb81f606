"""What the endpoint says about itself: SPARQL 1.1 Service Description."""

from __future__ import annotations

from typing import Final

from rdflib import RDF, Graph, Namespace, URIRef

_SD: Final = Namespace("http://www.w3.org/ns/sparql-service-description#")
_FORMATS: Final = Namespace("http://www.w3.org/ns/formats/")
_RESULTS: Final = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "JSON-LD", "RDF_XML",
)  # fmt: skip
_SERIALIZERS: Final = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/ld+json": "json-ld",
    "application/rdf+xml": "xml",
}


def encode(address: str, media_type: str) -> bytes:
    """Return the description of the endpoint at this address, in one of the graph formats."""
    endpoint = URIRef(address)
    graph = Graph(bind_namespaces="none")
    graph.bind("sd", _SD)
    graph.add((endpoint, RDF.type, _SD.Service))
    graph.add((endpoint, _SD.endpoint, endpoint))
    graph.add((endpoint, _SD.supportedLanguage, _SD.SPARQL11Query))
    graph.add((endpoint, _SD.feature, _SD.UnionDefaultGraph))
    for name in _RESULTS:
        graph.add((endpoint, _SD.resultFormat, _FORMATS[name]))
    return graph.serialize(format=_SERIALIZERS[media_type], encoding="utf-8")
