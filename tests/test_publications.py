"""Publications from a server on loopback that speaks as the official ones do."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from beleidsgraaf import settings
from beleidsgraaf.cli.fetching import Fetching, identifiers
from beleidsgraaf.errors import (
    BadParameter,
    BeleidsgraafError,
    FetchBusy,
    FetchFailed,
    FetchRefused,
    NotPublished,
    UnreadableDocument,
)
from beleidsgraaf.reader.process import ReadingProcess
from beleidsgraaf.store import copies
from beleidsgraaf.store.fetch import Client, Outside
from beleidsgraaf.store.fetched import Cache
from beleidsgraaf.store.polite import PoliteClient
from support.renderings import html, pdf, publication
from support.store import DATA
from support.tls_server import Answer, Server, reply, running

HOST = "repository.overheid.nl"
XML = (DATA / "kst-1-1.xml").read_bytes()
LIMITS = settings.load({}, fetch_bytes=1_000_000, fetch_seconds=2.0)
KINDS = {"xml": "application/xml", "html": "text/html", "pdf": "application/pdf"}


@pytest.fixture(scope="module")
def listening() -> Iterator[Server]:
    with running(HOST) as server:
        yield server


@pytest.fixture
def server(listening: Server) -> Server:
    listening.answers.clear()
    listening.asked.clear()
    return listening


@pytest.fixture(scope="module")
def process() -> Iterator[ReadingProcess]:
    with ReadingProcess(LIMITS) as process:
        yield process


def outside(server: Server) -> Outside:
    """Reach the server of the test under the name of the real one."""
    return Outside(
        resolve=lambda _: ["127.0.0.1"],
        accepts=lambda address: address == "127.0.0.1",
        port=server.port,
        tls=server.trusted,
    )


class Fetched:
    """Fetches into a folder of its own; ``slept`` has the pauses that were made."""

    def __init__(self, server: Server, process: ReadingProcess, home: Path) -> None:
        self.server = server
        self.slept: list[float] = []
        client = PoliteClient(Client(LIMITS, outside(server)), 1.0, self.slept.append)
        self.sources = home / "sources"
        self.cache = Cache(home / "fetched")
        self.fetching = Fetching(client, self.cache, self.sources, process)

    def publish(self, document: str, *identifiers: str, **forms: Answer | bytes) -> None:
        """Answer for a document, in these forms, over SRU and at the addresses that it gives."""
        items = "".join(
            f'<gzd:itemUrl manifestation="{form}">https://{HOST}/frbr/{document}.{form}</gzd:itemUrl>'
            for form in forms
        )
        for form, answer in forms.items():
            kind = KINDS.get(form, "application/zip")
            told = reply(answer, media_type=kind) if isinstance(answer, bytes) else answer
            self.server.answers[f"/frbr/{document}.{form}"] = told
        records = "".join(_record(one, items) for one in identifiers or (document,))
        self.server.answers[sru(document)] = reply(response(records))

    def text(self, document: str) -> str:
        return (self.sources / f"{document}.txt").read_text(encoding="utf-8")

    def all(self, *documents: str) -> dict[str, type[BeleidsgraafError] | None]:
        told: dict[str, type[BeleidsgraafError] | None] = {}

        def tell(document: str, error: BeleidsgraafError | None) -> None:
            told[document] = type(error) if error else None

        self.fetching.all(list(documents), tell)
        return told

    def paths(self) -> list[str]:
        return [path.partition("?")[0] for path, _ in self.server.asked]


def sru(document: str) -> str:
    query = f"c.product-area==officielepublicaties AND dt.identifier=={document}"
    asked = {"operation": "searchRetrieve", "version": "2.0", "query": query, "maximumRecords": 5}
    return f"/sru?{urlencode(asked)}"


def _record(identifier: str, items: str) -> str:
    return (
        "<sru:record><sru:recordData><gzd:gzd><gzd:originalData><o:meta><o:owmskern>"
        f"<dcterms:identifier>{identifier}</dcterms:identifier></o:owmskern></o:meta>"
        f"</gzd:originalData><gzd:enrichedData>{items}</gzd:enrichedData></gzd:gzd>"
        "</sru:recordData></sru:record>"
    )


def response(records: str) -> bytes:
    return (
        '<sru:searchRetrieveResponse xmlns:sru="http://docs.oasis-open.org/ns/search-ws/sruResponse"'
        ' xmlns:gzd="http://standaarden.overheid.nl/sru" xmlns:o="http://example.org/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/"><sru:numberOfRecords>1</sru:numberOfRecords>'
        f"<sru:records>{records}</sru:records></sru:searchRetrieveResponse>"
    ).encode()


@pytest.fixture
def fetched(server: Server, process: ReadingProcess, tmp_path: Path) -> Fetched:
    return Fetched(server, process, tmp_path)


def test_a_publication_comes_as_text_from_its_xml(fetched: Fetched) -> None:
    fetched.publish("kst-33009-92", pdf=b"x", xml=XML, metadata=b"x")
    assert fetched.all("kst-33009-92") == {"kst-33009-92": None}
    assert fetched.text("kst-33009-92").split("\n\n") == [
        "1",
        "Proefdossier",
        "Nr. 1",
        "BRIEF OVER NIETS",
        "Geachte Voorzitter,",
        "De proeftuin krijgt twintig appels van de gemeente.1 Dat is besloten.",
        "6 Een boomgaard",
        "Peren",
        "De gemeente wil ook:",
        "a. peren;",
        "b. pruimen2.",
        "Soort  Aantal",
        "De wethouder van Fruit,",
        "A. Appel",
        "1 Zie de lijst van appels.",
        "2 Niet zeker.\n",
    ]
    assert fetched.paths() == ["/sru", "/frbr/kst-33009-92.xml"]
    (record,) = copies.listed(fetched.sources)
    assert record.origin == f"https://{HOST}/frbr/kst-33009-92.xml"


@pytest.mark.parametrize(
    ("document", "forms"),
    [
        ("blg-1184123", {"pdf": pdf("De gemeente koopt appels.")}),
        ("h-tk-20122013-98-15", {"html": html("De gemeente koopt appels.")}),
        ("stcrt-2020-1", {"xml": publication("De gemeente koopt appels."), "pdf": b"x"}),
        ("ah-tk-20202021-7", {"xml": reply(status=404), "html": html("De gemeente koopt appels.")}),
        ("kst-1-3", {"xml": b"<html/>", "pdf": pdf("De gemeente koopt appels.")}),
        ("kst-1-4", {"xml": reply(b"<p>Fout", media_type="text/html"), "pdf": pdf("De gemeente.")}),
    ],
)
def test_the_best_form_that_can_be_read_is_taken(
    fetched: Fetched, document: str, forms: dict[str, Answer | bytes]
) -> None:
    fetched.publish(document, **forms)
    assert fetched.all(document) == {document: None}
    assert fetched.text(document).startswith("De gemeente")


def test_what_was_fetched_is_not_asked_again_and_one_failure_stops_none(fetched: Fetched) -> None:
    for number in (1, 2, 4):
        fetched.publish(f"kst-1-{number}", xml=XML)
    fetched.server.answers[sru("kst-1-3")] = reply(response(""))
    everything = [f"kst-1-{number}" for number in range(1, 5)]
    told = fetched.all(*everything[:2])
    fetched.server.asked.clear()
    told |= fetched.all(*everything)
    assert list(told.values()) == [None, None, NotPublished, None]
    assert fetched.paths() == ["/sru", "/sru", "/frbr/kst-1-4.xml"]
    assert [one.document for one in copies.listed(fetched.sources)] == [
        "kst-1-1",
        "kst-1-2",
        "kst-1-4",
    ]


def test_a_lost_copy_comes_from_what_was_fetched(fetched: Fetched) -> None:
    fetched.publish("kst-1-1", xml=XML)
    fetched.all("kst-1-1")
    (fetched.sources / "kst-1-1.txt").unlink()
    fetched.server.asked.clear()
    fetched.all("kst-1-1")
    assert "appels" in fetched.text("kst-1-1")
    assert fetched.server.asked == []


def test_a_run_that_was_ended_amid_a_publication_asks_it_again(fetched: Fetched) -> None:
    fetched.publish("kst-1-1", xml=XML)
    fetched.all("kst-1-1")
    (fetched.cache._folder / "kst-1-1.json").unlink()
    fetched.server.asked.clear()
    assert fetched.all("kst-1-1") == {"kst-1-1": None}
    assert len(fetched.server.asked) == 2


def test_a_pause_is_made_between_requests(fetched: Fetched) -> None:
    fetched.publish("kst-1-1", xml=XML)
    fetched.all("kst-1-1")
    first, second = fetched.slept
    assert first == 0
    assert 0.5 < second <= 1
    assert all(h["User-Agent"].startswith("beleidsgraaf/") for _, h in fetched.server.asked)


def test_the_wait_that_is_asked_for_is_kept(fetched: Fetched) -> None:
    fetched.publish("kst-1-1", xml=XML)
    after = [reply(status=429, Retry_After="7"), reply(XML)]
    fetched.server.answers["/frbr/kst-1-1.xml"] = lambda handler: after.pop(0)(handler)
    assert fetched.all("kst-1-1") == {"kst-1-1": None}
    assert 7 in fetched.slept


def test_the_rest_is_left_when_the_other_side_stays_busy(fetched: Fetched) -> None:
    fetched.publish("kst-1-1", xml=reply(status=503, Retry_After="3600"))
    fetched.publish("kst-1-2", xml=XML)
    assert fetched.all("kst-1-1", "kst-1-2") == {"kst-1-1": FetchBusy}
    assert fetched.slept.count(3600) == 0


def page(text: bytes) -> Answer:
    return reply(text, media_type="text/html")


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (reply(response(_record("kst-1-2", ""))), NotPublished),
        (reply(response("")), NotPublished),
        (reply(response(_record("kst-1-1", ""))), FetchFailed),
        (reply(b"<html/>"), FetchFailed),
        (reply(b"<sru:records"), FetchFailed),
        (reply(b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>'), FetchFailed),
        (page(b"<h1>Storing</h1>"), FetchFailed),
        (reply(status=500), FetchFailed),
        (
            reply(
                response(
                    _record(
                        "kst-1-1",
                        '<gzd:itemUrl manifestation="xml">file:///etc/passwd</gzd:itemUrl>',
                    )
                )
            ),
            FetchRefused,
        ),
        (
            reply(
                response(
                    _record(
                        "kst-1-1",
                        '<gzd:itemUrl manifestation="xml">https://10.0.0.1/x</gzd:itemUrl>',
                    )
                )
            ),
            FetchRefused,
        ),
    ],
)
def test_a_bad_answer_leaves_nothing(
    fetched: Fetched, answer: Answer, error: type[BeleidsgraafError]
) -> None:
    fetched.server.answers[sru("kst-1-1")] = answer
    assert fetched.all("kst-1-1") == {"kst-1-1": error}
    assert copies.listed(fetched.sources) == []
    assert fetched.cache.get("kst-1-1") is None


@pytest.mark.parametrize(
    ("forms", "error"),
    [
        ({"pdf": pdf("\f")}, "TextlessDocument"),
        ({"xml": b"<officiele-publicatie><al> </al></officiele-publicatie>"}, "UnreadableDocument"),
        ({"xml": reply(status=206)}, "FetchFailed"),
        ({"odt": b"x"}, "FetchFailed"),
    ],
)
def test_what_cannot_be_read_is_never_kept(
    fetched: Fetched, forms: dict[str, Answer | bytes], error: str
) -> None:
    fetched.publish("kst-1-1", **forms)
    (found,) = fetched.all("kst-1-1").values()
    assert found is not None
    assert found.__name__ == error
    assert issubclass(found, FetchFailed | UnreadableDocument)
    assert copies.listed(fetched.sources) == []


@pytest.mark.parametrize("document", ["../x", "kst-1000-1/../2", "", "x", "kst-1 OR 1==1"])
def test_only_an_identifier_is_asked_for(fetched: Fetched, document: str) -> None:
    assert fetched.all(document) == {document: FetchRefused}
    assert fetched.server.asked == []


def test_identifiers_come_from_arguments_and_a_file(tmp_path: Path) -> None:
    file = tmp_path / "ids"
    file.write_text("# brieven\nkst-1-2\n\nkst-1-3  # de tweede\nkst-1-1\n", encoding="utf-8")
    assert identifiers(["kst-1-1"], file) == ["kst-1-1", "kst-1-2", "kst-1-3"]
    with pytest.raises(BadParameter):
        identifiers([], None)


def test_the_pause_is_real(server: Server) -> None:
    server.answers["/x"] = reply(b"<a/>")
    outside = Outside(
        resolve=lambda _: ["127.0.0.1"],
        accepts=lambda _: True,
        port=server.port,
        tls=server.trusted,
    )
    client = PoliteClient(Client(LIMITS, outside), 0.3)
    start = time.monotonic()
    for _ in range(3):
        client.get(f"https://{HOST}/x", frozenset({"application/xml"}))
    assert 0.6 <= time.monotonic() - start < 2
