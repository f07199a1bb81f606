"""The SPARQL endpoint over real HTTP on loopback, with the real engine behind it."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
import uvicorn
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from beleidsgraaf import settings, terms
from beleidsgraaf.query.backend import Backend
from beleidsgraaf.query.pool import LocalPool
from beleidsgraaf_api.budget import Budgets
from beleidsgraaf_api.kept import AnswerCache
from beleidsgraaf_api.sparql import SparqlEndpoint

FACTS, REFERENCE = terms.GRAPH + "facts", terms.GRAPH + "reference"
QUADS = (
    f'<urn:a> <urn:p> "één" <{FACTS}> .\n'
    f'<urn:a%20b> <urn:p> "2 + 2" <{FACTS}> .\n'
    f"<urn:r> <urn:p> <urn:a> <{REFERENCE}> .\n"
)
ALL = "SELECT ?s ?o {?s <urn:p> ?o}"
ENDLESS = "SELECT (COUNT(*) AS ?n) {" + "".join(f"?a{i} ?b{i} ?c{i}. " for i in range(30)) + "}"
PAGE_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
SD = "http://www.w3.org/ns/sparql-service-description#"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}


async def _no_files() -> None:
    """There is no snapshot here, only quads."""


class Server:
    """uvicorn in a thread, with a pool that lives as long as it does."""

    def __init__(self, quads: Path, *, page: bool = False) -> None:
        self._quads = quads
        self._backend: Backend | None = None
        self._limits = settings.load({}, query_seconds=2.0, query_workers=1)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}/sparql"
        self.endpoint = SparqlEndpoint(
            self.backend,
            _no_files,
            self._limits,
            AnswerCache(1_000_000),
            Budgets(60.0),
            _page if page else None,
        )
        config = uvicorn.Config(self.endpoint, lifespan="off", log_level="error")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()))

    def __enter__(self) -> Server:
        self._thread.start()
        while not self._server.started:
            assert self._thread.is_alive()
            time.sleep(0.01)
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join()
        self._listener.close()

    async def backend(self) -> Backend:
        assert self._backend is not None
        return self._backend

    async def _serve(self) -> None:
        pool = self._backend = await LocalPool.start(self._quads, "snapshot-1", self._limits)
        try:
            await self._server.serve([self._listener])
        finally:
            await pool.close()


async def _page(scope: Scope, receive: Receive, send: Send) -> None:
    response = PlainTextResponse(f"the page for {Request(scope).query_params.get('query')}")
    await response(scope, receive, send)


@pytest.fixture(scope="module")
def quads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("quads") / "data.nq"
    path.write_text(QUADS, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def server(quads: Path) -> Iterator[Server]:
    with Server(quads) as running:
        yield running


@pytest.fixture
def client(server: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.address, trust_env=False) as opened:
        yield opened


def values(response: httpx.Response, name: str = "s") -> set[str]:
    assert response.status_code == 200, response.text
    return {row[name]["value"] for row in response.json()["results"]["bindings"]}


def problem(response: httpx.Response) -> tuple[int, str]:
    assert response.headers["content-type"] == "application/problem+json"
    body = response.json()
    assert body["status"] == response.status_code
    assert {"type", "title", "detail"} <= body.keys()
    assert "/work" not in response.text
    assert "Traceback" not in response.text
    return response.status_code, body["code"]


def test_the_three_ways_to_ask_give_the_same_answer(client: httpx.Client) -> None:
    for query in (ALL, 'SELECT ?s {?s ?p ?o FILTER(?s = <urn:a%20b> || ?o = "één")}'):
        answers = [
            client.get("", params={"query": query}),
            client.post("", data={"query": query}),
            client.post("", content=query.encode(), headers=DIRECT),
        ]
        assert len({answer.content for answer in answers}) == 1
        assert {"urn:a", "urn:a%20b"} <= values(answers[0])


def test_a_plus_is_read_as_the_form_encodes_it(client: httpx.Client) -> None:
    head = b"query=SELECT+%3Fs+%7B%3Fs+%3Fp+%22"
    encoded = client.post("", content=head + b"2+%2B+2%22%7D", headers=FORM)
    assert values(encoded) == {"urn:a%20b"}
    assert values(client.post("", content=head + b"2+++2%22%7D", headers=FORM)) == set()


ACCEPTED = [
    # query, Accept, format, media type of the answer
    ("SELECT", None, "", "application/sparql-results+json"),
    ("SELECT", "*/*", "", "application/sparql-results+json"),
    ("SELECT", "application/json", "", "application/json"),
    ("SELECT", "application/sparql-results+xml", "", "application/sparql-results+xml"),
    ("SELECT", "text/csv", "", "text/csv; charset=utf-8"),
    ("SELECT", "text/csv;q=0.5, text/tab-separated-values", "",
     "text/tab-separated-values; charset=utf-8"),
    ("SELECT", "text/*", "", "text/csv; charset=utf-8"),
    ("SELECT", PAGE_ACCEPT, "", "application/xml"),
    ("SELECT", "text/turtle, */*;q=0.1", "", "application/sparql-results+json"),
    ("SELECT", "text/turtle", "csv", "text/csv; charset=utf-8"),
    ("SELECT", None, "tsv", "text/tab-separated-values; charset=utf-8"),
    ("ASK", "text/csv", "", "text/csv; charset=utf-8"),
    ("ASK", None, "xml", "application/sparql-results+xml"),
    ("CONSTRUCT", None, "", "text/turtle; charset=utf-8"),
    ("CONSTRUCT", "application/n-triples", "", "application/n-triples"),
    ("CONSTRUCT", "application/ld+json", "", "application/ld+json"),
    ("CONSTRUCT", "application/rdf+xml", "", "application/rdf+xml"),
    ("CONSTRUCT", "application/sparql-results+json, application/rdf+xml;q=0.1", "",
     "application/rdf+xml"),
    ("DESCRIBE", None, "nt", "application/n-triples"),
    ("SELECT", "image/png", "", None),
    ("SELECT", "text/turtle", "", None),
    ("CONSTRUCT", "text/csv", "", None),
    ("SELECT", "*/*;q=0", "", None),
    ("SELECT", "text/csv;q=abc", "", None),
    ("SELECT", None, "ttl", None),
    ("CONSTRUCT", None, "csv", None),
    ("SELECT", None, "exe", None),
]  # fmt: skip
QUERIES = {
    "SELECT": ALL,
    "ASK": "ASK {?s ?p ?o}",
    "CONSTRUCT": "CONSTRUCT WHERE {?s ?p ?o}",
    "DESCRIBE": "DESCRIBE <urn:a>",
}


@pytest.mark.parametrize(("form", "accept", "name", "media_type"), ACCEPTED)
def test_the_format_is_negotiated(
    client: httpx.Client, form: str, accept: str | None, name: str, media_type: str | None
) -> None:
    parameters = {"query": QUERIES[form]} | ({"format": name} if name else {})
    request = client.build_request("GET", "", params=parameters)
    del request.headers["accept"]
    if accept is not None:
        request.headers["accept"] = accept
    answer = client.send(request)
    assert "Accept" in answer.headers["vary"]
    if media_type is None:
        assert problem(answer) == (406, "not_acceptable")
    else:
        assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)


def triples(answer: httpx.Response) -> frozenset[ox.Triple]:
    media_type = answer.headers["content-type"].partition(";")[0]
    form = ox.RdfFormat.from_media_type(media_type)
    return frozenset(quad.triple for quad in ox.parse(answer.content, format=form))


def test_graphs_parse_and_are_equal(client: httpx.Client) -> None:
    query = {"query": QUERIES["CONSTRUCT"]}
    graphs = [
        triples(client.get("", params=query | {"format": name}))
        for name in ("ttl", "nt", "jsonld", "rdf")
    ]
    assert len(set(graphs)) == 1
    assert len(graphs[0]) == 3


def test_the_union_is_the_default_and_our_prefixes_are_known(client: httpx.Client) -> None:
    assert len(values(client.get("", params={"query": ALL}))) == 3
    assert values(client.get("", params={"query": "SELECT ?s {?s a bg:Actor}"})) == set()


def test_the_dataset_of_the_protocol_wins(client: httpx.Client) -> None:
    named = "SELECT ?s {GRAPH ?g {?s ?p ?o}}"
    from_facts = "SELECT ?s FROM bgg:facts {?s ?p ?o}"
    reference = {"default-graph-uri": REFERENCE}
    both = {"query": ALL, "default-graph-uri": [FACTS, REFERENCE]}
    assert values(client.get("", params={"query": ALL} | reference)) == {"urn:r"}
    assert len(values(client.get("", params=both))) == 3
    assert values(client.get("", params={"query": from_facts} | reference)) == {"urn:r"}
    assert values(client.post("", params=reference, content=ALL, headers=DIRECT)) == {"urn:r"}
    only = {"query": named, "named-graph-uri": REFERENCE}
    assert values(client.get("", params=only)) == {"urn:r"}
    assert values(client.get("", params={"query": ALL, "named-graph-uri": FACTS})) == set()


REFUSED = [
    # id, method, parameters, content, headers, status, code
    ("syntax", "GET", {"query": "SELECT * {?s ?p"}, None, {}, 400, "query_syntax"),
    ("empty", "GET", {"query": ""}, None, {}, 400, "query_syntax"),
    ("two-queries", "GET", {"query": [ALL, ALL]}, None, {}, 400, "bad_parameter"),
    ("query-twice", "POST", {"query": ALL}, ALL.encode(), DIRECT, 400, "bad_parameter"),
    ("form-without-query", "POST", {}, b"a=b", FORM, 400, "bad_parameter"),
    ("update-parameter", "GET", {"update": "DROP ALL"}, None, {}, 403, "update_refused"),
    ("update-field", "POST", {}, b"update=DROP+ALL", FORM, 403, "update_refused"),
    ("query-and-update", "POST", {"query": ALL}, b"update=DROP+ALL", FORM, 403, "update_refused"),
    ("update-body", "POST", {}, b"DROP ALL", {"Content-Type": "application/sparql-update"}, 403,
     "update_refused"),
    ("update-as-query", "GET", {"query": "DROP ALL"}, None, {}, 403, "update_refused"),
    ("load", "GET", {"query": "LOAD <file:///etc/passwd>"}, None, {}, 403, "load_refused"),
    ("service", "GET", {"query": "SELECT * {SERVICE <http://127.0.0.1:9/> {}}"}, None, {}, 403,
     "federation_refused"),
    ("from-file", "GET", {"query": "SELECT * FROM <file:///etc/passwd> {}"}, None, {}, 403,
     "foreign_graph"),
    ("foreign-graph", "GET", {"query": ALL, "default-graph-uri": "file:///etc/passwd"}, None, {},
     403, "foreign_graph"),
    ("unknown-graph", "GET", {"query": ALL, "named-graph-uri": terms.GRAPH + "none"}, None, {},
     403, "foreign_graph"),
    ("deep", "GET", {"query": "SELECT * " + "{" * 2500 + "}" * 2500}, None, {}, 400,
     "query_too_deep"),
    ("complex", "POST", {}, b"SELECT * {" + b"?s ?p ?o." * 400 + b"}", DIRECT, 400,
     "query_too_complex"),
    ("long-address", "GET", {"query": "a" * 60_000}, None, {}, 414, "address_too_long"),
    ("large-body", "POST", {}, b"#" * 1_000_000, DIRECT, 413, "request_too_large"),
    ("large-form", "POST", {}, b"query=" + b"#" * 1_000_000, FORM, 413, "request_too_large"),
    ("large-query-in-form", "POST", {}, b"query=" + b"a" * 100_000, FORM, 400, "query_too_large"),
    ("many-fields", "POST", {}, b"a=b&" * 1000, FORM, 400, "bad_parameter"),
    ("no-utf-8", "POST", {}, b"\xff\xfe", DIRECT, 400, "bad_encoding"),
    ("no-utf-8-in-form", "POST", {}, b"query=%ff%fe", FORM, 400, "bad_encoding"),
    ("nul", "POST", {}, b"query=ASK%00", FORM, 400, "bad_encoding"),
    ("other-charset", "POST", {}, ALL.encode("utf-16"),
     {"Content-Type": "application/sparql-query; charset=utf-16"}, 415, "unknown_media_type"),
    ("other-type", "POST", {}, b"{}", {"Content-Type": "application/json"}, 415,
     "unknown_media_type"),
    ("compressed", "POST", {}, b"", DIRECT | {"Content-Encoding": "gzip"}, 415,
     "unknown_media_type"),
    ("put", "PUT", {"query": ALL}, None, {}, 405, "method_not_allowed"),
    ("delete", "DELETE", {}, None, {}, 405, "method_not_allowed"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("method", "parameters", "content", "headers", "status", "code"),
    [case[1:] for case in REFUSED],
    ids=[case[0] for case in REFUSED],
)
def test_refused(
    client: httpx.Client,
    method: str,
    parameters: dict[str, str | list[str]],
    content: bytes | None,
    headers: dict[str, str],
    status: int,
    code: str,
) -> None:
    answer = client.request(method, "", params=parameters, content=content, headers=headers)
    assert problem(answer) == (status, code)
    assert answer.headers["access-control-allow-origin"] == "*"
    if status == 405:
        assert answer.headers["allow"] == "GET, HEAD, POST, OPTIONS"


def test_a_syntax_error_has_its_place(client: httpx.Client) -> None:
    body = client.get("", params={"query": "SELECT *\n{?s ?p FOO}"}).json()
    assert (body["line"], body["column"]) == (2, 8)


def test_a_query_over_its_time_leaves_the_service_whole(client: httpx.Client) -> None:
    assert problem(client.get("", params={"query": ENDLESS})) == (504, "query_timeout")
    assert len(values(client.get("", params={"query": ALL}))) == 3


def test_a_client_that_leaves_frees_the_only_worker(client: httpx.Client) -> None:
    with pytest.raises(httpx.ReadTimeout):
        client.get("", params={"query": ENDLESS}, timeout=0.2)
    began = time.perf_counter()
    assert len(values(client.get("", params={"query": ALL}))) == 3
    assert time.perf_counter() - began < 1


def test_a_fault_of_ours_says_nothing_of_itself(
    client: httpx.Client, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken() -> Backend:
        raise ZeroDivisionError("/srv/secret")

    monkeypatch.setattr(server.endpoint, "_opener", broken)
    assert problem(client.get("", params={"query": ALL})) == (500, "internal_error")


def test_head_and_options(client: httpx.Client) -> None:
    head = client.head("", params={"query": ALL})
    assert head.status_code == 200
    assert head.content == b""
    assert int(head.headers["content-length"]) > 0
    options = client.options("")
    assert options.status_code == 204
    assert "POST" in options.headers["access-control-allow-methods"]
    assert options.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in options.headers


def test_an_unchanged_answer_is_not_sent_again(client: httpx.Client) -> None:
    first = client.get("", params={"query": ALL})
    tag = first.headers["etag"]
    for given in (tag, f'"other", W/{tag}', "*"):
        again = client.get("", params={"query": ALL}, headers={"If-None-Match": given})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    stale = client.get("", params={"query": ALL}, headers={"If-None-Match": '"other"'})
    assert stale.content == first.content
    others = [
        {"query": ALL, "format": "csv"},
        {"query": ALL, "format": "xml"},
        {"query": ALL, "default-graph-uri": FACTS},
    ]
    tags = {client.get("", params=other).headers["etag"] for other in others}
    assert len(tags | {tag}) == 4


def test_a_layout_and_a_comment_make_no_other_answer(client: httpx.Client) -> None:
    tags = {
        client.get("", params={"query": query}).headers["etag"]
        for query in (ALL, f"  {ALL}\n", ALL.replace(" {", " # {\n {"), f"\ufeff{ALL}")
    }
    assert len(tags) == 1
    spaced = 'SELECT ?s {?s ?p "2 + 2"}', 'SELECT ?s {?s ?p "2  + 2"}'
    assert [len(values(client.get("", params={"query": query}))) for query in spaced] == [1, 0]


def test_a_large_answer_is_packed_for_who_takes_it(client: httpx.Client) -> None:
    query = {"query": "SELECT ?n {VALUES ?n {" + " ".join(map(str, range(2000))) + "}}"}
    plain = client.get("", params=query, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    for accepted in ("gzip", "br, gzip;q=0.5", "*"):
        packed = client.get("", params=query, headers={"Accept-Encoding": accepted})
        assert packed.headers["content-encoding"] == "gzip"
        assert int(packed.headers["content-length"]) < len(plain.content) / 2
        assert packed.content == plain.content
    assert packed.headers["etag"] != plain.headers["etag"]
    assert "Accept-Encoding" in plain.headers["vary"]
    for refused in ("gzip;q=0, *", "br", ""):
        answer = client.get("", params=query, headers={"Accept-Encoding": refused})
        assert "content-encoding" not in answer.headers
    again = {"If-None-Match": plain.headers["etag"], "Accept-Encoding": "gzip"}
    assert client.get("", params=query, headers=again).status_code == 304
    assert client.post("", data=query, headers=again).status_code == 200


def test_what_differs_from_call_to_call_is_never_kept(client: httpx.Client) -> None:
    answer = client.get("", params={"query": "SELECT (RAND() AS ?r) {}"})
    assert "etag" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("accept", ["*/*", "application/ld+json"])
def test_without_a_query_it_describes_itself(
    client: httpx.Client, server: Server, accept: str
) -> None:
    answer = client.get("", headers={"Accept": accept, "Host": "evil.example"})
    described = {(t.predicate.value, str(t.object)) for t in triples(answer)}
    assert (f"{SD}endpoint", f"<{server.address}>") in described
    assert (f"{SD}feature", f"<{SD}UnionDefaultGraph>") in described


def test_who_prefers_html_gets_the_page(quads: Path) -> None:
    with Server(quads, page=True) as running, httpx.Client(trust_env=False) as browser:
        html = {"Accept": PAGE_ACCEPT}
        shown = browser.get(running.address, params={"query": "ASK {}"}, headers=html)
        assert shown.text == "the page for ASK {}"
        assert browser.get(running.address, headers=html).text == "the page for None"
        plain = browser.get(running.address, params={"query": "ASK {}"})
        assert json.loads(plain.content)["boolean"] is True
        named = {"query": "ASK {}", "format": "json"}
        asked = browser.get(running.address, params=named, headers=html)
        assert asked.headers["content-type"] == "application/sparql-results+json"
