"""The data set, its files and its services as DCAT-AP-NL describes them.

What is always true stands in ``ontology/catalogue/catalogue.ttl``; what depends on the snapshot, on
the settings and on the address of this service is added here. Every node has an IRI.
"""

from __future__ import annotations

from typing import Final

from rdflib import DCTERMS, FOAF, RDF, VOID, XSD, Graph, Literal, Namespace, URIRef

from beleidsgraaf import terms
from beleidsgraaf.settings import Settings
from beleidsgraaf.store import packaged, void
from beleidsgraaf.store.downloads import DOWNLOADS, Download
from beleidsgraaf.store.snapshot import Snapshot

CATALOGUE: Final = URIRef(terms.BASE + "catalogue")
DATASET: Final = URIRef(void.DATASET)
SPARQL: Final = URIRef(terms.BASE + "service/sparql")
API: Final = URIRef(terms.BASE + "service/api")
FILES: Final = "/api/v1/downloads"
_PROJECT: Final = URIRef(terms.BASE)
_DCAT: Final = Namespace(terms.PREFIXES["dcat"])  # that of rdflib has no dcat:version
_FILE_TYPES: Final = Namespace("http://publications.europa.eu/resource/authority/file-type/")
_MEDIA_TYPES: Final = Namespace("https://www.iana.org/assignments/media-types/")
_SPDX: Final = Namespace("http://spdx.org/rdf/terms#")
_VCARD: Final = Namespace("http://www.w3.org/2006/vcard/ns#")
_NAMES: Final = {"ttl": "Turtle", "trig": "TriG", "nq": "N-Quads", "csv": "CSV"}
_TYPES: Final = {"ttl": "RDF_TURTLE", "trig": "RDF_TRIG", "nq": "RDF_N_QUADS", "csv": "CSV"}


def describe(snapshot: Snapshot, settings: Settings, base: str) -> Graph:
    """Return the catalogue of this service at ``base``, an address without a slash at its end."""
    graph = Graph(bind_namespaces="none")
    for prefix, space in (*terms.PREFIXES.items(), ("spdx", str(_SPDX)), ("vcard", str(_VCARD))):
        graph.bind(prefix, space)
    graph.parse(packaged.folders().ontology / "catalogue" / "catalogue.ttl", format="turtle")
    _add_parties(graph, settings, base)
    _add_addresses(graph, base)
    graph.add(
        (DATASET, DCTERMS.modified, Literal(snapshot.manifest.created, datatype=XSD.dateTime))
    )
    graph.add((DATASET, _DCAT.version, Literal(snapshot.id)))
    for download in DOWNLOADS:
        _add_file(graph, snapshot, download, base)
    return graph


def _add_parties(graph: Graph, settings: Settings, base: str) -> None:
    """Add who publishes, by default the project, and whom to ask, by default on the start page."""
    publisher = URIRef(settings.publisher_iri) if settings.publisher_iri else _PROJECT
    if publisher != _PROJECT:
        graph.add((publisher, RDF.type, FOAF.Agent))
        graph.add((publisher, FOAF.name, Literal(settings.publisher, lang="nl")))
    contact, given = URIRef(f"{CATALOGUE}#contact"), settings.contact
    graph.add((contact, RDF.type, _VCARD.Kind))
    graph.add((contact, _VCARD.fn, Literal(settings.publisher, lang="nl")))
    if "@" in given:
        graph.add((contact, _VCARD.hasEmail, URIRef(f"mailto:{given}")))
    else:
        graph.add((contact, _VCARD.hasURL, URIRef(given or f"{base}/")))
    for resource in (CATALOGUE, DATASET, SPARQL, API):
        graph.add((resource, DCTERMS.publisher, publisher))
        graph.add((resource, _DCAT.contactPoint, contact))


def _add_addresses(graph: Graph, base: str) -> None:
    for resource, predicate, path in (
        (CATALOGUE, FOAF.homepage, "/"),
        (DATASET, _DCAT.landingPage, "/statistics"),
        (DATASET, FOAF.page, "/def"),
        (DATASET, VOID.sparqlEndpoint, "/sparql"),
        (SPARQL, _DCAT.endpointURL, "/sparql"),
        (SPARQL, _DCAT.endpointDescription, "/.well-known/void"),
        (API, _DCAT.endpointURL, "/api/v1"),
        (API, _DCAT.endpointDescription, "/api/v1/openapi.json"),
    ):
        graph.add((resource, predicate, URIRef(base + path)))


def _add_file(graph: Graph, snapshot: Snapshot, download: Download, base: str) -> None:
    node = URIRef(f"{DATASET}/{download.format}")
    address = URIRef(f"{base}{FILES}/{download.name}")
    packing = _DCAT.packageFormat if download.format == "csv" else _DCAT.compressFormat
    size = (snapshot.path / download.path).stat().st_size
    name = _NAMES[download.format]
    graph.add((DATASET, _DCAT.distribution, node))
    if download.format != "csv":
        graph.add((DATASET, VOID.dataDump, address))
    for predicate, value in (
        (RDF.type, _DCAT.Distribution),
        (DCTERMS.title, Literal(f"De hele graaf als {name}", lang="nl")),
        (DCTERMS.title, Literal(f"The whole graph as {name}", lang="en")),
        (_DCAT.accessURL, URIRef(base + FILES)),
        (_DCAT.downloadURL, address),
        (_DCAT.accessService, API),
        (DCTERMS["format"], _FILE_TYPES[_TYPES[download.format]]),
        (_DCAT.mediaType, _MEDIA_TYPES[download.media_type]),
        (packing, _MEDIA_TYPES[download.packing]),
        (_DCAT.byteSize, Literal(size, datatype=XSD.nonNegativeInteger)),
        (_SPDX.checksum, URIRef(f"{node}#checksum")),
    ):
        graph.add((node, predicate, value))
    for predicate in (DCTERMS.license, DCTERMS.conformsTo):
        for shared in graph.objects(DATASET, predicate):
            graph.add((node, predicate, shared))
    _add_checksum(graph, URIRef(f"{node}#checksum"), snapshot.manifest.files[download.path])


def _add_checksum(graph: Graph, node: URIRef, digest: str) -> None:
    graph.add((node, RDF.type, _SPDX.Checksum))
    graph.add((node, _SPDX.algorithm, _SPDX.checksumAlgorithm_sha256))
    graph.add((node, _SPDX.checksumValue, Literal(digest, datatype=XSD.hexBinary)))
