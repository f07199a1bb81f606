"""Where a citation in a footnote belongs: the sentence that carries the footnote's mark."""

from __future__ import annotations

from bisect import bisect_right

from beleidsgraaf.reader import notes
from beleidsgraaf.reader.citations.citation import Citation
from beleidsgraaf.reader.layout import ReadingText, Span


def carrier(reading: ReadingText, citation: Citation) -> Span | None:
    """Return the passage that a citation supports: its own, or for one in a footnote the passage
    with the footnote's mark; ``None`` for one that stands in no passage.

    ``citation`` is of the same text as ``reading``.
    """
    body = reading.words[: reading.body_words]
    below = reading.words[reading.body_words :]
    own = _last_before([word.start for word in body], citation.end)
    note = _last_before([word.start for word in below], citation.end)
    if note >= 0 and (own < 0 or below[note].start > body[own].start):
        span = reading.span_at(reading.body_words + note)
        return _marked(reading, span.place.footnote)
    return reading.span_at(own) if own >= 0 else None


def _marked(reading: ReadingText, number: int | None) -> Span | None:
    mark = next((one for one in notes.marks(reading.file) if one.number == number), None)
    if mark is None:
        return None
    starts = [word.start for word in reading.words[: reading.body_words]]
    index = _last_before(starts, mark.start)
    return reading.span_at(index) if index >= 0 else None


def _last_before(starts: list[int], position: int) -> int:
    """Return the index of the last word that starts before a position, -1 for none."""
    return bisect_right(starts, position - 1) - 1
