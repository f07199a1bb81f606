"""The service as a process: it drains and ends well, and a stranger's upgrade is no advice."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from beleidsgraaf.store import snapshot
from beleidsgraaf.store.workspace import Workspace
from support import switching
from support.engine import below
from support.small_workspace import built

COMMAND = [sys.executable, "-c", "from beleidsgraaf.cli import main; main()"]
#: Some seconds on the small graph, and then an answer.
SLOW = "SELECT (COUNT(*) AS ?n) {?a ?b ?c. ?d ?e ?f FILTER(STRLEN(CONCAT(STR(?c), STR(?f))) > 3)}"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return built(tmp_path_factory.mktemp("operations"))


@contextmanager
def served(workspace: Workspace, **given: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    variables = {f"BELEIDSGRAAF_{name.upper()}": value for name, value in given.items()}
    command = [*COMMAND, "--home", str(workspace.home), "serve", "--port", "0"]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=variables
    ) as server:
        assert server.stderr is not None
        address = server.stderr.readline().split()[-1]
        try:
            yield server, address
        finally:
            server.kill()


def test_a_running_answer_is_finished_before_the_end(workspace: Workspace) -> None:
    answers: list[httpx.Response] = []

    def ask() -> None:
        answers.append(httpx.get(f"{address}/sparql", params={"query": SLOW}, timeout=20))

    with served(workspace) as (server, address):
        asking = threading.Thread(target=ask)
        asking.start()
        time.sleep(0.15)
        engine = below(server.pid)
        server.send_signal(signal.SIGTERM)
        asking.join()
        assert server.wait(20) == 0
    assert [answer.status_code for answer in answers] == [200]
    assert engine
    assert not any(Path(f"/proc/{pid}").exists() for pid in engine)


def test_an_answer_that_takes_too_long_does_not_hold_up_the_end(workspace: Workspace) -> None:
    endless = "SELECT (COUNT(*) AS ?n) {" + "".join(f"?a{i} ?b{i} ?c{i}. " for i in range(9)) + "}"
    with served(workspace, drain_seconds="1", query_seconds="60") as (server, address):
        threading.Thread(target=_ignored, args=(address, endless)).start()
        time.sleep(0.5)
        began = time.monotonic()
        server.send_signal(signal.SIGTERM)
        assert server.wait(20) == 0
        assert time.monotonic() - began < 6


def _ignored(address: str, query: str) -> None:
    try:
        httpx.get(f"{address}/sparql", params={"query": query}, timeout=20)
    except httpx.TransportError:
        return


def test_an_upgrade_is_refused_without_advice_in_the_log(workspace: Workspace) -> None:
    request = (
        b"GET /sparql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    )
    with served(workspace) as (server, address):
        host, port = address.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=5) as connection:
            connection.sendall(request)
            answer = connection.recv(65_536)
        server.send_signal(signal.SIGTERM)
        _, log = server.communicate(timeout=20)
    assert answer.startswith(b"HTTP/1.1 400")
    assert b"application/problem+json" in answer
    assert "pip install" not in log
    assert "upgrade" not in log.lower()


def test_the_access_log_goes_to_standard_output(workspace: Workspace) -> None:
    with served(workspace, access_log="requests") as (server, address):
        httpx.get(f"{address}/healthz")
        server.send_signal(signal.SIGTERM)
        out, _ = server.communicate(timeout=20)
    assert json.loads(out.splitlines()[0])["path"] == "/healthz"


def test_a_hangup_makes_it_look_at_once(tmp_path: Path) -> None:
    workspace, sizes = switching.two_snapshots(tmp_path)
    old, new = sizes
    snapshot.point(workspace, old)
    with served(workspace) as (server, address):
        assert httpx.get(f"{address}/readyz").json()["snapshot"] == old
        snapshot.point(workspace, new)
        server.send_signal(signal.SIGHUP)
        deadline = time.monotonic() + 10
        while httpx.get(f"{address}/readyz").json()["snapshot"] != new:
            assert time.monotonic() < deadline
            time.sleep(0.05)
