"""A real TLS server on loopback that plays the official publications, well or badly."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import trustme

#: Sends an answer for one path, however it likes.
Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Server:
    """What it answers by path, what it was asked, and how a client trusts it."""

    host: str
    port: int
    trusted: ssl.SSLContext
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)


def reply(
    body: bytes = b"",
    status: int = 200,
    media_type: str = "application/xml; charset=utf-8",
    **headers: str,
) -> Answer:
    """Answer with this body; headers are named with ``_`` for ``-``."""

    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", media_type)
        handler.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return send


@contextmanager
def running(host: str) -> Iterator[Server]:
    """Serve ``host`` on a free port of 127.0.0.1 until the block ends."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(host).configure_cert(context)
    trusted = ssl.create_default_context()
    authority.configure_trust(trusted)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            server.asked.append((self.path, dict(self.headers.items())))
            server.answers.get(self.path, reply(status=404))(self)

        def log_message(self, format: str, *values: object) -> None:
            """Keep the output of the tests clean."""

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """A client that goes away early is what some tests are about."""

    with Quiet(("127.0.0.1", 0), Handler) as listening:
        server = Server(host, listening.server_address[1], trusted)
        plain = listening.socket
        listening.socket = context.wrap_socket(plain, server_side=True)
        listening.socket.settimeout(5)
        thread = threading.Thread(target=listening.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            listening.shutdown()
            thread.join()
