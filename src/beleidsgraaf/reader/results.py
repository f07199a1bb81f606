"""A folder of results: the finds of each document, and a report with a line for each.

Both depend on the documents, their order and the reader alone. A run that was broken off goes on
where it stopped: what stands in its report, and has its file, is not read again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final

from beleidsgraaf.reader.batch import Job, Outcome, Reader

REPORT: Final = "report.jsonl"
_UNFINISHED: Final = ".report-unfinished.jsonl"

Line = dict[str, Any]


class Results:
    """The results of a run in a folder, which may hold those of an earlier one."""

    def __init__(self, folder: Path, reader: Reader) -> None:
        self._folder = folder
        self._reader = reader
        self._known = {
            line["file"]: line for name in (REPORT, _UNFINISHED) for line in _lines(folder / name)
        }
        self._digests: dict[str, tuple[str, str]] = {}
        self.reused = 0

    def reuse(self, job: Job) -> Job | Outcome:
        """Return the outcome that is here already, else the job."""
        digest = _digest(job.content)
        key = self._key(job)
        self._digests[job.name] = (digest, key)
        line = self._known.get(job.name, {})
        if (line.get("sha256"), line.get("reader")) != (digest, key) or "error" in line:
            return job
        try:
            finds = self._path(job.name).read_bytes()
        except OSError:
            return job
        if _digest(finds) != line["findsSha256"]:
            return job
        self.reused += 1
        return Outcome(job.name, finds)

    @contextmanager
    def report(self) -> Iterator[_Report]:
        """Give what takes the outcomes; the report is whole when the block ends without error."""
        self._folder.mkdir(parents=True, exist_ok=True)
        unfinished = self._folder / _UNFINISHED
        before = [json.dumps(line, ensure_ascii=False) + "\n" for line in self._known.values()]
        unfinished.write_text("".join(before), encoding="utf-8")
        with unfinished.open("a", encoding="utf-8") as journal:
            report = _Report(self, journal)
            yield report
        _replace(self._folder / REPORT, "".join(report.lines).encode())
        unfinished.unlink()

    def keep(self, outcome: Outcome) -> Line:
        """Write the finds of a document; return its line of the report."""
        path = self._path(outcome.name)
        digest, key = self._digests.pop(outcome.name, ("", ""))
        line: Line = {"file": outcome.name, "sha256": digest, "reader": key}
        if outcome.error:
            path.unlink(missing_ok=True)
            return {**line, "error": outcome.as_error().code, "detail": outcome.detail}
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, outcome.finds)
        count = outcome.finds.count(b"\n")
        return {**line, "finds": count, "findsSha256": _digest(outcome.finds)}

    def _key(self, job: Job) -> str:
        asked = job.asked
        parts = [self._reader.digest, asked.document, str(asked.issued), *sorted(asked.kinds)]
        return _digest("\0".join(parts).encode())

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.jsonl"


class _Report:
    def __init__(self, results: Results, journal: IO[str]) -> None:
        self.lines: list[str] = []
        self._results = results
        self._journal = journal

    def add(self, outcome: Outcome) -> None:
        """Keep the finds, then tell of them."""
        line = json.dumps(self._results.keep(outcome), ensure_ascii=False) + "\n"
        self.lines.append(line)
        self._journal.write(line)
        self._journal.flush()


def _lines(path: Path) -> Iterator[Line]:
    """Give the lines that are whole; the last may have been cut off."""
    try:
        written = path.read_text(encoding="utf-8")
    except OSError:
        return
    for line in written.splitlines():
        try:
            yield json.loads(line)
        except ValueError:
            continue


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _replace(path: Path, content: bytes) -> None:
    new = path.with_name(f".{path.name}-{os.getpid()}")
    new.write_bytes(content)
    new.replace(path)
