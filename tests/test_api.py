from __future__ import annotations

import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from beleidsgraaf import settings
from beleidsgraaf.errors import EngineFailed
from beleidsgraaf.store import copies
from beleidsgraaf.store.workspace import Workspace
from beleidsgraaf_api.app import create_app
from support.in_thread import serving
from support.small_workspace import built

ZAAN = "/api/v1/entities/actor/zaan-lithografie"
PATHS = "/api/v1/paths?from=actor/zaan-lithografie&to=instrument/ipcei-proef"
NETWORK = "/api/v1/network?focus=actor/zaan-lithografie"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return built(tmp_path_factory.mktemp("api"))


@pytest.fixture(scope="module")
def client(workspace: Workspace) -> Iterator[httpx.Client]:
    with serving(create_app(settings.load({}), workspace)) as client:
        yield client


def test_search_says_what_matched_and_why(client: httpx.Client) -> None:
    (first, *_) = client.get("/api/v1/search?q=ZLG").json()["hits"]
    assert first["thing"]["slug"] == "zaan-lithografie"
    assert first["matched"] == "ZLG"


def test_search_takes_a_type(client: httpx.Client) -> None:
    hits = client.get("/api/v1/search?q=fotonica&type=Technology").json()["hits"]
    assert [hit["thing"]["slug"] for hit in hits] == ["fotonica"]


def test_an_entity_has_camel_case_fields_and_its_evidence(client: httpx.Client) -> None:
    entity = client.get(ZAAN).json()
    assert entity["typeName"] == {"nl": "bedrijf", "en": "company"}
    (active,) = (g for g in entity["groups"] if g["label"]["en"] == "is active in")
    evidence = active["relations"][0]["evidence"][0]
    assert evidence["place"]["page"] == 14
    assert entity["passages"][evidence["iri"]]["state"] == "no-copy"
    assert entity["sources"]["kst-1-2"]["publication"].startswith("https://")


def test_a_funding_keeps_its_sum_exact(client: httpx.Client) -> None:
    (loan,) = client.get("/api/v1/entities/actor/lichtchip").json()["fundings"]
    assert float(loan["amount"]["value"]) == 20_000_000
    assert loan["modality"]["code"] == "decided"
    assert loan["form"]["code"] == "loan"


def test_relations_are_paged_to_the_end(client: httpx.Client) -> None:
    address, seen = "/api/v1/entities/sector/halfgeleiders/relations?limit=2", []
    while address:
        answer = client.get(address)
        seen += [each["assertion"] for each in answer.json()["relations"]]
        address = answer.json()["next"]
        assert ('rel="next"' in answer.headers["link"]) == bool(address)
    assert len(seen) == len(set(seen)) == answer.json()["total"] == 3


def test_relations_are_filtered(client: httpx.Client) -> None:
    found = client.get(f"{ZAAN}/relations?modality=intended&direction=out&predicate=acquires")
    assert [r["object"]["slug"] for r in found.json()["relations"]] == ["lichtchip"]


@pytest.mark.parametrize(
    ("given", "number"),
    [("holder=actor/kabinet", 1), ("holder=kabinet", 1), ("holder=actor/ministerie", 0),
     ("asOf=2020-10-30", 2), ("asOf=2020-10-29", 0)],
)  # fmt: skip
def test_relations_and_counts_take_holder_and_day(
    client: httpx.Client, given: str, number: int
) -> None:
    assert client.get(f"{ZAAN}/relations?{given}").json()["total"] == number
    counts = client.get(f"{ZAAN}/relations/counts?{given}").json()["counts"]
    assert sum(each["count"] for each in counts) == number


def test_counts_are_by_predicate_and_direction(client: httpx.Client) -> None:
    counts = client.get("/api/v1/entities/sector/halfgeleiders/relations/counts").json()["counts"]
    assert {(c["label"]["nl"], c["direction"], c["count"]) for c in counts} == {
        ("heeft als speler", "in", 2), ("is aandachtsgebied van", "in", 1),
    }  # fmt: skip


def test_a_path_is_told_in_words_with_modalities(client: httpx.Client) -> None:
    answer = client.get(PATHS)
    assert answer.headers["content-language"] == "nl"
    assert answer.json()["paths"][0]["text"] == (
        "Zaan Lithografie is actief in Halfgeleiderindustrie (feit); "
        "Halfgeleiderindustrie is aandachtsgebied van IPCEI Proef (verkend)"
    )
    assert [step["forward"] for step in answer.json()["paths"][0]["steps"]] == [True, False]


@pytest.mark.parametrize(
    ("accept", "language"),
    [("en", "en"), ("en-GB,nl;q=0.5", "en"), ("fr, nl;q=0.1", "nl"), ("fr", "nl"), ("", "nl"),
     ("en;q=0.1,nl;q=0.9", "nl"), ("en;q=abc,nl", "nl")],
)  # fmt: skip
def test_the_language_is_negotiated_with_dutch_to_fall_back_on(
    client: httpx.Client, accept: str, language: str
) -> None:
    answer = client.get(PATHS, headers={"Accept-Language": accept})
    assert answer.headers["content-language"] == language


@pytest.mark.parametrize(
    ("format", "media_type"),
    [("json", "application/json"), ("cyjs", "application/json"), ("gexf", "application/gexf+xml"),
     ("graphml", "application/graphml+xml"), ("svg", "image/svg+xml"), ("html", "text/html")],
)  # fmt: skip
def test_a_network_comes_in_every_format(
    client: httpx.Client, format: str, media_type: str
) -> None:
    answer = client.get(f"{NETWORK}&format={format}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media_type
    saved = "attachment" in answer.headers.get("content-disposition", "")
    assert saved == (format not in ("json", "svg"))


@pytest.mark.parametrize(
    ("path", "status", "code", "words"),
    [
        (f"{ZAAN}x", 404, "not_found", "nothing"),
        ("/api/v1/entities/nokind/x", 400, "bad_parameter", "kind"),
        ("/api/v1/entities/actor/x%3E%20%3Fa", 400, "bad_parameter", ""),
        ("/api/v1/search", 400, "bad_parameter", "q"),
        ("/api/v1/search?q=a&limit=-1", 400, "bad_parameter", "limit: .*1"),
        ("/api/v1/search?q=a&limit=1000000000", 400, "bad_parameter", "limit: .*100"),
        ("/api/v1/search?q=a&limit=1e3", 400, "bad_parameter", "limit"),
        ("/api/v1/search?q=a&limit=%D9%A3", 400, "bad_parameter", "limit"),
        (f"/api/v1/search?q={'a' * 201}", 400, "bad_parameter", "200"),
        ("/api/v1/search?q=a&type=a%20b", 400, "bad_parameter", "local name"),
        (f"{NETWORK}&depth=9", 400, "bad_parameter", "depth: .*4"),
        (f"{NETWORK}&limit=301", 400, "bad_parameter", "limit: .*300"),
        (f"{NETWORK}&format=exe", 400, "bad_parameter", "format"),
        (f"{NETWORK}&modality=sure", 400, "bad_parameter", "modality: .*fact"),
        ("/api/v1/network?focus=asml", 400, "bad_parameter", "kind/name"),
        (f"{PATHS}&maxLength=7", 400, "bad_parameter", "maxLength: .*6"),
        (f"{PATHS}&k=11", 400, "bad_parameter", "k: .*10"),
        (f"{ZAAN}/relations?direction=up", 400, "bad_parameter", "direction"),
        ("/api/v1/nothing", 404, "not_found", ""),
        ("/api/v1/search/?q=a", 404, "not_found", ""),
        ("/doc/actor/nobody.ttl", 404, "not_found", ""),
        ("/id/actor/nobody", 404, "not_found", ""),
        ("/id/actor/..%2F..%2Fetc%2Fpasswd", 404, "not_found", ""),
    ],
)
def test_errors_are_problems_with_a_code_and_what_is_wrong(
    client: httpx.Client, path: str, status: int, code: str, words: str
) -> None:
    answer = client.get(path)
    problem = answer.json()
    assert (answer.status_code, problem["status"]) == (status, status)
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem["code"] == code
    assert re.search(words, problem["detail"])


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
def test_other_methods_are_refused(client: httpx.Client, method: str) -> None:
    answer = client.request(method, ZAAN)
    assert answer.status_code == 405
    assert answer.json()["code"] == "method_not_allowed"


def test_a_bug_tells_nothing_of_the_inside(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("/secret/path of host db7")

    monkeypatch.setattr("beleidsgraaf_api.lookups.search", broken)
    # after a bug the server closes the connection, so it must not be used again
    answer = client.get("/api/v1/search?q=a", headers={"Connection": "close"})
    assert answer.status_code == 500
    assert answer.json()["code"] == "internal_error"
    assert "secret" not in answer.text


def test_an_error_of_the_engine_keeps_its_code(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise EngineFailed("The engine failed on this query.")

    monkeypatch.setattr("beleidsgraaf_api.lookups.search", broken)
    assert client.get("/api/v1/search?q=a").json()["code"] == "engine_failed"


@pytest.mark.parametrize(
    "path",
    [ZAAN, NETWORK, PATHS, "/doc/actor/lichtchip.ttl", "/", "/questions", "/api/v1/openapi.json",
     "/static/manifest.json", "/doc/actor/lichtchip"],
)  # fmt: skip
def test_an_answer_that_one_has_is_not_sent_again(client: httpx.Client, path: str) -> None:
    tag = client.get(path).headers["etag"]
    assert tag.startswith('"')
    for given in (tag, f'"other", W/{tag}', "*"):
        again = client.get(path, headers={"If-None-Match": given})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)


def test_another_language_has_another_tag(client: httpx.Client) -> None:
    known = {"If-None-Match": client.get(PATHS).headers["etag"], "Accept-Language": "en"}
    assert client.get(PATHS, headers=known).status_code == 200


@pytest.mark.parametrize("path", [ZAAN, "/", "/doc/actor/lichtchip.ttl"])
def test_what_is_long_is_packed(client: httpx.Client, path: str) -> None:
    packed, plain = (
        client.get(path, headers={"Accept-Encoding": coding}) for coding in ("gzip", "identity")
    )
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["etag"] != plain.headers["etag"]
    assert packed.content == plain.content
    assert "Accept-Encoding" in plain.headers["vary"]


@pytest.mark.parametrize(
    ("path", "status"),
    [(ZAAN, 204), ("/", 204), ("/healthz", 204), ("/sparql", 204), ("/def", 204),
     ("/doc/actor/lichtchip", 204), ("/nothing", 404)],
)  # fmt: skip
def test_options_and_head_are_everywhere(client: httpx.Client, path: str, status: int) -> None:
    answer = client.options(path)
    assert answer.status_code == status
    if status == 204:
        assert {"GET", "HEAD", "OPTIONS"} <= set(answer.headers["allow"].split(", "))
        assert answer.content == b""
        assert (client.head(path).status_code, client.head(path).content) == (200, b"")


def test_an_unknown_thing_has_no_tag(client: httpx.Client) -> None:
    answer = client.get(f"{ZAAN}x", headers={"If-None-Match": "*"})
    assert answer.status_code == 404
    assert "etag" not in answer.headers


def test_a_new_copy_of_a_document_makes_a_new_tag(
    client: httpx.Client, workspace: Workspace
) -> None:
    before = client.get(ZAAN).headers["etag"]
    copies.keep(workspace.sources, "kst-1-2", "Een brief over iets anders.", "test")
    assert client.get(ZAAN).headers["etag"] != before


@pytest.mark.parametrize("path", ["/healthz", ZAAN, f"{ZAAN}x", "/sparql?query=ASK%7B%7D", "/nope"])
def test_every_answer_has_the_standard_headers(client: httpx.Client, path: str) -> None:
    headers = client.get(path, headers={"Origin": "https://elsewhere.example"}).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["api-version"]
    assert len(headers["snapshot-id"]) == 12
    assert headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in headers


def test_head_is_get_without_the_body(client: httpx.Client) -> None:
    plain = {"Accept-Encoding": "identity"}
    got, head = client.get(ZAAN, headers=plain), client.head(ZAAN, headers=plain)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(got.content))
    assert head.headers["etag"] == got.headers["etag"]


def test_a_name_leads_to_its_document_whatever_the_host_header(client: httpx.Client) -> None:
    answer = client.get("/id/actor/lichtchip", headers={"Host": "evil.example"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/doc/actor/lichtchip")


@pytest.mark.parametrize(
    ("suffix", "accept", "media_type"),
    [("", "text/turtle", "text/turtle"), ("", "*/*", "text/turtle"),
     ("", "application/ld+json, text/html;q=0.5", "application/ld+json"),
     (".nt", "text/html", "application/n-triples"), (".jsonld", "", "application/ld+json"),
     ("", "text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
     ("", ", ".join(["text/x"] * 2000), "text/turtle")],
)  # fmt: skip
def test_a_document_comes_as_asked(
    client: httpx.Client, suffix: str, accept: str, media_type: str
) -> None:
    answer = client.get(f"/doc/actor/lichtchip{suffix}", headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media_type
    assert "20000000" in answer.text or media_type == "text/html"


def test_people_get_a_page_where_programs_get_a_problem(client: httpx.Client) -> None:
    answer = client.get("/doc/actor/nobody", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (
        404, "text/html",
    )  # fmt: skip


def test_the_description_names_every_route_and_loads_nothing(client: httpx.Client) -> None:
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    assert {"/api/v1/search", "/api/v1/network", "/api/v1/paths", "/readyz"} <= set(paths)
    assert not [p for p in paths.values() for o in p.values() if "422" in o["responses"]]
    assert client.get("/docs").status_code == 404


def test_sparql_answers_beside_the_look_ups(client: httpx.Client) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?x a <https://w3id.org/beleidsgraaf/def#Actor> }"
    answer = client.get("/sparql", params={"query": query})
    assert answer.json()["results"]["bindings"][0]["n"]["value"] == "8"


def test_without_a_snapshot_the_service_stays_up_until_there_is_one(tmp_path: Path) -> None:
    app = create_app(settings.load({}), Workspace(tmp_path / "workspace"))
    with serving(app) as client:
        assert client.get("/healthz").status_code == 200
        answer = client.get("/readyz")
        assert (answer.status_code, answer.json()["code"]) == (503, "snapshot_unavailable")
        assert "beleidsgraaf build" in answer.json()["remedy"]
        assert str(tmp_path) not in answer.text
        assert client.get(ZAAN).status_code == 503
        built(tmp_path)
        deadline = time.monotonic() + 10
        while client.get("/readyz").status_code != 200:
            assert time.monotonic() < deadline
            time.sleep(0.2)
        assert client.get(ZAAN).status_code == 200


def test_the_real_server_says_its_address_answers_and_stops(workspace: Workspace) -> None:
    command = [sys.executable, "-c", "from beleidsgraaf.cli import main; main()",
               "--home", str(workspace.home), "serve", "--port", "0"]  # fmt: skip
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        watch = threading.Timer(30, server.kill)
        watch.start()
        try:
            address = server.stderr.readline().split()[-1]
            assert httpx.get(f"{address}/readyz").json()["status"] == "ready"
            assert httpx.get(f"{address}{ZAAN}").status_code == 200
            assert "server" not in httpx.get(f"{address}/healthz").headers
            assert _median(f"{address}/healthz") < 0.03
        finally:
            server.terminate()
            server.wait(20)
            watch.cancel()


def _median(address: str) -> float:
    """Return the time of an answer on a connection that stays: 0.04 s means that it was held."""
    took = []
    with httpx.Client(trust_env=False) as client:
        for _ in range(9):
            began = time.perf_counter()
            client.get(address)
            took.append(time.perf_counter() - began)
    return sorted(took)[4]
