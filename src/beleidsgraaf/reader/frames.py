"""What a process that reads is told and answers: a line of JSON, then bytes."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import beleidsgraaf
from beleidsgraaf import errors
from beleidsgraaf.errors import BeleidsgraafError, ReadingFailed, ReadingMemory, ReadingTimeout
from beleidsgraaf.settings import Settings

#: The exit status that says that the memory did not do.
NO_MEMORY: Final = 3
#: Comes before the first answer, when all is loaded.
READY: Final = b"{}\n"


@dataclass(frozen=True, slots=True)
class Setup:
    """The names to find (rows, as the gazetteer takes them; ``None`` for its own) and limits.

    ``memory`` is in bytes above what the process needs itself, ``seconds`` processor time of one
    document.
    """

    labels: Sequence[dict[str, str]] | None
    memory: int
    seconds: int

    @classmethod
    def of(cls, settings: Settings, labels: Sequence[dict[str, str]] | None) -> Setup:
        """Return the setup with the limits of these settings."""
        return cls(labels, settings.reading_memory, max(1, round(settings.reading_seconds)))


@dataclass(frozen=True, slots=True)
class Request:
    """A document of ``size`` bytes: its file's name, what is known of it, what to give.

    ``date`` is ISO 8601 or "". Without ``find`` the answer is the document as text.
    """

    size: int
    name: str
    most_bytes: int
    document: str = ""
    date: str = ""
    kinds: Sequence[str] = ()
    find: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of ``size`` bytes, or the error by the name of its class."""

    size: int
    error: str = ""
    detail: str = ""
    remedy: str = ""

    def raise_if_error(self) -> None:
        """Raise the error that this answer tells."""
        if self.error:
            kind: type[BeleidsgraafError] = getattr(errors, self.error)
            raise kind(self.detail, remedy=self.remedy)


def frame(head: Setup | Request | Answer, content: bytes = b"") -> bytes:
    """Return a head and what follows it as bytes."""
    return json.dumps(asdict(head)).encode() + b"\n" + content


def command() -> list[str]:
    """Return the command line of a process that reads and ends with this one."""
    return [sys.executable, "-P", "-m", "beleidsgraaf.reader.child", str(os.getpid())]


def environment() -> dict[str, str]:
    """Return all that such a process gets of the environment."""
    return {"PYTHONPATH": str(Path(beleidsgraaf.__file__).parent.parent)}


def failure(status: int, *, late: bool) -> BeleidsgraafError:
    """Return the error of a process that ended with this status instead of an answer."""
    if late or status == -signal.SIGXCPU:
        return ReadingTimeout(
            "The document was not read within the time limit.",
            remedy="allow more: BELEIDSGRAAF_READING_SECONDS",
        )
    if status == NO_MEMORY:
        return ReadingMemory(
            "Reading this document takes more memory than it may have.",
            remedy="allow more: BELEIDSGRAAF_READING_MEMORY",
        )
    return ReadingFailed("The reader ended without an answer.")
