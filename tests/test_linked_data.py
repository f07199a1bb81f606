from __future__ import annotations

import json
import re
from collections.abc import Iterator

import httpx
import pyoxigraph as ox
import pytest

from beleidsgraaf import settings, terms
from beleidsgraaf_api.app import create_app
from support.in_thread import serving
from support.small_workspace import built

LICHTCHIP = "/doc/actor/lichtchip"
THINGS = (
    "actor/lichtchip", "actor/kabinet", "technology/fotonica", "document/kst-1-2",
    "funding/lening-lichtchip", "step/toetsing", "observation/aandeel",
    "claim/kst-1-2-aaaaaaaaaaa1",
)  # fmt: skip


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    workspace = built(tmp_path_factory.mktemp("linked"))
    with serving(create_app(settings.load({}), workspace)) as client:
        yield client


def links(answer: httpx.Response) -> list[tuple[str, str]]:
    return re.findall(r'<([^>]+)>; rel="([^"]+)"', answer.headers["link"])


@pytest.mark.parametrize("path", ["/id/actor/lichtchip", LICHTCHIP, f"{LICHTCHIP}.ttl"])
def test_signposts_lead_to_the_name_the_class_the_forms_and_the_licence(
    client: httpx.Client, path: str
) -> None:
    found = links(client.get(path, headers={"Accept": "text/html"}))
    assert (f"{terms.ID}actor/lichtchip", "cite-as") in found
    assert (f"{terms.BG}Company", "type") in found
    assert ("https://creativecommons.org/publicdomain/zero/1.0/", "license") in found
    alternates = [to for to, relation in found if relation == "alternate"]
    assert alternates == [f"{LICHTCHIP}.{form}" for form in ("ttl", "nt", "jsonld", "html")]
    for address in alternates:
        assert client.get(address).status_code == 200


def test_a_suffix_wins_over_accept(client: httpx.Client) -> None:
    page = client.get(f"{LICHTCHIP}.html", headers={"Accept": "text/turtle"})
    assert page.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("thing", THINGS)
def test_everything_has_a_page(client: httpx.Client, thing: str) -> None:
    page = client.get(f"/doc/{thing}", headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert thing.rpartition("/")[2] not in re.findall("<h1>(.*)</h1>", page.text)


@pytest.mark.parametrize("thing", THINGS)
def test_framed_json_ld_says_the_same_triples(client: httpx.Client, thing: str) -> None:
    answer = client.get(f"/doc/{thing}.jsonld")
    document = answer.json()
    assert document["id"] == f"{terms.ID}{thing}"
    context = client.get(document["@context"])
    assert context.headers["content-type"] == "application/ld+json"
    document["@context"] = context.json()["@context"]
    framed = ox.parse(json.dumps(document), format=ox.RdfFormat.JSON_LD)
    plain = ox.parse(client.get(f"/doc/{thing}.nt").content, format=ox.RdfFormat.N_TRIPLES)
    assert {quad.triple for quad in framed} == {quad.triple for quad in plain}


def test_what_is_stated_of_a_thing_stands_within_it(client: httpx.Client) -> None:
    reverse = client.get(f"{LICHTCHIP}.jsonld").json()["@reverse"]
    (loan,) = reverse["receiver"]
    assert loan["amount"]["value"] == "20000000"
    assert loan["evidence"]["page"] == "16"
    assert loan["provider"]["rdfs:label"]


def test_the_same_document_has_the_same_bytes(client: httpx.Client) -> None:
    first, second = (client.get("/doc/actor/kabinet.jsonld").content for _ in range(2))
    assert first == second
