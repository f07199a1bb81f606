"""The ontology as it is published: every term with its words, as a page and as RDF."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from rdflib import OWL, RDF, Graph, URIRef

from beleidsgraaf import settings, terms
from beleidsgraaf_api.app import create_app
from support.in_thread import serving
from support.real_workspace import built


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    workspace = built(tmp_path_factory.mktemp("definitions"))
    with serving(create_app(settings.load({}), workspace)) as client:
        yield client


def test_the_page_names_each_term_once(client: httpx.Client) -> None:
    page = client.get("/def", headers={"Accept": "text/html"}).text
    ontology = Graph().parse(data=client.get("/def.ttl").text, format="turtle")
    classes = [c for c in ontology.subjects(RDF.type, OWL.Class) if str(c).startswith(terms.BG)]
    assert len(classes) > 20
    for term in classes:
        assert page.count(f'id="{str(term)[len(terms.BG) :]}"') == 1


@pytest.mark.parametrize(
    ("path", "accept", "expected"),
    [
        ("/def", "*/*", "text/html"),
        ("/def", "text/turtle", "text/turtle"),
        ("/def", "application/ld+json", "application/ld+json"),
        ("/def.nt", "text/html", "application/n-triples"),
    ],
)
def test_the_form_is_negotiated(
    client: httpx.Client, path: str, accept: str, expected: str
) -> None:
    answer = client.get(path, headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(expected)


def test_every_relation_reads_both_ways_in_both_languages(client: httpx.Client) -> None:
    ontology = Graph().parse(data=client.get("/def.ttl").text, format="turtle")
    relations = list(ontology.subjects(RDF.type, URIRef(terms.BG + "Relation")))
    assert len(relations) > 40
    for relation in relations:
        inverse = ontology.objects(relation, URIRef(terms.BG + "inverseLabel"))
        assert {label.language for label in inverse} == {"nl", "en"}, relation  # type: ignore[attr-defined]
