"""The SPARQL endpoint: SPARQL 1.1 Protocol, read-only, as bare ASGI.

Bare, because the framework's routes cost more than a cheap query takes.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Hashable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final, TypeVar

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from beleidsgraaf.errors import BeleidsgraafError, InputError, MethodNotAllowed, NotAcceptable
from beleidsgraaf.query import guard
from beleidsgraaf.query.backend import GRAPH_TYPES, SOLUTION_TYPES, Backend
from beleidsgraaf.settings import Settings
from beleidsgraaf.store.snapshot import Snapshot
from beleidsgraaf_api import addresses, description, negotiation, protocol
from beleidsgraaf_api.budget import REFUSED, Budgets
from beleidsgraaf_api.errors import from_error
from beleidsgraaf_api.kept import AnswerCache, Kept

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
    """Answers queries from the backend that ``opener`` gives; ``snapshot`` describes the data set.

    Good answers go to ``cache``, worker time and refusals to ``budgets``. ``page``, if given,
    answers a GET that would rather have HTML.
    """

    def __init__(
        self,
        opener: Opener,
        snapshot: Callable[[], Awaitable[Snapshot | None]],
        settings: Settings,
        cache: AnswerCache,
        budgets: Budgets,
        page: ASGIApp | None = None,
    ) -> None:
        self._opener = opener
        self._snapshot = snapshot
        self._settings = settings
        self._cache = cache
        self._budgets = budgets
        self._page = page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; each error is a problem of its own."""
        request = Request(scope, receive)
        if self._page is not None and _wants_page(request):
            await self._page(scope, receive, send)
            return
        try:
            answer = await self._respond(request)
        except ClientLeft:
            return
        except Exception as error:  # a bare 500 of the server is no problem+json
            if isinstance(error, InputError):
                self._budgets.charge(REFUSED)
            answer = _problem(error)
        if isinstance(answer, Response):
            answer.headers.update(_CORS)
            answer.headers.setdefault("Vary", "Accept")
            await answer(scope, receive, send)
        else:
            key, kept = answer
            await self._cache.send(key, kept, request.headers, send, method=request.method)

    async def _respond(self, request: Request) -> Response | tuple[Hashable, Kept]:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=_PREFLIGHT)
        if request.method not in _METHODS:
            raise MethodNotAllowed("SPARQL is asked by GET or POST.", allow=_METHODS)
        operation = await protocol.read(request, self._settings)
        if operation.query is None:
            return await self._describe(request, operation.format)
        return await self._answer(request, operation, operation.query)

    async def _describe(self, request: Request, name: str) -> tuple[Hashable, Kept]:
        label = _label(request, name, _GRAPH_NAMES, _GRAPHS)
        snapshot = await self._snapshot()
        address = f"{addresses.base(request.scope, self._settings)}/sparql"
        key = ("description", snapshot.id if snapshot else "", address, label)
        kept = self._cache.get(key)
        if kept is None:
            wanted = _GRAPHS[label] or label
            body = await asyncio.to_thread(description.encode, address, wanted, snapshot)
            kept = _whole(body, label)
            self._cache.put(key, kept)
        return key, kept

    async def _answer(
        self, request: Request, operation: protocol.Operation, query: str
    ) -> tuple[Hashable, Kept]:
        scan = guard.check(query, self._settings)
        names, types = (
            (_SOLUTION_NAMES, _SOLUTIONS)
            if scan.form in ("SELECT", "ASK")
            else (_GRAPH_NAMES, _GRAPHS)
        )
        label = _label(request, operation.format, names, types)
        asked = Asked(query, scan, operation, label, types[label] or label)
        backend = await self._opener()
        return await whole_answer(asked, backend, self._cache, self._budgets, request.receive)


@dataclass(frozen=True, slots=True)
class Asked:
    """A query that passed the guard; its answer is made as ``accept`` and labelled ``label``."""

    query: str
    scan: guard.Scan
    operation: protocol.Operation
    label: str
    accept: str


async def whole_answer(
    asked: Asked, backend: Backend, cache: AnswerCache, budgets: Budgets, receive: Receive
) -> tuple[Hashable, Kept]:
    """Return the answer, kept or new, and its key, ``None`` if it must not be kept.

    Raises what the backend raises, :class:`~beleidsgraaf.errors.OverBudget`, and
    :class:`ClientLeft` once nobody waits.
    """
    graphs = asked.operation.default_graphs, asked.operation.named_graphs
    key = (backend.snapshot_id, asked.scan.normal, *graphs, asked.label)

    async def make() -> Kept:
        budgets.check()
        answer = await backend.query(
            asked.query, accept=asked.accept, default_graphs=graphs[0], named_graphs=graphs[1]
        )
        return _whole(answer.body, asked.label, volatile=asked.scan.volatile)

    if asked.scan.volatile:
        return None, await _unless_left(receive, make())
    if (kept := cache.get(key)) is None:
        # a place in the text is that of this text, so only equal texts share their errors
        kept = await _unless_left(receive, cache.once((key, asked.query), make))
        cache.put(key, kept)
    return key, kept


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


def _whole(body: bytes, label: str, *, volatile: bool = False) -> Kept:
    charset = "; charset=utf-8" if label.startswith("text/") else ""
    headers = {
        "content-type": label + charset,
        "cache-control": "no-store" if volatile else "no-cache",
        "vary": "Accept",
    }
    return Kept(body, headers | {name.lower(): value for name, value in _CORS.items()})


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
