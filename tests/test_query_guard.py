"""Hostile queries, one a line in ``hostile/queries.jsonl``: what is asked and what must be said."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from beleidsgraaf import settings, terms
from beleidsgraaf.errors import BeleidsgraafError, QuerySyntaxError
from beleidsgraaf.query import guard

LIMITS = settings.load({})
CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "hostile/queries.jsonl").read_text("utf-8").splitlines()
]
#: Generous for a slow machine; the longest text takes about 0.1 s.
AT_ONCE = 1.0


def text_of(query: str | list[str | list[str | int]]) -> str:
    """Return the text of a case: a string, or parts of which some are ``[string, times]``."""
    if isinstance(query, str):
        return query
    return "".join(part if isinstance(part, str) else part[0] * part[1] for part in query)  # type: ignore[misc, operator]


def verdict(text: str) -> str:
    try:
        guard.check(text, LIMITS)
    except BeleidsgraafError as error:
        return error.code
    return "ok"


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_hostile_query(case: dict[str, str]) -> None:
    text = text_of(case["query"])
    began = time.perf_counter()
    assert verdict(text) == case["expect"]
    assert time.perf_counter() - began < AT_ONCE


@pytest.mark.parametrize(
    "case", [case for case in CASES if case["expect"] == "ok"], ids=lambda case: case["id"]
)
def test_what_the_guard_accepts_the_engine_reads(case: dict[str, str]) -> None:
    text = guard.check(text_of(case["query"]), LIMITS).text
    ox.Store().query(text, prefixes=terms.PREFIXES)


@pytest.mark.parametrize(
    "piece", ["<", "<a", '"""a', "'\\a", "a.", "a.b", "1.", "a:", "\\", "?a<b'", "{ ", "#", "''' "]
)
def test_time_is_linear_in_the_text(piece: str) -> None:
    began = time.perf_counter()
    verdict("SELECT * {" + piece * (65_000 // len(piece)))
    assert time.perf_counter() - began < AT_ONCE


def test_a_syntax_error_names_its_place() -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        guard.check("SELECT *\n{ ?s ?p FOO }", LIMITS)
    assert (caught.value.line, caught.value.column) == (2, 9)
    assert "'FOO'" in caught.value.detail


def test_the_dataset_of_the_query_is_found() -> None:
    scan = guard.check(
        "PREFIX g: <https://w3id.org/beleidsgraaf/graph/> SELECT * FROM g:facts "
        "FROM bgg:reference FROM NAMED <https://w3id.org/beleidsgraaf/graph/ontology> {}",
        LIMITS,
    )
    assert scan.default_graphs == (terms.GRAPH + "facts", terms.GRAPH + "reference")
    assert scan.named_graphs == (terms.GRAPH + "ontology",)


@pytest.mark.parametrize("body", [b"\xff\xfe", b"SELECT \x80", b"\xed\xa0\x80"])
def test_bytes_that_are_no_utf8_are_refused(body: bytes) -> None:
    with pytest.raises(BeleidsgraafError) as caught:
        guard.decode(body)
    assert caught.value.code == "bad_encoding"


@pytest.mark.parametrize(
    ("query", "volatile"),
    [("SELECT (NOW() AS ?n) {}", True), ("SELECT ?now {?now ?p 'rand()'}", False)],
)
def test_what_changes_from_call_to_call_is_known(query: str, volatile: bool) -> None:
    assert guard.check(query, LIMITS).volatile is volatile
