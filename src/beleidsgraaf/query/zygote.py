"""The process that loads a snapshot once and forks a worker whenever the pool asks for one.

Started by exec, never forked from the web server: a fork of a process with threads may deadlock.
It has a single thread of its own (an in-memory store leaves no other), speaks with the pool over
one socket of whole messages, and ends when that socket closes.

Messages to it:    ``{"data": path, ...limits}`` first, then ``{"lane": "query"}`` for each worker.
Messages from it:  ``{"ready": true}`` or ``{"failed": code}``, then
``{"born": pid}`` with two descriptors (channel, pidfd) and
``{"ended": pid, "signal": number | null, "memory": bool}``.
"""

from __future__ import annotations

import gc
import json
import os
import select
import socket
import sys
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final, NoReturn

import pyoxigraph as ox

from beleidsgraaf import sandbox
from beleidsgraaf.query import worker
from beleidsgraaf.query.backend import Lane

MESSAGE: Final = 65_536

#: What the engine writes to standard error before it aborts for want of memory.
_NO_MEMORY: Final = b"memory allocation of"


@dataclass(frozen=True, slots=True)
class _Child:
    pid: int
    pidfd: int
    notes: int


class Zygote:
    """The data, the socket to the pool, and the workers that live."""

    def __init__(
        self, control: socket.socket, data: ox.Store | Path, limits: worker.Limits
    ) -> None:
        self._control = control
        self._data = data
        self._limits = limits
        self._children: dict[int, _Child] = {}
        self._poll = select.poll()
        self._poll.register(control, select.POLLIN)

    def run(self) -> None:
        """Fork and report until the pool closes the socket; then end every worker."""
        while True:
            for descriptor, _ in self._poll.poll():
                if descriptor != self._control.fileno():
                    self._report(self._children.pop(descriptor))
                    continue
                message = self._control.recv(MESSAGE)
                if not message:
                    self._end_all()
                    return
                self._fork(json.loads(message)["lane"])

    def _fork(self, lane: Lane) -> None:
        ours, theirs = socket.socketpair()
        notes = os.memfd_create("notes")
        zygote = os.getpid()
        pid = os.fork()
        if pid == 0:
            _become_worker(zygote, self._data, theirs, notes, lane, self._limits)
        theirs.close()
        child = _Child(pid, os.pidfd_open(pid), notes)
        self._children[child.pidfd] = child
        self._poll.register(child.pidfd, select.POLLIN)
        _tell(self._control, {"born": pid}, ours.fileno(), child.pidfd)
        ours.close()

    def _report(self, child: _Child) -> None:
        _, status = os.waitpid(child.pid, 0)
        number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else None
        starved = _NO_MEMORY in os.pread(child.notes, MESSAGE, 0)
        self._poll.unregister(child.pidfd)
        os.close(child.notes)
        os.close(child.pidfd)
        _tell(self._control, {"ended": child.pid, "signal": number, "memory": starved})

    def _end_all(self) -> None:
        for child in self._children.values():
            sandbox.end(child.pidfd)
        for child in self._children.values():
            os.waitpid(child.pid, 0)


def _become_worker(
    zygote: int,
    data: ox.Store | Path,
    channel: socket.socket,
    notes: int,
    lane: Lane,
    limits: worker.Limits,
) -> NoReturn:
    """Never returns: nothing of the zygote's own loop may run twice."""
    code = 1
    try:
        sandbox.die_with(zygote)
        os.dup2(notes, 2)
        os.dup2(channel.fileno(), 3)
        channel.detach()
        os.closerange(4, os.sysconf("SC_OPEN_MAX"))
        worker.run(data, socket.socket(fileno=3), lane, limits)
        code = 0
    except (BrokenPipeError, ConnectionResetError):
        code = 0
    finally:
        os._exit(code)


def _tell(control: socket.socket, message: dict[str, Any], *descriptors: int) -> None:
    socket.send_fds(control, [json.dumps(message).encode()], descriptors)


def _load(data: Path) -> ox.Store | Path:
    """Return the quads in memory; a store on disk stays for the workers to open."""
    if data.is_dir():
        return data
    store = ox.Store()
    store.bulk_load(path=data, format=ox.RdfFormat.N_QUADS)
    if len(list(Path("/proc/self/task").iterdir())) != 1:
        raise RuntimeError("a process with several threads must not be forked")
    return store


def main() -> None:
    """Run as ``python -m beleidsgraaf.query.zygote SOCKET PARENT``, both numbers."""
    control = socket.socket(fileno=int(sys.argv[1]))
    sandbox.die_with(int(sys.argv[2]))
    order = json.loads(control.recv(MESSAGE))
    limits = worker.Limits(**{field.name: order[field.name] for field in fields(worker.Limits)})
    try:
        data = _load(Path(order["data"]))
    except (OSError, SyntaxError, RuntimeError):
        _tell(control, {"failed": "snapshot_unavailable"})
        return
    gc.collect()
    gc.freeze()  # a collection in a worker would otherwise copy every page that Python holds
    _tell(control, {"ready": True})
    Zygote(control, data, limits).run()


if __name__ == "__main__":
    main()
