"""Many documents: one pure function over each, through an executor of any kind.

Documents are handed out a few at a time and their outcomes come in the order of the documents, so
memory stays bounded and the same documents give the same result. A worker that is lost, with what
it was reading, is replaced.
"""

from __future__ import annotations

import hashlib
import json
import threading
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Final

import beleidsgraaf
from beleidsgraaf import errors
from beleidsgraaf.errors import BeleidsgraafError, ReadingFailed
from beleidsgraaf.reader.process import Asked, ReadingProcess
from beleidsgraaf.settings import Settings

#: Times that a document is tried when its worker is lost.
_TRIES: Final = 3


@dataclass(frozen=True)
class Reader:
    """How documents are read: limits, and the names to find, packed to travel to any machine."""

    settings: Settings
    packed_names: bytes

    @classmethod
    def of(cls, settings: Settings, labels: Sequence[dict[str, str]] | None) -> Reader:
        """Return a reader that finds these names; ``None`` means those that it has itself."""
        return cls(settings, zlib.compress(json.dumps(labels).encode()))

    @cached_property
    def digest(self) -> str:
        """What the finds depend on besides the document: this software and the names."""
        found = hashlib.sha256(self.packed_names)
        package = Path(beleidsgraaf.__file__).parent
        for room in ("formats", "reader"):
            for file in sorted((package / room).rglob("*.*")):
                if file.suffix != ".pyc" and file.is_file():
                    found.update(file.relative_to(package).as_posix().encode() + b"\0")
                    found.update(file.read_bytes())
        return found.hexdigest()

    def process(self) -> ReadingProcess:
        """Return a process that reads so."""
        return ReadingProcess(self.settings, json.loads(zlib.decompress(self.packed_names)))


@dataclass(frozen=True, slots=True)
class Job:
    """A document to read: the name by which it is told, its bytes, and what is known of it."""

    name: str
    content: bytes
    asked: Asked


@dataclass(frozen=True, slots=True)
class Outcome:
    """The finds of a document as JSON Lines, or the error by its class; and how often tried."""

    name: str
    finds: bytes = b""
    error: str = ""
    detail: str = ""
    remedy: str = ""
    tries: int = 1

    @classmethod
    def failed(cls, name: str, error: BeleidsgraafError) -> Outcome:
        """Return the outcome of a document that could not be read."""
        return cls(name, b"", type(error).__name__, error.detail, error.remedy)

    def as_error(self) -> BeleidsgraafError:
        """Return the error again."""
        kind: type[BeleidsgraafError] = getattr(errors, self.error)
        return kind(self.detail, remedy=self.remedy)


class _OfThread(threading.local):
    """The reader of this thread of a worker, with the process that it has started."""

    reader: Reader | None = None
    process: ReadingProcess | None = None


_own = _OfThread()


def read_one(reader: Reader, job: Job) -> Outcome:
    """Read a document; every error of ours is an outcome."""
    if _own.reader != reader or _own.process is None:
        if _own.process is not None:
            _own.process.close()
        _own.reader, _own.process = reader, reader.process()
    return outcome(_own.process, job)


def outcome(process: ReadingProcess, job: Job) -> Outcome:
    """Read a document in this process; every error of ours is an outcome."""
    try:
        return Outcome(job.name, process.finds(job.content, job.name, job.asked))
    except BeleidsgraafError as error:
        return Outcome.failed(job.name, error)


def read_all(
    jobs: Iterable[Job | Outcome], reader: Reader, start: Callable[[], Executor], ahead: int
) -> Iterator[Outcome]:
    """Give the outcome of each job, in their order; what has an outcome already passes through.

    ``start`` gives an executor; it is asked again when the last one lost its workers. At most
    ``ahead`` documents are handed out at a time.
    """
    workers = _Workers(reader, start)
    waiting: deque[tuple[Job, Future[Outcome]] | Outcome] = deque()
    try:
        for job in jobs:
            waiting.append(job if isinstance(job, Outcome) else (job, workers.submit(job)))
            while len(waiting) >= ahead:
                yield workers.settled(waiting.popleft())
        while waiting:
            yield workers.settled(waiting.popleft())
    finally:
        for one in waiting:
            if not isinstance(one, Outcome):
                one[1].cancel()
        workers.end()


class _Workers:
    """An executor that is replaced when its workers are lost."""

    def __init__(self, reader: Reader, start: Callable[[], Executor]) -> None:
        self._reader = reader
        self._start = start
        self._executor = start()

    def submit(self, job: Job) -> Future[Outcome]:
        try:
            return self._executor.submit(read_one, self._reader, job)
        except BrokenExecutor:
            self._replace()
            return self._executor.submit(read_one, self._reader, job)

    def settled(self, one: tuple[Job, Future[Outcome]] | Outcome) -> Outcome:
        """Wait for an outcome; try a document alone when its worker was lost."""
        if isinstance(one, Outcome):
            return one
        job, future = one
        for tries in range(1, _TRIES + 1):
            try:
                found = future.result()
            except (BrokenExecutor, CancelledError):
                future = self.submit(job)
            except Exception as error:
                return self._lost(job, tries, type(error).__name__)
            else:
                return replace(found, tries=tries)
        return self._lost(job, _TRIES, "")

    def end(self) -> None:
        self._executor.shutdown(wait=True)

    def _replace(self) -> None:
        self._executor.shutdown(wait=False)
        self._executor = self._start()

    def _lost(self, job: Job, tries: int, why: str) -> Outcome:
        detail = f"{job.name} was not read: its worker was lost" + (f" ({why})." if why else ".")
        return replace(Outcome.failed(job.name, ReadingFailed(detail)), tries=tries)
