"""Documents of strangers, each read in a process of its own; few at a time, and killed in time."""

from __future__ import annotations

import asyncio
import contextlib
import json
from typing import Final

from beleidsgraaf.errors import AnswerTooLarge, Busy
from beleidsgraaf.reader.frames import (
    READY,
    Answer,
    Request,
    Setup,
    command,
    environment,
    failure,
    frame,
)
from beleidsgraaf.settings import Settings
from beleidsgraaf.store import labels
from beleidsgraaf.store.files import GraphFiles
from beleidsgraaf.store.workspace import Workspace

#: Readings that wait for each that runs; more are told to come back.
_WAITING: Final = 4
_AGAIN: Final = 5


class Readings:
    """Reads documents with the names of the graph; the names are collected once."""

    def __init__(self, settings: Settings, workspace: Workspace) -> None:
        self._settings = settings
        self._workspace = workspace
        self._free = asyncio.Semaphore(settings.reading_workers)
        self._present = 0
        self._labels: asyncio.Task[list[labels.Row]] | None = None

    async def read(self, content: bytes, request: Request) -> bytes:
        """Return the finds of a document as JSON Lines.

        Raises :class:`Busy`, :class:`ReadingTimeout`, :class:`ReadingMemory` or
        :class:`AnswerTooLarge` at a limit, :class:`UnreadableDocument` for what is no document,
        :class:`ReadingFailed` when the process fails.
        """
        if self._present >= self._settings.reading_workers * (1 + _WAITING):
            raise Busy("Too many texts are being read at this moment.", retry_after=_AGAIN)
        self._present += 1
        try:
            async with self._free:
                setup = Setup.of(self._settings, await self._rows())
                return await self._child(frame(setup) + frame(request, content))
        finally:
            self._present -= 1

    async def _rows(self) -> list[labels.Row]:
        if self._labels is None or (self._labels.done() and self._labels.exception()):
            collected = asyncio.to_thread(_rows, self._workspace)
            self._labels = asyncio.create_task(collected)
        return await asyncio.shield(self._labels)

    async def _child(self, asked: bytes) -> bytes:
        process = await _exec()
        late, answer = False, b""
        try:
            async with asyncio.timeout(self._settings.reading_seconds):
                answer = await _converse(process, asked, self._settings.answer_bytes)
                await process.wait()
        except TimeoutError:
            late = True
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            status = await process.wait()
        if late or status != 0:
            raise failure(status, late=late)
        return _finds(answer)


def _rows(workspace: Workspace) -> list[labels.Row]:
    return labels.rows(GraphFiles.collect(workspace))


async def _exec() -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *command(),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env=environment(),
        start_new_session=True,
    )


async def _converse(process: asyncio.subprocess.Process, asked: bytes, most: int) -> bytes:
    assert process.stdin is not None and process.stdout is not None  # noqa: S101 - piped above
    with contextlib.suppress(ConnectionError):  # then the exit status tells why
        process.stdin.write(asked)
        await process.stdin.drain()
        process.stdin.close()
    answer = bytearray()
    while part := await process.stdout.read(65_536):
        answer += part
        if len(answer) > most:
            raise AnswerTooLarge(f"The finds take more than {most} bytes.")
    return bytes(answer)


def _finds(answer: bytes) -> bytes:
    """Return what follows the head of the only answer; raise the error that it tells."""
    head, _, payload = answer.removeprefix(READY).partition(b"\n")
    Answer(**json.loads(head)).raise_if_error()
    return payload
