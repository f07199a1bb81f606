"""What may be a name: a run of words, its class if something tells it, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words ``first`` up to ``last``; ``type`` is "" where only the rest of the text can tell.

    ``sure`` lies between 0 and 1: how well the rule tells both that it is a name and its class.
    """

    first: int
    last: int
    type: str
    rule: str
    sure: float
