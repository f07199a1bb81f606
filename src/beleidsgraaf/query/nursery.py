"""The server's end of the zygote: asks for workers, speaks with them, hears how they end."""

from __future__ import annotations

import array
import asyncio
import contextlib
import json
import os
import signal
import socket
import sys
from collections import deque
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import beleidsgraaf
from beleidsgraaf import sandbox
from beleidsgraaf.errors import SnapshotError, WorkerLost
from beleidsgraaf.query import frames, worker
from beleidsgraaf.query.backend import Lane

#: Longest wait for the zygote to leave by itself, seconds; then it is killed.
_FAREWELL: Final = 2.0
_MESSAGE: Final = 65_536


@dataclass(frozen=True, slots=True)
class End:
    """How a worker ended: by which signal, and whether the engine said it had no memory."""

    signal: int | None
    starved: bool


class Worker:
    """A worker process as the server sees it; ``asked`` says whether it ever had a query."""

    def __init__(self, channel: socket.socket, pidfd: int) -> None:
        self._channel = channel
        self._pidfd = pidfd
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self._asking = False
        self.asked = False
        self.ended: asyncio.Future[End] = asyncio.get_running_loop().create_future()
        self.ended.add_done_callback(self._bury)

    async def ask(self, request: frames.Head) -> tuple[frames.Head, bytes]:
        """Return the head and body of the reply; raise ``OSError`` or ``EOFError`` at its end."""
        self._asking = self.asked = True
        try:
            if self._streams is None:
                self._streams = await asyncio.open_unix_connection(sock=self._channel)
            reader, writer = self._streams
            writer.write(frames.pack(request))
            await writer.drain()
            return await frames.read(reader)
        finally:
            self._asking = False
            if self.ended.done():
                self._close()

    def kill(self) -> None:
        """End the process now, whatever it does."""
        if not self.ended.done():
            sandbox.end(self._pidfd)

    def _bury(self, _: object) -> None:
        os.close(self._pidfd)
        if not self._asking:  # else a last reply may still be on its way
            self._close()

    def _close(self) -> None:
        if self._streams is None:
            self._channel.close()
        else:
            self._streams[1].close()


class Nursery:
    """One zygote and the workers that it bore."""

    def __init__(self, process: asyncio.subprocess.Process, control: socket.socket) -> None:
        self._process = process
        self._control = control
        self._ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._births: deque[asyncio.Future[Worker]] = deque()
        self._living: dict[int, Worker] = {}
        self.gone = asyncio.Event()
        asyncio.get_running_loop().add_reader(control, self._hear)

    @classmethod
    async def open(cls, data: Path, limits: worker.Limits) -> Nursery:
        """Start a zygote and wait until it has loaded; raise :class:`SnapshotError` if it fails."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        process = await _exec(theirs)
        ours.setblocking(False)
        nursery = cls(process, ours)
        try:
            ours.send(json.dumps({"data": str(data), **asdict(limits)}).encode())
            await nursery._ready
        except BaseException:
            await nursery.close()
            raise
        return nursery

    async def worker(self, lane: Lane) -> Worker:
        """Return a new worker; raise :class:`WorkerLost` when the zygote is gone."""
        if self.gone.is_set():
            raise _lost()
        birth: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self._births.append(birth)
        with contextlib.suppress(OSError):  # then the end of the socket is heard, and told
            self._control.send(json.dumps({"lane": lane}).encode())
        return await birth

    async def close(self) -> None:
        """End the zygote and every worker; return when no process is left."""
        self._lose()
        try:
            async with asyncio.timeout(_FAREWELL):
                await self._process.wait()
        except TimeoutError:
            self._process.kill()
            await self._process.wait()

    def _hear(self) -> None:
        try:
            message, descriptors = _receive(self._control)
        except BlockingIOError:
            return
        except OSError:
            message, descriptors = b"", []
        if not message:
            self._lose()
            return
        news = json.loads(message)
        if "born" in news:
            self._welcome(news["born"], *descriptors)
        elif "ended" in news:
            ended = self._living.pop(news["ended"]).ended
            ended.set_result(End(news["signal"], news["memory"]))
        elif "ready" in news:
            self._ready.set_result(None)

    def _welcome(self, pid: int, channel: int, pidfd: int) -> None:
        new = Worker(socket.socket(fileno=channel), pidfd)
        self._living[pid] = new
        birth = self._births.popleft()
        if birth.cancelled():
            new.kill()
        else:
            birth.set_result(new)

    def _lose(self) -> None:
        """The zygote is gone, and by their agreement with the kernel so are its workers."""
        if self.gone.is_set():
            return
        self.gone.set()
        asyncio.get_running_loop().remove_reader(self._control)
        self._control.close()
        if not self._ready.done():
            self._ready.set_exception(
                SnapshotError(
                    "The snapshot could not be loaded.", remedy="Build it again: beleidsgraaf build"
                )
            )
        for birth in self._births:
            if not birth.done():
                birth.set_exception(_lost())
        for orphan in self._living.values():
            orphan.ended.set_result(End(signal.SIGKILL, False))


def _lost() -> WorkerLost:
    return WorkerLost("The query engine is being started again; please ask again.")


async def _exec(control: socket.socket) -> asyncio.subprocess.Process:
    """Start the zygote with nothing of this process but the socket and where the library is."""
    descriptor = control.fileno()
    try:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "beleidsgraaf.query.zygote"),
            *(str(descriptor), str(os.getpid())),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
            pass_fds=(descriptor,),
            env={"PYTHONPATH": str(Path(beleidsgraaf.__file__).parent.parent)},
            start_new_session=True,  # so that Ctrl-C lets running queries end
        )
    finally:
        control.close()


def _receive(control: socket.socket) -> tuple[bytes, list[int]]:
    """Return the next message and the descriptors with it, closed on exec."""
    size = array.array("i").itemsize * 2
    message, ancillary, _, _ = control.recvmsg(
        _MESSAGE, socket.CMSG_SPACE(size), socket.MSG_CMSG_CLOEXEC
    )
    descriptors = array.array("i")
    for level, kind, data in ancillary:
        if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
            descriptors.frombytes(data)
    return message, list(descriptors)
