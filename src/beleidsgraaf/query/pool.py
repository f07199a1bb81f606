"""The embedded engine: workers that may be killed, some for strangers, some for our look-ups."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Final

from beleidsgraaf.errors import BeleidsgraafError, Busy
from beleidsgraaf.query import failures, frames, guard
from beleidsgraaf.query.backend import JSON, Answer, Lane, Report, reporting
from beleidsgraaf.query.nursery import Nursery, Worker
from beleidsgraaf.query.worker import Limits
from beleidsgraaf.settings import Settings
from beleidsgraaf.store.snapshot import Snapshot

#: Seconds before a zygote that could not start is tried again.
_RETRY: Final = 0.5
#: Longest pause before a worker that keeps ending without a query is replaced, seconds.
_LONGEST_PAUSE: Final = 2.0
#: Measured: what a quad takes in the engine's memory.
_BYTES_A_QUAD: Final = 350


class _Queue:
    """The workers of one lane that are free, and the callers that wait for one."""

    def __init__(self, most_waiting: int, patience: float) -> None:
        self._free: asyncio.Queue[Worker] = asyncio.Queue()
        self._most_waiting = most_waiting
        self._patience = patience
        self.waiting = 0

    def put(self, worker: Worker) -> None:
        self._free.put_nowait(worker)

    async def take(self) -> Worker:
        """Return a living worker; raise :class:`Busy` when too many wait, or one waits too long."""
        if self._free.empty() and self.waiting >= self._most_waiting:
            raise Busy("Every worker is taken and the queue is full.")
        self.waiting += 1
        try:
            async with asyncio.timeout(self._patience):
                while (worker := await self._free.get()).ended.done():
                    pass
                return worker
        except TimeoutError:
            raise Busy("No worker became free in time.") from None
        finally:
            self.waiting -= 1


def data_of(found: Snapshot, settings: Settings) -> Path:
    """Return what a pool loads: the quads, or if they take too much memory the store on disk."""
    large = found.manifest.quads * _BYTES_A_QUAD > settings.snapshot_memory
    return found.store if large else found.quads


class LocalPool:
    """A :class:`~beleidsgraaf.query.backend.Backend` on processes of this machine."""

    def __init__(
        self, data: Path, snapshot_id: str, settings: Settings, report: Report | None = None
    ) -> None:
        self.snapshot_id = snapshot_id
        self._data = data
        self._settings = settings
        self._report = report
        self._nursery: Nursery | None = None
        self._opening = asyncio.Lock()
        self._running = 0
        self._closing = False
        self._keepers: list[asyncio.Task[None]] = []
        self._queues: dict[Lane, _Queue] = {
            lane: _Queue(settings.query_queue, settings.query_seconds)
            for lane in ("query", "lookup")
        }

    @classmethod
    async def start(
        cls, data: Path, snapshot_id: str, settings: Settings, report: Report | None = None
    ) -> LocalPool:
        """Start the workers; raise ``SnapshotError`` if ``data`` does not load.

        That is a file of N-Quads, held in memory, or the folder of a store on disk.
        """
        pool = cls(data, snapshot_id, settings, report)
        nursery = await pool._open()
        wanted: dict[Lane, int] = {
            "query": settings.query_workers,
            "lookup": settings.lookup_workers,
        }
        for lane, number in wanted.items():
            for _ in range(number):
                worker = await nursery.worker(lane)
                pool._keepers.append(asyncio.create_task(pool._keep(lane, worker)))
        return pool

    @property
    def waiting(self) -> dict[Lane, int]:
        """How many queries wait for a worker, by lane."""
        return {lane: queue.waiting for lane, queue in self._queues.items()}

    async def query(
        self,
        text: str,
        *,
        accept: str = JSON,
        default_graphs: tuple[str, ...] = (),
        named_graphs: tuple[str, ...] = (),
        lane: Lane = "query",
    ) -> Answer:
        """Return the whole answer, or raise: see :class:`~beleidsgraaf.query.backend.Backend`."""
        if lane == "query":
            scan = guard.check(text, self._settings)
            text = scan.text
            if not default_graphs and not named_graphs:
                default_graphs, named_graphs = scan.default_graphs, scan.named_graphs
        request = {
            "text": text,
            "accept": accept,
            "default_graphs": default_graphs,
            "named_graphs": named_graphs,
        }
        began = time.perf_counter()
        body = await self._ask(request, lane)
        return Answer(body, accept, (time.perf_counter() - began) * 1000)

    async def close(self) -> None:
        """Let running queries end, then end every process; further queries get :class:`Busy`."""
        self._closing = True
        while self._running:
            await asyncio.sleep(0.01)
        for keeper in self._keepers:
            keeper.cancel()
        await asyncio.gather(*self._keepers, return_exceptions=True)
        if self._nursery is not None:
            await self._nursery.close()

    async def _ask(self, request: frames.Head, lane: Lane) -> bytes:
        if self._closing:
            raise Busy("The service is closing.")
        self._running += 1
        try:
            worker = await self._queues[lane].take()
            with reporting(self._report, lane):
                head, body = await self._reply(worker, request)
                if not head["last"]:
                    self._queues[lane].put(worker)
                if "error" in head:
                    raise failures.from_reply(head, request["text"], self._settings)
            return body
        finally:
            self._running -= 1

    async def _reply(self, worker: Worker, request: frames.Head) -> tuple[frames.Head, bytes]:
        """Return the worker's reply; whatever else happens, that worker does not live on."""
        try:
            async with asyncio.timeout(self._settings.query_seconds):
                return await worker.ask(request)
        except TimeoutError:
            worker.kill()
            raise failures.timeout(self._settings) from None
        except (EOFError, OSError):
            worker.kill()
            end = await asyncio.shield(worker.ended)
            raise failures.from_end(end, self._settings) from None
        except BaseException:  # the caller has left
            worker.kill()
            raise

    async def _keep(self, lane: Lane, worker: Worker) -> None:
        """Keep one place in a lane filled: whenever its worker ends, the next takes over."""
        pause = 0.0
        while True:
            self._queues[lane].put(worker)
            await asyncio.shield(worker.ended)
            pause = 0.0 if worker.asked else min(2 * pause + 0.05, _LONGEST_PAUSE)
            await asyncio.sleep(pause)
            worker = await self._next(lane)

    async def _next(self, lane: Lane) -> Worker:
        """Return a new worker, however long it takes to have a zygote again."""
        while True:
            try:
                return await (await self._open()).worker(lane)
            except BeleidsgraafError:
                await asyncio.sleep(_RETRY)

    async def _open(self) -> Nursery:
        """Return the nursery, a new one if its zygote is gone."""
        async with self._opening:
            if self._nursery is None or self._nursery.gone.is_set():
                if self._nursery is not None:
                    await self._nursery.close()
                limits = Limits(
                    worker_memory=self._settings.worker_memory,
                    worker_queries=self._settings.worker_queries,
                    answer_rows=self._settings.answer_rows,
                    answer_bytes=self._settings.answer_bytes,
                )
                self._nursery = await Nursery.open(self._data, limits)
            return self._nursery
