"""Reading over HTTP: a text of a stranger in, its finds out, within every limit."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from beleidsgraaf import settings
from beleidsgraaf.errors import Busy, ReadingMemory, ReadingTimeout
from beleidsgraaf.reader.frames import Request
from beleidsgraaf.store.workspace import Workspace
from beleidsgraaf_api.app import create_app
from beleidsgraaf_api.reading_pool import Readings
from support.in_thread import serving
from support.renderings import RENDERINGS, pdf

LETTER = Path(__file__).parent / "data" / "letters" / "kst-99999-3.txt"
TEXT = "Op 3 maart jl. ging € 20 miljoen naar ASML (Kamerstuk\n33 009, nr. 92).\n"
PATH = "/api/v1/readings"
LARGEST = 65_536
UNREADABLE = "unreadable_document"
KINDS = {
    "pdf": "application/pdf",
    "pdf of two columns": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "xml": "application/xml",
}
PLACES = {
    "pdf": "page",
    "pdf of two columns": "page",
    "docx": "paragraph",
    "html": "element",
    "xml": "element",
}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    workspace = Workspace(tmp_path_factory.mktemp("readings"))
    limits = settings.load({}, reading_bytes=LARGEST)
    with serving(create_app(limits, workspace)) as client:
        yield client


def plain(client: httpx.Client, content: bytes | str, **more: str) -> httpx.Response:
    headers = {"Content-Type": "text/plain; charset=utf-8", **more}
    return client.post(PATH, content=content, headers=headers)


def code(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    assert not {"Traceback", str(Path(__file__).parent.parent)} & set(answer.text.split())
    return answer.status_code, answer.json()["code"]


def test_plain_text_gives_the_finds_with_the_names_of_the_graph(client: httpx.Client) -> None:
    address = f"{PATH}?document=kst-33009-97&date=2020-06-29"
    answer = client.post(address, content=TEXT, headers={"Content-Type": "text/plain"})
    found = {one["kind"]: one for one in answer.json()}
    assert answer.headers["content-type"] == "application/json"
    assert {one["text"] for one in found.values()} == {
        TEXT[one["start"] : one["end"]] for one in found.values()
    }
    assert found["date"]["value"] == "2020-03-03"
    assert found["amount"]["value"] == 20_000_000
    assert found["citation"]["targets"] == ["kst-33009-92"]
    assert found["mention"]["entity"] == "https://w3id.org/beleidsgraaf/id/actor/asml"


def test_json_gives_the_same_and_its_kinds_choose(client: httpx.Client) -> None:
    asked = {"text": TEXT, "document": "kst-33009-97", "date": "2020-06-29", "kinds": ["date"]}
    found = client.post(PATH, json=asked).json()
    assert [(one["kind"], one["value"]) for one in found] == [("date", "2020-03-03")]


def test_lines_are_those_of_the_array(client: httpx.Client) -> None:
    text = LETTER.read_text(encoding="utf-8")
    lines = plain(client, text, Accept="application/jsonl")
    assert lines.headers["content-type"].startswith("application/jsonl")
    found = [json.loads(line) for line in lines.text.splitlines()]
    assert found == plain(client, text, Accept="application/json").json()
    assert {one["kind"] for one in found} >= {"amount", "citation", "date", "mention"}


def test_a_text_in_which_nothing_stands_has_no_finds(client: httpx.Client) -> None:
    assert plain(client, "Zomaar wat woorden.").json() == []


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", (400, "unreadable_document")),
        (b" \n", (400, "unreadable_document")),
        (b"\x00\x01\x02binary", (400, "unreadable_document")),
        (b"%PDF-1.7 ...", (400, "unreadable_document")),
        (TEXT.encode("utf-16-le"), (400, "unreadable_document")),
        ("priv\u00e9".encode("latin-1"), (400, "unreadable_document")),
        (b"x" * (LARGEST + 1), (413, "request_too_large")),
    ],
)
def test_what_is_no_text_is_refused(
    client: httpx.Client, content: bytes, expected: tuple[int, str]
) -> None:
    assert code(plain(client, content)) == expected


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b'{"tekst": "x"}',
        b'{"text": 3}',
        b'{"text": ""}',
        b'{"text": "\\ud800"}',
        b'{"text": "x", "date": "gisteren"}',
        b'{"text": "x", "document": "../etc"}',
        b'{"text": "x", "kinds": ["klank"]}',
        b'{"text": "x", "extra": 1}',
    ],
)
def test_json_out_of_bounds_is_refused(client: httpx.Client, body: bytes) -> None:
    answer = client.post(PATH, content=body, headers={"Content-Type": "application/json"})
    assert code(answer)[0] == 400


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"Content-Type": "application/zip"}, 415),
        ({"Content-Type": "text/plain; charset=latin-1"}, 415),
        ({"Content-Type": "text/plain", "Accept": "image/png"}, 406),
    ],
)
def test_other_kinds_of_body_and_answer_are_refused(
    client: httpx.Client, headers: dict[str, str], expected: int
) -> None:
    assert code(client.post(PATH, content=TEXT, headers=headers))[0] == expected


@pytest.mark.parametrize("query", ["date=gisteren", "document=a/b", "kinds=klank"])
def test_parameters_out_of_bounds_are_refused(client: httpx.Client, query: str) -> None:
    answer = client.post(f"{PATH}?{query}", content=TEXT, headers={"Content-Type": "text/plain"})
    assert code(answer)[0] == 400


def test_other_verbs_are_refused(client: httpx.Client) -> None:
    assert code(client.get(PATH)) == (405, "method_not_allowed")


@pytest.mark.parametrize("name", RENDERINGS)
def test_a_file_of_every_format_gives_the_same_finds_with_places(
    client: httpx.Client, name: str
) -> None:
    text = LETTER.read_text(encoding="utf-8")
    headers = {"Content-Type": KINDS[name]}
    address = f"{PATH}?kinds=citation,amount,date,mention"
    answer = client.post(address, content=RENDERINGS[name](text), headers=headers).json()
    expected = client.post(address, content=text, headers={"Content-Type": "text/plain"}).json()
    assert [one["kind"] for one in answer] == [one["kind"] for one in expected]
    assert {key for one in answer for key in one["place"]} == {PLACES[name]}


@pytest.mark.parametrize(
    ("kind", "content", "expected"),
    [
        ("application/pdf", b"%PDF-1.7 nothing", (400, "unreadable_document")),
        ("application/pdf", pdf("\f"), (400, "needs_ocr")),
        ("application/xml", b"<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>", (400, UNREADABLE)),
        ("text/html", b"<html><p></p></html>", (400, UNREADABLE)),
        ("text/plain", b"PK\x03\x04", (400, UNREADABLE)),
    ],
)
def test_a_bad_file_is_refused_with_its_reason(
    client: httpx.Client, kind: str, content: bytes, expected: tuple[int, str]
) -> None:
    assert code(client.post(PATH, content=content, headers={"Content-Type": kind})) == expected


def test_the_description_has_both_bodies_with_examples(client: httpx.Client) -> None:
    operation = client.get("/api/v1/openapi.json").json()["paths"][PATH]["post"]
    bodies = operation["requestBody"]["content"]
    assert {name for name, body in bodies.items() if "example" in body} == {
        "text/plain",
        "application/json",
    }
    assert {"200", "400", "406", "408", "413", "415", "503", "504"} <= operation["responses"].keys()


def read(readings: Readings, text: str) -> bytes:
    content = text.encode()
    return asyncio.run(readings.read(content, Request(len(content), "brief", 10_000_000)))


def test_a_reading_is_ended_at_its_time_limit(tmp_path: Path) -> None:
    limits = settings.load({}, reading_seconds=0.2)
    with pytest.raises(ReadingTimeout):
        read(Readings(limits, Workspace(tmp_path)), TEXT * 20_000)


def test_a_reading_is_ended_at_its_memory_limit(tmp_path: Path) -> None:
    limits = settings.load({}, reading_memory=4_000_000)
    with pytest.raises(ReadingMemory):
        read(Readings(limits, Workspace(tmp_path)), TEXT * 4_000)


def test_more_than_fit_are_told_to_come_back_and_the_others_are_read(tmp_path: Path) -> None:
    limits = settings.load({}, reading_workers=1)

    async def many() -> list[bytes | BaseException]:
        readings = Readings(limits, Workspace(tmp_path))
        content = TEXT.encode()
        request = Request(len(content), "brief", LARGEST)
        asked = (readings.read(content, request) for _ in range(7))
        return await asyncio.gather(*asked, return_exceptions=True)

    answers = asyncio.run(many())
    refused = [one for one in answers if isinstance(one, Busy)]
    assert [one.retry_after for one in refused] == [5, 5]
    assert len({one for one in answers if isinstance(one, bytes)}) == 1
    assert len(answers) - len(refused) == 5


def test_the_service_tells_a_busy_client_when_to_come_back(tmp_path: Path) -> None:
    limits = settings.load({}, reading_workers=1)
    with serving(create_app(limits, Workspace(tmp_path))) as client:
        address = str(client.base_url) + PATH

        async def many() -> list[httpx.Response]:
            async with httpx.AsyncClient(trust_env=False, timeout=30) as asking:
                asked = (asking.post(address, json={"text": TEXT}) for _ in range(8))
                return list(await asyncio.gather(*asked))

        answers = asyncio.run(many())
    refused = [one for one in answers if one.status_code == 503]
    assert refused
    assert {one.headers["retry-after"] for one in refused} == {"5"}
    assert {one.status_code for one in answers} == {200, 503}
