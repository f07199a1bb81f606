"""The SPARQL endpoint: SPARQL 1.1 Protocol, read-only, as bare ASGI.

Bare, because the framework's routes cost more than a cheap query takes.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable, Coroutine
from http import HTTPStatus
from typing import Any, Final, TypeVar

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from beleidsgraaf.errors import BeleidsgraafError, MethodNotAllowed, NotAcceptable
from beleidsgraaf.query import guard
from beleidsgraaf.query.backend import GRAPH_TYPES, SOLUTION_TYPES, Backend
from beleidsgraaf.settings import Settings
from beleidsgraaf_api import description, negotiation, protocol
from beleidsgraaf_api.errors import from_error

T = TypeVar("T")
Opener = Callable[[], Awaitable[Backend]]

_log = logging.getLogger(__name__)
_METHODS: Final = ("GET", "HEAD", "POST", "OPTIONS")
#: What else an answer may be asked and labelled as; the bytes are those of the type beside it.
_SOLUTIONS: Final = dict.fromkeys(SOLUTION_TYPES, "") | {
    "application/json": "application/sparql-results+json",
    "application/xml": "application/sparql-results+xml",
}
_GRAPHS: Final = dict.fromkeys(GRAPH_TYPES, "") | {
    "application/json": "application/ld+json",
    "application/xml": "application/rdf+xml",
}
#: Short names for ``?format=``, where an Accept header cannot be sent.
_SOLUTION_NAMES: Final = dict(zip(("json", "xml", "csv", "tsv"), SOLUTION_TYPES, strict=True))
_GRAPH_NAMES: Final = {
    "ttl": "text/turtle", "turtle": "text/turtle", "nt": "application/n-triples",
    "jsonld": "application/ld+json", "json": "application/ld+json",
    "rdf": "application/rdf+xml", "xml": "application/rdf+xml",
}  # fmt: skip
_CORS: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Retry-After, Snapshot-Id",
}
_PREFLIGHT: Final = {
    "Allow": ", ".join(_METHODS),
    "Access-Control-Allow-Methods": ", ".join(_METHODS),
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class ClientLeft(Exception):
    """Nobody waits for the answer any more."""


class SparqlEndpoint:
    """Answers queries from the backend that ``opener`` gives.

    ``page``, if given, answers a GET that would rather have HTML.
    """

    def __init__(self, opener: Opener, settings: Settings, page: ASGIApp | None = None) -> None:
        self._opener = opener
        self._settings = settings
        self._page = page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; each error is a problem of its own."""
        request = Request(scope, receive)
        if self._page is not None and _wants_page(request):
            await self._page(scope, receive, send)
            return
        try:
            response = await self._respond(request)
        except ClientLeft:
            return
        except Exception as error:  # a bare 500 of the server is no problem+json
            response = _problem(error)
        response.headers.update(_CORS)
        response.headers.setdefault("Vary", "Accept")
        await response(scope, receive, send)

    async def _respond(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=_PREFLIGHT)
        if request.method not in _METHODS:
            raise MethodNotAllowed("SPARQL is asked by GET or POST.", allow=_METHODS)
        operation = await protocol.read(request, self._settings)
        if operation.query is None:
            response = self._describe(request, operation.format)
        else:
            response = await self._answer(request, operation, operation.query)
        if request.method == "HEAD":
            response.body = b""
        return response

    def _describe(self, request: Request, name: str) -> Response:
        label = _label(request, name, _GRAPH_NAMES, _GRAPHS)
        body = description.encode(self._address(request), _GRAPHS[label] or label)
        return _not_modified(request, tag := _tag(body)) or _whole(body, label, tag)

    async def _answer(
        self, request: Request, operation: protocol.Operation, query: str
    ) -> Response:
        scan = guard.check(query, self._settings)
        names, types = (
            (_SOLUTION_NAMES, _SOLUTIONS)
            if scan.form in ("SELECT", "ASK")
            else (_GRAPH_NAMES, _GRAPHS)
        )
        label = _label(request, operation.format, names, types)
        backend = await self._opener()
        tag = "" if scan.volatile else _answer_tag(backend.snapshot_id, label, operation)
        if unchanged := _not_modified(request, tag):
            return unchanged
        asking = backend.query(
            query,
            accept=types[label] or label,
            default_graphs=operation.default_graphs,
            named_graphs=operation.named_graphs,
        )
        answer = await _unless_left(request.receive, asking)
        return _whole(answer.body, label, tag)

    def _address(self, request: Request) -> str:
        """Return where this endpoint is: as configured, else as bound, never as a client says."""
        base = self._settings.base_url.rstrip("/")
        if not base:
            host, port = request.scope.get("server") or ("localhost", None)
            base = f"{request.scope['scheme']}://{host}" + (f":{port}" if port else "")
        return base + "/sparql"


def _problem(error: Exception) -> Response:
    if not isinstance(error, BeleidsgraafError):
        _log.error("the endpoint failed", exc_info=error)
        error = BeleidsgraafError("The service failed on this request. It has been logged.")
    elif error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        _log.warning("%s: %s", error.code, error.detail)
    response = from_error(error)
    if isinstance(error, MethodNotAllowed):
        response.headers["Allow"] = ", ".join(error.allow)
    return response


def _wants_page(request: Request) -> bool:
    if request.method not in ("GET", "HEAD") or "format" in request.query_params:
        return False
    return negotiation.media_type(request, (*_GRAPHS, *_SOLUTIONS, "text/html")) == "text/html"


def _label(request: Request, name: str, names: dict[str, str], types: dict[str, str]) -> str:
    """Return the media type of the answer; raise :class:`NotAcceptable` with what there is."""
    label = names.get(name, name) if name else negotiation.media_type(request, tuple(types))
    if label not in types:
        known = ", ".join(types)
        raise NotAcceptable(f"This query is answered as {known}; format= takes {', '.join(names)}.")
    return label


def _whole(body: bytes, label: str, tag: str) -> Response:
    headers = {"Cache-Control": "no-cache", "ETag": tag} if tag else {"Cache-Control": "no-store"}
    # Starlette itself adds the charset to the types that begin with text/
    return Response(body, headers=headers, media_type=label)


def _answer_tag(snapshot_id: str, label: str, operation: protocol.Operation) -> str:
    parts = (snapshot_id, label, operation.query, operation.default_graphs, operation.named_graphs)
    return _tag(repr(parts).encode("utf-8", "surrogatepass"))


def _tag(content: bytes) -> str:
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def _not_modified(request: Request, tag: str) -> Response | None:
    """Return 304 where the client of a GET or HEAD has this answer already."""
    if request.method == "POST" or not tag:
        return None
    given = {each.strip().removeprefix("W/") for each in _if_none_match(request).split(",")}
    if given.isdisjoint((tag, "*")):
        return None
    return Response(status_code=304, headers={"Cache-Control": "no-cache", "ETag": tag})


def _if_none_match(request: Request) -> str:
    return ",".join(request.headers.getlist("if-none-match"))


async def _unless_left(receive: Receive, asking: Coroutine[Any, Any, T]) -> T:
    """Return what was asked; end it, and with it its worker, once the client has left."""
    question = asyncio.create_task(asking)
    leaving = asyncio.create_task(_left(receive))
    try:
        await asyncio.wait((question, leaving), return_when=asyncio.FIRST_COMPLETED)
        if not question.done():
            raise ClientLeft
        return question.result()
    finally:
        for task in (question, leaving):
            task.cancel()
        await asyncio.gather(question, leaving, return_exceptions=True)


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
