"""Which snapshot answers: each has its turn, and a request keeps to the one that it began with.

So a switch mixes no answer and breaks none off: the old snapshot stays until its last request has
been answered, and only then are its processes ended.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar


class Closing(Protocol):
    """What has to be closed once nobody needs it."""

    async def close(self) -> None:
        """Leave no process behind."""


S = TypeVar("S", bound=Closing)


@dataclass(slots=True, eq=False)
class _Turn(Generic[S]):
    served: S
    requests: int = 0
    over: bool = False


@dataclass(slots=True, eq=False)
class _Hold(Generic[S]):
    """What a request holds on to, from its start or from when there first is something."""

    turn: _Turn[S] | None


class Turns(Generic[S]):
    """The snapshot in service, and those before it that still answer somebody."""

    def __init__(self) -> None:
        self._turn: _Turn[S] | None = None
        self._hold: ContextVar[_Hold[S] | None] = ContextVar("hold", default=None)
        self._closing: set[asyncio.Task[None]] = set()

    @property
    def current(self) -> S | None:
        """What is in service for new requests."""
        return self._turn.served if self._turn else None

    @property
    def mine(self) -> S | None:
        """What answers this request; outside of one, what is in service."""
        hold = self._hold.get()
        if hold is None:
            return self.current
        if hold.turn is None and self._turn is not None:
            hold.turn = self._turn
            hold.turn.requests += 1
        return hold.turn.served if hold.turn else None

    @contextlib.contextmanager
    def kept(self) -> Iterator[None]:
        """Let everything inside come from one snapshot."""
        hold: _Hold[S] = _Hold(None)
        token = self._hold.set(hold)
        try:
            _ = self.mine
            yield
        finally:
            self._hold.reset(token)
            if hold.turn is not None:
                hold.turn.requests -= 1
                self._end_if_idle(hold.turn)

    def begin(self, served: S) -> None:
        """Put a snapshot into service; the one before ends with its last request."""
        before, self._turn = self._turn, _Turn(served)
        if before is not None:
            before.over = True
            self._end_if_idle(before)

    async def close(self) -> None:
        """End the turn of the last one, and wait until all are closed."""
        last, self._turn = self._turn, None
        if last is not None:
            last.over = True
            self._end_if_idle(last)
        while self._closing:
            await asyncio.gather(*self._closing)

    def _end_if_idle(self, turn: _Turn[S]) -> None:
        if turn.over and not turn.requests:
            task = asyncio.ensure_future(turn.served.close())
            self._closing.add(task)
            task.add_done_callback(self._closing.discard)
