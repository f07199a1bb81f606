"""The reading view over HTTP: the list, an outline, what rests on a section, a visitor's file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from beleidsgraaf import settings
from beleidsgraaf.store.workspace import Workspace
from beleidsgraaf_api.app import create_app
from support.in_thread import serving
from support.real_workspace import built

LETTER = "/documents/kst-29826-124"
OTHER = (Path(__file__).parent / "data" / "letters" / "kst-99999-3.txt").read_bytes()
HOSTILE = '<script>window.hacked=1</script> "><img src=x onerror=window.hacked=1>\n\n'


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return built(tmp_path_factory.mktemp("documents"))


@pytest.fixture(scope="module")
def client(workspace: Workspace) -> Iterator[httpx.Client]:
    with serving(create_app(settings.load({}), workspace)) as client:
        client.headers["Accept"] = "text/html"
        yield client


def test_list_begins_with_what_was_read(client: httpx.Client) -> None:
    page = client.get("/documents?lang=en").text
    assert re.search(r'id="read".*?/documents/kst-29826-124\?lang=en".*?\d+ assertions', page, re.S)
    following = re.search(r'/documents\?cursor=[^"]+', page)
    if following:
        assert 'id="read"' not in client.get(following[0].replace("&amp;", "&")).text


def test_every_passage_of_the_outline_leads_to_its_assertions(client: httpx.Client) -> None:
    page = client.get(LETTER).text
    links = re.findall(r'class="resting" id="([^"]+)" href="([^"#]+)#([^"]+)"', page)
    assert len(links) > 600
    assert len({name for name, _, _ in links}) == len(links)
    assert all(name == fragment for name, _, fragment in links)
    for address in sorted({address for _, address, _ in links})[:3]:
        section = client.get(address.replace("&amp;", "&")).text
        for name in (name for name, of, _ in links if of == address):
            assert f'id="{name}"' in section
            assert f'href="{LETTER}#{name}"' in section


def test_evidence_of_a_thing_leads_to_its_passage(client: httpx.Client) -> None:
    thing = client.get("/doc/actor/smart-photonics").text
    page = client.get(LETTER).text
    links = re.findall(rf'href="{LETTER}#([^"]+)"', thing)
    assert links
    assert all(f'id="{name}"' in page for name in links)


@pytest.mark.parametrize(
    "path", ["/documents/nope", "/documents/..%2f..%2fetc", f"{LETTER}/assertions?section=99"]
)
def test_what_is_not_there_is_not_found(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_page_is_kept_for_its_snapshot(client: httpx.Client) -> None:
    first = client.get(LETTER)
    again = client.get(LETTER, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("content", [OTHER, HOSTILE.encode() * 50], ids=["other", "hostile"])
def test_file_that_is_another_text_is_told_and_shown_as_text(
    client: httpx.Client, content: bytes
) -> None:
    answer = client.post(f"{LETTER}/file?lang=en", content=content)
    assert answer.status_code == 200
    assert "None of the passages is in this file." in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert "<script>window" not in answer.text
    assert "<img" not in answer.text


@pytest.mark.parametrize(
    ("content", "status"),
    [(b"", 400), (bytes(range(256)) * 9, 400), (b"een woord " * 500_000, 413)],
    ids=["empty", "binary", "5 MB"],
)
def test_file_that_is_no_letter_is_refused(
    client: httpx.Client, content: bytes, status: int
) -> None:
    assert client.post(f"{LETTER}/file", content=content).status_code == status


def test_nothing_of_a_file_is_kept(client: httpx.Client, workspace: Workspace) -> None:
    before = {path: path.stat().st_mtime_ns for path in workspace.home.rglob("*")}
    client.post(f"{LETTER}/file", content=b"Kwispelstaart is een woord.")
    assert {path: path.stat().st_mtime_ns for path in workspace.home.rglob("*")} == before
    assert "Kwispelstaart" not in client.get(LETTER).text
    assert client.get(f"{LETTER}/file").status_code == 405
