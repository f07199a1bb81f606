"""The SPARQL page over HTTP: each answer in its form, each error as the endpoint's own."""

from __future__ import annotations

import io
from collections.abc import Iterator

import httpx
import openpyxl  # type: ignore[import-untyped]
import pytest

from beleidsgraaf import settings
from beleidsgraaf_api.app import create_app
from support import small_workspace
from support.in_thread import serving

HTML = {"Accept": "text/html"}
COMPANIES = "SELECT ?c ?n { ?c a bg:Company ; skos:prefLabel ?n } ORDER BY ?c"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    workspace = small_workspace.built(tmp_path_factory.mktemp("sparql"))
    with serving(create_app(settings.load({}, query_seconds=1.0), workspace)) as client:
        yield client


def page(client: httpx.Client, query: str, **more: str) -> httpx.Response:
    return client.get("/sparql", params={"query": query, **more}, headers=HTML)


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("SELECT ?x { ?x a bg:Company", 400, "query_syntax"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 403, "federation_refused"),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", 403, "update_refused"),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", 403, "foreign_graph"),
        ("SELECT (COUNT(*) AS ?n) {" + "".join(f"?a{i} ?b{i} ?c{i}. " for i in range(9)) + "}", 504,
         "query_timeout"),
    ],
)  # fmt: skip
def test_what_is_refused_is_told_in_words(
    client: httpx.Client, query: str, status: int, code: str
) -> None:
    answer = page(client, query)
    plain = client.get("/sparql", params={"query": query}).json()["code"]
    assert (answer.status_code, code) == (status, plain)
    assert f'data-code="{code}"' in answer.text
    assert "sparql.problem" not in answer.text


@pytest.mark.parametrize("view", ["table", "network", "timeline", "chart", "raw", "<b>"])
@pytest.mark.parametrize(
    "query",
    [
        COMPANIES,
        "ASK { ?x a bg:Person }",
        "SELECT ?x { ?x a bg:Person }",
        "CONSTRUCT WHERE { ?x a bg:Company }",
        "DESCRIBE <https://w3id.org/beleidsgraaf/id/actor/kabinet>",
        'SELECT ("1e999"^^xsd:double AS ?big) ("NaN"^^xsd:double AS ?none) (1/3 AS ?part) {}',
        'SELECT ("2020-13-45"^^xsd:date AS ?date) (BNODE() AS ?b) {}',
        'SELECT ("<script>alert(1)</script>" AS ?x) ("javascript:alert(1)" AS ?y) {}',
        "SELECT (IRI('javascript:alert(1)') AS ?x) (IRI('data:text/html,x') AS ?y) {}",
    ],
)
def test_every_answer_has_every_view(client: httpx.Client, query: str, view: str) -> None:
    answer = page(client, query, view=view)
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert 'href="javascript:' not in answer.text
    assert 'href="data:text' not in answer.text
    assert 'id="outcome"' in answer.text


def test_what_changes_at_each_asking_is_not_kept(client: httpx.Client) -> None:
    assert page(client, "SELECT (NOW() AS ?now) {}").headers["cache-control"] == "no-store"


def test_the_workbook_holds_the_rows(client: httpx.Client) -> None:
    answer = client.get("/sparql/answer.xlsx", params={"query": COMPANIES})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    expected = client.get("/sparql", params={"query": COMPANIES, "format": "json"}).json()
    assert rows[0] == ("c", "n")
    assert len(rows) - 1 == len(expected["results"]["bindings"])


def test_terms_come_with_their_names(client: httpx.Client) -> None:
    told = client.get("/sparql/terms", headers={"Accept-Language": "nl"}).json()
    known = {one["name"]: one for one in told["terms"]}
    assert (known["bg:Company"]["sort"], known["skos:prefLabel"]["sort"]) == ("class", "property")
    assert known["bg:Company"]["count"] > 0
    assert told["prefixes"]["bg"].endswith("def#")
