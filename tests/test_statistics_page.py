"""The page of counts, completeness and files, in both languages, with and without a copy."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest

from beleidsgraaf import settings
from beleidsgraaf.store import counts, snapshot
from beleidsgraaf.store.workspace import Workspace
from beleidsgraaf_api.app import create_app
from support.in_thread import serving
from support.real_workspace import built


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return built(tmp_path_factory.mktemp("statistics"))


@pytest.fixture(scope="module")
def client(workspace: Workspace) -> Iterator[httpx.Client]:
    with serving(create_app(settings.load({}), workspace)) as client:
        yield client


class Rows(HTMLParser):
    """Collects the text of each cell, by the heading that its table is labelled with."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: dict[str, list[list[str]]] = {}
        self._table = ""
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._table = dict(attrs).get("aria-labelledby") or ""
            self.tables[self._table] = []
        elif tag == "tr":
            self.tables[self._table].append([])
        elif tag in ("td", "th"):
            self.tables[self._table][-1].append("")
            self._open = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._open = False

    def handle_data(self, data: str) -> None:
        if self._open:
            self.tables[self._table][-1][-1] += data.strip()


def tables(page: str) -> dict[str, list[list[str]]]:
    found = Rows()
    found.feed(page)
    return found.tables


@pytest.mark.parametrize(("language", "mark"), [("nl", "."), ("en", ",")])
def test_the_page_shows_each_count(
    client: httpx.Client, workspace: Workspace, language: str, mark: str
) -> None:
    page = client.get("/statistics", params={"lang": language})
    assert page.status_code == 200
    expected = counts.read(snapshot.current(workspace).counts)
    shown = tables(page.text)
    for sort in ("class", "modality", "holder", "section"):
        numbers = [int(row[1].replace(mark, "")) for row in shown[f"by-{sort}"][1:]]
        assert sorted(numbers) == sorted(each.number for each in expected if each.by == sort)
        assert all(row[0] for row in shown[f"by-{sort}"])


def test_every_footer_leads_there(client: httpx.Client) -> None:
    assert 'href="/statistics"' in client.get("/").text


def test_each_file_is_offered(client: httpx.Client) -> None:
    page = client.get("/statistics").text
    for file in client.get("/api/v1/downloads").json()["files"]:
        assert f'href="/api/v1/downloads/{file["name"]}"' in page


def test_without_a_copy_the_page_says_that_it_does_not_know(client: httpx.Client) -> None:
    page = client.get("/statistics", params={"lang": "en"}).text
    assert "Without a copy" in page
    assert "<details" not in page


def test_with_a_copy_it_lists_the_passages_left_out(
    workspace: Workspace, client: httpx.Client, sources_dir: Path
) -> None:
    workspace.sources.mkdir(exist_ok=True)
    copy = workspace.sources / "kst-29826-124.txt"
    copy.write_bytes((sources_dir / "kst-29826-124.txt").read_bytes())
    try:
        page = client.get("/statistics", params={"lang": "en"}).text
    finally:
        copy.unlink()
    assert "passages bear an assertion" in page
    assert '<q lang="nl">' in page
