"""The words of a running text with what tells a name from a noun: capitals, gaps, openings."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from beleidsgraaf.reader.running import RunningText

_WORD: Final = re.compile(
    r"(?<![^\W_])['’]s-[A-Z]\w+|(?:[^\W\d_]\.){2,}|(?<![^\W_])[A-Z]\.(?=\s(?:[a-z]{2,4}\s){0,2}[A-Z])|[^\W_]++(?:(?:[-&+'’]|\.(?=(?:nl|com|eu|ai|io)\b))(?=[^\W_])"
    r"[^\W_]++)*\+*"
)
_GENITIVE: Final = re.compile(r"['’]s$")
#: A line shorter than this ended because its text did: a heading, an address, a signature.
_SHORT_LINE: Final = 45
_EMPTY_LINE: Final = re.compile(r"\n[^\S\n]*\n")


@dataclass(frozen=True, slots=True)
class Word:
    """A word at ``start:end`` of the running text. ``gap`` is what stands between it and the one
    before; ``opens``: a sentence, a heading or an item begins here.
    """

    raw: str
    low: str
    start: int
    end: int
    gap: str
    opens: bool

    @property
    def capital(self) -> bool:
        """Whether it is written as a name: a capital first, or inside ("eHealth")."""
        return (
            self.raw[0].isupper()
            or (any(sign.isupper() for sign in self.raw) and self.raw[0].isalpha())
            or self.raw[:2] in {"'s", "’s"}
        )

    @property
    def acronym(self) -> bool:
        """Whether it is written in capitals."""
        letters = [sign for sign in self.raw if sign.isalpha()]
        return len(letters) > 1 and sum(map(str.isupper, letters)) > len(letters) / 2


@dataclass(frozen=True)
class Words:
    """The words of a text, and which of them the text writes without a capital."""

    run: RunningText
    words: Sequence[Word]

    @classmethod
    def of(cls, run: RunningText) -> Words:
        """Split a running text into its words."""
        opening = {start for start, _ in run.sentences}
        words: list[Word] = []
        end = 0
        for match in _WORD.finditer(run.text):
            gap, raw = run.text[end : match.start()], _GENITIVE.sub("", match[0])
            opens = not words or _opens(run, end, match.start(), gap, opening)
            stop = match.start() + len(raw)
            words.append(Word(raw, raw.lower(), match.start(), stop, gap, opens))
            end = stop
        return cls(run, words)

    @cached_property
    def plain(self) -> frozenset[str]:
        """The words that the text writes without any capital."""
        return frozenset(word.raw for word in self.words if word.raw.islower())

    @cached_property
    def starts(self) -> list[int]:
        """Where the words begin."""
        return [word.start for word in self.words]

    def at(self, position: int) -> int:
        """Return the index of the first word at or behind a position."""
        return bisect_left(self.starts, position)


def _opens(run: RunningText, end: int, start: int, gap: str, opening: set[int]) -> bool:
    if not opening.isdisjoint(range(end, start + 1)):
        return True
    if "\n" not in gap or not end:
        return False
    if end - run.text.rfind("\n", 0, end) < _SHORT_LINE:
        return True
    before = run.source(end - 1, end)[1]
    return bool(_EMPTY_LINE.search(run.given, before, run.source(start, start + 1)[0])) or any(
        sign in gap for sign in "-–•·▪"
    )
