"""Views over HTTP: the files of an address, with places of a screen, and what is refused."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

import httpx
import openpyxl  # type: ignore[import-untyped]
import pyoxigraph as ox
import pytest

from beleidsgraaf import settings
from beleidsgraaf.store.workspace import Workspace
from beleidsgraaf_api.app import create_app
from support.in_thread import serving
from support.small_workspace import built

VIEW = "/api/v1/view?focus=actor/lichtchip"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    workspace: Workspace = built(tmp_path_factory.mktemp("home"))
    with serving(create_app(settings.load({}), workspace)) as client:
        yield client


def edges(client: httpx.Client, more: str = "") -> list[dict[str, object]]:
    answer = client.get(f"{VIEW}{more}")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, object]] = answer.json()["edges"]
    return found


def test_steps_and_filters_of_an_address_decide_what_is_there(client: httpx.Client) -> None:
    whole = edges(client)
    steps = "&expand=actor/ministerie~~~5&add=document/kst-1-1&add=document/kst-1-2"
    assert len(edges(client, steps)) > len(whole)
    some = edges(client, "&modality=decided")
    assert 0 < len(some) < len(whole)
    assert {edge["modality"] for edge in some} == {"decided"}
    assert edges(client, "&hide=actor/lichtchip") == whole


def test_csv_has_a_row_for_each_relation(client: httpx.Client) -> None:
    answer = client.get(f"{VIEW}&format=csv")
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(answer.text.splitlines()))
    assert len(rows) == len(edges(client))
    assert {row["modality"] for row in rows} <= {"fact", "decided", "intended", "explored"}


def test_a_workbook_has_the_same_rows(client: httpx.Client) -> None:
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{VIEW}&format=xlsx").content))
    sheet = [[cell or "" for cell in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    written = csv.reader(client.get(f"{VIEW}&format=csv").text.splitlines())
    assert sheet == list(written)


def test_turtle_holds_the_assertions_on_the_screen_and_no_others(client: httpx.Client) -> None:
    answer = client.get(f"{VIEW}&format=ttl")
    triples = list(ox.parse(answer.content, format=ox.RdfFormat.TURTLE))
    holder = ox.NamedNode("https://w3id.org/beleidsgraaf/def#modality")
    stated = {str(t.subject.value) for t in triples if t.predicate == holder}
    assert stated == {edge["assertion"] for edge in edges(client)}


def test_places_of_a_screen_are_kept(client: httpx.Client) -> None:
    names = [f"{n['kind']}/{n['slug']}" for n in client.get(VIEW).json()["nodes"]]
    at = {name: [number * 10.0, -number * 5.0] for number, name in enumerate(names)}
    body = {"state": "focus=actor/lichtchip", "at": at}
    answer = client.post("/api/v1/view?format=json", json=body)
    nodes = sorted(answer.json()["nodes"], key=lambda node: node["x"])
    assert [f"{n['kind']}/{n['slug']}" for n in nodes] == names


@pytest.mark.parametrize(
    "query",
    [
        "focus=asml", "focus=actor/a&v=2", "focus=actor/a&depth=9", "focus=actor/a&limit=0",
        "focus=actor/a&pin=actor/b@1", "focus=actor/a&expand=actor/b~x~up", "focus=actor/a&from=x",
        "focus=actor/a&path=actor/b", "focus=actor/a&tab=pie", "focus=actor/a&format=exe",
        "focus=actor/a" + "&hide=actor/b" * 201,
    ],
)  # fmt: skip
def test_what_no_address_may_hold_is_refused(client: httpx.Client, query: str) -> None:
    answer = client.get(f"/api/v1/view?{query}")
    assert answer.status_code == 400
    assert json.loads(answer.text)["status"] == 400


def test_unknown_focus_is_not_found(client: httpx.Client) -> None:
    assert client.get("/api/v1/view?focus=actor/nobody").status_code == 404
