"""From evidence to its passage: finds the words of a passage in a copy of the document.

A copy may break lines and pages elsewhere, or may have lost its page structure. So a passage is
looked for at its word index, then anywhere in the reading text, then in the plain order of the
file, where footnotes or a page header may stand amid a sentence. What is found is computed from
the copy at hand and never stored as truth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

from beleidsgraaf.errors import UnreadableDocument
from beleidsgraaf.reader import notes
from beleidsgraaf.reader.layout import ReadingText, Span, Stream, pieces_between, read
from beleidsgraaf.records import Evidence, Passage
from beleidsgraaf.text import Word, digest, words

_LONGEST_GAP: Final = 320
_NEAREST_GAPS: Final = 32
_MOST_VAIN_SEARCHES: Final = 10
_SLACK: Final = 250
_BELOW_MARK: Final = 6000
_PAGE_WORDS: Final = frozenset({"pagina", "blad", "page"})
_CONTEXT: Final = 2
_BROKEN_HYPHEN: Final = re.compile(r"(?<=[^\W\d_])-\s+(?=[^\W\d_])(?!(?:en|of|tot)\b)")

Segments = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Where a passage stands in a copy: its pieces, and its word index in the reading text."""

    segments: Segments
    index: int | None


@dataclass
class Copy:
    """One copy of a document, and what has been found in it so far."""

    text: str
    shift: int | None = None
    found: dict[tuple[str, int], Found | None] = field(default_factory=dict)

    @cached_property
    def reading(self) -> ReadingText:
        """The reading text of this copy."""
        return read(self.text)

    @cached_property
    def plain(self) -> _Plain:
        """Its words in the order of the file, whatever the layout."""
        return _Plain(self.text)

    def locate(self, evidence: Evidence) -> Found | None:
        """Return where the passage of this evidence stands, ``None`` when its words do not."""
        key = (evidence.digest, evidence.word_index)
        if key not in self.found:
            self.found[key] = self._search(evidence)
        return self.found[key]

    def _search(self, evidence: Evidence) -> Found | None:
        count = evidence.word_count
        texts = [word.text for word in self.reading.words]
        expected = evidence.word_index + (self.shift or 0)
        for index in _outward(expected, len(texts) - count):
            if digest(texts[index : index + count]) == evidence.digest:
                self.shift = index - evidence.word_index
                return Found(self.reading.segments(index, count), index)
        segments = self.plain.find(evidence) if self._hopeful() else None
        return Found(segments, None) if segments else None

    def _hopeful(self) -> bool:
        """The last search is slow; a text in which nothing was ever found is not worth it."""
        vain = sum(found is None for found in self.found.values())
        return self.shift is not None or vain < _MOST_VAIN_SEARCHES

    def nearest(self, evidence: Evidence) -> tuple[int, int] | None:
        """Return index and count of the passage that stands where this one should.

        Only in a copy that is known to hold other passages of the document, and only a passage
        of about the same length.
        """
        if self.shift is None or not self.reading.spans:
            return None
        span = self.reading.span_at(evidence.word_index + self.shift)
        close = abs(span.count - evidence.word_count) <= max(3, evidence.word_count // 4)
        return (span.index, span.count) if close else None


def _outward(start: int, last: int) -> Iterator[int]:
    """Yield 0 to ``last``, nearest to ``start`` first."""
    if last < 0:
        return
    start = min(max(start, 0), last)
    yield start
    for step in range(1, last + 1):
        if start + step <= last:
            yield start + step
        if start - step >= 0:
            yield start - step


class _Plain:
    """A copy's words in the order of the file, footnote marks left out."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.marks = notes.marks(text)
        stream = Stream()
        at = 0
        self.kept: list[tuple[int, int]] = []
        for mark in self.marks:
            self.kept.append((at, mark.start))
            at = mark.end
        self.kept.append((at, len(text)))
        stream.add(text, self.kept)
        self.words = [
            Word(w.text, stream.offsets[w.start], stream.offsets[w.end - 1] + 1)
            for w in words(stream.text)
        ]

    def find(self, evidence: Evidence) -> Segments | None:
        """Return the pieces of a passage, amid which something else may stand, if it is here."""
        count = evidence.word_count
        for start in _outward(evidence.word_index, len(self._texts) - count):
            if digest(self._texts[start : start + count]) == evidence.digest:
                return self._pieces(start, start + count)
        for gap in self._gaps_near(evidence.word_index):
            if (found := self._around(gap, evidence)) is not None:
                return found
        return None

    def _around(self, gap: int, evidence: Evidence) -> Segments | None:
        """Try a passage that stops before the word ``gap`` and goes on some words behind it."""
        texts = self._texts
        for start in range(max(0, gap - evidence.word_count + 1), gap):
            head = texts[start:gap]
            rest = evidence.word_count - len(head)
            for again in range(gap + 1, min(gap + _LONGEST_GAP, len(texts) - rest) + 1):
                if digest(head + texts[again : again + rest]) == evidence.digest:
                    return self._pieces(start, gap) + self._pieces(again, again + rest)
        return None

    def _gaps_near(self, index: int) -> list[int]:
        """The word index leaves notes and headers out, so the gap stands at it or behind it."""
        near = [gap for gap in self._gap_starts if index - _SLACK <= gap <= index + 4 * _SLACK]
        return sorted(near, key=lambda gap: abs(gap - index - _SLACK))[:_NEAREST_GAPS]

    @cached_property
    def _texts(self) -> list[str]:
        return [word.text for word in self.words]

    @cached_property
    def _gap_starts(self) -> list[int]:
        """Word indexes at which a footnote or a page header may begin."""
        starts = {mark.number: mark.end for mark in self.marks}
        found = []
        for index, word in enumerate(self.words):
            number = int(word.text) if word.text.isdecimal() and len(word.text) < 4 else 0
            below = 0 < word.start - starts.get(number, word.start) < _BELOW_MARK
            header = index and number and self.words[index - 1].text in _PAGE_WORDS
            if below or header:
                found.append(index - 1 if header else index)
        return found

    def _pieces(self, first: int, until: int) -> Segments:
        start, end = self.words[first].start, self.words[until - 1].end
        return tuple(pieces_between(self.text, self.kept, start, end))


class Copies:
    """The copies of documents in a folder: ``<document>.txt``, UTF-8."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def has(self, document: str) -> bool:
        """Say whether there is a copy of the document with this identifier."""
        return self._path(document).is_file()

    def copy(self, document: str) -> Copy | None:
        """Return the copy of a document, ``None`` when there is none."""
        path = self._path(document)
        try:
            state = path.stat()
        except OSError:
            return None
        return _load(path, state.st_mtime_ns, state.st_size)

    def passage(self, evidence: Evidence) -> Passage:
        """Return the passage that an evidence names, with its surroundings."""
        copy = self.copy(evidence.document)
        if copy is None:
            return Passage("no-copy")
        found = copy.locate(evidence)
        if found:
            return _passage(copy, "exact", found, evidence.word_count)
        near = copy.nearest(evidence)
        if near is None:
            return Passage("not-found")
        place = Found(copy.reading.segments(*near), near[0])
        return _passage(copy, "nearest", place, near[1])

    def _path(self, document: str) -> Path:
        return self.folder / f"{document}.txt"


@lru_cache(maxsize=16)
def _load(path: Path, _modified: int, _size: int) -> Copy:
    """Read a copy once for each state of its file."""
    try:
        return Copy(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        raise UnreadableDocument(f"The copy {path.name} cannot be read as UTF-8 text.") from None


def _passage(copy: Copy, state: str, found: Found, count: int) -> Passage:
    before = after = ""
    if found.index is not None:
        spans = copy.reading.spans
        at = next(i for i, span in enumerate(spans) if span.index + span.count > found.index)
        end = at
        while end + 1 < len(spans) and spans[end + 1].index < found.index + count:
            end += 1
        around = [s for s in spans[max(0, at - _CONTEXT) : at] if _together(s, spans[at])]
        behind = [s for s in spans[end + 1 : end + 1 + _CONTEXT] if _together(s, spans[at])]
        before = " ".join(_shown(copy, s.index, s.count) for s in around)
        after = " ".join(_shown(copy, s.index, s.count) for s in behind)
    text = joined(copy.text, found.segments)
    return Passage(state, text, before, after, found.segments)  # type: ignore[arg-type]


def _together(other: Span, span: Span) -> bool:
    """Say whether a passage beside another one is read in one go with it."""
    here, there = span.place, other.place
    same = (here.section, here.heading, here.footnote) == (
        there.section,
        there.heading,
        there.footnote,
    )
    return same and other.kind != "heading"


def _shown(copy: Copy, index: int, count: int) -> str:
    return joined(copy.text, copy.reading.segments(index, count))


def joined(text: str, segments: Sequence[tuple[int, int]]) -> str:
    """Return pieces of a text as one line, with broken words made whole."""
    line = " ".join(" ".join(text[start:end] for start, end in segments).split())
    return mended(line)


def mended(text: str) -> str:
    """Return a text with the words whole that a line's end has broken."""
    return _BROKEN_HYPHEN.sub("-", text)
