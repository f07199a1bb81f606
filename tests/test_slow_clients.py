"""Clients that stop half-way, and work that takes long beside what must answer at once."""

from __future__ import annotations

import asyncio
import logging
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from beleidsgraaf import settings
from beleidsgraaf.errors import Busy
from beleidsgraaf_api import protocol
from beleidsgraaf_api.app import create_app
from beleidsgraaf_api.lane import Lane
from support.in_thread import serving
from support.small_workspace import built

HALF = (
    b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
    b"Content-Length: 50\r\n\r\nS"
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    workspace = built(tmp_path_factory.mktemp("slow"))
    with serving(create_app(settings.load({}), workspace)) as client:
        yield client


def half_a_request(client: httpx.Client) -> socket.socket:
    sending = socket.create_connection((client.base_url.host, client.base_url.port or 80))
    sending.sendall(HALF)
    return sending


def test_a_client_that_leaves_is_no_fault(
    client: httpx.Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        for _ in range(5):
            half_a_request(client).close()
        time.sleep(0.3)
        assert client.get("/healthz").status_code == 200
    assert caplog.records == []


def test_a_body_that_does_not_come_is_not_waited_for(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protocol, "_BODY_SECONDS", 0.2)
    with half_a_request(client) as sending:
        sending.settimeout(5)
        answer = sending.recv(65_536)
    assert answer.startswith(b"HTTP/1.1 408")


def test_the_lane_does_one_thing_at_a_time_and_refuses_a_crowd() -> None:
    at_once: list[int] = []
    running = threading.Semaphore(0)

    def work() -> None:
        at_once.append(1)
        running.acquire()
        at_once.pop()

    async def crowd() -> list[object]:
        lane = Lane()
        asked = [asyncio.create_task(lane.run(work)) for _ in range(20)]
        await asyncio.sleep(0.1)
        assert len(at_once) == 1
        running.release(20)
        found = await asyncio.gather(*asked, return_exceptions=True)
        lane.close()
        return list(found)

    found = asyncio.run(crowd())
    assert sum(isinstance(each, Busy) for each in found) == 4


def test_a_search_does_not_wait_behind_networks(client: httpx.Client) -> None:
    network = "/api/v1/network?focus=actor/zaan-lithografie&depth=4&format=html"
    with ThreadPoolExecutor(10) as crowd:
        drawing = [crowd.submit(client.get, network) for _ in range(10)]
        assert client.get("/api/v1/search?q=zaan").status_code == 200
        searched = time.monotonic()
        codes = {each.result().status_code for each in drawing}
        drawn = time.monotonic()
    assert codes <= {200, 503}
    assert searched < drawn
