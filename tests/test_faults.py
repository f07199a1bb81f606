"""Processes killed at random moments, a disk that is full: what was whole stays whole."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from beleidsgraaf.errors import SnapshotError
from beleidsgraaf.store import snapshot
from support.faults import EXPECTED, Service
from support.store import Curated, copied


def test_kills_at_random_moments_leave_a_service_that_answers(tmp_path: Path) -> None:
    service = Service(tmp_path, seed=11)
    with service.running():
        for _ in range(20):
            service.hit()
    assert set(service.heard) <= {"ok", "connection", *EXPECTED}
    assert service.heard["ok"] > 20
    assert len(service.killed) == 4


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a file system of 400 kB; skip where this user may not mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(folder)]
    try:
        done = subprocess.run(mounting, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        done = False
    if not done:
        pytest.skip("needs the right to mount a file system in memory")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_leaves_the_old_snapshot(small_disk: Path, tmp_path: Path) -> None:
    small: Curated = copied(tmp_path / "curated")
    home = tmp_path / "curated/home"
    (small_disk / "home").mkdir()
    home.symlink_to(small_disk / "home")
    with pytest.raises(SnapshotError) as caught:
        for number in range(100):
            before = snapshot.pointed(small.workspace)
            small.append(small.actors, f'\nactor:asml skos:altLabel "ASML {number}" .\n')
            snapshot.write(small.workspace, small.files())
    assert "The disk is full" in caught.value.detail
    assert snapshot.pointed(small.workspace) == before
    if before is not None:
        assert snapshot.current(small.workspace).id == before
    assert list(small.workspace.snapshots.glob(".building-*")) == []
