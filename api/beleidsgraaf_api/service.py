"""What every route stands on: one snapshot, opened, with all that is made of it once."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import math
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from starlette.requests import HTTPConnection

from beleidsgraaf.errors import BadParameter, BeleidsgraafError, SnapshotError
from beleidsgraaf.evidence import Copies
from beleidsgraaf.lookup import Vocabulary
from beleidsgraaf.networks import ClaimGraph
from beleidsgraaf.query import engines
from beleidsgraaf.query.backend import Backend, Lane
from beleidsgraaf.settings import Settings
from beleidsgraaf.store import snapshot
from beleidsgraaf.store.snapshot import Snapshot
from beleidsgraaf.store.workspace import Workspace
from beleidsgraaf_api import lane
from beleidsgraaf_api.budget import Budgets
from beleidsgraaf_api.kept import AnswerCache
from beleidsgraaf_api.metrics import Metrics
from beleidsgraaf_api.observation import LINES
from beleidsgraaf_api.pages import Content
from beleidsgraaf_api.reading_pool import Readings
from beleidsgraaf_api.turns import Turns

#: Seconds before a workspace without a snapshot is looked at again.
_AGAIN: Final = 2.0
#: Seconds before a switch that failed is tried again.
_RETRY: Final = 5.0
#: Seconds between two looks at which snapshot is the current one.
_LOOK: Final = 0.2
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Served:
    """A snapshot in service; ``search`` is the path of its index.

    ``snapshot`` is ``None`` where a remote engine holds the graph.
    """

    snapshot_id: str
    backend: Backend
    claims: ClaimGraph
    search: Path
    snapshot: Snapshot | None = None

    async def close(self) -> None:
        """Let running queries end, then leave no process behind."""
        await self.backend.close()

    @property
    def vocabulary(self) -> Vocabulary:
        """The names of predicates, types and codes."""
        return self.claims.vocabulary


class Service:
    """Opens the current snapshot; without one it stays up and says so to whoever asks."""

    def __init__(self, settings: Settings, workspace: Workspace) -> None:
        if settings.access_log not in ("", *LINES):
            raise BadParameter(f"The access log is written as {' or '.join(LINES)}, or not at all.")
        self.settings = settings
        self.cache = AnswerCache(settings.cache_bytes)
        self.budgets = Budgets(settings.client_seconds)
        self.metrics = Metrics(self.cache, self)
        self.workspace = workspace
        self.copies = Copies(workspace.sources)
        self.lane = lane.Lane()
        self.readings = Readings(settings, workspace)
        self.turns: Turns[Served] = Turns()
        self._failure: BeleidsgraafError = SnapshotError("No snapshot has been opened yet.")
        self._tried = -_AGAIN
        self._lock = asyncio.Lock()
        self.asked_to_look = asyncio.Event()

    @property
    def snapshot_id(self) -> str:
        """The id of the snapshot that answers this request, empty without one."""
        now = self.turns.mine
        return now.snapshot_id if now else ""

    @property
    def waiting(self) -> dict[Lane, int]:
        """The queries that wait for a worker, by lane."""
        engine = self.turns.current.backend if self.turns.current else None
        return engine.waiting if engine else {}

    async def served(self) -> Served:
        """Return the snapshot that answers, opened at need; raise :class:`SnapshotError`."""
        if self.turns.mine is None:
            async with self._lock:
                await self._open()
        now = self.turns.mine
        if now is None:
            raise self._failure
        return now

    async def backend(self) -> Backend:
        """Return the engine over the snapshot in service; raise :class:`SnapshotError`."""
        return (await self.served()).backend

    async def snapshot(self) -> Snapshot | None:
        """Return the snapshot in service; ``None`` without one, or if the engine is elsewhere."""
        try:
            return (await self.served()).snapshot
        except BeleidsgraafError:
            return None

    async def content(self) -> Content:
        """Return what the pages show; raise :class:`SnapshotError` where nothing is in service."""
        now = await self.served()
        return Content(now.backend, now.search, now.claims, self.copies, self.lane, now.snapshot_id)

    async def follow(self) -> None:
        """Switch to each snapshot that becomes the current one; never returns.

        One that cannot be opened is tried again once in a while.
        """
        seen = await asyncio.to_thread(snapshot.pointed, self.workspace)
        again = math.inf
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.asked_to_look.wait(), _LOOK)
            pointed = snapshot.pointed(self.workspace)
            asked = self.asked_to_look.is_set() or time.monotonic() >= again
            if pointed == seen and not asked:
                continue
            self.asked_to_look.clear()
            seen, again = pointed, math.inf
            if self.turns.current is not None and pointed and pointed != self.snapshot_id:
                done = await self._switch(pointed)
                again = math.inf if done else time.monotonic() + _RETRY

    async def _switch(self, snapshot_id: str) -> bool:
        async with self._lock:
            try:
                opening = asyncio.to_thread(snapshot.open_snapshot, self.workspace, snapshot_id)
                self._begin(await self._load(await opening))
            except BeleidsgraafError as error:
                _log.warning("%s The snapshot in service stays.", error.detail)
                return False
        return True

    def _begin(self, served: Served) -> None:
        self.turns.begin(served)
        self.metrics.switched()

    async def _open(self) -> None:
        """Try once in a while: a snapshot that was built meanwhile is found without a restart."""
        if self.turns.current is not None or time.monotonic() - self._tried < _AGAIN:
            return
        try:
            found = await asyncio.to_thread(snapshot.current, self.workspace)
            self._begin(await self._load(found))
        except BeleidsgraafError as error:
            self._failure = error
        finally:
            self._tried = time.monotonic()

    async def _load(self, found: Snapshot) -> Served:
        engine = await engines.start(found, self.settings, self._report)
        try:
            return Served(found.id, engine, await ClaimGraph.load(engine), found.search, found)
        except BaseException:
            await engine.close()
            raise

    def _report(self, lane: Lane, seconds: float, outcome: str) -> None:
        self.budgets.report(lane, seconds, outcome)
        self.metrics.report(lane, seconds, outcome)

    async def close(self) -> None:
        """Let running queries end, then leave no process behind."""
        self.lane.close()
        await self.turns.close()


def service(connection: HTTPConnection) -> Service:
    """Return the service that this request came to."""
    found: Service = connection.app.state.service
    return found


async def served(connection: HTTPConnection) -> Served:
    """Return the snapshot that answers this request; raise :class:`SnapshotError` without one."""
    return await service(connection).served()
