"""What every engine offers to the parts above it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal, Protocol

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
