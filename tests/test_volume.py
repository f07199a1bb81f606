"""Many documents at once: bounded, in order, and the same whoever reads them, however often."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

import pytest

from beleidsgraaf import settings
from beleidsgraaf.reader.batch import Job, Outcome, Reader, outcome, read_all
from beleidsgraaf.reader.process import Asked
from support.renderings import RENDERINGS

LETTER = (Path(__file__).parent / "data" / "letters" / "kst-99999-3.txt").read_text("utf-8")
SUFFIXES = {"pdf": "pdf", "docx": "docx", "html": "html", "xml": "xml"}
READER = Reader.of(settings.load({}), None)


def command(*arguments: str | Path) -> list[str]:
    code = "import sys; from beleidsgraaf.cli import main; sys.exit(main())"
    return [sys.executable, "-c", code, *map(str, arguments)]


def read(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command("read", *arguments), capture_output=True, text=True, timeout=120, check=False
    )


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten letters of all formats, two of them in a folder of their own, and two bad ones."""
    folder = tmp_path_factory.mktemp("letters")
    (folder / "meer").mkdir()
    for number, (name, suffix) in enumerate(SUFFIXES.items()):
        (folder / f"kst-{number}-1.{suffix}").write_bytes(RENDERINGS[name](LETTER))
    for number in range(4):
        (folder / f"kst-{number}-2.txt").write_text(f"{number} mln. euro\n{LETTER}", "utf-8")
    for name in ("kst-1-3.txt", "kst-1-4.TXT"):
        (folder / "meer" / name).write_text(LETTER, "utf-8")
    (folder / "leeg.pdf").write_bytes(b"")
    (folder / "geen.docx").write_bytes(b"PK\x03\x04")
    (folder / "beeld.png").write_bytes(b"\x89PNG")
    (folder / "meer" / "link.txt").symlink_to(folder / "kst-1-2.txt")
    return folder


@pytest.fixture(scope="module")
def expected(letters: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What one process finds."""
    out = tmp_path_factory.mktemp("expected")
    done = read(letters, "--out", out, "--jobs", "1")
    assert done.returncode == 2
    assert "10 documents read, 0 were read before, 2 failed" in " ".join(done.stderr.split())
    return tree(out)


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(files)}


def report(found: dict[str, bytes]) -> list[dict[str, object]]:
    return [json.loads(line) for line in found["report.jsonl"].splitlines()]


def test_each_document_has_its_finds_and_a_line(expected: dict[str, bytes]) -> None:
    lines = {str(line["file"]): line for line in report(expected)}
    bad = {name: line["error"] for name, line in lines.items() if "error" in line}
    assert bad == {"geen.docx": "unreadable_document", "leeg.pdf": "unreadable_document"}
    good = lines.keys() - bad.keys()
    assert {"meer/kst-1-3.txt", "meer/kst-1-4.TXT", "kst-0-1.pdf"} <= good
    assert {f"{name}.jsonl" for name in good} == expected.keys() - {"report.jsonl"}
    assert all(expected[f"{n}.jsonl"].count(b"\n") == lines[n]["finds"] for n in good)


def test_several_processes_find_the_same(
    letters: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    assert read(letters, "--out", tmp_path, "--jobs", "2").returncode == 2
    assert tree(tmp_path) == expected


def test_a_run_again_reads_nothing_and_changes_nothing(
    letters: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    for name, content in expected.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    done = read(letters, "--out", tmp_path, "--jobs", "1")
    assert "0 documents read, 10 were read before, 2 failed" in " ".join(done.stderr.split())
    assert tree(tmp_path) == expected


def test_a_changed_document_or_result_is_read_again(letters: Path, tmp_path: Path) -> None:
    files = [letters / "kst-0-2.txt", letters / "kst-1-2.txt", letters / "kst-2-2.txt"]
    out = tmp_path / "out"
    read(*files, "--out", out, "--jobs", "1")
    first = tree(out)
    changed = tmp_path / "kst-0-2.txt"
    changed.write_text("€ 5 mln.", "utf-8")
    (out / "kst-1-2.txt.jsonl").write_bytes(b"{}\n")
    done = read(changed, *files[1:], "--out", out, "--jobs", "1")
    assert "2 documents read, 1 were read before" in " ".join(done.stderr.split())
    second = tree(out)
    assert second["kst-0-2.txt.jsonl"].count(b"\n") == 1
    assert second["kst-1-2.txt.jsonl"] == first["kst-1-2.txt.jsonl"]
    done = read(*files[1:], "--out", out, "--jobs", "1", "--kinds", "amount")
    assert "2 documents read, 0 were read before" in " ".join(done.stderr.split())


@pytest.mark.parametrize("after", [1, 3, 6, 9])
def test_a_run_that_was_killed_goes_on_to_the_same_result(
    letters: Path, expected: dict[str, bytes], tmp_path: Path, after: int
) -> None:
    process = subprocess.Popen(
        command("read", letters, "--out", tmp_path, "--jobs", "1"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    journal = tmp_path / ".report-unfinished.jsonl"
    until = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < until:
        with contextlib.suppress(OSError):
            if journal.read_bytes().count(b"\n") >= after:
                process.kill()
        time.sleep(0.002)
    process.wait()
    done = read(letters, "--out", tmp_path, "--jobs", "1")
    assert "Traceback" not in done.stderr
    assert tree(tmp_path) == expected


def test_without_a_folder_the_finds_come_in_order_with_their_file(letters: Path) -> None:
    done = read(letters / "meer", letters / "leeg.pdf", "--format", "jsonl", "--jobs", "2")
    files = [json.loads(line)["file"] for line in done.stdout.splitlines()]
    assert sorted(set(files)) == ["kst-1-3.txt", "kst-1-4.TXT"]
    assert files == sorted(files)
    assert done.stderr.strip() == "error: leeg.pdf is empty."
    assert done.returncode == 2


def test_two_files_of_one_name_are_refused(letters: Path, tmp_path: Path) -> None:
    other = tmp_path / "kst-0-2.txt"
    other.write_text("x", "utf-8")
    done = read(letters / "kst-0-2.txt", other)
    assert (done.returncode, done.stdout) == (2, "")


def jobs(number: int) -> Iterator[Job]:
    for one in range(number):
        yield Job(f"brief {one}", f"{one} mln. euro\n{LETTER}".encode(), Asked())


def finds(outcomes: list[Outcome]) -> list[tuple[str, bytes, str]]:
    return [(one.name, one.finds, one.error) for one in outcomes]


class Mortal:
    """Starts executors, and kills a worker of each of the first ``deaths`` amid its work."""

    def __init__(self, deaths: int) -> None:
        self.deaths = deaths
        self.started = 0

    def __call__(self) -> Executor:
        pool = ProcessPoolExecutor(2, get_context("spawn"))
        self.started += 1
        if self.started <= self.deaths:
            pool.submit(_end_soon)
        return pool


def _end_soon() -> None:
    time.sleep(0.2)
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_worker_that_dies_is_replaced_and_no_document_is_lost() -> None:
    mortal = Mortal(2)
    found = list(read_all(jobs(60), READER, mortal, 4))
    assert mortal.started == 3
    assert max(one.tries for one in found) > 1
    with READER.process() as process:
        assert finds(found) == finds([outcome(process, job) for job in jobs(60)])
    assert not any(one.error for one in found)


class Broken(Executor):
    """An executor that is always broken."""

    def submit(self, *_: object, **__: object) -> Future[Outcome]:  # type: ignore[override]
        future: Future[Outcome] = Future()
        future.set_exception(BrokenExecutor())
        return future


def test_a_document_that_always_loses_its_worker_is_an_error() -> None:
    (found,) = read_all(jobs(1), READER, Broken, 2)
    assert (found.error, found.tries) == ("ReadingFailed", 3)


def test_few_documents_are_loaded_at_a_time() -> None:
    loaded, given = 0, 0

    def counted() -> Iterator[Job]:
        nonlocal loaded
        for job in jobs(12):
            loaded += 1
            assert loaded - given <= 4
            yield job

    for _ in read_all(counted(), READER, lambda: ProcessPoolExecutor(2, get_context("spawn")), 4):
        given += 1
    assert given == 12


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """Start a Dask scheduler and a worker with two threads on loopback; give the address."""
    file = folder / "scheduler.json"
    python = [sys.executable, "-W", "ignore", "-m"]
    common = ("--host", "127.0.0.1", "--no-dashboard")
    scheduler = [*python, "distributed.cli.dask_scheduler", "--port", "0", *common]
    worker = [*python, "distributed.cli.dask_worker", "--nworkers", "1", "--nthreads", "2", *common]
    started = [
        subprocess.Popen(
            [*one, "--scheduler-file", str(file)], stderr=subprocess.DEVNULL, cwd=folder
        )
        for one in (scheduler, [*worker, "--local-directory", str(folder)])
    ]
    try:
        until = time.monotonic() + 30
        while not file.is_file() and time.monotonic() < until:
            time.sleep(0.1)
        yield str(json.loads(file.read_text())["address"])
    finally:
        for process in reversed(started):
            process.terminate()
        for process in started:
            process.wait(30)


@pytest.mark.slow
def test_a_dask_cluster_finds_the_same(
    letters: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    (tmp_path / "dask").mkdir()
    with cluster(tmp_path / "dask") as address:
        done = read(letters, "--out", tmp_path / "out", "--cluster", address)
    assert done.returncode == 2, done.stderr
    assert tree(tmp_path / "out") == expected


def test_a_cluster_that_does_not_answer_is_told(letters: Path, free_port: int) -> None:
    done = read(letters, "--cluster", f"nowhere://127.0.0.1:{free_port}")
    assert done.returncode == 2
    assert "No Dask cluster answers" in done.stderr
