"""Reading as people and programs ask for it: ``read``, ``resolve``, and the service's resolver."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from beleidsgraaf import settings
from beleidsgraaf.reader.citations import Own
from beleidsgraaf.reader.finding import finds
from beleidsgraaf.store.workspace import Workspace
from beleidsgraaf_api.app import create_app
from support.in_thread import serving

TEXT = "Op 3 maart jl. ging € 20 miljoen naar de sector (Kamerstuk\n33 009, nr. 92).\n"


def beleidsgraaf(*arguments: str) -> subprocess.CompletedProcess[str]:
    code = "import sys; from beleidsgraaf.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    file = tmp_path / "kst-33009-97.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


def test_read_writes_one_object_a_line_with_offsets_in_code_points(letter: Path) -> None:
    done = beleidsgraaf("read", str(letter), "--format", "jsonl", "--date", "2020-06-29")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["kind"] for one in found] == ["date", "amount", "citation"]
    assert all(TEXT[one["start"] : one["end"]] == one["text"] for one in found)
    assert found[0]["value"] == "2020-03-03"
    assert found[2]["targets"] == ["kst-33009-92"]


def test_read_takes_kinds_and_the_document_of_the_file_name(letter: Path) -> None:
    letter.write_text(TEXT + "Dit is Kamerstuk 33 009, nr. 97.\n", encoding="utf-8")
    lines = beleidsgraaf("read", str(letter), "--format", "jsonl", "--kinds", "citation").stdout
    assert [json.loads(line)["targets"] for line in lines.splitlines()] == [["kst-33009-92"]]


def test_read_shows_people_a_table(letter: Path) -> None:
    shown = beleidsgraaf("read", str(letter)).stdout
    assert "kst-33009-92" in shown
    assert "33009-97.txt" in shown


def test_read_links_names_of_the_graph_and_tells_the_others(letter: Path, tmp_path: Path) -> None:
    letter.write_text(
        "Bij ASML en in de Zorgautoriteit. Volgens de NZa en Defensie is dat zo.\n", "utf-8"
    )
    arguments = ("read", str(letter), "--format", "jsonl", "--kinds", "mention")
    done = beleidsgraaf("--home", str(tmp_path / "home"), *arguments)
    found = {one["text"]: one for one in map(json.loads, done.stdout.splitlines())}
    asml, nza, forces = found["ASML"], found["NZa"], found["Defensie"]
    assert asml["kind"] == "mention"
    assert asml["entity"] == "https://w3id.org/beleidsgraaf/id/actor/asml"
    assert (asml["label"], asml["type"], asml["confidence"]) == ("ASML", "Company", 0.97)
    assert (nza["entity"], nza["label"]) == (None, "Nederlandse Zorgautoriteit")
    assert forces["entity"] is None
    assert "https://w3id.org/beleidsgraaf/id/actor/mnre1018" in forces["candidates"]


def test_names_and_dates_inside_a_citation_are_parts_of_it() -> None:
    text = "Zie COM(2020) 102 van de Europese Commissie en de Verordening (EU) 2019/452."
    found = finds(text, Own())
    cited = [range(one["start"], one["end"]) for one in found if one["kind"] == "citation"]
    parts = [one for one in found if one["kind"] in {"date", "mention"}]
    assert len(cited) == 2
    assert [one["text"] for one in parts] == ["Europese Commissie"]
    assert finds(text, Own(), ["mention"]) == parts


def test_read_takes_utf_16_with_a_mark(letter: Path) -> None:
    letter.write_text(TEXT, encoding="utf-16")
    done = beleidsgraaf("read", str(letter), "--format", "jsonl", "--kinds", "citation")
    assert json.loads(done.stdout)["targets"] == ["kst-33009-92"]


@pytest.mark.parametrize(
    "content", [b"", b" \n", b"\x00\x01\x02binary", "privé".encode("latin-1"), b"%PDF-1.7 ..."]
)
def test_read_refuses_what_is_no_text(letter: Path, content: bytes) -> None:
    letter.write_bytes(content)
    done = beleidsgraaf("read", str(letter))
    assert done.returncode == 2
    assert done.stderr.startswith("error: kst-33009-97.txt")
    assert not done.stdout


@pytest.mark.parametrize("option", [("--kinds", "klank"), ("--date", "gisteren")])
def test_read_refuses_options_out_of_bounds(letter: Path, option: tuple[str, str]) -> None:
    assert beleidsgraaf("read", str(letter), *option).returncode == 2


def test_resolve_says_the_target_and_the_rule() -> None:
    done = beleidsgraaf("resolve", "Kamerstukken 33 009 en 32 637, nr. 94")
    assert done.stdout == "kst-33009-94\n"
    assert "kamerstuk-several-dossiers" in done.stderr


def test_resolve_completes_a_number_from_the_document() -> None:
    arguments = ("op stuk nr. 305", "--document", "kst-29826-124", "--format", "json")
    answer = json.loads(beleidsgraaf("resolve", *arguments).stdout)
    assert answer["targets"] == ["kst-29826-305"]


def test_resolve_of_no_reference_is_not_found() -> None:
    assert beleidsgraaf("resolve", "zomaar wat").returncode == 3


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    workspace = Workspace(tmp_path_factory.mktemp("reading"))
    with serving(create_app(settings.load({}), workspace)) as client:
        yield client


def test_the_service_resolves_without_a_snapshot(client: httpx.Client) -> None:
    answer = client.get("/api/v1/resolve", params={"ref": "KST3300978"}).json()
    assert answer == {
        "reference": "KST3300978",
        "targets": ["kst-33009-78"],
        "rule": "glued",
        "confidence": 0.99,
    }


def test_the_service_says_so_when_nothing_is_meant(client: httpx.Client) -> None:
    answer = client.get("/api/v1/resolve", params={"ref": "zomaar wat"}).json()
    assert (answer["targets"], answer["rule"]) == ([], "unresolved")


@pytest.mark.parametrize(
    "parameters",
    [{}, {"ref": ""}, {"ref": "  "}, {"ref": "x" * 501}, {"ref": "a", "document": "../etc"}],
)
def test_the_service_refuses_bad_references(
    client: httpx.Client, parameters: dict[str, str]
) -> None:
    answer = client.get("/api/v1/resolve", params=parameters)
    assert answer.status_code == 400
    assert answer.headers["content-type"].startswith("application/problem+json")
