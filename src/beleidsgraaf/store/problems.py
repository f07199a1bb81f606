"""What is wrong in the curated files, and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from beleidsgraaf.errors import InvalidGraph

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One problem: ``place`` is ``file``, ``file:line`` or ``file:line:column``, from one."""

    place: str
    message: str
    severity: Severity = "error"
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


def refuse(problems: Iterable[Problem], most: int | None = None) -> None:
    """Raise :class:`InvalidGraph` with the problems that are errors; do nothing without one.

    Beyond ``most`` they are counted, not told.
    """
    errors = sorted(problem for problem in problems if problem.severity == "error")
    if errors:
        count = "1 problem" if len(errors) == 1 else f"{len(errors)} problems"
        raise InvalidGraph(
            f"The curated files have {count}.",
            problems=tuple(map(str, errors[:most])) + _more(len(errors), most),
            remedy="; ".join((*remedies(errors), "nothing was built")),
        )


def _more(number: int, most: int | None) -> tuple[str, ...]:
    return () if most is None or number <= most else (f"and {number - most} more",)


def remedies(problems: Iterable[Problem]) -> Iterable[str]:
    """Return what mends these problems, each once."""
    return dict.fromkeys(problem.remedy for problem in problems if problem.remedy)
