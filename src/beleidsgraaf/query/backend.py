"""What every engine offers to the parts above it."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal, Protocol

from beleidsgraaf.errors import BeleidsgraafError

Lane = Literal["query", "lookup"]
#: Told of each use of an engine: lane, seconds that it was taken, ``ok`` or the code of the error.
Report = Callable[[Lane, float, str], None]

JSON: Final = "application/sparql-results+json"

#: Media types of the answers to SELECT and ASK, the preferred one first.
SOLUTION_TYPES: Final = (
    JSON,
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
)
#: Media types of the answers to CONSTRUCT and DESCRIBE, the preferred one first.
GRAPH_TYPES: Final = (
    "text/turtle",
    "application/n-triples",
    "application/ld+json",
    "application/rdf+xml",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer: its encoded bytes (UTF-8), their media type, and what it took."""

    body: bytes
    media_type: str
    milliseconds: float


class Backend(Protocol):
    """One snapshot, ready to be asked."""

    @property
    def snapshot_id(self) -> str:
        """The snapshot that every answer comes from."""

    @property
    def waiting(self) -> dict[Lane, int]:
        """How many queries wait for their turn, by lane."""

    async def query(
        self,
        text: str,
        *,
        accept: str = JSON,
        default_graphs: tuple[str, ...] = (),
        named_graphs: tuple[str, ...] = (),
        lane: Lane = "query",
    ) -> Answer:
        """Return the whole answer in the media type ``accept``, or raise.

        Without graphs the default graph is the union of all. Lane ``"query"`` is for the text of
        strangers, which passes the guard; lane ``"lookup"`` for the service's own templates.
        Raises :class:`~beleidsgraaf.errors.InputError` for what was asked, and
        :class:`~beleidsgraaf.errors.LimitReached` or
        :class:`~beleidsgraaf.errors.EngineFailed` for what became of it.
        """

    async def close(self) -> None:
        """Let running queries end, then leave no process behind."""


@contextlib.contextmanager
def reporting(report: Report | None, lane: Lane) -> Iterator[None]:
    """Tell what the use of an engine took and came to."""
    began, outcome = time.perf_counter(), "ok"
    try:
        yield
    except BeleidsgraafError as error:
        outcome = error.code
        raise
    except BaseException:
        outcome = "left"
        raise
    finally:
        if report is not None:
            report(lane, time.perf_counter() - began, outcome)
