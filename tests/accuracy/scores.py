"""Precision, recall and F1 of a finder over marked texts.

Strict: same span and same value, with the qualifier of an amount and the one thing that a mention
means. Lenient: overlapping span, number with unit, and one of the things that an ambiguous mention
may mean. Deadlines are scored as a kind of their own. The targets of laws are compared by their
official title: the marks may name one in full or abbreviated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from accuracy.markup import Mark, MarkedText
from beleidsgraaf.reader.citations.law_names import target_of_slug

Finder = Callable[[MarkedText], list[Mark]]
Same = Callable[[Mark, Mark], bool]


@dataclass(frozen=True, slots=True)
class Score:
    """How many were found, how many are marked, and how many of the found are right."""

    found: int = 0
    marked: int = 0
    right: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.found + other.found, self.marked + other.marked, self.right + other.right)

    @property
    def precision(self) -> float:
        """Share of the found that are right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the marked that were found."""
        return self.right / self.marked if self.marked else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def strict(one: Mark, other: Mark) -> bool:
    """Same span, same value in full."""
    same_span = (one.start, one.end) == (other.start, other.end)
    return same_span and _value(one) == _value(other)


def lenient(one: Mark, other: Mark) -> bool:
    """Overlapping span, same value but for its shades."""
    if one.start >= other.end or other.start >= one.end:
        return False
    if one.kind == "mention":
        return other.value in one.value.split(" | ")
    return _value(one)[: _PARTS.get(one.kind)] == _value(other)[: _PARTS.get(one.kind)]


#: How many parts of a value count leniently; all where nothing is said.
_PARTS: Final = {"amount": 2}


def _value(mark: Mark) -> list[str]:
    if mark.kind == "citation":
        return [target_of_slug(target) for target in mark.value.split()]
    return [mark.value] if mark.kind == "mention" else mark.value.split()


def score(
    found: Sequence[Mark], marked: Sequence[Mark], same: Same
) -> tuple[Score, list[Mark], list[Mark]]:
    """Match each find with at most one mark; return the score, wrong finds and missed marks."""
    missed = list(marked)
    wrong: list[Mark] = []
    for one in found:
        match = next((mark for mark in missed if same(one, mark)), None)
        if match is None:
            wrong.append(one)
        else:
            missed.remove(match)
    return Score(len(found), len(marked), len(found) - len(wrong)), wrong, missed


def measure(
    texts: Iterable[MarkedText], kind: str, finder: Finder, same: Same
) -> tuple[Score, list[str]]:
    """Return the score of a finder over texts, and a line for each wrong or missed one."""
    total, lines = Score(), []
    for text in texts:
        marked = [mark for mark in text.marks if kind in _kinds(mark)]
        part, wrong, missed = score(finder(text), marked, same)
        total += part
        for sign, marks in (("+", wrong), ("-", missed)):
            for mark in marks:
                surface = text.text[mark.start : mark.end]
                lines.append(f"{text.name} {sign} {mark.value} {surface!r}")
    return total, lines


def _kinds(mark: Mark) -> set[str]:
    return {mark.kind, "deadline"} if mark.deadline else {mark.kind}


def row(name: str, score: Score) -> str:
    """Return a line of the table."""
    figures = f"{score.precision:.3f}  {score.recall:.3f}  {score.f1:.3f}"
    return f"{name:<28} {figures}  found {score.found}, marked {score.marked}"
