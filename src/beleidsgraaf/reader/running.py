"""Running text: the smooth text with single spaces, so that a rule need not count white space.

A space that stands for a line's end is a line feed; one that stands for an empty line too. Every
place leads back to the text that was given.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

from beleidsgraaf.reader import sentences
from beleidsgraaf.reader.citations.smooth import SmoothText, smooth

_SPACES: Final = re.compile(r"\s+")
#: The head of a Kamerstuk names each dossier on a line: "33 009 Innovatiebeleid".
_TITLE: Final = re.compile(
    r"^\d{2} ?\d{3}(?: ?-?(?:\([^()\n]{1,12}\)|[IVX]{1,6}|[A-Z])|-\d{1,2})? [A-Z][^\n]*$", re.M
)


@dataclass(frozen=True)
class RunningText:
    """The running ``text`` of a document that was given as ``given``."""

    given: str
    text: str
    smooth: SmoothText
    starts: tuple[int, ...]
    sources: tuple[int, ...]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Return where the span stands in the text that was given."""
        return self.smooth.source(self._at(start), self._at(end - 1) + 1)

    def _at(self, position: int) -> int:
        piece = bisect_right(self.starts, position) - 1
        return self.sources[piece] + position - self.starts[piece]

    @cached_property
    def sentences(self) -> Sequence[tuple[int, int]]:
        """Where each sentence begins and ends; a heading belongs to the sentence below it."""
        begins = [0, *(start for start, _ in sentences.spans(self.text)), len(self.text)]
        return [(start, end) for start, end in pairwise(sorted(set(begins)))]

    @cached_property
    def titles(self) -> Sequence[tuple[int, int]]:
        """Where the lines stand that name a dossier by number and title."""
        return [match.span() for match in _TITLE.finditer(self.text)]

    def in_title(self, position: int) -> bool:
        """Say whether the position is in the number and title of a dossier."""
        at = bisect_right(self.titles, (position, len(self.text))) - 1
        return at >= 0 and self.titles[at][0] <= position < self.titles[at][1]

    def sentence(self, position: int) -> tuple[int, int]:
        """Return the sentence that holds the position."""
        at = bisect_right(self.sentences, (position, len(self.text))) - 1
        return self.sentences[max(0, at)] if self.sentences else (0, 0)


def running(text: str) -> RunningText:
    """Return the running text of a document's plain text."""
    base = smooth(text)
    starts, sources, kept, size, at = [0], [0], [], 0, 0
    for match in _SPACES.finditer(base.text):
        space = "\n" if "\n" in match[0] or "\r" in match[0] else " "
        kept.append(base.text[at : match.start()] + space)
        size += len(kept[-1])
        at = match.end()
        starts.append(size)
        sources.append(at)
    kept.append(base.text[at:])
    return RunningText(text, "".join(kept), base, tuple(starts), tuple(sources))
