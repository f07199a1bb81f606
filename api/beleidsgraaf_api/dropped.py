"""The files of visitors, each laid beside a document in a process of its own, and then forgotten.

The process can open nothing, has bounded time and memory, and ends with its answer; the file is
never written anywhere.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import Sequence
from typing import Final

from pydantic import TypeAdapter

from beleidsgraaf.editions import Edition
from beleidsgraaf.errors import (
    Busy,
    ReadingFailed,
    ReadingMemory,
    ReadingTimeout,
    UnreadableDocument,
)
from beleidsgraaf.records import Evidence
from beleidsgraaf.settings import Settings
from beleidsgraaf.store import labels
from beleidsgraaf_api import dropped_child

_WAITING: Final = 4
_AGAIN: Final = 5
_EDITION: Final = TypeAdapter(Edition)


class Dropped:
    """Lays files beside documents, a few at a time."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._free = asyncio.Semaphore(settings.reading_workers)
        self._present = 0

    async def edition(
        self, content: bytes, evidence: Sequence[Evidence], rows: list[labels.Row]
    ) -> Edition:
        """Return a file with the passages and names marked that it holds.

        Raises :class:`UnreadableDocument` for what is no text, :class:`Busy`,
        :class:`ReadingTimeout` or :class:`ReadingMemory` at a limit, :class:`ReadingFailed` when
        the process fails.
        """
        if self._present >= self._settings.reading_workers * (1 + _WAITING):
            raise Busy("Too many files are being read at this moment.", retry_after=_AGAIN)
        asked = dropped_child.Asked(
            seconds=max(1, round(self._settings.reading_seconds)),
            memory=self._settings.reading_memory,
            rows=rows,
            evidence=tuple(evidence),
        )
        self._present += 1
        try:
            async with self._free:
                return _EDITION.validate_json(await self._answer(asked, content))
        finally:
            self._present -= 1

    async def _answer(self, asked: dropped_child.Asked, content: bytes) -> bytes:
        head = dropped_child.ASKED.dump_json(asked)
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", dropped_child.__name__, str(os.getpid())),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            start_new_session=True,
        )
        try:
            async with asyncio.timeout(self._settings.reading_seconds):
                answer, _ = await process.communicate(head + b"\n" + content)
        except TimeoutError:
            raise ReadingTimeout("The file was not read within the time limit.") from None
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
        if process.returncode == dropped_child.UNREADABLE:
            raise UnreadableDocument(answer.decode("utf-8", "replace"))
        if process.returncode == dropped_child.NO_MEMORY:
            raise ReadingMemory("Reading this file takes more memory than it may have.")
        if process.returncode != 0:
            raise ReadingFailed("The reader ended without an answer.")
        return answer
