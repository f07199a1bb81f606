"""A document as people read it: sections, paragraphs, notes, with its passages and names marked.

With a copy the sections hold its text. Without one they hold only the places of passages, in the
order of the document, so that the words of a copy at hand elsewhere can be put there.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Final, NamedTuple

from beleidsgraaf.evidence import Copy, mended
from beleidsgraaf.reader import names, notes
from beleidsgraaf.reader.layout import ReadingText, Span
from beleidsgraaf.reader.names import Gazetteer
from beleidsgraaf.records import Evidence, Place
from beleidsgraaf.text import digest

_SPACE: Final = re.compile(r"\s+")
#: A heading below a section stands one level deeper; a page has its own first level.
_TOP: Final = 2
_DEEPEST: Final = 6
_MOST_VAIN: Final = 10


class Mention(NamedTuple):
    """A name in a copy: offsets in code points, and the thing that it names."""

    start: int
    end: int
    iri: str


class Run(NamedTuple):
    """Text of one kind: plain, the name of the thing ``iri``, or the mark of footnote ``note``."""

    text: str
    iri: str = ""
    note: int = 0


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, list item, row, heading or footnote; ``runs`` is empty without a copy.

    ``passages`` begin here; ``covered`` says that an assertion rests on these words; ``nearest``
    that the copy differs a little from the document here.
    """

    kind: str
    place: Place
    runs: tuple[Run, ...] = ()
    passages: tuple[Evidence, ...] = ()
    covered: bool = False
    nearest: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Units that stand together, all of one kind; ``level`` is that of a heading, from 2 on."""

    kind: str
    units: tuple[Unit, ...]
    level: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section with its notes; ``number`` is empty before the first."""

    number: str
    title: str
    blocks: tuple[Block, ...]
    notes: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """A document; ``missing`` are passages that the copy does not hold."""

    sections: tuple[Section, ...]
    missing: tuple[Evidence, ...] = ()

    def named(self) -> set[str]:
        """Return the IRIs of what its words name."""
        units = (
            unit
            for section in self.sections
            for group in (*(block.units for block in section.blocks), section.notes)
            for unit in group
        )
        return {run.iri for unit in units for run in unit.runs if run.iri}


def passages(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Return one evidence for each passage of a document, in the order of its words.

    A field of a publication record is no passage.
    """
    unique = {(each.word_index, each.word_count): each for each in evidence if each.digest}
    return [unique[key] for key in sorted(unique)]


def outline(evidence: Iterable[Evidence]) -> Edition:
    """Return a document of which no copy is at hand."""
    units = [Unit("passage", each.place, (), (each,), True) for each in passages(evidence)]
    return Edition(tuple(_sections(units)))


def mentions(text: str, known: Gazetteer) -> list[Mention]:
    """Return where a text names one thing of the graph."""
    found = names.find(text, known)
    return [Mention(each.start, each.end, each.entity) for each in found if each.entity]


def edition(copy: Copy, evidence: Iterable[Evidence], mentions: Iterable[Mention] = ()) -> Edition:
    """Return a copy with its passages and names marked."""
    wanted = passages(evidence)
    units = _Units(copy, wanted)
    begin: dict[int, list[Evidence]] = {}
    covered: set[int] = set()
    near: set[int] = set()
    missing = []
    for each in wanted:
        where = units.of(each)
        if where is None:
            missing.append(each)
            continue
        held, exact = where
        begin.setdefault(held[0], []).append(each)
        covered.update(held)
        near.update(() if exact else held)
    runs = _Runs(copy.reading, mentions)
    made = [
        Unit(span.kind, span.place, tuple(runs.of(span)), tuple(begin.get(at, ())),
             at in covered, at in near)
        for at, span in enumerate(copy.reading.spans)
    ]  # fmt: skip
    return Edition(tuple(_sections(made)), tuple(missing))


class _Units:
    """The units of a copy, by the words that they hold."""

    def __init__(self, copy: Copy, wanted: Iterable[Evidence]) -> None:
        self._copy = copy
        self._words = [word.start for word in copy.reading.words]
        self._firsts = [span.index for span in copy.reading.spans]
        self._wanted = tuple(wanted)
        self._vain = 0

    def of(self, evidence: Evidence) -> tuple[range, bool] | None:
        """Return the units of a passage, and whether its very words are there."""
        if not self._firsts:
            return None
        if self._vain >= _MOST_VAIN and evidence.digest not in self._held:
            return None
        found = self._copy.locate(evidence)
        if found is None:
            self._vain += self._copy.shift is None
            near = self._copy.nearest(evidence)
            return (self._holding(*near), False) if near else None
        if found.index is not None:
            return self._holding(found.index, evidence.word_count), True
        # found only in the plain order of the file, amid which something else stands
        start = min(bisect_left(self._words, found.segments[0][0]), len(self._words) - 1)
        return self._holding(start, 1), True

    @cached_property
    def _held(self) -> set[str]:
        """The passages whose words stand together in the copy.

        One look for all of a length: in a text that is another, to look for each takes minutes.
        """
        texts = [word.text for word in self._copy.reading.words]
        by_length: dict[int, set[str]] = {}
        for each in self._wanted:
            by_length.setdefault(each.word_count, set()).add(each.digest)
        held: set[str] = set()
        for count, wanted in by_length.items():
            held |= wanted.intersection(
                digest(texts[at : at + count]) for at in range(len(texts) - count + 1)
            )
        return held

    def _holding(self, index: int, count: int) -> range:
        first = bisect_right(self._firsts, index) - 1
        return range(max(0, first), bisect_right(self._firsts, index + count - 1))


class _Runs:
    """Cuts the text of a unit at its names and footnote marks."""

    def __init__(self, reading: ReadingText, mentions: Iterable[Mention]) -> None:
        self._reading = reading
        self._mentions = sorted(mentions)
        numbers = {span.place.footnote for span in reading.spans}
        self._marks = {
            mark.start: mark.number for mark in notes.marks(reading.file) if mark.number in numbers
        }

    def of(self, span: Span) -> Iterator[Run]:
        """Yield the runs of a unit as one line, with words broken over lines made whole."""
        file, segments = self._reading.file, self._reading.segments(span.index, span.count)
        behind = [start for start, _ in segments[1:]] + [segments[-1][1]]
        for (start, end), following in zip(segments, behind, strict=True):
            yield from self._between(start, end)
            if end in self._marks:
                yield Run(str(self._marks[end]), note=self._marks[end])
            if re.search(r"\s", file[end:following]):
                yield Run(" ")

    def _between(self, start: int, end: int) -> Iterator[Run]:
        first = bisect_left(self._mentions, (start,))
        at = start
        for each in self._mentions[first : bisect_left(self._mentions, (end,))]:
            if each.start < at or each.end > end:
                continue
            yield from self._line(at, each.start)
            yield from self._line(each.start, each.end, each.iri)
            at = each.end
        yield from self._line(at, end)

    def _line(self, start: int, end: int, iri: str = "") -> Iterator[Run]:
        if start < end:
            yield Run(_SPACE.sub(" ", mended(self._reading.file[start:end])), iri)


def _sections(units: Sequence[Unit]) -> Iterator[Section]:
    body: dict[str, list[Unit]] = {}
    below: dict[str, list[Unit]] = {}
    for unit in units:
        of = below if unit.place.footnote else body
        of.setdefault(unit.place.section, []).append(unit)
    level = _TOP - 1
    for number in [*body, *(number for number in below if number not in body)]:
        blocks: list[Block] = []
        for block in _blocks(body.get(number, ())):
            if block.kind == "heading":
                level = min(level + 1, _level(block.units[0], not blocks))
                block = Block(block.kind, block.units, level)
            blocks.append(block)
        # What stands before the first section is named by no heading of its own: a letterhead has
        # lines that look like one.
        title = _title(blocks) if number or len(body) == 1 else ""
        yield Section(number, title, tuple(blocks), tuple(below.get(number, ())))


def _blocks(units: Sequence[Unit]) -> Iterator[Block]:
    def key(unit: Unit) -> tuple[object, ...]:
        alone = id(unit) if unit.kind == "heading" else 0
        apart = unit.place.paragraph if unit.kind == "sentence" else 0
        return (unit.kind, unit.place.heading, apart, alone)

    for _, group in groupby(units, key):
        together = tuple(group)
        yield Block(together[0].kind, together)


def _level(heading: Unit, opens: bool) -> int:
    depth = _TOP + heading.place.section.count(".")
    return min(_DEEPEST, depth if opens else depth + 1)


def _title(blocks: Sequence[Block]) -> str:
    if not blocks or blocks[0].kind != "heading":
        return ""
    return "".join(run.text for run in blocks[0].units[0].runs).strip()
