from __future__ import annotations

import fcntl
import logging
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from beleidsgraaf.errors import BadParameter, InvalidGraph, NotFound, SnapshotError
from beleidsgraaf.store import export, history, manifest, snapshot
from beleidsgraaf.store.files import GraphFiles
from beleidsgraaf.store.search import search
from support.store import Curated, copied


@pytest.fixture
def small(tmp_path: Path) -> Curated:
    return copied(tmp_path)


def build(small: Curated) -> snapshot.Snapshot:
    return snapshot.write(small.workspace, small.files())


def change(small: Curated, things: int = 1) -> None:
    """Add new actors, so that the next build has other content."""
    start = small.actors.read_text(encoding="utf-8").count("\n")
    lines = (f'actor:x{start + i} a bg:Actor ; skos:prefLabel "X{i}"@nl .\n' for i in range(things))
    small.append(small.actors, "".join(lines))


def start(small: Curated, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "support.building", str(small.folder), *arguments]
    paths = os.pathsep.join(path for path in sys.path if path)
    environment = {**os.environ, "PYTHONPATH": paths}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


def leftovers(small: Curated) -> list[str]:
    names = (path.name for path in small.workspace.snapshots.iterdir())
    return [name for name in names if name.startswith(".building")]


def damage(path: Path, content: bytes | None) -> None:
    path.parent.chmod(0o755)
    path.chmod(0o644)
    path.unlink() if content is None else path.write_bytes(content)


def test_a_snapshot_holds_every_quad_in_three_forms(small: Curated) -> None:
    made = build(small)
    lines = made.quads.read_bytes().splitlines()
    assert lines == sorted(lines)
    assert len(lines) == made.manifest.quads == sum(made.manifest.graphs.values())
    assert len(ox.Store.read_only(str(made.store))) == len(lines)
    assert search(made.search, "ASML")[0].thing.slug == "asml"
    assert made.manifest.classes["https://w3id.org/beleidsgraaf/def#Company"] == 2
    assert snapshot.current(small.workspace) == made
    assert b"_:" not in made.quads.read_bytes()


def test_the_same_content_gives_the_same_snapshot(small: Curated) -> None:
    made = build(small)
    small.append(small.letter, "# only a comment\n")
    again = build(small)
    assert again.id == made.id
    assert again.manifest.created == made.manifest.created
    assert snapshot.identifiers(small.workspace) == [made.id]


def test_the_id_and_the_quads_do_not_hang_on_hash_seed_or_locale(small: Curated) -> None:
    found = set()
    for seed in ("0", "1"):
        shutil.rmtree(small.workspace.home, ignore_errors=True)
        os.environ["PYTHONHASHSEED"] = seed
        try:
            output, _ = start(small).communicate(timeout=60)
        finally:
            del os.environ["PYTHONHASHSEED"]
        found.add((output.split()[-1], snapshot.current(small.workspace).quads.read_bytes()))
    assert len(found) == 1


def test_it_is_up_to_date_only_with_the_same_files(small: Curated) -> None:
    assert snapshot.up_to_date(small.workspace, small.files()) is None
    made = build(small)
    assert snapshot.up_to_date(small.workspace, small.files()) == made
    change(small)
    assert snapshot.up_to_date(small.workspace, small.files()) is None


def test_a_file_that_is_no_turtle_is_named_and_nothing_changes(small: Curated) -> None:
    made = build(small)
    small.append(small.letter, "claim:x a bg:Claim ;\n  oops .\n")
    with pytest.raises(InvalidGraph) as caught:
        build(small)
    line = small.letter.read_text(encoding="utf-8").count("\n")
    assert caught.value.problems[0].startswith(f"graph/letters/kst-1-1.ttl:{line}:3: ")
    assert snapshot.current(small.workspace) == made


def test_served_files_cannot_be_written_even_by_the_engine(small: Curated) -> None:
    made = build(small)
    user: list[str] = []
    if os.geteuid() == 0:  # who may write everything
        user = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        for folder in (small.folder, *small.folder.parents[:2]):
            folder.chmod(0o755)

    def run(code: str) -> subprocess.CompletedProcess[str]:
        command = [*user, sys.executable, "-c", f"import pyoxigraph as ox; {code}"]
        return subprocess.run(command, capture_output=True, text=True, timeout=60)

    if user and not (shutil.which("setpriv") and run("").returncode == 0):
        pytest.skip("needs setpriv, and an environment that other users can read")
    store = repr(str(made.store))
    read = run(f"print(len(ox.Store.read_only({store})))")
    assert (read.returncode, int(read.stdout)) == (0, made.manifest.quads)
    written = run(f"ox.Store({store}).add_graph(ox.NamedNode('x:y'))")
    assert written.returncode != 0
    assert "ermission" in written.stderr
    assert snapshot.current(small.workspace) == made


def test_reading_it_changes_no_file(small: Curated) -> None:
    made = build(small)
    store = ox.Store.read_only(str(made.store))
    assert store.query("ASK { ?s ?p ?o }", use_default_graph_as_union=True)
    del store
    search(made.search, "asml")
    manifest.verify(made.path, made.manifest)


@pytest.mark.parametrize("stage", ["read", "quads", "store", "search", "downloads", "manifest"])
def test_a_build_killed_at_a_stage_leaves_the_old_snapshot(small: Curated, stage: str) -> None:
    old = build(small)
    change(small)
    process = start(small, "die-at", stage)
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    assert snapshot.current(small.workspace) == old
    new = build(small)
    assert new.id != old.id
    assert snapshot.current(small.workspace) == new
    assert leftovers(small) == []


def test_a_build_killed_at_any_moment_leaves_a_whole_snapshot(small: Curated) -> None:
    old = build(small)
    moments = random.Random(7)
    for _ in range(8):
        change(small, 1500)
        process = start(small)
        assert process.stdout is not None
        process.stdout.readline()  # it has begun to read; imports are behind it
        time.sleep(moments.uniform(0, 0.25))
        process.kill()
        process.communicate(timeout=60)
        found = snapshot.current(small.workspace)
        assert found == old or found == snapshot.up_to_date(small.workspace, small.files())
        old = found
    assert build(small).manifest.quads > 8 * 1500
    assert leftovers(small) == []


def test_a_second_builder_is_told_so(small: Curated) -> None:
    old = build(small)
    change(small)
    with (small.workspace.snapshots / ".lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        process = start(small)
        output, _ = process.communicate(timeout=60)
    assert process.returncode == SnapshotError.exit_code
    assert "Another build of this workspace is running" in output
    assert snapshot.current(small.workspace) == old


def test_of_two_builders_at_once_each_ends_well_or_is_told(small: Curated) -> None:
    change(small, 3000)
    processes = [start(small), start(small)]
    outputs = [process.communicate(timeout=60)[0] for process in processes]
    codes = [process.returncode for process in processes]
    assert set(codes) <= {0, SnapshotError.exit_code}
    assert 0 in codes
    assert snapshot.current(small.workspace).id in "".join(outputs)


def test_a_full_disk_is_a_typed_error_and_the_old_snapshot_stays(small: Curated) -> None:
    old = build(small)
    change(small, 3000)
    for most in ("1000", "20000", "300000"):  # ends in the quads, the store, the search index
        process = start(small, "small-files", most)
        output, _ = process.communicate(timeout=60)
        assert process.returncode == SnapshotError.exit_code, output
        assert "snapshot_unavailable: The disk is full." in output
        assert snapshot.current(small.workspace) == old
        assert leftovers(small) == []


def _flipped(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


@pytest.mark.parametrize("name", ["data.nq", "search.sqlite", "sst", "manifest.json", "CURRENT"])
@pytest.mark.parametrize("fault", ["cut", "flip", "gone"])
def test_a_damaged_snapshot_gives_way_to_the_newest_whole_one(
    small: Curated, caplog: pytest.LogCaptureFixture, name: str, fault: str
) -> None:
    old = build(small)
    change(small)
    new = build(small)
    path = next(new.path.rglob(f"*{name}"))
    content = path.read_bytes()
    faults = {"cut": content[: len(content) // 2], "flip": _flipped(content), "gone": None}
    damage(path, faults[fault])
    with caplog.at_level(logging.WARNING):
        found = snapshot.current(small.workspace)
    if found.id == new.id:  # a flipped bit in the words of the manifest that nothing rests on
        assert (name, fault) == ("manifest.json", "flip")
        return
    assert found == old
    assert new.id in caplog.text
    mended = build(small)
    assert mended.id == new.id
    assert snapshot.current(small.workspace) == mended


@pytest.mark.parametrize("pointer", ["", "ffffffffffff\n", "../../etc", "0" * 500, None])
def test_a_pointer_to_nowhere_gives_way_too(small: Curated, pointer: str | None) -> None:
    made = build(small)
    small.workspace.current.unlink()
    if pointer is not None:
        small.workspace.current.write_text(pointer, encoding="ascii")
    assert snapshot.current(small.workspace) == made


def test_without_a_snapshot_the_remedy_is_named(small: Curated) -> None:
    with pytest.raises(SnapshotError) as caught:
        snapshot.current(small.workspace)
    assert caught.value.remedy == "run: beleidsgraaf build"
    assert str(small.folder) not in caught.value.detail


def test_a_snapshot_of_another_format_is_not_served(small: Curated) -> None:
    made = build(small)
    path = made.path / manifest.NAME
    damage(path, path.read_bytes().replace(f'"format": {manifest.FORMAT}'.encode(), b'"format": 0'))
    with pytest.raises(SnapshotError):
        snapshot.current(small.workspace)


def test_a_graph_of_nothing_is_a_snapshot_too(small: Curated) -> None:
    made = snapshot.write(small.workspace, GraphFiles(data=()))
    assert made.manifest.quads == 0
    assert search(made.search, "asml") == []


def test_going_back_comparing_and_clearing_up(small: Curated) -> None:
    old = build(small)
    change(small)
    new = build(small)
    home = small.workspace
    assert [entry.id for entry in history.entries(home)] == [new.id, old.id]
    changes = list(history.diff(old, new))
    assert changes
    assert all(line.startswith("+ <https://w3id.org/beleidsgraaf/id/actor/x") for line in changes)
    history.use(home, old.id)
    assert snapshot.current(home) == old
    change(small)
    newest = build(small)
    history.use(home, old.id)
    assert history.prune(home, 1) == [new.id]
    assert snapshot.identifiers(home) == sorted([old.id, newest.id])
    for unknown in ("ffffffffffff", "..", "current"):
        with pytest.raises(NotFound):
            history.use(home, unknown)
    with pytest.raises(BadParameter):
        history.prune(home, 0)


def test_pruning_removes_what_is_damaged_and_keeps_the_current_one(small: Curated) -> None:
    old = build(small)
    change(small)
    new = build(small)
    damage(old.quads, b"")
    assert [entry.damage != "" for entry in history.entries(small.workspace)] == [False, True]
    assert history.prune(small.workspace, 5) == [old.id]
    assert snapshot.current(small.workspace) == new


def test_readers_see_one_whole_snapshot_or_the_other_while_it_is_switched(small: Curated) -> None:
    ids = [build(small).id]
    change(small)
    ids.append(build(small).id)
    stop = threading.Event()
    seen: list[str] = []

    def read() -> None:
        while not stop.is_set():
            seen.append(snapshot.current(small.workspace).id)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for number in range(200):
        snapshot.point(small.workspace, ids[number % 2])
    stop.set()
    for reader in readers:
        reader.join()
    assert set(seen) <= set(ids)
    assert len(seen) > 4
    assert sorted(path.name for path in small.workspace.home.iterdir()) == ["current", "snapshots"]


@pytest.mark.parametrize("format", ["nq", "trig", "ttl", "nt", "jsonld", "rdf"])
def test_an_export_reads_back_whole(small: Curated, tmp_path: Path, format: str) -> None:
    made = build(small)
    path = tmp_path / f"graph.{format}"
    with path.open("wb") as file:
        export.write(made.quads, format, file)
    formats = {**export.WITH_GRAPHS, **export.UNION}
    assert len(set(ox.parse(path=path, format=formats[format]))) == made.manifest.quads
