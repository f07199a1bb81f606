"""The pool with real processes: limits hold, a crash stays with its query, nothing is left."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

import beleidsgraaf
from beleidsgraaf import settings
from beleidsgraaf.errors import (
    BeleidsgraafError,
    Busy,
    EngineFailed,
    MemoryLimit,
    QueryRefused,
    QueryTimeout,
    SnapshotError,
    WorkerLost,
)
from beleidsgraaf.query import guard
from beleidsgraaf.query.backend import Answer
from beleidsgraaf.query.pool import LocalPool
from support.engine import ROWS, below, children, failure, listener, run, write_quads, zygotes

CROSS_JOIN = "SELECT (COUNT(*) AS ?n) {?a ?b ?c. ?d ?e ?f. ?g ?h ?i. ?j ?k ?l}"
DOUBLINGS = (
    "SELECT (STRLEN(?x34) AS ?n) {BIND('0123456789' AS ?x0) "
    + "".join(f"BIND(CONCAT(?x{i},?x{i}) AS ?x{i + 1})" for i in range(34))
    + "}"
)
BRACES = "SELECT * " + "{" * 2500 + "}" * 2500


@pytest.fixture(scope="module")
def quads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_quads(tmp_path_factory.mktemp("quads") / "data.nq")


@pytest.fixture
def unguarded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every text reach the workers, as if the guard had a hole."""
    monkeypatch.setattr(
        guard, "check", lambda text, _: guard.Scan(text, text, "SELECT", False, (), ())
    )


async def count(pool: LocalPool) -> int:
    answer = await pool.query("SELECT (COUNT(*) AS ?n) {?s ?p ?o}")
    return int(json.loads(answer.body)["results"]["bindings"][0]["n"]["value"])


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


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_worker_that_is_ended_from_outside_is_told_as_lost(quads: Path, number: int) -> None:
    async def use(pool: LocalPool) -> None:
        asking = asyncio.create_task(failure(pool.query(CROSS_JOIN)))
        await asyncio.sleep(0.2)
        (zygote,) = zygotes()
        for worker in below(zygote):
            os.kill(worker, number)
        error = await asking
        assert isinstance(error, WorkerLost)
        assert error.retry_after > 0
        assert await count(pool) == ROWS + 1

    run(quads, use, query_workers=1)


def test_each_use_of_a_worker_is_reported(quads: Path) -> None:
    reports: list[tuple[str, float, str]] = []

    async def main() -> None:
        limits = settings.load({}, query_seconds=0.5, query_workers=1)
        pool = await LocalPool.start(
            quads, "test", limits, report=lambda *report: reports.append(report)
        )
        await asyncio.gather(count(pool), failure(pool.query(CROSS_JOIN)))
        await failure(pool.query("SELECT * { ?s ?p }"))
        await pool.query("ASK {}", lane="lookup")
        await pool.close()

    asyncio.run(main())
    assert [(lane, outcome) for lane, _, outcome in reports] == [
        ("query", "ok"), ("query", "query_timeout"), ("query", "query_syntax"), ("lookup", "ok"),
    ]  # fmt: skip
    assert reports[0][1] < 0.4 < reports[1][1] < 0.7


def test_a_dead_zygote_is_replaced(quads: Path) -> None:
    async def use(pool: LocalPool) -> None:
        asking = asyncio.create_task(failure(pool.query(CROSS_JOIN)))
        await settled(lambda: len(children()) == 4)
        await asyncio.sleep(0.1)
        for zygote in zygotes():
            os.kill(zygote, signal.SIGKILL)
        async with asyncio.timeout(2):
            assert isinstance(await asking, WorkerLost)
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


def test_a_store_on_disk_answers_alike_and_opens_nothing_else(quads: Path, tmp_path: Path) -> None:
    store = ox.Store(tmp_path / "store")
    store.bulk_load(path=quads, format=ox.RdfFormat.N_QUADS)
    store.flush()
    del store

    async def use(pool: LocalPool) -> None:
        assert await count(pool) == ROWS + 1
        assert isinstance(await failure(pool.query(CROSS_JOIN)), QueryTimeout)
        (zygote,) = zygotes()
        assert len(list(Path(f"/proc/{zygote}/task").iterdir())) == 1
        os.kill(next(iter(below(zygote))), signal.SIGKILL)
        await asyncio.sleep(0.2)
        assert await asyncio.gather(*(count(pool) for _ in range(4))) == [ROWS + 1] * 4
        query = f"SELECT * {{SERVICE <http://127.0.0.1:{port}/> {{?s ?p ?o}}}}"
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(guard, "check", lambda text, _: guard.Scan(text, text, "", True, (), ()))
            with contextlib.suppress(EngineFailed):
                await pool.query(query)

    with listener() as (port, heard):
        run(tmp_path / "store", use, query_seconds=1.0)
        assert heard == []


def test_quads_that_do_not_load_are_told(tmp_path: Path) -> None:
    broken = tmp_path / "broken.nq"
    broken.write_text("<urn:s> <urn:p> .\n", encoding="utf-8")
    for path in (broken, tmp_path / "missing.nq"):
        with pytest.raises(SnapshotError) as caught:
            asyncio.run(LocalPool.start(path, "test", settings.load({})))
        assert str(tmp_path) not in caught.value.detail
    assert children() == set()
