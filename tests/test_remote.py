"""An endpoint that cuts, lies, redirects or is not there: an error, never a part of an answer."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

import pytest

from beleidsgraaf import settings
from beleidsgraaf.errors import (
    AnswerCut,
    AnswerTooLarge,
    BadParameter,
    EndpointFailed,
    QueryRefused,
    QueryTimeout,
    SnapshotError,
)
from beleidsgraaf.query.portable import solutions_of
from beleidsgraaf.query.remote import RemoteEngine
from support import endpoints
from support.engine import ROWS, write_quads

EVERYTHING = "SELECT * { ?s ?p ?o }"


def ask(url: str, text: str, accept: str = "text/csv", **given: Any) -> bytes:
    async def main() -> bytes:
        engine = await RemoteEngine.start(settings.load({}, endpoint=url, **given))
        try:
            return (await engine.query(text, accept=accept)).body
        finally:
            await engine.close()

    return asyncio.run(main())


@pytest.fixture(scope="module")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("oxigraph")
    with endpoints.oxigraph(write_quads(folder / "data.nq"), folder, timeout=1) as url:
        yield url


@pytest.fixture(scope="module")
def capped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give a Virtuoso that leaves out what is beyond 50 rows."""
    folder = tmp_path_factory.mktemp("virtuoso")
    with endpoints.virtuoso(write_quads(folder / "data.nq"), folder, rows=50) as url:
        yield url


def test_rows_that_were_left_out_are_noticed(capped: str) -> None:
    assert ask(capped, EVERYTHING + " LIMIT 49").count(b"\r\n") == 50
    with pytest.raises(AnswerCut):
        ask(capped, EVERYTHING)


def test_triples_that_were_left_out_without_a_word_are_noticed(capped: str) -> None:
    few = 'CONSTRUCT WHERE { ?s <urn:p> "00007" }'
    assert ask(capped, few, "application/n-triples").count(b"\n") == 1
    with pytest.raises(AnswerCut):
        ask(capped, "CONSTRUCT { ?s <urn:p> ?o } { ?s <urn:p> ?o }", "application/n-triples")


def test_functions_of_the_engine_are_refused(capped: str) -> None:
    for text in (
        "SELECT (bif:sys_stat('st_dbms_name') AS ?x) {}",
        "SELECT (<bif:sys_stat>('st_dbms_name') AS ?x) {}",
        "SELECT (<\\u0062if:sys_stat>('st_dbms_name') AS ?x) {}",
        "PREFIX b: <sql:> SELECT (b:f(1) AS ?x) {}",
    ):
        with pytest.raises(QueryRefused):
            ask(capped, text)


def test_a_body_that_breaks_off_is_noticed(oxigraph: str) -> None:
    joined = "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f . ?g ?s ?h }"
    with pytest.raises(AnswerCut):
        ask(oxigraph, joined, query_seconds=20.0)


def test_our_own_time_and_size_hold(oxigraph: str) -> None:
    endless = "SELECT * { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f . ?g ?s ?h }"
    with pytest.raises(AnswerTooLarge):
        ask(oxigraph, endless, answer_bytes=100_000)
    with pytest.raises(QueryTimeout):
        ask(oxigraph, endless, query_seconds=0.3, answer_bytes=2**40)
    with pytest.raises(AnswerTooLarge):
        ask(oxigraph, EVERYTHING, answer_rows=ROWS)


def test_an_endpoint_that_is_not_there_is_not_named(free_port: int) -> None:
    with pytest.raises(EndpointFailed) as caught:
        ask(f"http://127.0.0.1:{free_port}/query", EVERYTHING)
    assert str(free_port) not in caught.value.detail + caught.value.remedy
    assert "127.0.0.1" not in caught.value.detail


def test_what_is_no_endpoint_is_no_endpoint(oxigraph: str) -> None:
    with pytest.raises(EndpointFailed):
        ask(oxigraph.replace("/query", "/nothing"), EVERYTHING)


class Elsewhere(BaseHTTPRequestHandler):
    """Sends everybody to another address; keeps what it was asked with."""

    asked: ClassVar[list[tuple[str, str]]] = []

    def do_POST(self) -> None:
        self.asked.append((self.path, self.headers.get("Authorization", "")))
        self.send_response(307)
        self.send_header("Location", "/other")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_no_redirect_is_followed_and_the_secret_is_given() -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with pytest.raises(EndpointFailed):
            ask(f"http://127.0.0.1:{server.server_port}/first", EVERYTHING, endpoint_secret="s")
        server.shutdown()
    assert Elsewhere.asked == [("/first", "Bearer s")]


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "http://", "ftp://example.org/", "http://u:p@127.0.0.1/x"]
)
def test_an_address_that_is_not_asked(url: str) -> None:
    with pytest.raises(BadParameter):
        ask(url, EVERYTHING)


def test_a_secret_is_not_sent_in_the_open() -> None:
    with pytest.raises(BadParameter):
        ask("http://example.org/sparql", EVERYTHING, endpoint_secret="s")


def test_another_graph_than_the_snapshot_is_refused(oxigraph: str) -> None:
    given = settings.load({}, endpoint=oxigraph)
    with pytest.raises(SnapshotError):
        asyncio.run(RemoteEngine.start(given, "id", {"urn:g": 1}))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CONSTRUCT { ?s ?p ?o . } { ?s ?p ?o }", "SELECT (1 AS ?counted)  { ?s ?p ?o }"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "SELECT (1 AS ?counted)  WHERE { ?s ?p ?o }"),
        ("PREFIX a: <b>\nCONSTRUCT {} { ?s a ?counted } LIMIT 3",
         "PREFIX a: <b>\nSELECT (1 AS ?counted_)  { ?s a ?counted } LIMIT 3"),
        ("DESCRIBE <urn:a>", ""),
        ("DESCRIBE ?x <urn:b> { ?x a ?y }", "SELECT (1 AS ?counted)  { ?x a ?y }"),
    ],
)  # fmt: skip
def test_the_rows_behind_a_graph(text: str, expected: str) -> None:
    assert solutions_of(text) == expected
