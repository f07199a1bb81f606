"""Asking without pressing: a pause between requests, and the wait that the other side asks for."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from beleidsgraaf.errors import FetchBusy
from beleidsgraaf.store.fetch import Client, Fetched

_TRIES: Final = 3
_LONGEST_WAIT: Final = 30
_WAIT: Final = 10


class PoliteClient:
    """A client that begins at most one request in each ``pause`` seconds."""

    def __init__(
        self, client: Client, pause: float, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._client = client
        self._pause = pause
        self._sleep = sleep
        self._next = 0.0

    def get(self, url: str, types: frozenset[str]) -> Fetched:
        """Ask as the client does; when the other side is busy, again after the wait it names.

        Raise :class:`FetchBusy` when it stays so, or names a longer wait.
        """
        for _ in range(_TRIES - 1):
            try:
                return self._once(url, types)
            except FetchBusy as busy:
                wait = _WAIT if busy.retry_after is None else busy.retry_after
                if wait > _LONGEST_WAIT:
                    raise
                self._sleep(wait)
        return self._once(url, types)

    def _once(self, url: str, types: frozenset[str]) -> Fetched:
        self._sleep(max(0.0, self._next - time.monotonic()))
        self._next = time.monotonic() + self._pause
        return self._client.get(url, types)
