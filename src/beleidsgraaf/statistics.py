"""What of a document the graph leaves out.

It depends on the copies that are at hand, so it is no part of a snapshot, which never changes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from beleidsgraaf import lookup
from beleidsgraaf.evidence import Copies, joined
from beleidsgraaf.query.backend import Backend
from beleidsgraaf.reader.layout import ReadingText
from beleidsgraaf.records import Evidence, Place

#: A heading asserts nothing of its own.
_SILENT: Final = frozenset({"heading"})


@dataclass(frozen=True, slots=True)
class OpenPassage:
    """A passage that no assertion rests on; ``text`` is from the copy at hand."""

    place: Place
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Completeness:
    """Of one document: how many passages there are, and those without an assertion.

    ``passages`` is ``None`` without a copy: then nobody can say what is left out.
    """

    document: str
    passages: int | None
    used: int
    open: tuple[OpenPassage, ...] = ()


async def completeness(backend: Backend, copies: Copies) -> tuple[Completeness, ...]:
    """Return for each document that something rests on what is left out of it."""
    by_document: dict[str, list[Evidence]] = {}
    for found in (await lookup.evidence(backend)).values():
        for each in found:
            by_document.setdefault(each.document, []).append(each)
    # reading a copy takes a second, and nobody else shall wait for it
    return await asyncio.to_thread(_of_documents, by_document, copies)


def _of_documents(
    by_document: Mapping[str, list[Evidence]], copies: Copies
) -> tuple[Completeness, ...]:
    return tuple(
        _of_document(document, given, copies) for document, given in sorted(by_document.items())
    )


def _of_document(document: str, given: Iterable[Evidence], copies: Copies) -> Completeness:
    passages = {(each.word_index, each.digest): each for each in given}
    copy = copies.copy(document)
    if copy is None:
        return Completeness(document, None, len(passages))
    covered: set[int] = set()
    for each in passages.values():
        found = copy.locate(each)
        if found is not None and found.index is not None:
            covered.update(range(found.index, found.index + each.word_count))
    spoken = [span for span in copy.reading.spans if span.kind not in _SILENT]
    missing = [s for s in spoken if not covered.intersection(range(s.index, s.index + s.count))]
    open_ = tuple(
        OpenPassage(span.place, span.kind, _text(copy.reading, span.index, span.count))
        for span in missing
    )
    return Completeness(document, len(spoken), len(spoken) - len(missing), open_)


def _text(reading: ReadingText, index: int, count: int) -> str:
    return joined(reading.file, reading.segments(index, count))
