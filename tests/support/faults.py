"""A service in use, of which one process after the other is killed at a random moment.

Run by hand: python -m support.faults TIMES [SEED] (in the folder of the tests)
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import httpx

from beleidsgraaf.store import snapshot
from support.engine import below
from support.store import Curated, copied

SERVE: Final = [sys.executable, "-c", "from beleidsgraaf.cli import main; main()"]
BUILD: Final = [sys.executable, "-m", "support.building"]
#: Whom it hits, as often as they stand here.
VICTIMS: Final = ("builder", "builder", "builder", "worker", "worker", "zygote", "server")
#: Errors that a client may see when a process behind its request is killed.
EXPECTED: Final = ("worker_lost", "busy", "snapshot_unavailable")
_PATIENCE: Final = 60.0


class Service:
    """The service over a small workspace, its client, and who builds beside it."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.small: Curated = copied(folder)
        self.killed: Counter[str] = Counter()
        self.heard: Counter[str] = Counter()
        self._random = random.Random(seed)
        self._number = 0
        self._orphans: set[int] = set()
        self._server: subprocess.Popen[bytes] | None = None
        self._address = ""
        self._log = folder / "serve.log"
        self._build().wait(_PATIENCE)

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        """Serve, with clients that never stop asking."""
        over = threading.Event()
        self._start()
        asking = [threading.Thread(target=self._ask, args=(over,)) for _ in range(2)]
        for each in asking:
            each.start()
        try:
            yield
        finally:
            over.set()
            for each in asking:
                each.join()
            self._stop()

    def hit(self) -> None:
        """Kill one process at a random moment, then see that all is whole again."""
        victim = self._random.choice(VICTIMS)
        self.killed[victim] += 1
        if victim == "builder":
            self._hit_builder()
        elif victim == "server":
            self._hit_server()
        else:
            self._hit_engine(victim)
        assert snapshot.current(self.small.workspace).id  # verified by its digests
        self._wait_until_it_answers()

    def _hit_builder(self) -> None:
        confirmed = snapshot.current(self.small.workspace).id
        building = self._build()
        time.sleep(self._random.uniform(0.1, 1.0))
        building.kill()
        done = building.wait(_PATIENCE) == 0
        now = snapshot.current(self.small.workspace).id
        assert done or now == confirmed or snapshot.open_snapshot(self.small.workspace, now)

    def _hit_engine(self, victim: str) -> None:
        assert self._server is not None
        zygotes = below(self._server.pid)
        victims = zygotes if victim == "zygote" else set().union(*map(below, zygotes))
        time.sleep(self._random.uniform(0, 0.3))
        if victims:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._random.choice(sorted(victims)), signal.SIGKILL)

    def _hit_server(self) -> None:
        assert self._server is not None
        zygotes = below(self._server.pid)
        self._orphans |= zygotes.union(*map(below, zygotes))
        time.sleep(self._random.uniform(0, 0.3))
        self._server.kill()
        self._server.wait(_PATIENCE)
        self._start()
        self.assert_no_orphans()

    def assert_no_orphans(self) -> None:
        """See that nothing outlives a server that was killed."""
        deadline = time.monotonic() + _PATIENCE
        while left := [pid for pid in self._orphans if Path(f"/proc/{pid}/exe").exists()]:
            assert time.monotonic() < deadline, left
            time.sleep(0.02)

    def _build(self) -> subprocess.Popen[bytes]:
        self._number += 1
        name = f'\nactor:asml skos:altLabel "ASML {self._number}" .\n'
        self.small.append(self.small.actors, name)
        tests = str(Path(__file__).parent.parent)
        return subprocess.Popen(
            [*BUILD, str(self.small.folder)], cwd=tests, stdout=subprocess.DEVNULL
        )

    def _start(self) -> None:
        home = self.small.workspace.home
        environment = {**os.environ, "BELEIDSGRAAF_CLIENT_SECONDS": "1000000"}
        with self._log.open("wb") as log:
            self._server = subprocess.Popen(
                [*SERVE, "--home", str(home), "serve", "--port", "0"],
                stdout=log, stderr=log, env=environment,
            )  # fmt: skip
        deadline = time.monotonic() + _PATIENCE
        while "Serving at" not in (told := self._log.read_text("utf-8")):
            assert time.monotonic() < deadline, told
            time.sleep(0.05)
        self._address = told.partition("Serving at ")[2].split()[0]

    def _stop(self) -> None:
        assert self._server is not None
        self._server.terminate()
        assert self._server.wait(_PATIENCE) == 0

    def _ask(self, over: threading.Event) -> None:
        number = 0
        with httpx.Client(trust_env=False, timeout=_PATIENCE) as client:
            while not over.is_set():
                number += 1
                query = f"SELECT (COUNT(*) AS ?n) {{?s ?p ?o}} LIMIT {number}"
                try:
                    answer = client.get(f"{self._address}/sparql", params={"query": query})
                except httpx.TransportError:
                    self.heard["connection"] += 1
                else:
                    good = answer.status_code == 200
                    self.heard["ok" if good else answer.json()["code"]] += 1
                time.sleep(0.02)

    def _wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + _PATIENCE
        while True:
            with contextlib.suppress(httpx.TransportError):
                found = httpx.get(f"{self._address}/api/v1/search?q=asml", trust_env=False)
                if found.status_code == 200 and found.json()["hits"]:
                    return
            assert time.monotonic() < deadline, "the service does not answer again"
            time.sleep(0.05)


def _main(times: int, seed: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        service = Service(Path(folder), seed)
        began = time.monotonic()
        with service.running():
            for _ in range(times):
                service.hit()
        sys.stdout.write(
            f"{times} kills in {time.monotonic() - began:.0f} s: {dict(service.killed)}; "
            f"clients heard {dict(service.heard)}\n"
        )
        for path in Path(folder).rglob("*"):
            path.chmod(0o755)
    return 0


if __name__ == "__main__":
    sys.exit(_main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0))
