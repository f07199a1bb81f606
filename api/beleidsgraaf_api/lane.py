"""Work of our own that takes long, kept apart from what must answer at once."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, ParamSpec, TypeVar

from beleidsgraaf.errors import Busy

P = ParamSpec("P")
T = TypeVar("T")
_MOST_WAITING: Final = 16


class Lane:
    """One thread: measured, thirty large networks at a time held a search up for 13 seconds.

    All threads share one interpreter, so more of them would make nothing faster.
    """

    def __init__(self) -> None:
        self._executor = ThreadPoolExecutor(1, "lane")
        self._waiting = 0

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what the work returns; raise :class:`Busy` when too much waits already."""
        if self._waiting >= _MOST_WAITING:
            raise Busy("Too many networks are asked for at this moment.")
        self._waiting += 1
        try:
            loop = asyncio.get_running_loop()
            call = functools.partial(work, *args, **kwargs)
            return await loop.run_in_executor(self._executor, call)
        finally:
            self._waiting -= 1

    def close(self) -> None:
        """Let no more work in."""
        self._executor.shutdown(wait=False, cancel_futures=True)
