"""The prepared questions over HTTP, on the graph of the project."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Iterator

import httpx
import openpyxl  # type: ignore[import-untyped]
import pytest
from rdflib import RDF, RDFS, SDO, SH, Graph, Literal

from beleidsgraaf import questions, settings
from beleidsgraaf.store import packaged
from beleidsgraaf_api.app import create_app
from beleidsgraaf_api.question_words import is_named
from support.in_thread import serving
from support.real_workspace import built

ALL = sorted(questions.load(packaged.folders().graph / "questions"))
QUESTIONS = "/api/v1/questions"
FINANCING = f"{QUESTIONS}/state-financing-of-companies"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    workspace = built(tmp_path_factory.mktemp("questions"))
    with serving(create_app(settings.load({}), workspace)) as client:
        yield client


def rows(answer: httpx.Response) -> list[dict[str, str]]:
    bindings = answer.json()["answer"]["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in bindings]


def test_all_questions_are_listed(client: httpx.Client) -> None:
    listed = client.get(QUESTIONS).json()["questions"]
    assert [question["id"] for question in listed] == ALL
    assert all(question["title"]["nl"] and question["title"]["en"] for question in listed)


@pytest.mark.parametrize("question", ALL)
def test_every_question_has_an_answer(client: httpx.Client, question: str) -> None:
    assert rows(client.get(f"{QUESTIONS}/{question}"))


def test_the_state_finances_three_companies(client: httpx.Client) -> None:
    found = {
        (row["companyName"], row["form"], row.get("amount"), row["modality"], row["providerName"])
        for row in rows(client.get(FINANCING))
    }
    assert found == {
        (
            "Smart Photonics",
            "loan",
            "20000000",
            "decided",
            "Ministerie van Economische Zaken en Klimaat",
        ),
        ("Royal IHC", "unknown", None, "decided", "Kabinet"),
        ("InnoGenerics B.V.", "loan", None, "intended", "Staat der Nederlanden"),
    }


def test_an_answer_comes_as_csv(client: httpx.Client) -> None:
    answer = client.get(FINANCING, headers={"Accept": "text/csv"})
    assert answer.headers["content-type"].startswith("text/csv")
    assert len(list(csv.DictReader(io.StringIO(answer.text)))) == 3


def test_an_answer_comes_as_a_workbook_with_the_same_rows(client: httpx.Client) -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(client.get(FINANCING, params={"format": "xlsx"}).content)
    )
    sheet = [[str(cell or "") for cell in row] for row in book.worksheets[0].values]
    plain = client.get(FINANCING, headers={"Accept": "text/csv"}).text
    assert sheet == list(csv.reader(io.StringIO(plain)))


def test_a_parameter_takes_another_value(client: httpx.Client) -> None:
    path = f"{QUESTIONS}/policy-aimed-at-a-technology"
    found = rows(client.get(path, params={"technology": "technology/micro-elektronica"}))
    assert {row["subjectName"] for row in found} == {"IPCEI micro-elektronica"}


def test_an_empty_value_opens_a_parameter(client: httpx.Client) -> None:
    path = f"{QUESTIONS}/counts-of-documents-cited"
    assert len(rows(client.get(path))) == 1
    found = {row["className"] for row in rows(client.get(path, params={"class": ""}))}
    assert {"motie", "brief", "rapport", "document"} <= found


def test_what_an_instrument_lacks_is_said(client: httpx.Client) -> None:
    answer = client.get(f"{QUESTIONS}/cw31", params={"instrument": "instrument/stap-budget"})
    found = {row["element"]: row["foundName"] for row in rows(answer)}
    assert list(found) == [
        "probleem", "doel", "instrument", "geld", "verwacht effect", "evaluatie"
    ]  # fmt: skip
    assert found["geld"] == "STAP-budget van 218 miljoen euro"
    assert found["evaluatie"] == "niet gevonden in de tekst"


def test_questions_come_as_executables(client: httpx.Client) -> None:
    answer = client.get(QUESTIONS, headers={"Accept": "text/turtle"})
    assert answer.headers["content-type"].startswith("text/turtle")
    graph = Graph().parse(data=answer.text, format="turtle")
    executables = set(graph.subjects(RDF.type, SH.SPARQLExecutable))
    assert len(executables) == len(ALL)
    for each in executables:
        for named in (RDFS.label, RDFS.comment):
            texts = [text for text in graph.objects(each, named) if isinstance(text, Literal)]
            assert {text.language for text in texts} == {"nl", "en"}
        assert list(graph.objects(each, SDO.keywords))


def test_an_executable_gives_the_answer_of_its_question(client: httpx.Client) -> None:
    answer = client.get(QUESTIONS, headers={"Accept": "text/turtle"})
    graph = Graph().parse(data=answer.text, format="turtle")
    each = next(node for node in graph.subjects(SH.select) if str(node).endswith("/cw31"))
    declared = [
        f"PREFIX {graph.value(node, SH.prefix)}: <{graph.value(node, SH.namespace)}>"
        for node in graph.objects(graph.value(each, SH.prefixes), SH.declare)
    ]
    query = "\n".join([*declared, str(graph.value(each, SH.select))])
    asked = client.get(httpx.URL(str(graph.value(each, SDO.target))).path, params={"query": query})
    assert (
        asked.json()["results"]["bindings"]
        == (client.get(f"{QUESTIONS}/cw31").json()["answer"]["results"]["bindings"])
    )


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        (f"{QUESTIONS}/bestaat-niet", 404, "not_found"),
        (f"{FINANCING}?kleur=blauw", 400, "bad_parameter"),
        (f"{FINANCING}?state=https://x.invalid/%3E%20%7D", 400, "bad_parameter"),
    ],
)
def test_what_cannot_be_asked_is_a_problem(
    client: httpx.Client, path: str, status: int, code: str
) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"].startswith("application/problem+json")


def test_every_question_has_a_page(client: httpx.Client) -> None:
    assert all(f"/questions/{each}" in client.get("/questions").text for each in ALL)
    for each in ALL:
        page = client.get(f"/questions/{each}")
        assert page.status_code == 200
        assert "<tbody>" in page.text


def test_a_page_takes_a_name_and_says_what_is_not_found(client: httpx.Client) -> None:
    page = client.get("/questions/cw31", params={"instrument": "STAP-budget"}).text
    assert 'href="/doc/funding/stap-budget"' in page
    assert page.count("niet gevonden in de tekst") >= 4
    assert "/api/v1/questions/cw31?instrument=instrument/stap-budget&amp;format=csv" in page


def test_an_answer_leads_to_its_network_and_to_its_query(client: httpx.Client) -> None:
    page = client.get("/questions/relations-of-a-thing", headers={"Accept": "text/html"}).text
    links = [html.unescape(each) for each in re.findall(r'href="(/sparql\?[^"]+)"', page)]
    assert len(links) == 2
    network, query = (client.get(each, headers={"Accept": "text/html"}).text for each in links)
    assert 'class="drawing' in network or "<svg" in network
    assert 'data-code="' not in network + query
    assert "<tbody>" in query


def test_a_silent_graph_is_said_to_be_silent(client: httpx.Client) -> None:
    chosen = {"thing": "instrument/ipcei-waterstof", "otherClass": "bg:Company"}
    page = client.get("/questions/relations-of-a-thing", params=chosen).text
    assert "<table" not in page
    assert "zeggen het niet" in page


def test_every_variable_of_a_question_has_words() -> None:
    for question in questions.load(packaged.folders().graph / "questions").values():
        for parameter in question.parameters:
            assert is_named(parameter.name), (question.id, parameter.name)
