"""Other engines over HTTP: real ones, on loopback, each in a process of its own with a graph."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from string import Template
from typing import Final

import httpx
import pytest

_PATIENCE: Final = 60.0
_INI: Final = Template("""
[Database]
DatabaseFile = $folder/virtuoso.db
ErrorLogFile = $folder/virtuoso.log
LockFile = $folder/virtuoso.lck
TransactionFile = $folder/virtuoso.trx
xa_persistent_file = $folder/virtuoso.pxa
[TempDatabase]
DatabaseFile = $folder/temporary.db
TransactionFile = $folder/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:$sql
DirsAllowed = $folder
NumberOfBuffers = 40000
MaxDirtyBuffers = 30000
ServerThreads = 10
CheckpointInterval = 0
MaxSortedTopRows = 1000000
[HTTPServer]
ServerPort = 127.0.0.1:$http
ServerRoot = $folder
ServerThreads = 8
[SPARQL]
ResultSetMaxRows = $rows
MaxQueryExecutionTime = 20
""")
#: 512 reads N-Quads; the graph that is named here takes what has none, and nothing has none.
_LOAD: Final = Template("""log_enable(2, 1);
DB.DBA.TTLP(file_to_string_output('$folder/loaded.nq'), '', 'urn:none', 512);
""")


@contextmanager
def oxigraph(quads: Path, folder: Path, timeout: int = 0) -> Iterator[str]:
    """Give the address of ``oxigraph serve`` with these quads; its own time limit in seconds."""
    binary = Path(sys.executable).with_name("oxigraph")
    if not binary.exists():
        pytest.skip("needs oxigraph; to run it: make test, which installs it")
    base = f"http://127.0.0.1:{_free_port()}"
    limit = ["--timeout-s", str(timeout)] if timeout else []
    command = [str(binary), "serve", "--bind", base.removeprefix("http://"), *limit]
    with _running(command, f"{base}/query", folder / "oxigraph.log"):
        kind = {"Content-Type": "application/n-quads"}
        loaded = httpx.post(
            f"{base}/store", content=quads.read_bytes(), headers=kind, trust_env=False, timeout=60
        )
        loaded.raise_for_status()
        yield f"{base}/query"


@contextmanager
def virtuoso(quads: Path, folder: Path, rows: int = 200_000) -> Iterator[str]:
    """Give the address of Virtuoso with these quads; it cuts answers after so many rows."""
    for name in ("virtuoso-t", "isql-vt"):
        if shutil.which(name) is None:
            pytest.skip("needs Virtuoso; to run it: apt-get install virtuoso-opensource")
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(quads, folder / "loaded.nq")
    sql, http = _free_port(), _free_port()
    ini = folder / "virtuoso.ini"
    ini.write_text(_INI.substitute(folder=folder, sql=sql, http=http, rows=rows), encoding="utf-8")
    command = ["virtuoso-t", "+configfile", str(ini), "+foreground"]
    address = f"http://127.0.0.1:{http}/sparql"
    with _running(command, address, folder / "virtuoso-out.log"):
        script = folder / "load.sql"
        script.write_text(_LOAD.substitute(folder=folder), encoding="utf-8")
        # the password is that of a fresh database, which ends with the test
        load = ["isql-vt", f"127.0.0.1:{sql}", "dba", "dba", str(script)]
        said = subprocess.run(load, capture_output=True, text=True, timeout=_PATIENCE, check=True)
        assert "***" not in said.stdout + said.stderr, said.stdout + said.stderr
        yield address


@contextmanager
def _running(command: list[str], address: str, log: Path) -> Iterator[None]:
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as file:
        process = subprocess.Popen(command, stdout=file, stderr=file, cwd=log.parent)
        try:
            _wait(process, address, log)
            yield
        finally:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text(encoding="utf-8", errors="replace")
        try:
            httpx.get(address, params={"query": "ASK {}"}, trust_env=False, timeout=5)
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(log.read_text(encoding="utf-8", errors="replace"))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
