"""The catalogue and the service description as a harvester gets them, and the profile's rules."""

from __future__ import annotations

import gzip
import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from pyshacl import validate
from rdflib import RDF, VOID, BNode, Graph, Namespace, URIRef

from beleidsgraaf import settings, terms
from beleidsgraaf.store import packaged, void
from beleidsgraaf_api.app import create_app
from support.in_thread import serving
from support.small_workspace import built

DCAT, SD = (
    Namespace(terms.PREFIXES["dcat"]),
    Namespace("http://www.w3.org/ns/sparql-service-description#"),
)
SHAPES = packaged.folders().ontology / "catalogue" / "shapes.ttl"
WRONG = [
    line.split("\t")
    for line in (Path(__file__).parent / "data" / "catalogue.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    given = settings.load({}, contact="post@voorbeeld.example", base_url="https://graaf.example/")
    with serving(create_app(given, built(tmp_path_factory.mktemp("catalogue")))) as client:
        yield client


@pytest.fixture(scope="module")
def catalogue(client: httpx.Client) -> Graph:
    return read(client, "/api/v1/downloads")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(SHAPES, format="turtle")


def read(client: httpx.Client, path: str) -> Graph:
    answer = client.get(path, headers={"Accept": "text/turtle"})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/turtle")
    return Graph().parse(data=answer.text, format="turtle")


def faults(graph: Graph, shapes: Graph) -> str:
    conforms, _, report = validate(graph, shacl_graph=shapes, inference="none")
    return "" if conforms else str(report)


def test_the_catalogue_follows_the_profile(catalogue: Graph, shapes: Graph) -> None:
    assert faults(catalogue, shapes) == ""


@pytest.mark.parametrize(("what", "pattern", "instead"), WRONG, ids=[line[0] for line in WRONG])
def test_the_shapes_catch_what_is_wrong(
    catalogue: Graph, shapes: Graph, what: str, pattern: str, instead: str
) -> None:
    store = ox.Store()
    store.load(catalogue.serialize(format="nt").encode(), format=ox.RdfFormat.N_TRIPLES)
    prefixes = terms.sparql_prefixes() + (
        "PREFIX spdx: <http://spdx.org/rdf/terms#> PREFIX vcard: <http://www.w3.org/2006/vcard/ns#>"
    )
    before = set(store)
    store.update(f"{prefixes} DELETE {{ {pattern} }} INSERT {{ {instead} }} WHERE {{ {pattern} }}")
    assert set(store) != before
    text = ox.serialize((quad.triple for quad in store), format=ox.RdfFormat.N_TRIPLES)
    assert faults(Graph().parse(data=text, format="nt"), shapes), what


def test_nothing_is_described_without_a_name(catalogue: Graph, client: httpx.Client) -> None:
    for graph in (catalogue, read(client, "/.well-known/void")):
        assert not any(isinstance(term, BNode) for triple in graph for term in triple)


def test_addresses_are_as_configured(catalogue: Graph) -> None:
    found = {str(each) for each in catalogue.objects(None, DCAT.downloadURL)}
    assert len(found) == 4
    assert all(each.startswith("https://graaf.example/api/v1/downloads/") for each in found)


def test_each_file_is_what_the_list_says(client: httpx.Client) -> None:
    listed = client.get("/api/v1/downloads").json()
    assert listed["snapshot"] == client.get("/readyz").json()["snapshot"]
    for file in listed["files"]:
        path = httpx.URL(file["url"]).path
        answer = client.get(path)
        assert answer.headers["content-type"] == file["packing"]
        assert len(answer.content) == file["bytes"]
        assert hashlib.sha256(answer.content).hexdigest() == file["sha256"]
        head = client.head(path)
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["content-length"] == str(file["bytes"])
        again = client.get(path, headers={"If-None-Match": answer.headers["etag"]})
        assert again.status_code == 304
        assert not answer.headers["etag"].startswith("W/")


def test_the_quads_are_the_graph_that_is_served(client: httpx.Client) -> None:
    listed = client.get("/api/v1/downloads").json()
    packed = client.get("/api/v1/downloads/beleidsgraaf.nq.gz").content
    quads = set(ox.parse(io.BytesIO(gzip.decompress(packed)), format=ox.RdfFormat.N_QUADS))
    query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    answer = client.get("/sparql", params={"query": query, "format": "json"}).json()
    assert len(quads) == listed["quads"] == int(answer["results"]["bindings"][0]["n"]["value"])


def test_an_unknown_file_is_a_problem(client: httpx.Client) -> None:
    for name in ("manifest.json", "..%2Fmanifest.json", "beleidsgraaf.zip"):
        answer = client.get(f"/api/v1/downloads/{name}")
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/sparql", "/.well-known/void"])
def test_the_service_description_has_the_data_set(client: httpx.Client, path: str) -> None:
    graph, dataset = read(client, path), URIRef(void.DATASET)
    endpoint = URIRef("https://graaf.example/sparql")
    assert (endpoint, RDF.type, SD.Service) in graph
    assert (endpoint, SD.feature, SD.UnionDefaultGraph) in graph
    (default,) = graph.objects(endpoint, SD.defaultDataset)
    assert (default, SD.defaultGraph, dataset) in graph
    named = {
        str(graph.value(each, SD.name)): graph.value(each, SD.graph)
        for each in graph.objects(default, SD.namedGraph)
    }
    assert len(named) >= 4
    for each in named.values():
        assert (each, RDF.type, VOID.Dataset) in graph
    (triples,) = graph.objects(dataset, VOID.triples)
    assert int(str(triples)) == client.get("/api/v1/downloads").json()["quads"]


@pytest.mark.parametrize(
    "media_type",
    ["text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"],
)
@pytest.mark.parametrize("path", ["/api/v1/downloads", "/.well-known/void", "/sparql"])
def test_a_description_comes_in_each_form(client: httpx.Client, path: str, media_type: str) -> None:
    answer = client.get(path, headers={"Accept": media_type})
    assert answer.headers["content-type"].startswith(media_type)
    form = ox.RdfFormat.from_media_type(media_type)
    assert form is not None
    assert len(list(ox.parse(answer.content, format=form))) > 50


def test_the_names_lead_to_their_description(client: httpx.Client) -> None:
    for path in ("/dataset", "/catalogue"):
        answer = client.get(path, headers={"Accept": "text/turtle"})
        assert (answer.status_code, answer.headers["location"]) == (303, "/api/v1/downloads")
        answer = client.get(path, headers={"Accept": "text/html"})
        assert (answer.status_code, answer.headers["location"]) == (303, "/statistics")


def test_people_get_a_page_for_the_well_known_address(client: httpx.Client) -> None:
    answer = client.get("/.well-known/void", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/statistics")
    assert "Accept" in answer.headers["vary"].split(", ")
    assert client.get("/.well-known/void", headers={"Accept": "*/*"}).status_code == 200
