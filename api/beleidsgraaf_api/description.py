"""What the endpoint says about itself: SPARQL 1.1 Service Description, with VoID inside."""

from __future__ import annotations

from typing import Final

from rdflib import RDF, VOID, Graph, Namespace, URIRef

from beleidsgraaf import terms
from beleidsgraaf.store import void
from beleidsgraaf.store.snapshot import Snapshot

SERIALIZERS: Final = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/ld+json": "json-ld",
    "application/rdf+xml": "xml",
}
_SD: Final = Namespace("http://www.w3.org/ns/sparql-service-description#")
_FORMATS: Final = Namespace("http://www.w3.org/ns/formats/")
_RESULTS: Final = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "JSON-LD", "RDF_XML",
)  # fmt: skip


def encode(address: str, media_type: str, snapshot: Snapshot | None) -> bytes:
    """Return the description of the endpoint at this address, in one of the graph formats.

    A snapshot adds its data set: the default graph is the union of the named ones, each counted.
    """
    endpoint = URIRef(address)
    graph = Graph(bind_namespaces="none")
    for prefix, space in (*terms.PREFIXES.items(), ("sd", str(_SD))):
        graph.bind(prefix, space)
    graph.add((endpoint, RDF.type, _SD.Service))
    graph.add((endpoint, _SD.endpoint, endpoint))
    graph.add((endpoint, _SD.supportedLanguage, _SD.SPARQL11Query))
    graph.add((endpoint, _SD.feature, _SD.UnionDefaultGraph))
    for name in _RESULTS:
        graph.add((endpoint, _SD.resultFormat, _FORMATS[name]))
    if snapshot is not None:
        _add_dataset(graph, endpoint, snapshot)
    return graph.serialize(format=SERIALIZERS[media_type], encoding="utf-8")


def _add_dataset(graph: Graph, endpoint: URIRef, snapshot: Snapshot) -> None:
    graph.parse(snapshot.void, format="nt")
    whole, dataset = URIRef(void.DATASET), URIRef(f"{endpoint}#dataset")
    graph.add((whole, VOID.sparqlEndpoint, endpoint))
    graph.add((endpoint, _SD.defaultDataset, dataset))
    graph.add((dataset, RDF.type, _SD.Dataset))
    graph.add((dataset, _SD.defaultGraph, whole))
    graph.add((whole, RDF.type, _SD.Graph))
    for name in snapshot.manifest.graphs:
        described = URIRef(void.graph_dataset(name))
        named = URIRef(f"{described}-named")
        graph.add((dataset, _SD.namedGraph, named))
        graph.add((named, RDF.type, _SD.NamedGraph))
        graph.add((named, _SD.name, URIRef(name)))
        graph.add((named, _SD.graph, described))
        graph.add((described, RDF.type, _SD.Graph))
