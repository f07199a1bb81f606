"""A new snapshot comes into service while others ask: nothing fails, nothing is mixed."""

from __future__ import annotations

import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx

from beleidsgraaf import settings
from beleidsgraaf.store import snapshot
from beleidsgraaf_api.app import create_app
from support import switching
from support.engine import zygotes
from support.in_thread import serving

ENDLESS = "SELECT (COUNT(*) AS ?n) {" + "".join(f"?a{i} ?b{i} ?c{i}. " for i in range(9)) + "}"


def test_many_switches_under_load_fail_and_mix_nothing(tmp_path: Path) -> None:
    workspace, sizes = switching.two_snapshots(tmp_path)
    before = _descriptors()
    asked = switching.switch(workspace, sizes, 40, clients=2)
    assert asked.wrong == []
    assert set(asked.answers) == set(sizes)
    assert _descriptors() <= before + 5


def test_a_running_query_is_answered_by_the_snapshot_that_it_began_with(tmp_path: Path) -> None:
    workspace, sizes = switching.two_snapshots(tmp_path)
    old, new = sizes
    snapshot.point(workspace, old)
    limits = settings.load({}, query_seconds=2.5)
    with serving(create_app(limits, workspace)) as client, ThreadPoolExecutor(1) as beside:
        address = str(client.base_url)
        asking = beside.submit(httpx.get, f"{address}/sparql", params={"query": ENDLESS})
        time.sleep(0.2)
        snapshot.point(workspace, new)
        _wait(client, new)
        assert not asking.done()
        assert len(zygotes()) == 2
        answer = asking.result()
        assert answer.json()["code"] == "query_timeout"
        assert answer.headers["snapshot-id"] == old
        deadline = time.monotonic() + 5
        while len(zygotes()) == 2:
            assert time.monotonic() < deadline
            time.sleep(0.05)


def test_a_damaged_snapshot_does_not_come_into_service(tmp_path: Path) -> None:
    workspace, sizes = switching.two_snapshots(tmp_path)
    damaged, whole = sizes
    path = workspace.snapshots / damaged / "data.nq"
    path.chmod(0o644)
    os.truncate(path, path.stat().st_size // 2)
    with serving(create_app(settings.load({}), workspace)) as client:
        snapshot.point(workspace, damaged)
        time.sleep(1)
        assert client.get("/readyz").json()["snapshot"] == whole
        assert client.get("/api/v1/search?q=zaan").status_code == 200
    with serving(create_app(settings.load({}), workspace)) as client:
        assert client.get("/readyz").json()["snapshot"] == whole


def test_a_snapshot_that_could_not_be_opened_is_tried_again(tmp_path: Path) -> None:
    workspace, sizes = switching.two_snapshots(tmp_path)
    away, whole = sizes
    path = workspace.snapshots / away / "data.nq"
    path.parent.chmod(0o755)
    path.rename(tmp_path / "data.nq")
    with serving(create_app(settings.load({}), workspace)) as client:
        snapshot.point(workspace, away)
        time.sleep(1)
        assert client.get("/readyz").json()["snapshot"] == whole
        (tmp_path / "data.nq").rename(path)
        _wait(client, away)


def _descriptors() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def _wait(client: httpx.Client, wanted: str) -> None:
    deadline = time.monotonic() + 10
    while client.get("/readyz").json()["snapshot"] != wanted:
        assert time.monotonic() < deadline
        time.sleep(0.05)
