"""What each client may take, and what is seen of it: budgets, figures, the access log."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from beleidsgraaf import settings
from beleidsgraaf.errors import BadParameter, OverBudget
from beleidsgraaf_api import budget, observation
from beleidsgraaf_api.app import create_app
from beleidsgraaf_api.budget import ACCOUNT, Account, Budgets
from support.in_thread import serving
from support.small_workspace import built

ENDLESS = "SELECT (COUNT(*) AS ?n) {" + "".join(f"?a{i} ?b{i} ?c{i}. " for i in range(30)) + "}"
CHEAP = "SELECT (COUNT(*) AS ?n) {?s ?p ?o}"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("budget")
    built(folder)
    return folder


@pytest.fixture
def client(home: Path) -> Iterator[httpx.Client]:
    limits = settings.load({}, client_seconds=1.0, query_seconds=1.0, access_log="requests")
    with serving(create_app(limits, built(home))) as client:
        yield client


def spend(budgets: Budgets, client: str, seconds: float) -> None:
    token = ACCOUNT.set(Account(client))
    try:
        budgets.check()
        budgets.charge(seconds)
    finally:
        ACCOUNT.reset(token)


def test_a_bucket_fills_again_and_each_client_has_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = [1000.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    budgets = Budgets(60.0)
    spend(budgets, "a", 70.0)
    spend(budgets, "b", 1.0)
    with pytest.raises(OverBudget) as caught:
        spend(budgets, "a", 1.0)
    assert caught.value.retry_after == 11
    now[0] += caught.value.retry_after
    spend(budgets, "a", 1.0)


def test_the_table_of_clients_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "_MOST_CLIENTS", 10)
    budgets = Budgets(1.0)
    for number in range(100):
        spend(budgets, str(number), 5.0)
    assert len(budgets._used) == 10


@pytest.mark.parametrize(
    ("host", "client", "network"),
    [("192.0.2.7", "192.0.2.7", "192.0.2.0/24"), ("::ffff:192.0.2.7", "192.0.2.7", "192.0.2.0/24"),
     ("2001:db8:1:2:3::4", "2001:db8:1:2::/64", "2001:db8:1::/48"), ("", "", ""), ("x", "", "")],
)  # fmt: skip
def test_a_client_is_an_address_or_a_network(host: str, client: str, network: str) -> None:
    assert budget.client_of({"client": (host, 1)}) == client
    assert observation.network(client) == network


def test_who_has_spent_its_part_gets_429_but_what_is_kept(client: httpx.Client) -> None:
    kept = client.get("/sparql", params={"query": CHEAP})
    page = client.get("/questions")
    assert client.get("/sparql", params={"query": ENDLESS}).status_code == 504
    for address in ("/sparql?query=ASK%7B%7D", "/api/v1/search?q=zaan"):
        refused = client.get(address)
        assert (refused.status_code, refused.json()["code"]) == (429, "over_budget")
        assert refused.headers["content-type"] == "application/problem+json"
        assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert client.get("/sparql", params={"query": CHEAP}).content == kept.content
    assert client.get("/questions").content == page.content
    assert client.get("/healthz").status_code == 200


def test_refusals_cost_something(client: httpx.Client) -> None:
    statuses = [client.get("/sparql?query=DROP%20ALL").status_code for _ in range(6)]
    assert statuses == [403] * 6  # said in any case: it takes no worker
    assert client.get("/sparql?query=ASK%7B%7D").status_code == 429


def test_the_figures_tell_what_happened(client: httpx.Client) -> None:
    for _ in range(3):
        client.get("/sparql", params={"query": CHEAP})
    client.get("/no-such-page")
    client.get("/sparql", params={"query": ENDLESS})
    answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=")
    lines = answer.text.splitlines()
    snapshot = answer.headers["snapshot-id"]
    assert 'beleidsgraaf_requests_total{method="GET",route="/sparql",status="200"} 3.0' in lines
    assert 'beleidsgraaf_requests_total{method="GET",route="other",status="404"} 1.0' in lines
    assert 'beleidsgraaf_queries_total{lane="query",outcome="query_timeout"} 1.0' in lines
    assert 'beleidsgraaf_queue{lane="query"} 0.0' in lines
    assert "beleidsgraaf_cache_hits_total 2.0" in lines
    assert f'beleidsgraaf_snapshot{{id="{snapshot}"}} 1.0' in lines
    assert "python_info" not in answer.text


def test_a_line_for_each_request_without_its_query(
    client: httpx.Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "beleidsgraaf.access"):
        client.get("/sparql", params={"query": CHEAP})
        client.get("/healthz")  # the line before has been written by now
    line = json.loads(caplog.records[0].message)
    assert (line["method"], line["path"], line["status"]) == ("GET", "/sparql", 200)
    assert line["client"] == "127.0.0.0/24"
    assert line["workerMilliseconds"] > 0
    assert len(line["snapshot"]) == 12
    assert "COUNT" not in caplog.text


def test_another_way_to_log_is_refused(home: Path) -> None:
    with pytest.raises(BadParameter):
        create_app(settings.load({}, access_log="everything"), built(home))
