"""One contract, three engines: the same question has the same answer, or the same error.

A line of ``queries.jsonl`` has a query and what it answers; one of ``lookups.txt`` an address of
the service; one of ``real.txt`` the same over the project's own graph. What an engine is known to
do against the standard is told there too, and has to fail: the day it is mended is seen.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from contract import comparing

HERE = Path(__file__).parent


def lines(name: str) -> list[str]:
    return (HERE / name).read_text(encoding="utf-8").splitlines()


CASES = [json.loads(line) for line in lines("queries.jsonl")]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_query_is_answered_alike(
    request: pytest.FixtureRequest, service: httpx.Client, case: dict[str, Any]
) -> None:
    known = case.get("otherwise", {}).get(request.node.callspec.params["service"])
    if known:
        request.applymarker(pytest.mark.xfail(reason=known, strict=True))
    kind = "text/turtle" if "triples" in case else "application/sparql-results+json"
    response = service.post("/sparql", data={"query": case["query"]}, headers={"Accept": kind})
    if "error" in case:
        assert response.json()["code"] == case["error"]
        return
    assert response.status_code == 200, response.text
    if "triples" in case:
        assert comparing.triples(response.content) == case["triples"]
        return
    found = comparing.rows(response.content)
    assert (found if case.get("ordered") else sorted(found)) == case["rows"]


@pytest.mark.parametrize("path", lines("lookups.txt"))
def test_a_look_up_is_answered_alike(
    service: httpx.Client, expected: httpx.Client, path: str
) -> None:
    assert_alike(service, expected, path)


@pytest.mark.parametrize("line", lines("real.txt"))
def test_the_whole_graph_is_answered_alike(
    request: pytest.FixtureRequest,
    real_service: httpx.Client,
    real_expected: httpx.Client,
    line: str,
) -> None:
    path, *known = line.split("\t")
    if known and known[0] == request.node.callspec.params["real_service"]:
        request.applymarker(pytest.mark.xfail(reason=known[1], strict=True))
    assert_alike(real_service, real_expected, path)


def assert_alike(service: httpx.Client, expected: httpx.Client, path: str) -> None:
    wanted, found = expected.get(path), service.get(path)
    assert found.status_code == wanted.status_code
    assert wanted.status_code in (200, 404)
    assert comparing.canonical(found) == comparing.canonical(wanted)
