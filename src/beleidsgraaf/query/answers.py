"""Encodes a result of the engine: whole and within the limits, or not at all."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

import pyoxigraph as ox

from beleidsgraaf import terms

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

Table = ox.QuerySolutions | ox.QueryBoolean
Result = Table | Iterator[ox.Triple]


@dataclass(frozen=True, slots=True)
class _Rows:
    """How to tell the rows of an encoding: marks, a pattern that also eats strings, header rows."""

    marks: tuple[bytes, ...]
    token: re.Pattern[bytes]
    header: int = 0


_ROWS: Final = {
    "application/sparql-results+json": _Rows(
        (b"[{", b",{"), re.compile(rb'"(?:[^"\\]++|\\.)*+"|[\[,]\{', re.DOTALL)
    ),
    "application/sparql-results+xml": _Rows((b"<result>",), re.compile(b"<result>")),
    "text/csv": _Rows((b"\r\n",), re.compile(rb'"[^"]*+"|\r\n'), header=1),
    "text/tab-separated-values": _Rows((b"\n",), re.compile(b"\n"), header=1),
}


class Limits(Protocol):
    """The two limits on an answer."""

    @property
    def answer_rows(self) -> int:
        """Most rows, or triples."""

    @property
    def answer_bytes(self) -> int:
        """Most encoded bytes."""


class Unfit(Exception):
    """There is no answer that may be sent; ``code`` is that of the error to raise."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class _Capped(io.BytesIO):
    """A file in memory that takes so many bytes and no more."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def write(self, chunk: ReadableBuffer, /) -> int:
        with memoryview(chunk) as view:
            if self.tell() + view.nbytes > self._most:
                raise Unfit("answer_too_large")
        return super().write(chunk)


def encode(result: Result, media_type: str, limits: Limits) -> memoryview:
    """Return the encoded result; raise :class:`Unfit` when it is too large or of another kind."""
    file = _Capped(limits.answer_bytes)
    if isinstance(result, ox.QuerySolutions | ox.QueryBoolean):
        _encode_table(result, media_type, file, limits.answer_rows)
    else:
        _encode_graph(result, media_type, file, limits.answer_rows)
    return file.getbuffer()


def _encode_table(result: Table, media_type: str, file: _Capped, most: int) -> None:
    form = ox.QueryResultsFormat.from_media_type(media_type)
    if form is None or media_type not in _ROWS:
        raise Unfit("not_a_graph")
    result.serialize(file, form)
    if isinstance(result, ox.QuerySolutions) and _exceeds(file.getvalue(), _ROWS[media_type], most):
        raise Unfit("answer_too_large")


def _exceeds(encoded: bytes, rows: _Rows, most: int) -> bool:
    """Say whether there are more rows than ``most``.

    Told from the encoded bytes, because Python terms of each row cost 12 times the serialiser.
    Marks within strings only make the first, quick count too high; then the second is exact.
    """
    most += rows.header
    if sum(encoded.count(mark) for mark in rows.marks) <= most:
        return False
    found = (token for token in rows.token.finditer(encoded) if token[0] in rows.marks)
    return sum(1 for _ in itertools.islice(found, most + 1)) > most


def _encode_graph(result: Iterator[ox.Triple], media_type: str, file: _Capped, most: int) -> None:
    form = ox.RdfFormat.from_media_type(media_type)
    if form is None or media_type in _ROWS:
        raise Unfit("not_a_table")
    ox.serialize(_at_most(most, result), file, form, prefixes=terms.PREFIXES)


def _at_most(most: int, triples: Iterator[ox.Triple]) -> Iterator[ox.Triple]:
    for count, triple in enumerate(triples, start=1):
        if count > most:
            raise Unfit("answer_too_large")
        yield triple
