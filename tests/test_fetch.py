from __future__ import annotations

import contextlib
import dataclasses
import gzip
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest

from beleidsgraaf import settings
from beleidsgraaf.errors import BeleidsgraafError, FetchBusy, FetchFailed, FetchRefused
from beleidsgraaf.store.fetch import HOSTS, XML, Client, Outside, is_public
from support.tls_server import Answer, Server, reply, running

HOST = "zoek.officielebekendmakingen.nl"
SETTINGS = settings.load({}, fetch_bytes=100_000, fetch_seconds=1.0)


@pytest.fixture(scope="module")
def listening() -> Iterator[Server]:
    with running(HOST) as server:
        yield server


@pytest.fixture
def server(listening: Server) -> Server:
    listening.answers.clear()
    listening.asked.clear()
    return listening


def outside(server: Server) -> Outside:
    """Reach the server of the test under the name of the real one."""
    return Outside(
        resolve=lambda _: ["127.0.0.1"],
        accepts=lambda address: address == "127.0.0.1",
        port=server.port,
        tls=server.trusted,
    )


def client(server: Server) -> Client:
    return Client(SETTINGS, outside(server))


def get(server: Server, answer: Answer) -> bytes:
    server.answers["/x"] = answer
    return client(server).get(f"https://{HOST}/x", XML).body


def test_the_request_is_polite_and_goes_to_the_checked_address(server: Server) -> None:
    get(server, reply(b"<a/>"))
    for _, headers in server.asked:
        assert headers["Host"] == HOST
        assert headers["User-Agent"].startswith("beleidsgraaf/")


def test_the_environment_names_no_proxy(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert get(server, reply(b"<a/>")) == b"<a/>"


def test_a_redirect_on_the_same_host_is_followed(server: Server) -> None:
    server.answers["/a"] = reply(status=302, Location="/x")
    server.answers["/x"] = reply(b"<a/>")
    found = client(server).get(f"https://{HOST}/a", XML)
    assert (found.url, found.body) == (f"https://{HOST}/x", b"<a/>")


REDIRECTS = [
    "https://127.0.0.1/x",
    "https://169.254.169.254/latest/meta-data/",
    "https://[::1]/x",
    "https://[::ffff:10.0.0.1]/x",
    "https://2130706433/x",
    "https://0x7f000001/x",
    "https://example.org/x",
    f"https://{HOST}.example.org/x",
    f"https://{HOST}./x",
    "https://localhost/x",
    f"http://{HOST}/x",
    f"https://user@{HOST}/x",
    f"https://user:word@{HOST}/x",
    f"https://{HOST}@example.org/x",
    f"https://{HOST}:8443/x",
    f"https://{HOST}:443/x",
    f"https://{HOST}:x/x",
    "//example.org/x",
    "file:///etc/passwd",
    "ftp://example.org/x",
    "data:text/xml,<a/>",
    f"https://{HOST}\\@example.org/x",
    f"https://{HOST}/a b",
]


@pytest.mark.parametrize("target", REDIRECTS)
def test_a_redirect_elsewhere_is_refused(server: Server, target: str) -> None:
    with pytest.raises(FetchRefused):
        get(server, reply(status=302, Location=target))
    assert [path for path, _ in server.asked] == ["/x"]
    with pytest.raises(FetchRefused):
        client(server).get(target, XML)


def test_redirects_without_end_end(server: Server) -> None:
    with pytest.raises(FetchFailed, match="too often"):
        get(server, reply(status=301, Location="/x"))
    assert len(server.asked) == 6


PRIVATE = [
    "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "0.0.0.0",  # noqa: S104 - an address that must be refused
    "255.255.255.255", "224.0.0.1", "::1", "::", "fe80::1", "fc00::1", "ff02::1",
    "::ffff:10.0.0.1", "::ffff:127.0.0.1", "2001:db8::1",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_a_name_with_one_address_that_is_not_public_is_refused(
    server: Server, address: str
) -> None:
    assert not is_public(address)
    resolving = dataclasses.replace(
        outside(server), accepts=is_public, resolve=lambda _: ["93.184.216.34", address]
    )
    with pytest.raises(FetchRefused):
        Client(SETTINGS, resolving).get(f"https://{HOST}/x", XML)
    assert server.asked == []


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1"])
def test_a_public_address_is_accepted(address: str) -> None:
    assert is_public(address)


def test_a_name_that_resolves_otherwise_at_the_next_hop_is_refused(server: Server) -> None:
    addresses = iter([["127.0.0.1"], ["10.0.0.1"]])
    rebinding = dataclasses.replace(outside(server), resolve=lambda _: next(addresses))
    server.answers["/a"] = reply(status=302, Location="/x")
    with pytest.raises(FetchRefused):
        Client(SETTINGS, rebinding).get(f"https://{HOST}/a", XML)
    assert [path for path, _ in server.asked] == ["/a"]


def test_a_name_without_address_says_what_to_do(server: Server) -> None:
    lost = dataclasses.replace(outside(server), resolve=lambda _: [])
    with pytest.raises(FetchFailed) as caught:
        Client(SETTINGS, lost).get(f"https://{HOST}/x", XML)
    assert "sources add" in caught.value.remedy


def test_a_certificate_that_nobody_trusts_is_refused(server: Server) -> None:
    with pytest.raises(FetchFailed):
        Client(SETTINGS, dataclasses.replace(outside(server), tls=None)).get(
            f"https://{HOST}/x", XML
        )
    assert server.asked == []


def test_a_certificate_for_another_name_is_refused(server: Server) -> None:
    other = next(iter(HOSTS - {HOST}))
    with pytest.raises(FetchFailed):
        client(server).get(f"https://{other}/x", XML)
    assert server.asked == []


def chunked(handler: BaseHTTPRequestHandler) -> None:
    """Send a body without length, larger than the limit."""
    handler.protocol_version = "HTTP/1.1"
    handler.send_response(200)
    handler.send_header("Content-Type", "text/xml")
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    with contextlib.suppress(OSError):
        for _ in range(200):
            handler.wfile.write(b"1000\r\n" + b"x" * 4096 + b"\r\n")


def cut_off(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/xml")
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"<a>")


def closed(handler: BaseHTTPRequestHandler) -> None:
    handler.close_connection = True


ZIPPED = gzip.compress(b"\0" * 50_000_000, 1)
BAD = [
    pytest.param(reply(b"x" * 100_001), "larger", id="oversize"),
    pytest.param(chunked, "larger", id="no length"),
    pytest.param(reply(ZIPPED, Content_Encoding="gzip"), "larger", id="gzip bomb"),
    pytest.param(reply(ZIPPED, Content_Encoding="gzip, gzip"), "packed", id="gzip twice"),
    pytest.param(reply(b"x", Content_Encoding="br"), "packed", id="brotli"),
    pytest.param(reply(b"<a></a>", Content_Encoding="gzip"), "packed", id="no gzip"),
    pytest.param(reply(ZIPPED[:60], Content_Encoding="gzip"), "broke off", id="cut gzip"),
    pytest.param(cut_off, "broke off", id="cut off"),
    pytest.param(closed, "broke off", id="closed at once"),
    pytest.param(reply(b"<p>", media_type="text/html"), "something else", id="error page"),
    pytest.param(reply(b"<a/>", media_type=""), "something else", id="no media type"),
    pytest.param(reply(status=404), "no publication with this", id="404"),
    pytest.param(reply(status=429, Retry_After="7"), "busy", id="429"),
    pytest.param(reply(status=503, Retry_After="soon"), "busy", id="503"),
    pytest.param(reply(b"<a/>", status=206), "status 206", id="206"),
    pytest.param(reply(status=500), "status 500", id="500"),
    pytest.param(reply(status=302), "status 302", id="redirect to nowhere"),
]


@pytest.mark.parametrize(("answer", "detail"), BAD)
def test_a_bad_answer_is_a_typed_failure(server: Server, answer: Answer, detail: str) -> None:
    with pytest.raises(FetchFailed, match=detail):
        get(server, answer)


def test_the_time_to_wait_is_told(server: Server) -> None:
    with pytest.raises(FetchBusy) as caught:
        get(server, reply(status=429, Retry_After="7"))
    assert caught.value.retry_after == 7
    assert caught.value.remedy == "try again in 7 seconds"


def drip_body(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/xml")
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    _drip(handler)


def drip_header(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
    _drip(handler)


def _drip(handler: BaseHTTPRequestHandler) -> None:
    with contextlib.suppress(OSError):
        for _ in range(100):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.1)


@pytest.mark.parametrize("answer", [drip_body, drip_header])
def test_a_slow_drip_ends_in_time(server: Server, answer: Answer) -> None:
    start = time.monotonic()
    with pytest.raises(FetchFailed, match="longer than 1 seconds"):
        get(server, answer)
    assert time.monotonic() - start < 2


def test_a_server_that_never_speaks_tls_ends_in_time() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        silent = Outside(
            resolve=lambda _: ["127.0.0.1"],
            accepts=lambda _: True,
            port=listener.getsockname()[1],
        )
        thread = threading.Thread(target=_drip_handshake, args=(listener,))
        thread.start()
        start = time.monotonic()
        with pytest.raises(FetchFailed):
            Client(SETTINGS, silent).get(f"https://{HOST}/x", XML)
        assert time.monotonic() - start < 2
        thread.join()


def _drip_handshake(listener: socket.socket) -> None:
    """Start a TLS record of 16 kB and send it byte by byte."""
    connection, _ = listener.accept()
    with connection, contextlib.suppress(OSError):
        connection.sendall(b"\x16\x03\x03\x40\x00")
        for _ in range(30):
            connection.sendall(b"\x02")
            time.sleep(0.1)


def test_no_failure_tells_of_this_machine(server: Server) -> None:
    for answer in (cut_off, reply(status=500)):
        with pytest.raises(BeleidsgraafError) as caught:
            get(server, answer)
        assert "127.0.0.1" not in caught.value.detail + caught.value.remedy
