"""Citations: what a Dutch official text refers to, by a grammar of named forms."""

from __future__ import annotations

from collections.abc import Iterator

from beleidsgraaf.reader.citations.carriers import carrier
from beleidsgraaf.reader.citations.citation import Citation, Own
from beleidsgraaf.reader.citations.finding import find
from beleidsgraaf.reader.citations.resolution import Resolution, resolve

__all__ = ["Citation", "Own", "Resolution", "carrier", "find", "finds", "resolve"]


def finds(text: str, *, own: Own | None = None) -> Iterator[dict[str, object]]:
    """Yield the citations as objects of the reader's JSON Lines."""
    for found in find(text, own=own):
        yield {
            "kind": "citation",
            "start": found.start,
            "end": found.end,
            "text": found.text,
            "targets": list(found.targets),
            "rule": found.rule,
            "confidence": found.confidence,
        }
