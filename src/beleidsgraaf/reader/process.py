"""A process that reads documents one after another, each within limits of time and memory."""

from __future__ import annotations

import contextlib
import json
import subprocess
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from types import TracebackType
from typing import Final, Self

from beleidsgraaf.errors import ReadingFailed
from beleidsgraaf.formats import Extract
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

_START_SECONDS: Final = 60.0


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of a document that is read, and the kinds to find; none means all."""

    document: str = ""
    issued: date | None = None
    kinds: Sequence[str] = ()


class ReadingProcess:
    """Reads documents of strangers; a document that ends its process does not hurt the next.

    Without ``labels`` the known names are those that the reader brings with it. Not for several
    threads at a time.
    """

    def __init__(self, settings: Settings, labels: Sequence[dict[str, str]] | None = None) -> None:
        self._setup = Setup.of(settings, labels)
        self._seconds = settings.reading_seconds
        self._most_bytes = settings.document_bytes
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        """Give the reader itself; its process is started with the first document."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the process."""
        self.close()

    def close(self) -> None:
        """End the process; another document starts it anew."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def finds(self, content: bytes, name: str, asked: Asked) -> bytes:
        """Return the finds of a document as JSON Lines.

        Raise :class:`UnreadableDocument` with ``name`` in its detail, :class:`ReadingTimeout`,
        :class:`ReadingMemory`, or :class:`ReadingFailed` when the parser ended its process.
        """
        issued = asked.issued.isoformat() if asked.issued else ""
        rest = (asked.document, issued, list(asked.kinds))
        return self._answer(Request(len(content), name, self._most_bytes, *rest), content)

    def extract(self, content: bytes, name: str) -> Extract:
        """Return a document as text; raise as :meth:`finds` does."""
        request = Request(len(content), name, self._most_bytes, find=False)
        parts = json.loads(self._answer(request, content))
        return Extract(parts["text"], tuple(parts["starts"]), tuple(parts["places"]))

    def _answer(self, request: Request, content: bytes) -> bytes:
        process = self._started()
        with _Deadline(process, self._seconds) as deadline:
            answer = _exchanged(process, frame(request, content))
        if answer is None:
            self._process = None
            raise failure(_ended(process), late=deadline.passed)
        if deadline.passed:  # the answer came just before the end
            self.close()
        head, payload = answer
        head.raise_if_error()
        return payload

    def _started(self) -> subprocess.Popen[bytes]:
        """Return the process, which has loaded all it needs."""
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.close()
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
            start_new_session=True,
        )
        with _Deadline(process, _START_SECONDS):
            _send(process, frame(self._setup))
            ready = process.stdout.readline() if process.stdout else b""
        if ready != READY:
            _ended(process)
            raise ReadingFailed("The reader could not be started.")
        self._process = process
        return process


class _Deadline:
    """Kills a process that does not answer in time, which ends every wait for it."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self.passed = False
        self._process = process
        self._timer = threading.Timer(seconds, self._kill)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        self._timer.join()

    def _kill(self) -> None:
        self.passed = True
        self._process.kill()


def _exchanged(process: subprocess.Popen[bytes], asked: bytes) -> tuple[Answer, bytes] | None:
    """Return the answer, ``None`` when the process ended instead."""
    _send(process, asked)
    assert process.stdout is not None  # noqa: S101 - piped above
    line = process.stdout.readline()
    if not line.endswith(b"\n"):
        return None
    head = Answer(**json.loads(line))
    payload = process.stdout.read(head.size)
    return (head, payload) if len(payload) == head.size else None


def _send(process: subprocess.Popen[bytes], content: bytes) -> None:
    assert process.stdin is not None  # noqa: S101 - piped above
    with contextlib.suppress(BrokenPipeError):  # then the exit status tells why
        process.stdin.write(content)
        process.stdin.flush()


def _ended(process: subprocess.Popen[bytes]) -> int:
    """Wait for the end; return the exit status, below zero for a signal."""
    with contextlib.suppress(BrokenPipeError):
        process.communicate()
    return process.wait()
