"""The pages of a review: what is decided there is what the terminal decides, and by nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from rdflib import Graph

from beleidsgraaf import settings
from beleidsgraaf.review import Log
from beleidsgraaf.store.workspace import Workspace
from beleidsgraaf_api.app import create_app
from support import small_workspace
from support.in_thread import serving

LETTER = Path(__file__).parent / "data" / "letters" / "kst-99999-3.txt"
DOCUMENT = LETTER.stem
DESK = f"/review/{DOCUMENT}?kinds=citation&issued=2031-09-01"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = small_workspace.built(tmp_path)
    made.sources.mkdir(parents=True, exist_ok=True)
    (made.sources / LETTER.name).write_bytes(LETTER.read_bytes())
    return made


@pytest.fixture
def client(workspace: Workspace) -> Iterator[httpx.Client]:
    with serving(create_app(settings.load({}), workspace, "jan-jansen")) as client:
        client.headers["Accept"] = "text/html"
        yield client


def act(client: httpx.Client, what: str, **fields: str) -> httpx.Response:
    return client.post(DESK, data={"act": what, **fields})


def test_a_service_without_a_reviewer_has_no_such_pages(workspace: Workspace) -> None:
    with serving(create_app(settings.load({}), workspace)) as client:
        assert client.get("/review").status_code == 404
        assert client.post(DESK, data={"act": "reject"}).status_code in (404, 405)
    assert not workspace.decisions.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "rebound.example"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_another_site_decides_nothing(
    client: httpx.Client, workspace: Workspace, headers: dict[str, str]
) -> None:
    for answer in (
        client.post(DESK, data={"act": "reject", "at": "0"}, headers=headers),
        client.get(DESK, headers=headers),
        client.get("/review", headers=headers),
    ):
        assert answer.status_code == 403
        assert "Zilverdijk" not in answer.text
    assert not workspace.decisions.exists()


def test_decisions_lead_on_and_stand_in_the_log(client: httpx.Client, workspace: Workspace) -> None:
    first = client.get(DESK)
    assert "<mark>" in first.text
    assert first.headers["cache-control"] == "no-store"
    leads = act(client, "reject", at="0")
    assert (leads.status_code, leads.headers["location"]) == (
        303, f"/review/{DOCUMENT}?at=1&kinds=citation&issued=2031-09-01",
    )  # fmt: skip
    standing = Log(workspace.decisions, DOCUMENT).standing().values()
    assert [(one.verdict, one.reviewer) for one in standing] == [("rejected", "jan-jansen")]
    assert act(client, "back").headers["location"].startswith(f"/review/{DOCUMENT}?at=0")
    assert not Log(workspace.decisions, DOCUMENT).standing()


def test_what_is_lacking_or_unknown_is_asked_again(
    client: httpx.Client, workspace: Workspace
) -> None:
    answer = act(client, "accept", at="0", target="geen stuk!", modality="fact", holder="nobody-x")
    assert answer.status_code == 400
    assert answer.text.count('aria-invalid="true"') == 2
    assert "geen stuk!" in answer.text
    assert not workspace.decisions.exists()


def test_accepted_statements_are_written(client: httpx.Client, workspace: Workspace) -> None:
    fields = {"target": "kst-99998-7", "modality": "fact", "holder": "kabinet"}
    assert act(client, "accept", at="0", **fields).status_code == 303
    assert "1 aanvaarde" in act(client, "write").text
    written = Graph().parse(workspace.letters / f"{DOCUMENT}.ttl", format="turtle")
    assert any("kst-99998-7" in str(value) for value in written.objects())
    assert any("actor/jan-jansen" in str(value) for value in written.objects())


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/review/kst-1-1", 404),
        ("/review/%2e%2e%2fx?issued=2020-01-01", 404),
        ("/review/..%5cx?issued=2020-01-01", 400),
        (f"/review/{DOCUMENT}?issued=gisteren", 400),
        (f"{DESK}&kinds=verdict", 400),
        (f"{DESK}&at=-1", 400),
        (f"{DESK}&at=9999999", 400),
        (f"{DESK}&at=99999", 200),
    ],
)
def test_what_is_not_there_is_told(client: httpx.Client, path: str, status: int) -> None:
    assert client.get(path).status_code == status


def test_a_form_that_is_too_large_is_refused(client: httpx.Client) -> None:
    assert act(client, "accept", at="0", target="x" * 100_000).status_code == 413


def test_another_act_is_refused(client: httpx.Client) -> None:
    assert act(client, "burn", at="0").status_code == 400
