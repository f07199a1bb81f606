"""The two commands: what they say when something is missing, and that nothing is done twice."""

from __future__ import annotations

import os
import runpy
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

ENOUGH_SECONDS = 5.0


@pytest.fixture(scope="module")
def script(root: Path) -> dict[str, Any]:
    """Return the names of the script that makes the environment."""
    return runpy.run_path(str(root / "scripts" / "environment.py"))


def make(root: Path, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run make as a person would, whatever make runs these tests."""
    return subprocess.run(
        ["make", *arguments],
        cwd=root,
        env=surroundings(**environ),
        capture_output=True,
        text=True,
        check=False,
    )


def surroundings(**environ: str) -> dict[str, str]:
    """Return the environment without what an outer make left in it."""
    outer = {"MAKEFLAGS", "MAKELEVEL", "MFLAGS", "SOURCES", "PORT", "HOST", "PYTHON"}
    return {k: v for k, v in os.environ.items() if k not in outer} | environ


@pytest.mark.parametrize(
    ("log", "problem"),
    [
        (
            "ERROR: Could not find a version that satisfies x (from versions: none)\n"
            "ERROR: No matching distribution found for x==1\n",
            "pip reaches no package registry",
        ),
        (
            "  hatch_build.BundleFailed: The pages were not bundled: npm ci failed\n"
            "ERROR: Failed to build 'beleidsgraaf'\n",
            "The pages were not bundled: npm ci failed",
        ),
        (
            "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES\nERROR: x does not fit.\n",
            "x does not fit",
        ),
        ("", "pip failed"),
    ],
)
def test_why_pip_failed_is_one_line(script: dict[str, Any], log: str, problem: str) -> None:
    found, remedy = script["cause"](log)
    assert found == problem
    assert "environment.log" in remedy


def test_an_old_python_is_told_with_its_remedy(
    script: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    monkeypatch.setattr(sys, "version", "3.10.4 (main)")
    with pytest.raises(SystemExit, match=r"^error: Python 3\.11 or newer .* 3\.10\.4\. Remedy: "):
        script["main"]("run")


def test_a_python_that_is_not_there_is_told_with_its_remedy(root: Path) -> None:
    done = make(root, "run", "PYTHON=no-such-python")
    assert done.returncode != 0
    assert done.stderr.startswith("error: there is no no-such-python. Remedy: ")


def test_make_alone_lists_what_there_is(root: Path) -> None:
    said = make(root).stdout
    assert all(f"make {target}" in said for target in ("run", "test", "check", "format", "pins"))


@pytest.mark.slow
def test_a_second_run_serves_within_five_seconds(
    root: Path, tmp_path: Path, free_port: int
) -> None:
    python = root / ".venv" / "bin" / "python"
    if Path(sys.prefix) != root / ".venv":
        pytest.skip("needs the environment that make makes; to run it: make test")
    prepared = make(root, "environment-run", f"PYTHON={python}")
    assert prepared.returncode == 0, prepared.stderr
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "fetch-tried").touch()  # so that it asks no other host
    tries = []
    for _ in range(4):  # the first one builds the snapshot
        began = time.monotonic()
        with running(root, tmp_path, f"PYTHON={python}", f"PORT={free_port}") as service:
            wait_for(f"http://127.0.0.1:{free_port}/readyz", service, tmp_path / "make.log")
            tries.append(time.monotonic() - began)
        if min(tries[1:], default=ENOUGH_SECONDS) < ENOUGH_SECONDS:
            break
    assert min(tries[1:]) < ENOUGH_SECONDS, tries
    said = (tmp_path / "make.log").read_text("utf-8")
    assert f"http://127.0.0.1:{free_port}" in said
    assert "Installing" not in said


@contextmanager
def running(root: Path, folder: Path, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run ``make run`` in a process group of its own with its workspace in ``folder``."""
    with (folder / "make.log").open("w") as log:
        service = subprocess.Popen(
            ["make", "run", *arguments],
            cwd=root,
            env=surroundings(BELEIDSGRAAF_HOME=str(folder / "home")),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            yield service
        finally:
            os.killpg(service.pid, signal.SIGTERM)
            service.wait(timeout=15)


def wait_for(address: str, service: subprocess.Popen[bytes], log: Path) -> None:
    """Return when the address answers with success; fail with what make said."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    end = time.monotonic() + 60
    while time.monotonic() < end and service.poll() is None:
        try:
            with opener.open(address, timeout=5):
                return
        except urllib.error.URLError:
            time.sleep(0.05)
    pytest.fail(f"make run did not serve: {log.read_text()}")
