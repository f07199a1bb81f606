from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import httpx
import openpyxl  # type: ignore[import-untyped]
import pandas  # type: ignore[import-untyped]
import pytest

from beleidsgraaf import settings
from beleidsgraaf.lookup import LISTINGS
from beleidsgraaf_api.app import create_app
from support.in_thread import serving
from support.small_graph import DATA
from support.small_workspace import built

API = "/api/v1"
CASES = [
    line.split("\t")
    for line in (DATA / "lists.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    workspace = built(tmp_path_factory.mktemp("lists"))
    with serving(create_app(settings.load({}), workspace)) as client:
        yield client


def slugs(answer: httpx.Response) -> list[str]:
    items = answer.json()["items"]
    return [item.get("thing", item)["slug"] for item in items]


@pytest.mark.parametrize(("list_", "given", "expected"), CASES)
def test_a_list_holds_what_passes_its_filters(
    client: httpx.Client, list_: str, given: str, expected: str
) -> None:
    answer = client.get(f"{API}/{list_}?{given}")
    if expected.startswith("400"):
        assert answer.status_code == 400
        assert answer.json()["code"] == "bad_parameter"
        assert expected.removeprefix("400 ") in answer.json()["detail"]
    else:
        assert answer.status_code == 200, answer.text
        assert " ".join(slugs(answer)) == expected.strip("-")
        assert answer.json()["total"] == len(slugs(answer))


@pytest.mark.parametrize("name", LISTINGS)
def test_pages_of_one_lead_through_the_whole_list(client: httpx.Client, name: str) -> None:
    address, seen = f"{API}/{name}?limit=1", []
    while address:
        answer = client.get(address)
        seen += slugs(answer)
        address = answer.json()["next"]
        link = answer.headers["link"]
        assert f'</api/v1/{name}?limit=1>; rel="first"' in link
        assert (f'<{address}>; rel="next"' in link) == bool(address)
    whole = client.get(f"{API}/{name}?limit=500")
    assert seen == slugs(whole)
    assert len(seen) == len(set(seen)) == answer.json()["total"] > 0


def test_an_item_comes_with_its_evidence_sources_and_snapshot(client: httpx.Client) -> None:
    answer = client.get(f"{API}/fundings?receiver=lichtchip")
    (loan,) = answer.json()["items"]
    assert loan["amount"]["value"] == "20000000"
    (evidence,) = loan["evidence"]
    assert answer.json()["passages"][evidence["iri"]]["state"] == "no-copy"
    assert answer.json()["sources"]["kst-1-2"]["publication"].startswith("https://")
    assert answer.json()["snapshot"] == answer.headers["snapshot-id"]


@pytest.mark.parametrize("name", LISTINGS)
def test_csv_has_a_head_and_a_row_for_each_item(client: httpx.Client, name: str) -> None:
    answer = client.get(f"{API}/{name}", headers={"Accept": "text/csv"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert f'filename="{name}.csv"' in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == client.get(f"{API}/{name}?limit=1").json()["total"]
    assert {row["snapshot"] for row in rows} == {answer.headers["snapshot-id"]}
    assert all(None not in row.values() for row in rows)


def test_a_row_says_how_sure_whose_word_and_where(client: httpx.Client) -> None:
    table = pandas.read_csv(
        io.StringIO(client.get(f"{API}/claims?format=csv&lang=en&subject=actor/zaan-lithografie").text)
    )  # fmt: skip
    row = table[table["predicate"] == "is active in"].iloc[0]
    assert (row["subject"], row["modality"], row["holder"]) == (
        "Zaan Lithography", "fact", "Cabinet",
    )  # fmt: skip
    assert row["place"].startswith("section 6, paragraph 2, page 14 | section 6")
    assert row["publication"] == "https://zoek.officielebekendmakingen.nl/kst-1-2.html"


def test_a_workbook_has_numbers_as_numbers(client: httpx.Client) -> None:
    answer = client.get(f"{API}/fundings?format=xlsx&lang=en")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    heads, *rows = sheet.iter_rows(values_only=True)
    column = heads.index("amount")
    assert [row[column] for row in rows if row[column]] == [20_000_000]
    assert [row[heads.index("form")] for row in rows if row[column]] == ["loan"]


@pytest.mark.parametrize(
    ("accept", "status"), [("text/html", 406), ("text/csv;q=0.1,application/json", 200), ("", 200)]
)
def test_a_list_is_negotiated(client: httpx.Client, accept: str, status: int) -> None:
    answer = client.get(f"{API}/claims", headers={"Accept": accept})
    assert answer.status_code == status
    assert "json" in answer.headers["content-type"]


def test_a_cursor_means_the_same_in_the_next_snapshot(tmp_path: Path) -> None:
    workspace = built(tmp_path)
    with serving(create_app(settings.load({}), workspace)) as client:
        before = client.get(f"{API}/entities?limit=500")
        cut = client.get(f"{API}/entities?limit=5")
    built(tmp_path, without=("actor/zaan-optiek", "actor/andere-tweeling"))
    with serving(create_app(settings.load({}), workspace)) as client:
        rest = client.get(f"{cut.json()['next']}&limit=500")
    assert rest.json()["snapshot"] != before.json()["snapshot"]
    gone = {"zaan-optiek", "andere-tweeling"}
    assert slugs(rest) == [slug for slug in slugs(before)[5:] if slug not in gone]


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    workspace = built(tmp_path, more='<actor/kwaad> a bg:Company ; skos:prefLabel "=1+1"@nl .')
    with serving(create_app(settings.load({}), workspace)) as client:
        rows = csv.DictReader(io.StringIO(client.get(f"{API}/entities?format=csv").text))
        assert [row["name"] for row in rows if row["slug"] == "kwaad"] == ["'=1+1"]
        book = openpyxl.load_workbook(io.BytesIO(client.get(f"{API}/entities?format=xlsx").content))
    cells = [cell for row in book["entities"].iter_rows() for cell in row]
    assert "=1+1" in [cell.value for cell in cells if cell.data_type == "s"]
    assert not [cell for cell in cells if cell.data_type == "f"]
