"""What stands around every route, one concern each, plain ASGI."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, MutableMapping
from typing import Any, Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from beleidsgraaf import __version__
from beleidsgraaf_api.service import Service

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


class EntityTags:
    """Strong ETags before the work: the snapshot and the request decide the whole answer.

    A client that has an answer of this snapshot gets 304 without a query. The copies of documents
    count too, because passages come from them.
    """

    def __init__(self, app: ASGIApp, service: Service, prefixes: tuple[str, ...]) -> None:
        self._app = app
        self._service = service
        self._prefixes = prefixes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 304, or pass the request on and mark a good answer."""
        if not self._applies(scope):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        tag = self._tag(scope, headers)
        given = [each.strip() for each in headers.get("if-none-match", "").split(",")]
        if tag in (each.removeprefix("W/") for each in given):
            await send(_not_modified(tag))
            await send({"type": "http.response.body", "body": b""})
            return
        body_wanted = "*" not in given

        async def marked(message: Message) -> None:
            nonlocal body_wanted
            if message["type"] == "http.response.start":
                good = message["status"] == 200
                if good and not body_wanted:
                    message = _not_modified(tag)
                elif good:
                    _mark(message, tag)
                body_wanted = body_wanted or not good
            elif not body_wanted:
                message = {"type": "http.response.body", "body": b""}
            await send(message)

        await self._app(scope, receive, marked)

    def _applies(self, scope: Scope) -> bool:
        return (
            scope["type"] == "http"
            and scope["method"] == "GET"
            and scope["path"].startswith(self._prefixes)
            and bool(self._service.snapshot_id)
        )

    def _tag(self, scope: Scope, headers: Headers) -> str:
        parts = (
            __version__,
            self._service.snapshot_id,
            scope["path"],
            scope["query_string"].decode("latin-1"),
            headers.get("accept", ""),
            headers.get("accept-language", ""),
            self._copies(),
        )
        return f'"{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:32]}"'

    def _copies(self) -> str:
        try:
            return str(self._service.workspace.sources.stat().st_mtime_ns)
        except OSError:
            return ""


def _mark(message: MutableMapping[str, Any], tag: str) -> None:
    headers = MutableHeaders(scope=message)
    headers["ETag"] = tag
    headers.setdefault("Cache-Control", "no-cache")
    headers.setdefault("Vary", "Accept, Accept-Language")


def _not_modified(tag: str) -> Message:
    message: Message = {"type": "http.response.start", "status": 304, "headers": []}
    _mark(message, tag)
    return message
