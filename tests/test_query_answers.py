"""Answers of the pool: whole or refused, from the graphs that were asked, errors in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Literal, URIRef

from beleidsgraaf import terms
from beleidsgraaf.errors import AnswerTooLarge, BadParameter, QuerySyntaxError
from beleidsgraaf.query import rows
from beleidsgraaf.query.backend import GRAPH_TYPES, SOLUTION_TYPES
from beleidsgraaf.query.pool import LocalPool
from support.engine import REFERENCE, ROWS, failure, run, write_quads


@pytest.fixture(scope="module")
def quads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_quads(tmp_path_factory.mktemp("quads") / "data.nq")


@pytest.mark.parametrize("media_type", SOLUTION_TYPES)
def test_rows_are_counted_exactly(quads: Path, media_type: str) -> None:
    """The limit holds at the row; marks of a row within a literal do not count."""

    async def use(pool: LocalPool) -> None:
        whole = await pool.query("SELECT ?o {?s ?p ?o}", accept=media_type)
        assert whole.media_type == media_type
        tricky = f"SELECT ?o {{{{?s <urn:q> ?o}} UNION {{?s <urn:p> ?o FILTER(?o < '{ROWS:05}')}}}}"
        await pool.query(tricky, accept=media_type)
        more = "SELECT ?o {{?s ?p ?o} UNION {BIND(1 AS ?o)}}"
        assert isinstance(await failure(pool.query(more, accept=media_type)), AnswerTooLarge)

    run(quads, use, answer_rows=ROWS + 1, query_workers=1)


def test_a_graph_is_whole_or_refused(quads: Path) -> None:
    async def use(pool: LocalPool) -> None:
        for media_type in GRAPH_TYPES:
            answer = await pool.query("CONSTRUCT WHERE {?s <urn:p> ?o}", accept=media_type)
            assert answer.body.count(b"00299") == 1
        more = "CONSTRUCT {?s ?p ?o. ?s <urn:r> ?o} WHERE {?s ?p ?o}"
        error = await failure(pool.query(more, accept="text/turtle"))
        assert isinstance(error, AnswerTooLarge)

    run(quads, use, answer_rows=ROWS + 1)


def test_an_answer_over_its_bytes_is_refused(quads: Path) -> None:
    async def use(pool: LocalPool) -> None:
        for query, accept in (
            ("SELECT * {?s ?p ?o}", "text/csv"),
            ("CONSTRUCT WHERE {?s ?p ?o}", "application/n-triples"),
            ("SELECT (GROUP_CONCAT(?o) AS ?all) {?s ?p ?o}", "text/csv"),
        ):
            assert isinstance(await failure(pool.query(query, accept=accept)), AnswerTooLarge)

    run(quads, use, answer_bytes=1000)


def test_the_dataset_chooses_among_graphs_of_ours(quads: Path) -> None:
    async def use(pool: LocalPool) -> None:
        ask = "SELECT ?s {?s ?p ?o}"
        in_graphs = "SELECT ?s {GRAPH ?g {?s ?p ?o}}"

        async def size(query: str, **dataset: tuple[str, ...]) -> int:
            answer = await pool.query(query, accept="text/csv", **dataset)  # type: ignore[arg-type]
            return answer.body.count(b"\r\n") - 1

        assert await size(ask) == ROWS + 1
        assert await size(ask, default_graphs=(REFERENCE,)) == 1
        assert await size(ask.replace("{", f"FROM <{REFERENCE}> {{", 1)) == 1
        assert await size(ask.replace("{", "FROM bgg:facts {", 1)) == ROWS
        assert await size(ask, named_graphs=(REFERENCE,)) == 0
        assert await size(in_graphs) == ROWS + 1
        assert await size(in_graphs, named_graphs=(REFERENCE,)) == 1
        both = ask.replace("{", "FROM bgg:facts {", 1)
        assert await size(both, default_graphs=(REFERENCE,)) == 1  # the protocol wins
        unknown = await failure(pool.query(ask, default_graphs=(terms.GRAPH + "none",)))
        assert unknown.code == "foreign_graph"

    run(quads, use)


def test_a_syntax_error_says_where_and_what(quads: Path) -> None:
    async def use(pool: LocalPool) -> None:
        error = await failure(pool.query("SELECT *\n{?s unknown:p ?o}"))
        assert isinstance(error, QuerySyntaxError)
        assert error.line == 2
        assert error.detail.startswith(f"Line 2, column {error.column}: did not expect")
        assert "Prefix not found" in error.detail
        assert len(error.detail) <= 200

    run(quads, use)


def test_a_format_of_the_other_kind_is_refused(quads: Path) -> None:
    async def use(pool: LocalPool) -> None:
        table = await failure(pool.query("ASK {}", accept="text/turtle"))
        graph = await failure(pool.query("CONSTRUCT WHERE {?s ?p ?o}", accept="text/csv"))
        assert isinstance(table, BadParameter)
        assert isinstance(graph, BadParameter)

    run(quads, use)


def test_values_enter_templates_as_terms(quads: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a value holds, it is compared as one term; a name without values stays open."""
    monkeypatch.setattr(
        rows, "_text", lambda _: "SELECT ?s ?o {\n  # VALUES ?o\n  # VALUES ?s\n  ?s ?p ?o\n}"
    )
    hostile = ['" } UNION { ?s ?p ?o', "\\", '"""', "a\nb", "\\u0022", "} ; DROP ALL #"]

    async def use(pool: LocalPool) -> None:
        assert len(await rows.select(pool, "any")) == ROWS + 1
        assert await rows.select(pool, "any", o=[Literal(text) for text in hostile]) == []
        found = await rows.select(pool, "any", o=Literal("00007"), s=[URIRef("urn:s7")])
        assert found == [{"s": URIRef("urn:s7"), "o": Literal("00007")}]
        tricky = Literal('a},{\r\n[{"<result>', lang="nl")
        assert await rows.select(pool, "any", o=tricky) == [{"s": URIRef("urn:x"), "o": tricky}]

    run(quads, use)


def test_a_function_that_is_not_there_is_named(quads: Path) -> None:
    async def use(pool: LocalPool) -> None:
        error = await failure(pool.query("SELECT (<urn:f>(1) AS ?x) {}"))
        assert isinstance(error, BadParameter)
        assert "<urn:f>" in error.detail

    run(quads, use)
