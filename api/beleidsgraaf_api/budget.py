"""What each client may take of the workers: so many seconds a minute, then 429.

A client is an IPv4 address or an IPv6 network of 64 bits, because one customer has a whole one.
"""

from __future__ import annotations

import ipaddress
import math
import time
from collections import OrderedDict
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

from beleidsgraaf.errors import BeleidsgraafError, OverBudget
from beleidsgraaf.query.backend import Lane
from beleidsgraaf_api.errors import from_error

#: A query costs at least this much, seconds: many cheap ones are work as well.
LEAST: Final = 0.05
#: A query that is refused costs this much, seconds: whoever tries out holes tries often.
REFUSED: Final = 0.25
_MINUTE: Final = 60.0
#: Clients that are remembered; beyond it those who asked longest ago are forgiven.
_MOST_CLIENTS: Final = 10_000
#: Paths that take no worker, and are needed to see what goes on.
_FREE: Final = ("/healthz", "/readyz", "/metrics", "/static/")


@dataclass(slots=True)
class Account:
    """Who asks, and the worker time of this request, seconds."""

    client: str
    seconds: float = 0.0


#: The account of the request that is being answered.
ACCOUNT: ContextVar[Account] = ContextVar("account")


class Budgets:
    """A bucket for each client: ``seconds`` at once, and as much again every minute."""

    def __init__(self, seconds: float) -> None:
        self._most = seconds
        self._used: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def check(self) -> None:
        """Raise :class:`OverBudget` if the client who asks has spent its part."""
        account = ACCOUNT.get(None)
        if account is None:  # work of the service itself
            return
        over = self._now(account.client) - self._most
        if over >= 0:
            raise OverBudget(
                f"You have used your {self._most:g} seconds of query time a minute.",
                retry_after=math.ceil(over * _MINUTE / self._most) + 1,
            )

    def charge(self, seconds: float) -> None:
        """Put worker time on the account of the client who asks."""
        account = ACCOUNT.get(None)
        if account is None:
            return
        account.seconds += seconds
        used = self._now(account.client) + seconds
        self._used[account.client] = used, time.monotonic()
        self._used.move_to_end(account.client)
        if len(self._used) > _MOST_CLIENTS:
            self._used.popitem(last=False)

    def report(self, lane: Lane, seconds: float, _: str) -> None:
        """Charge a worker that was taken for so long."""
        self.charge(max(seconds, LEAST) if lane == "query" else seconds)

    def _now(self, client: str) -> float:
        used, then = self._used.get(client, (0.0, 0.0))
        return max(0.0, used - (time.monotonic() - then) * self._most / _MINUTE)


class Budgeted:
    """Lets a request through to the workers while its client may have them."""

    def __init__(self, app: ASGIApp, budgets: Budgets) -> None:
        self._app = app
        self._budgets = budgets

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 429."""
        if scope["type"] == "http" and not scope["path"].startswith(_FREE):
            try:
                self._budgets.check()
            except BeleidsgraafError as error:
                await from_error(error)(scope, receive, send)
                return
        await self._app(scope, receive, send)


def client_of(scope: Scope) -> str:
    """Return who asks: the peer, or whom a trusted proxy names; the server has seen to that."""
    host, _ = scope.get("client") or ("", 0)
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)
