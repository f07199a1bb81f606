"""What the commands on many documents share: which files are meant, and who reads them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Final

import typer

from beleidsgraaf.cli import progress
from beleidsgraaf.cli.main import notices
from beleidsgraaf.errors import BadParameter, UnreadableDocument
from beleidsgraaf.reader.batch import Job, Outcome, Reader, outcome, read_all
from beleidsgraaf.reader.process import Asked
from beleidsgraaf.reader.results import REPORT, Results
from beleidsgraaf.store import copies

#: Endings of the files that a folder is searched for.
SUFFIXES: Final = frozenset({".txt", ".pdf", ".docx", ".html", ".htm", ".xml"})
#: Documents handed out for each process, so that none waits for the next.
_AHEAD: Final = 2


def documents(given: list[Path]) -> dict[str, Path]:
    """Return files by the name under which their results are told: in a folder, their path there.

    Raise :class:`BadParameter` for two of one name. Links in folders are not followed.
    """
    found: dict[str, Path] = {}
    for path in given:
        for name, file in _within(path) if path.is_dir() else [(path.name, path)]:
            if name in found and found[name] != file:
                raise BadParameter(f"There are two files {name}; read them one by one.")
            found[name] = file
    return found


def _within(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in SUFFIXES and path.is_file() and not _is_linked(path, folder):
            yield path.relative_to(folder).as_posix(), path


def _is_linked(path: Path, folder: Path) -> bool:
    return any(part.is_symlink() for part in (path, *path.parents) if folder in part.parents)


@dataclass(frozen=True, slots=True)
class Run:
    """Documents by name, what is known of each, and who reads them."""

    files: dict[str, Path]
    asked: dict[str, Asked]
    reader: Reader
    jobs: int
    cluster: str

    def each(self, show: Callable[[Outcome], object]) -> None:
        """Show what was found in each document, in order.

        One that cannot be read is told, and is the error of the command when all are done.
        """
        self._tell(self._outcomes(self._jobs()), show)

    def into(self, folder: Path) -> None:
        """Write what was found in each document, and a report; go on where a run was ended."""
        results = Results(folder, self.reader)
        jobs = (job if isinstance(job, Outcome) else results.reuse(job) for job in self._jobs())
        with results.report() as report:
            failed = self._shown(self._outcomes(jobs), report.add)
        read = len(self.files) - len(failed) - results.reused
        notices.print(
            f"{read} documents read, {results.reused} were read before, {len(failed)} failed;"
            f" see {folder / REPORT}.",
            markup=False,
        )
        if failed:
            raise typer.Exit(failed[0].as_error().exit_code)

    def _tell(self, outcomes: Iterator[Outcome], show: Callable[[Outcome], object]) -> None:
        failed = self._shown(outcomes, lambda one: None if one.error else show(one))
        if failed:
            raise typer.Exit(failed[0].as_error().exit_code)

    def _shown(
        self, outcomes: Iterator[Outcome], show: Callable[[Outcome], object]
    ) -> list[Outcome]:
        """Show each outcome; return those that failed."""
        failed: list[Outcome] = []
        with progress.shown() as bar:
            bar("Reading", 0, len(self.files))
            for number, outcome in enumerate(outcomes, 1):
                show(outcome)
                if outcome.tries > 1:
                    notices.print(f"{outcome.name} was tried {outcome.tries} times.", markup=False)
                if outcome.error:
                    failed.append(outcome)
                    if len(self.files) == 1:
                        raise outcome.as_error()
                    notices.print(f"error: {outcome.detail}", markup=False)
                bar("Reading", number, len(self.files))
        return failed

    def _jobs(self) -> Iterator[Job | Outcome]:
        """Load one document after the other."""
        for name, file in self.files.items():
            try:
                content = copies.content_of(file, self.reader.settings.document_bytes)
            except UnreadableDocument as error:
                yield Outcome.failed(name, error)
            else:
                yield Job(name, content, self.asked[name])

    def _outcomes(self, jobs: Iterable[Job | Outcome]) -> Iterator[Outcome]:
        workers = min(self.jobs, len(self.files))
        if workers > 1 or self.cluster:
            with executors(workers, self.cluster) as (start, number):
                yield from read_all(jobs, self.reader, start, _AHEAD * number)
            return
        with self.reader.process() as process:
            for job in jobs:
                yield job if isinstance(job, Outcome) else outcome(process, job)


@contextmanager
def executors(jobs: int, cluster: str) -> Iterator[tuple[Callable[[], Executor], int]]:
    """Give what starts an executor, and how many documents it reads at a time.

    That is processes of this machine, or the threads of a Dask cluster.
    """
    if not cluster:
        # not fork: the progress bar is drawn by a thread
        yield lambda: ProcessPoolExecutor(jobs, get_context("spawn")), jobs
        return
    try:
        from distributed import Client
    except ImportError:
        raise BadParameter(
            "--cluster needs the package distributed.", remedy="pip install beleidsgraaf[cluster]"
        ) from None
    try:
        client = Client(cluster, timeout="20s")  # type: ignore[no-untyped-call]
    except (OSError, ValueError):
        raise BadParameter(f"No Dask cluster answers at {cluster}.") from None
    with client:
        threads: dict[str, int] = client.nthreads()  # type: ignore[no-untyped-call]
        yield client.get_executor, max(1, sum(threads.values()))


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
