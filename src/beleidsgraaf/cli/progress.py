"""Progress bars on standard error, for people only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn
from rich.progress import Progress as Bars

from beleidsgraaf.cli.main import notices


@contextmanager
def shown() -> Iterator[_Shown]:
    """Give a function that draws a bar for each stage; only on a terminal, not with ``--quiet``."""
    columns = (TextColumn("{task.description:<12}"), BarColumn(), MofNCompleteColumn())
    with Bars(
        *columns, console=notices, transient=True, disable=notices.quiet or not notices.is_terminal
    ) as bars:
        yield _Shown(bars)


class _Shown:
    def __init__(self, bars: Bars) -> None:
        self._bars = bars
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage not in self._tasks:
            self._tasks[stage] = self._bars.add_task(stage, total=total)
        self._bars.update(self._tasks[stage], completed=done, total=total)
