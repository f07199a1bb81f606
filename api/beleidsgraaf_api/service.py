"""What every route stands on: one snapshot, opened, with all that is made of it once."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from starlette.requests import HTTPConnection

from beleidsgraaf.errors import SnapshotError
from beleidsgraaf.evidence import Copies
from beleidsgraaf.lookup import Vocabulary
from beleidsgraaf.networks import ClaimGraph
from beleidsgraaf.query.backend import Backend
from beleidsgraaf.query.pool import LocalPool
from beleidsgraaf.settings import Settings
from beleidsgraaf.store import snapshot
from beleidsgraaf.store.workspace import Workspace
from beleidsgraaf_api.lane import Lane
from beleidsgraaf_api.pages import Content
from beleidsgraaf_api.reading_pool import Readings

_AGAIN: Final = 2.0


@dataclass(frozen=True, slots=True)
class Served:
    """A snapshot in service; ``search`` is the path of its index."""

    snapshot_id: str
    backend: Backend
    claims: ClaimGraph
    search: Path

    @property
    def vocabulary(self) -> Vocabulary:
        """The names of predicates, types and codes."""
        return self.claims.vocabulary


class Service:
    """Opens the current snapshot; without one it stays up and says so to whoever asks."""

    def __init__(self, settings: Settings, workspace: Workspace) -> None:
        self.settings = settings
        self.workspace = workspace
        self.copies = Copies(workspace.sources)
        self.lane = Lane()
        self.readings = Readings(settings, workspace)
        self._served: Served | None = None
        self._failure = SnapshotError("No snapshot has been opened yet.")
        self._tried = -_AGAIN
        self._lock = asyncio.Lock()

    @property
    def snapshot_id(self) -> str:
        """The id of the snapshot in service, empty without one."""
        return self._served.snapshot_id if self._served else ""

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
        pool = await LocalPool.start(current.quads, current.id, self.settings)
        try:
            return Served(current.id, pool, await ClaimGraph.load(pool), current.search)
        except BaseException:
            await pool.close()
            raise

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
