"""The pool with real processes: limits hold, a crash stays with its query, nothing is left."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from rdflib import Literal, URIRef

import beleidsgraaf
from beleidsgraaf import settings, terms
from beleidsgraaf.errors import (
    AnswerTooLarge,
    BadParameter,
    BeleidsgraafError,
    Busy,
    EngineFailed,
    MemoryLimit,
    QueryRefused,
    QuerySyntaxError,
    QueryTimeout,
    SnapshotError,
)
from beleidsgraaf.query import guard, rows
from beleidsgraaf.query.backend import GRAPH_TYPES, SOLUTION_TYPES, Answer
from beleidsgraaf.query.pool import LocalPool

T = TypeVar("T")
ROWS = 300
CROSS_JOIN = "SELECT (COUNT(*) AS ?n) {?a ?b ?c. ?d ?e ?f. ?g ?h ?i. ?j ?k ?l}"
DOUBLINGS = (
    "SELECT (STRLEN(?x34) AS ?n) {BIND('0123456789' AS ?x0) "
    + "".join(f"BIND(CONCAT(?x{i},?x{i}) AS ?x{i + 1})" for i in range(34))
    + "}"
)
BRACES = "SELECT * " + "{" * 2500 + "}" * 2500
FACTS, REFERENCE = terms.GRAPH + "facts", terms.GRAPH + "reference"


@pytest.fixture(scope="module")
def quads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write ``ROWS`` statements in one graph and a tricky one in another."""
    path = tmp_path_factory.mktemp("quads") / "data.nq"
    lines = [f'<urn:s{i}> <urn:p> "{i:05}" <{FACTS}> .\n' for i in range(ROWS)]
    lines.append(rf'<urn:x> <urn:q> "a}},{{\r\n[{{\"<result>"@nl <{REFERENCE}> .')
    path.write_text("".join(lines), encoding="utf-8")
    return path


def run(quads: Path, use: Callable[[LocalPool], Coroutine[Any, Any, T]], **given: int | float) -> T:
    """Run ``use`` on a pool of its own, and see that it leaves no process."""

    async def main() -> T:
        pool = await LocalPool.start(quads, "test", settings.load({}, **given))
        try:
            return await use(pool)
        finally:
            await pool.close()

    answer = asyncio.run(main())
    assert children() == set()
    return answer


def zygotes() -> set[int]:
    return below(os.getpid())


def children() -> set[int]:
    """Return the engine's processes: the zygotes of this process, and their workers."""
    return zygotes().union(*map(below, zygotes()))


def below(parent: int) -> set[int]:
    """Return the processes that a process has started, of those that run the zygote's module."""
    found = set()
    for path in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            state, ppid = (path / "stat").read_text().rpartition(")")[2].split()[:2]
            ours = b"beleidsgraaf.query.zygote" in (path / "cmdline").read_bytes()
            if int(ppid) == parent and (ours or state == "Z"):
                found.add(int(path.name))
    return found


@pytest.fixture
def unguarded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every text reach the workers, as if the guard had a hole."""
    monkeypatch.setattr(guard, "check", lambda text, _: guard.Scan(text, "SELECT", False, (), ()))


async def count(pool: LocalPool) -> int:
    answer = await pool.query("SELECT (COUNT(*) AS ?n) {?s ?p ?o}")
    return int(json.loads(answer.body)["results"]["bindings"][0]["n"]["value"])


async def failure(asking: Coroutine[Any, Any, Answer]) -> BeleidsgraafError:
    with pytest.raises(BeleidsgraafError) as caught:
        await asking
    return caught.value


def test_a_cross_join_ends_at_the_time_limit(quads: Path) -> None:
    async def use(pool: LocalPool) -> float:
        began = time.perf_counter()
        error = await failure(pool.query(CROSS_JOIN))
        took = time.perf_counter() - began
        assert isinstance(error, QueryTimeout)
        assert await count(pool) == ROWS + 1
        return took

    assert 0.9 < run(quads, use, query_seconds=1.0) < 1.5


def test_a_memory_bomb_ends_its_worker_only(quads: Path) -> None:
    async def use(pool: LocalPool) -> None:
        assert isinstance(await failure(pool.query(DOUBLINGS)), MemoryLimit)
        assert await count(pool) == ROWS + 1

    run(quads, use, worker_memory=64 * 1_048_576, query_workers=1)


@pytest.mark.usefixtures("unguarded")
def test_a_crash_is_told_to_its_own_client_only(quads: Path) -> None:
    async def use(pool: LocalPool) -> None:
        beside = asyncio.create_task(count(pool))
        assert isinstance(await failure(pool.query(BRACES)), EngineFailed)
        assert await beside == ROWS + 1
        began = time.perf_counter()
        assert await asyncio.gather(*(count(pool) for _ in range(4))) == [ROWS + 1] * 4
        await settled(lambda: len(children()) == 4)  # the zygote, two workers, one for look-ups
        assert time.perf_counter() - began < 1

    run(quads, use)


@pytest.mark.usefixtures("unguarded")
def test_many_crashes_in_a_row_leave_the_pool_whole(quads: Path) -> None:
    async def use(pool: LocalPool) -> None:
        failures = await asyncio.gather(*(failure(pool.query(BRACES)) for _ in range(20)))
        assert {type(error) for error in failures} == {EngineFailed}
        assert await count(pool) == ROWS + 1

    run(quads, use)


@pytest.mark.usefixtures("unguarded")
def test_a_worker_can_open_no_connection(quads: Path) -> None:
    async def use(pool: LocalPool, port: int) -> None:
        for service in ("SERVICE", "SERVICE SILENT"):
            query = f"SELECT * {{{service} <http://127.0.0.1:{port}/> {{?s ?p ?o}}}}"
            with contextlib.suppress(EngineFailed):
                await pool.query(query)

    with listener() as (port, heard):
        run(quads, lambda pool: use(pool, port))
        assert heard == []


def test_service_is_refused_and_heard_by_nobody(quads: Path) -> None:
    async def use(pool: LocalPool, port: int) -> None:
        error = await failure(pool.query(f"SELECT * {{SERVICE <http://127.0.0.1:{port}/> {{}}}}"))
        assert isinstance(error, QueryRefused)
        assert error.code == "federation_refused"

    with listener() as (port, heard):
        run(quads, lambda pool: use(pool, port))
        assert heard == []


@contextlib.contextmanager
def listener() -> Iterator[tuple[int, list[bytes]]]:
    """Listen on loopback; the list grows with each connection."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            with contextlib.suppress(OSError):
                while True:
                    connection, _ = server.accept()
                    with connection:
                        heard.append(connection.recv(100))

        thread = threading.Thread(target=listen)
        thread.start()
        try:
            yield server.getsockname()[1], heard
        finally:
            server.shutdown(socket.SHUT_RDWR)
            thread.join()


def test_a_caller_that_leaves_frees_its_worker(quads: Path) -> None:
    async def use(pool: LocalPool) -> None:
        asking = asyncio.create_task(pool.query(CROSS_JOIN))
        await asyncio.sleep(0.1)
        asking.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await asking
        async with asyncio.timeout(1):
            assert await count(pool) == ROWS + 1

    run(quads, use, query_workers=1)


def test_a_full_queue_is_told_at_once(quads: Path) -> None:
    async def use(pool: LocalPool) -> None:
        running = [asyncio.create_task(pool.query(CROSS_JOIN)) for _ in range(3)]
        await asyncio.sleep(0.2)
        began = time.perf_counter()
        error = await failure(pool.query("ASK {}"))
        assert isinstance(error, Busy)
        assert error.retry_after > 0
        assert time.perf_counter() - began < 0.1
        lookup = await pool.query("ASK {}", lane="lookup")
        assert json.loads(lookup.body)["boolean"] is True
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    run(quads, use, query_workers=1, query_queue=2)


def test_a_dead_zygote_is_replaced(quads: Path) -> None:
    async def use(pool: LocalPool) -> None:
        asking = asyncio.create_task(failure(pool.query(CROSS_JOIN)))
        await settled(lambda: len(children()) == 4)
        await asyncio.sleep(0.1)
        for zygote in zygotes():
            os.kill(zygote, signal.SIGKILL)
        async with asyncio.timeout(2):
            assert isinstance(await asking, EngineFailed)
            assert await count(pool) == ROWS + 1

    run(quads, use)


def test_a_worker_is_replaced_after_so_many_queries(quads: Path) -> None:
    async def use(pool: LocalPool) -> None:
        await settled(lambda: len(children()) == 3)
        before = children()
        assert [await count(pool) for _ in range(4)] == [ROWS + 1] * 4
        await settled(lambda: len(children()) == 3 and len(before - children()) == 1)

    run(quads, use, query_workers=1, worker_queries=2)


async def settled(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(2):
        while not condition():
            await asyncio.sleep(0.01)


def test_closing_lets_a_running_query_end(quads: Path) -> None:
    async def main() -> tuple[Answer, BeleidsgraafError]:
        pool = await LocalPool.start(quads, "test", settings.load({}))
        asking = asyncio.create_task(pool.query("SELECT (COUNT(*) AS ?n) {?a ?b ?c. ?d ?e ?f}"))
        await asyncio.sleep(0.01)
        closing = asyncio.create_task(pool.close())
        await asyncio.sleep(0)
        late = await failure(pool.query("ASK {}"))
        await closing
        return await asking, late

    answer, late = asyncio.run(main())
    assert f'"{(ROWS + 1) ** 2}"'.encode() in answer.body
    assert isinstance(late, Busy)
    assert children() == set()


def test_a_server_that_is_killed_leaves_no_process(quads: Path) -> None:
    """Not even one that is amid a query: the kernel ends the workers with their parents."""
    program = (
        "import asyncio, pathlib, sys\n"
        "from beleidsgraaf import settings\n"
        "from beleidsgraaf.query.pool import LocalPool\n"
        "async def main():\n"
        "    path = pathlib.Path(sys.argv[1])\n"
        "    pool = await LocalPool.start(path, 'test', settings.load({}))\n"
        "    asking = asyncio.create_task(pool.query(sys.argv[2]))\n"
        "    await asyncio.sleep(0.1)\n"
        "    print('asked', flush=True)\n"
        "    await asking\n"
        "asyncio.run(main())\n"
    )
    command = [sys.executable, "-c", program, str(quads), CROSS_JOIN]
    environment = {**os.environ, "PYTHONPATH": str(Path(beleidsgraaf.__file__).parent.parent)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as server:
        assert server.stdout is not None
        assert server.stdout.readline() == b"asked\n"
        engine = below(server.pid).union(*map(below, below(server.pid)))
        assert len(engine) == 4
        server.kill()
    asyncio.run(settled(lambda: not any(Path(f"/proc/{pid}").exists() for pid in engine)))


def test_a_function_that_is_not_there_is_named(quads: Path) -> None:
    async def use(pool: LocalPool) -> None:
        error = await failure(pool.query("SELECT (<urn:f>(1) AS ?x) {}"))
        assert isinstance(error, BadParameter)
        assert "<urn:f>" in error.detail

    run(quads, use)


def test_quads_that_do_not_load_are_told(tmp_path: Path) -> None:
    broken = tmp_path / "broken.nq"
    broken.write_text("<urn:s> <urn:p> .\n", encoding="utf-8")
    for path in (broken, tmp_path / "missing.nq"):
        with pytest.raises(SnapshotError) as caught:
            asyncio.run(LocalPool.start(path, "test", settings.load({})))
        assert str(tmp_path) not in caught.value.detail
    assert children() == set()


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
