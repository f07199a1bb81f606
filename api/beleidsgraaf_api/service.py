"""What every route stands on: one snapshot, opened, with all that is made of it once."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from starlette.requests import HTTPConnection

from beleidsgraaf.errors import BadParameter, SnapshotError
from beleidsgraaf.evidence import Copies
from beleidsgraaf.lookup import Vocabulary
from beleidsgraaf.networks import ClaimGraph
from beleidsgraaf.query.backend import Backend, Lane
from beleidsgraaf.query.pool import LocalPool
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

_AGAIN: Final = 2.0


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
        self._served: Served | None = None
        self._failure = SnapshotError("No snapshot has been opened yet.")
        self._tried = -_AGAIN
        self._lock = asyncio.Lock()

    @property
    def snapshot_id(self) -> str:
        """The id of the snapshot in service, empty without one."""
        return self._served.snapshot_id if self._served else ""

    @property
    def waiting(self) -> dict[Lane, int]:
        """The queries that wait for a worker, by lane."""
        engine = self._served.backend if self._served else None
        return engine.waiting if isinstance(engine, LocalPool) else {}

    async def served(self) -> Served:
        """Return the snapshot in service, opening it at need; raise :class:`SnapshotError`."""
        if self._served is None:
            async with self._lock:
                await self._open()
        if self._served is None:
            raise self._failure
        return self._served

    async def backend(self) -> Backend:
        """Return the engine over the snapshot in service; raise :class:`SnapshotError`."""
        return (await self.served()).backend

    async def snapshot(self) -> Snapshot | None:
        """Return the snapshot in service; ``None`` without one, or where the engine is elsewhere."""
        try:
            return (await self.served()).snapshot
        except SnapshotError:
            return None

    async def content(self) -> Content:
        """Return what the pages show; raise :class:`SnapshotError` where nothing is in service."""
        now = await self.served()
        return Content(now.backend, now.search, now.claims, self.copies, self.lane, now.snapshot_id)

    async def _open(self) -> None:
        """Try once in a while: a snapshot that was built meanwhile is found without a restart."""
        if self._served is not None or time.monotonic() - self._tried < _AGAIN:
            return
        try:
            self._served = await self._load()
        except SnapshotError as error:
            self._failure = error
        finally:
            self._tried = time.monotonic()

    async def _load(self) -> Served:
        current = await asyncio.to_thread(snapshot.current, self.workspace)
        pool = await LocalPool.start(current.quads, current.id, self.settings, report=self._report)
        try:
            return Served(current.id, pool, await ClaimGraph.load(pool), current.search, current)
        except BaseException:
            await pool.close()
            raise

    def _report(self, lane: Lane, seconds: float, outcome: str) -> None:
        self.budgets.report(lane, seconds, outcome)
        self.metrics.report(lane, seconds, outcome)

    async def close(self) -> None:
        """Let running queries end, then leave no process behind."""
        self.lane.close()
        served, self._served = self._served, None
        if served is not None:
            await served.backend.close()


def service(connection: HTTPConnection) -> Service:
    """Return the service that this request came to."""
    found: Service = connection.app.state.service
    return found


async def served(connection: HTTPConnection) -> Served:
    """Return the snapshot that answers this request; raise :class:`SnapshotError` without one."""
    return await service(connection).served()
