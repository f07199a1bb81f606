"""Texts of strangers, each read in a process of its own; few at a time, and killed in time."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import beleidsgraaf
from beleidsgraaf.errors import AnswerTooLarge, Busy, ReadingFailed, ReadingMemory, ReadingTimeout
from beleidsgraaf.reader.child import NO_MEMORY
from beleidsgraaf.settings import Settings
from beleidsgraaf.store import labels
from beleidsgraaf.store.files import GraphFiles
from beleidsgraaf.store.workspace import Workspace

#: Readings that wait for each that runs; more are told to come back.
_WAITING: Final = 4
_AGAIN: Final = 5


class Readings:
    """Reads texts with the names of the graph; the names are collected once."""

    def __init__(self, settings: Settings, workspace: Workspace) -> None:
        self._settings = settings
        self._workspace = workspace
        self._free = asyncio.Semaphore(settings.reading_workers)
        self._present = 0
        self._labels: asyncio.Task[list[labels.Row]] | None = None

    async def read(self, text: str, document: str, date: str, kinds: Sequence[str]) -> bytes:
        """Return the finds of a text as JSON Lines.

        Raises :class:`Busy`, :class:`ReadingTimeout`, :class:`ReadingMemory` or
        :class:`AnswerTooLarge` at a limit, :class:`ReadingFailed` when the process fails.
        """
        if self._present >= self._settings.reading_workers * (1 + _WAITING):
            raise Busy("Too many texts are being read at this moment.", retry_after=_AGAIN)
        self._present += 1
        try:
            async with self._free:
                return await self._child(
                    {
                        "text": text,
                        "document": document,
                        "date": date,
                        "kinds": list(kinds),
                        "labels": await self._rows(),
                        "memory": self._settings.reading_memory,
                        "seconds": max(1, round(self._settings.reading_seconds)),
                    }
                )
        finally:
            self._present -= 1

    async def _rows(self) -> list[labels.Row]:
        if self._labels is None or (self._labels.done() and self._labels.exception()):
            collected = asyncio.to_thread(_rows, self._workspace)
            self._labels = asyncio.create_task(collected)
        return await asyncio.shield(self._labels)

    async def _child(self, asked: dict[str, object]) -> bytes:
        process = await _exec()
        try:
            async with asyncio.timeout(self._settings.reading_seconds):
                answer = await _converse(process, asked, self._settings.answer_bytes)
                status = await process.wait()
        except TimeoutError:
            raise ReadingTimeout("The text was not read within the time limit.") from None
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
        if status == NO_MEMORY:
            raise ReadingMemory("Reading this text takes more memory than it may have.")
        if status != 0:
            raise ReadingFailed("The reader ended without an answer.")
        return answer


def _rows(workspace: Workspace) -> list[labels.Row]:
    return labels.rows(GraphFiles.collect(workspace))


async def _exec() -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-m", "beleidsgraaf.reader.child", str(os.getpid())),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={"PYTHONPATH": str(Path(beleidsgraaf.__file__).parent.parent)},
        start_new_session=True,
    )


async def _converse(
    process: asyncio.subprocess.Process, asked: dict[str, object], most: int
) -> bytes:
    assert process.stdin is not None and process.stdout is not None  # noqa: S101 - piped above
    with contextlib.suppress(ConnectionError):  # then the exit status tells why
        process.stdin.write(json.dumps(asked).encode())
        await process.stdin.drain()
        process.stdin.close()
    answer = bytearray()
    while part := await process.stdout.read(65_536):
        answer += part
        if len(answer) > most:
            raise AnswerTooLarge(f"The finds take more than {most} bytes.")
    return bytes(answer)
