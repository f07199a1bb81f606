"""The reading text of a document: its words in order, its passages, and the way back to the file.

Order of words: first the body, in which page furniture, footnotes and footnote marks are left out;
then each footnote, by number. So a passage has the same word index wherever a page ends.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from beleidsgraaf.reader import notes, pages, sentences, structure
from beleidsgraaf.reader.lines import Line, split
from beleidsgraaf.records import Place
from beleidsgraaf.text import Word, digest, words

_OPENING_SIGNS = "\u2018\u201c'\"([\u20ac-"
_CLOSING_SIGNS = ".,;:!?)]%\u2019\u201d'\""


@dataclass(frozen=True, slots=True)
class Span:
    """A passage of the reading text: ``count`` words from ``index`` on, and where it stands.

    ``kind`` is sentence, list-item, table-cell, footnote or heading.
    """

    kind: str
    place: Place
    index: int
    count: int


@dataclass(slots=True)
class Stream:
    """Text that reads on, with the file offset of each of its code points."""

    text: str = ""
    offsets: array[int] = field(default_factory=lambda: array("Q"))

    def add(self, file: str, pieces: Iterable[tuple[int, int]]) -> None:
        """Append pieces of the file as one line."""
        parts = [self.text]
        for start, end in pieces:
            parts.append(file[start:end])
            self.offsets.extend(range(start, end))
        parts.append("\n")
        self.offsets.append(self.offsets[-1] + 1 if self.offsets else 0)
        self.text = "".join(parts)


@dataclass(frozen=True, slots=True)
class ReadingText:
    """A document's words with their file offsets, and its passages.

    ``body`` and ``notes`` are the pieces of the file that the words of each are from; the first
    ``body_words`` words are the body's.
    """

    file: str
    words: tuple[Word, ...]
    spans: tuple[Span, ...]
    body: tuple[tuple[int, int], ...]
    notes: tuple[tuple[int, int], ...]
    body_words: int

    def span_at(self, index: int) -> Span:
        """Return the passage that holds the word with this index."""
        starts = [span.index for span in self.spans]
        return self.spans[max(0, bisect_right(starts, index) - 1)]

    def digest(self, index: int, count: int) -> str:
        """Return the digest of ``count`` words from ``index`` on."""
        return digest(word.text for word in self.words[index : index + count])

    def segments(self, index: int, count: int) -> tuple[tuple[int, int], ...]:
        """Return where these words stand in the file: pieces in order, what is left out between."""
        first, last = self.words[index], self.words[index + count - 1]
        before = self.file[max(0, first.start - 3) : first.start]
        after = self.file[last.end : last.end + 4]
        start = first.start - len(before) + len(before.rstrip(_OPENING_SIGNS))
        end = last.end + len(after) - len(after.lstrip(_CLOSING_SIGNS))
        kept = self.body if index < self.body_words else self.notes
        return tuple(pieces_between(self.file, kept, start, end))


def pieces_between(
    file: str, kept: Sequence[tuple[int, int]], start: int, end: int
) -> Iterator[tuple[int, int]]:
    """Yield the kept pieces of the file from ``start`` to ``end``, joined over white space."""
    at = max(0, bisect_right(kept, (start, len(file))) - 1)
    current: tuple[int, int] | None = None
    for low, high in kept[at:]:
        low, high = max(low, start), min(high, end)
        if low >= end:
            break
        if low >= high:
            continue
        if current and not file[current[1] : low].strip():
            current = (current[0], high)
        else:
            if current:
                yield current
            current = (low, high)
    if current:
        yield current


def read(text: str) -> ReadingText:
    """Return the reading text of a document's plain text."""
    lines = split(text)
    out = pages.furniture(lines) | notes.repeated_addresses(lines)
    page = _page_numbers(lines)
    found = notes.marks(text)
    own = notes.notes(lines, found)
    of_notes = {i for note in own for i in range(note.first, note.last)}
    body = [i for i in range(len(lines)) if i not in out and i not in of_notes]
    reading = _Reading(text, found)
    reading.add_body([lines[i] for i in body], [page[i] for i in body], _interrupted(body))
    for note in own:
        kept = [lines[i] for i in range(note.first, note.last) if i not in out]
        reading.add_note(note, kept, page[note.first])
    return reading.result()


def _page_numbers(lines: Sequence[Line]) -> list[int]:
    number, found = 0, []
    for line in lines:
        number += line.opens_page
        found.append(max(1, number))
    return found


def _interrupted(body: Sequence[int]) -> list[bool]:
    return [False, *(after - before > 1 for before, after in pairwise(body))] if body else []


class _Reading:
    """Gathers words and passages, body first."""

    def __init__(self, file: str, marks: Sequence[notes.Mark]) -> None:
        self.file = file
        self.marks = marks
        self.words: list[Word] = []
        self.spans: list[Span] = []
        self.body: list[tuple[int, int]] = []
        self.notes: list[tuple[int, int]] = []
        self.body_words = 0
        self.sections: dict[int, Place] = {}

    def add_body(self, lines: list[Line], page: list[int], interrupted: list[bool]) -> None:
        page_of = {line.start: number for line, number in zip(lines, page, strict=True)}
        for block in structure.blocks(lines, interrupted):
            place = Place(
                block.section, block.paragraph, page_of[block.lines[0].start], None, block.heading
            )
            for mark in self.marks:
                if block.lines[0].start <= mark.start < block.lines[-1].end:
                    self.sections[mark.number] = place
            pieces = [self._pieces(line.start, line.end) for line in block.lines]
            self.body.extend(piece for line in pieces for piece in line)
            self._add(pieces, block.kind, place, page_of)
        self.body_words = len(self.words)

    def add_note(self, note: notes.Note, lines: list[Line], page: int) -> None:
        at = self.sections.get(note.number, Place(""))
        place = Place(at.section, None, page, note.number, at.heading)
        first = (max(note.text_start, lines[0].start), lines[0].end)
        rest = [(line.start, line.end) for line in lines[1:]]
        self.notes.extend([first, *rest])
        self._add([[first], *([piece] for piece in rest)], "footnote", place, {})

    def result(self) -> ReadingText:
        return ReadingText(
            self.file,
            tuple(self.words),
            tuple(self.spans),
            tuple(sorted(self.body)),
            tuple(sorted(self.notes)),
            self.body_words,
        )

    def _pieces(self, start: int, end: int) -> list[tuple[int, int]]:
        """Leave the footnote marks out of a line."""
        found, at = [], start
        for mark in self.marks:
            if start <= mark.start < end:
                found.append((at, mark.start))
                at = mark.end
        return [*found, (at, end)]

    def _add(
        self,
        lines: list[list[tuple[int, int]]],
        kind: str,
        place: Place,
        page_of: dict[int, int],
    ) -> None:
        stream = Stream()
        for pieces in lines:
            stream.add(self.file, pieces)
        whole = kind != "sentence"
        parts = [(0, len(stream.text))] if whole else list(sentences.spans(stream.text))
        own = words(stream.text)
        for start, end in parts:
            inside = [word for word in own if start <= word.start < end]
            if not inside:
                continue
            at = stream.offsets[inside[0].start]
            span_place = _on_page(place, page_of, at)
            self.spans.append(Span(kind, span_place, len(self.words), len(inside)))
            self.words.extend(
                Word(w.text, stream.offsets[w.start], stream.offsets[w.end - 1] + 1) for w in inside
            )


def _on_page(place: Place, page_of: dict[int, int], at: int) -> Place:
    starts = [start for start in page_of if start <= at]
    if not starts:
        return place
    page = page_of[max(starts)]
    return Place(place.section, place.paragraph, page, place.footnote, place.heading)
