"""What stands around every route, one concern each, plain ASGI."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from beleidsgraaf.errors import BadParameter
from beleidsgraaf_api.errors import from_error
from beleidsgraaf_api.kept import Kept
from beleidsgraaf_api.service import Served, Service
from beleidsgraaf_api.turns import Turns

API_VERSION: Final = "1.0.0"

#: Scripts and styles come from here as files; nothing is loaded from another host.
CONTENT_SECURITY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)

_HEADERS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": CONTENT_SECURITY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "API-Version": API_VERSION,
}


#: What is asked of the process itself changes by the second.
_LIVE: Final = ("/healthz", "/readyz", "/metrics")
#: A larger answer, a file to download, is sent as it is read.
_MOST_HELD: Final = 8_388_608


class StandardHeaders:
    """Adds what every answer has; a route may set its own. Prevents sniffing and foreign script."""

    def __init__(self, app: ASGIApp, service: Service) -> None:
        self._app = app
        self._service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with a ``send`` that completes the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def complete(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                if self._service.snapshot_id:
                    headers.setdefault("Snapshot-Id", self._service.snapshot_id)
            await send(message)

        await self._app(scope, receive, complete)


class OneSnapshot:
    """Lets all that a request asks come from one snapshot, whatever is switched meanwhile."""

    def __init__(self, app: ASGIApp, turns: Turns[Served]) -> None:
        self._app = app
        self._turns = turns

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with a hold on its snapshot."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        with self._turns.kept():
            await self._app(scope, receive, send)


class HeadAsGet:
    """Answers HEAD as GET without the body, so that no route can forget it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a HEAD on as a GET."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self._app({**scope, "method": "GET"}, receive, without_body)


class Answers:
    """Keeps the answers to GET and sends each as the client takes it: packed, or 304.

    The snapshot and the request decide the whole answer; the copies of documents count too, because
    passages come from them. An answer that rests on more says ``Cache-Control: no-store``, and is
    not kept. One that is too large to be held, or a part, passes through.
    """

    def __init__(self, app: ASGIApp, service: Service) -> None:
        self._app = app
        self._service = service
        self._cache = service.cache

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send what is kept; else pass the request on, and keep a good answer."""
        if not _keepable(scope):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        key = self._key(scope, headers)
        kept = self._cache.get(key)
        if kept is not None:
            await self._cache.send(key, kept, headers, send)
            return
        capture = _Capture(send)
        await self._app(scope, receive, capture.send)
        if (made := capture.kept()) is None:
            return
        if made.headers["cache-control"] != "no-store":
            self._cache.put(key, made)
        await self._cache.send(key, made, headers, send)

    def _key(self, scope: Scope, headers: Headers) -> tuple[str, ...]:
        return (
            self._service.snapshot_id,
            scope["path"],
            scope["query_string"].decode("latin-1"),
            headers.get("accept", ""),
            headers.get("accept-language", ""),
            self._copies(),
            datetime.now(UTC).date().isoformat(),  # a citation says when it was made
        )

    def _copies(self) -> str:
        try:
            return str(self._service.workspace.sources.stat().st_mtime_ns)
        except OSError:
            return ""


def _keepable(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET" or scope["path"] in _LIVE:
        return False
    return all(name != b"range" for name, _ in scope["headers"])


class _Capture:
    """Holds a good answer back until it is whole; lets every other through as it comes."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None
        self._body = bytearray()
        self._passing = False

    async def send(self, message: Message) -> None:
        """Take one message of the application."""
        if message["type"] == "http.response.start" and message["status"] == 200:
            self._start = message
        elif self._start is None or self._passing:
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if len(self._body) > _MOST_HELD:
                self._passing = True
                await self._send(self._start)
                await self._send({**message, "body": bytes(self._body)})

    def kept(self) -> Kept | None:
        """Return the answer if it was held."""
        if self._start is None or self._passing:
            return None
        headers = Headers(raw=self._start["headers"])
        joined = {name: ", ".join(headers.getlist(name)) for name in headers}
        for own in ("content-length", "etag", "last-modified", "accept-ranges"):
            joined.pop(own, None)
        joined.setdefault("cache-control", "no-cache")
        joined.setdefault("vary", "Accept, Accept-Language")
        return Kept(bytes(self._body), joined)


class OptionsEverywhere:
    """Answers OPTIONS on every address with the methods that it takes."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Turn the refusal of a route, which names its methods, into their list."""
        if scope["type"] != "http" or scope["method"] != "OPTIONS":
            await self._app(scope, receive, send)
            return
        refused = False

        async def listed(message: Message) -> None:
            nonlocal refused
            if message["type"] == "http.response.start" and message["status"] == 405:
                refused = True
                allow = Headers(raw=message["headers"]).get("allow", "GET, HEAD")
                methods = sorted({*allow.replace(" ", "").split(","), "HEAD", "OPTIONS"})
                message = {"type": "http.response.start", "status": 204, "headers": []}
                MutableHeaders(scope=message)["Allow"] = ", ".join(methods)
            elif refused:
                message = {"type": "http.response.body", "body": b""}
            await send(message)

        await self._app(scope, receive, listed)


class NoUpgrade:
    """Refuses a change of protocol, such as a WebSocket: there is none here."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 400 to who asks for another protocol; HTTP/2 in the clear may be ignored."""
        if scope["type"] == "http" and Headers(scope=scope).get("upgrade", "h2c").lower() != "h2c":
            error = BadParameter("This service speaks HTTP only and upgrades to nothing else.")
            await from_error(error)(scope, receive, send)
            return
        await self._app(scope, receive, send)
