"""What the reader of dates gives, and what its rules give each other."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Date:
    """A date or period that stands at ``text[start:end]``, in code points of the given text.

    ``value`` is ISO 8601: a day, month or year, or an interval "start/end"; ``None`` when the words
    bound no date, with the ``year`` if they bound that. ``deadline``: somebody is to do something
    by then. ``rule`` names the form.
    """

    start: int
    end: int
    text: str
    value: str | None
    year: int | None
    deadline: bool
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Found:
    """A date in the running text; ``first`` and ``last`` are its first and last day, if known."""

    start: int
    end: int
    value: str | None
    year: int | None
    rule: str
    confidence: float = 0.97
    #: what the rule knows of the deadline by itself; else the sentence says it
    deadline: bool | None = None
