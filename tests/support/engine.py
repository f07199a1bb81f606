"""The pool over a small graph, with an eye on the processes it makes."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import threading
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest

from beleidsgraaf import settings, terms
from beleidsgraaf.errors import BeleidsgraafError
from beleidsgraaf.query.backend import Answer
from beleidsgraaf.query.pool import LocalPool

T = TypeVar("T")
ROWS = 300
FACTS, REFERENCE = terms.GRAPH + "facts", terms.GRAPH + "reference"


def write_quads(path: Path) -> Path:
    """Write ``ROWS`` statements in one graph and a tricky one in another."""
    lines = [f'<urn:s{i}> <urn:p> "{i:05}" <{FACTS}> .\n' for i in range(ROWS)]
    lines.append(rf'<urn:x> <urn:q> "a}},{{\r\n[{{\"<result>"@nl <{REFERENCE}> .')
    path.write_text("".join(lines), encoding="utf-8")
    return path


def run(quads: Path, use: Callable[[LocalPool], Coroutine[Any, Any, T]], **given: int | float) -> T:
    """Run ``use`` on a pool of its own, and see that it leaves no process."""

    async def main() -> T:
        pool = await LocalPool.start(quads, "test", settings.load({}, **given))
        try:
            return await use(pool)
        finally:
            await pool.close()

    answer = asyncio.run(main())
    assert children() == set()
    return answer


def zygotes() -> set[int]:
    return below(os.getpid())


def children() -> set[int]:
    """Return the engine's processes: the zygotes of this process, and their workers."""
    return zygotes().union(*map(below, zygotes()))


def below(parent: int) -> set[int]:
    """Return the processes that a process has started, of those that run the zygote's module."""
    found = set()
    for path in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            state, ppid = (path / "stat").read_text().rpartition(")")[2].split()[:2]
            ours = b"beleidsgraaf.query.zygote" in (path / "cmdline").read_bytes()
            if int(ppid) == parent and (ours or state == "Z"):
                found.add(int(path.name))
    return found


async def failure(asking: Coroutine[Any, Any, Answer]) -> BeleidsgraafError:
    with pytest.raises(BeleidsgraafError) as caught:
        await asking
    return caught.value


@contextlib.contextmanager
def listener() -> Iterator[tuple[int, list[bytes]]]:
    """Listen on loopback; the list grows with each connection."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            with contextlib.suppress(OSError):
                while True:
                    connection, _ = server.accept()
                    with connection:
                        heard.append(connection.recv(100))

        thread = threading.Thread(target=listen)
        thread.start()
        try:
            yield server.getsockname()[1], heard
        finally:
            server.shutdown(socket.SHUT_RDWR)
            thread.join()
