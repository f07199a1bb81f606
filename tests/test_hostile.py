"""The whole hostile catalogue against a real server, and what is left of the server afterwards.

Run by hand for figures: python -m pytest -s tests/test_hostile.py
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from support.engine import below, listener
from support.hostile import Case, cases
from support.small_workspace import built

COMMAND = [sys.executable, "-c", "from beleidsgraaf.cli import main; main()"]
CASES = cases()
AT_ONCE = 20
SETTINGS = {
    "query_seconds": "1.5", "worker_memory": "268435456", "client_seconds": "1000000",
    "answer_bytes": "8388608",
}  # fmt: skip
LOOKUP = "/api/v1/entities/actor/zaan-lithografie/relations?limit="
RUNAWAY = "SELECT (COUNT(*) AS ?n) {" + "".join(f"?a{i} ?b{i} ?c{i}. " for i in range(9)) + "}"


@contextmanager
def served(home: Path) -> Iterator[tuple[int, str]]:
    workspace = built(home)
    variables = {f"BELEIDSGRAAF_{name.upper()}": value for name, value in SETTINGS.items()}
    command = [*COMMAND, "--home", str(workspace.home), "serve", "--port", "0"]
    with (home / "log").open("w") as log:
        server = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=log, env=variables)
        assert server.stderr is not None
        address = server.stderr.readline().split()[-1].decode()
        reading = threading.Thread(target=server.stderr.read)  # its warnings must not fill the pipe
        reading.start()
        try:
            yield server.pid, address
        finally:
            server.terminate()
            server.wait(20)
            reading.join()
            server.stderr.close()


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, str]]:
    with served(tmp_path_factory.mktemp("hostile")) as running:
        yield running


def engine(server: int) -> set[int]:
    return below(server).union(*map(below, below(server)))


def descriptors(server: int) -> int:
    return sum(1 for _ in Path(f"/proc/{server}/fd").iterdir())


def memory(server: int) -> int:
    """Return what the web process holds, MiB."""
    pages = int(Path(f"/proc/{server}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGESIZE") // 1_048_576


def polite(case: Case, client: httpx.Client) -> list[str]:
    """Send a case; when the service is busy, come back later, as it asks."""
    deadline = time.monotonic() + 60
    while True:
        answer = case.send(client)
        if answer.status_code != 503 or answer.json()["code"] != "busy":
            return case.faults(answer)
        assert int(answer.headers["retry-after"]) > 0
        assert time.monotonic() < deadline, case.id
        time.sleep(0.2)


def storm(address: str, port: int, seed: int) -> list[str]:
    """Send everything once, in random order, so many at a time; return what was wrong.

    What would have the service ask another host names this port.
    """
    shuffled = random.Random(seed).sample([case.naming(port) for case in CASES], len(CASES))
    limits = httpx.Limits(max_connections=AT_ONCE)
    with (
        httpx.Client(base_url=address, trust_env=False, timeout=60, limits=limits) as client,
        ThreadPoolExecutor(AT_ONCE) as crowd,
    ):
        return [
            fault for found in crowd.map(lambda c: polite(c, client), shuffled) for fault in found
        ]


def lookups(address: str, number: int, start: int = 1) -> list[float]:
    """Return the milliseconds of so many look-ups, none of them kept."""
    taken = []
    with httpx.Client(base_url=address, trust_env=False, timeout=20) as client:
        for count in range(start, start + number):
            began = time.perf_counter()
            assert client.get(f"{LOOKUP}10&n={count}").status_code == 200
            taken.append((time.perf_counter() - began) * 1000)
    return taken


def test_the_catalogue_is_whole() -> None:
    names = [case.id for case in CASES]
    assert len(names) >= 200


def test_the_whole_catalogue_twice_harms_nothing(service: tuple[int, str]) -> None:
    server, address = service
    lookups(address, 50)
    before = descriptors(server), len(engine(server))
    with listener() as (port, heard):
        wrong = storm(address, port, seed=1)
        after_one = memory(server)
        wrong += storm(address, port, seed=2)
    assert heard == []
    assert not wrong, "\n".join(wrong)
    taken = lookups(address, 200, start=1000)
    p99 = statistics.quantiles(taken, n=100)[98]
    left = descriptors(server), len(engine(server))
    sys.stdout.write(
        f"descriptors {before[0]} -> {left[0]}, processes {before[1]} -> {left[1]}, "
        f"memory {after_one} -> {memory(server)} MiB, "
        f"look-up median {statistics.median(taken):.1f} ms, p99 {p99:.1f} ms\n"
    )
    assert p99 < 300  # alone on two cores it is well below 100
    assert left[0] <= before[0] + 5
    assert left[1] == before[1] == 4
    assert memory(server) < after_one + 40


def test_a_look_up_does_not_wait_for_fifty_runaway_queries(service: tuple[int, str]) -> None:
    _, address = service
    over = threading.Event()

    def run_away(number: int) -> None:
        with httpx.Client(base_url=address, trust_env=False, timeout=30) as client:
            while not over.is_set():
                query = RUNAWAY.replace("?n", f"?n{number}")
                answer = client.get("/sparql", params={"query": query})
                assert answer.json()["code"] in ("query_timeout", "busy")
                over.wait(0.2)

    with ThreadPoolExecutor(50) as crowd:
        running = [crowd.submit(run_away, number) for number in range(50)]
        time.sleep(0.5)
        taken = lookups(address, 40, start=5000)
        over.set()
        for each in running:
            each.result()
    sys.stdout.write(f"look-up beside 50 runaway queries: {statistics.median(taken):.1f} ms\n")
    assert statistics.median(taken) < 200
