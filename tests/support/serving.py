"""The real command ``beleidsgraaf serve`` in a process of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

_COMMAND = [sys.executable, "-c", "from beleidsgraaf.cli import main; main()"]
_PATIENCE = 30.0


@contextmanager
def serving(home: Path, *options: str) -> Iterator[str]:
    """Serve a workspace, with or without a snapshot; give its address."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    home.mkdir(parents=True, exist_ok=True)
    with (home / "serve.log").open("wb") as log:
        process = subprocess.Popen(
            [*_COMMAND, "--home", str(home), "serve", "--port", str(port), *options],
            stdout=log,
            stderr=log,
            env={**os.environ, "NO_COLOR": "1"},
        )
        try:
            _wait(process, address, home / "serve.log")
            yield address
        finally:
            process.terminate()
            process.wait(timeout=_PATIENCE)


def _wait(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text(encoding="utf-8")
        try:
            httpx.get(f"{address}/healthz", trust_env=False)
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(log.read_text(encoding="utf-8"))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
