"""Sees every request go by: who asks, what it took, and on request a line in the log."""

from __future__ import annotations

import ipaddress
import json
import logging
import time
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from beleidsgraaf_api.budget import ACCOUNT, Account, client_of
from beleidsgraaf_api.metrics import Metrics

#: Values of the setting ``access_log``: without query text, and with it.
LINES: Final = ("requests", "queries")
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
_log = logging.getLogger("beleidsgraaf.access")


class Observed:
    """Counts each request, and writes a line of JSON for it where that is asked for.

    The line holds the network of the client, not its address, and no query unless told so.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics, access_log: str) -> None:
        self._app = app
        self._metrics = metrics
        self._access_log = access_log
        self._routes = _Routes()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and look at the answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        account = Account(client_of(scope))
        token = ACCOUNT.set(account)
        began, sent = time.perf_counter(), _Sent(send)
        try:
            await self._app(scope, receive, sent.send)
        finally:
            ACCOUNT.reset(token)
            seconds = time.perf_counter() - began
            method = scope["method"] if scope["method"] in _METHODS else "other"
            route = self._routes.name(scope["path"], sent.status)
            self._metrics.request(route, method, sent.status, seconds)
            if self._access_log:
                _log.info(json.dumps(self._line(scope, account, sent, seconds)))

    def _line(
        self, scope: Scope, account: Account, sent: _Sent, seconds: float
    ) -> dict[str, str | int | float]:
        line: dict[str, str | int | float] = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "client": network(account.client),
            "method": scope["method"],
            "path": scope["path"],
            "status": sent.status,
            "bytes": sent.size,
            "milliseconds": round(seconds * 1000, 1),
            "workerMilliseconds": round(account.seconds * 1000, 1),
            "snapshot": sent.snapshot,
        }
        if self._access_log == "queries":
            line["query"] = scope["query_string"].decode("latin-1")
        return line


class _Sent:
    """What went out; status 499 where the client left before the answer."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.status = 499
        self.size = 0
        self.snapshot = ""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.snapshot = Headers(raw=message["headers"]).get("snapshot-id", "")
        else:
            self.size += len(message.get("body", b""))
        await self._send(message)


class _Routes:
    """The first parts of addresses that have answered: few, whatever strangers ask for."""

    def __init__(self) -> None:
        self._known = {"/"}

    def name(self, path: str, status: int) -> str:
        """Return the part that stands for a path, ``other`` for what has never answered."""
        parts = path.split("/")
        found = "/".join(parts[:4] if path.startswith("/api/v1/") else parts[:2])
        if status < HTTPStatus.BAD_REQUEST:
            self._known.add(found)
        return found if found in self._known else "other"


def network(client: str) -> str:
    """Return the network of a client, coarse enough to name no one."""
    try:
        found = ipaddress.ip_network(client)
    except ValueError:
        return ""
    return str(found.supernet(new_prefix=24 if found.version == 4 else 48))
