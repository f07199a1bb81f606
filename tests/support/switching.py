"""A service whose snapshot is switched again and again while others ask it.

Run by hand: python -m support.switching TIMES (in the folder of the tests)
"""

from __future__ import annotations

import itertools
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pyoxigraph as ox

from beleidsgraaf import settings, terms
from beleidsgraaf.store import snapshot
from beleidsgraaf.store.files import GraphFile, GraphFiles
from beleidsgraaf.store.workspace import Workspace
from beleidsgraaf_api.app import create_app
from support.engine import children
from support.in_thread import serving
from support.small_graph import DATA

_PATIENCE = 20.0
_NUMBER = itertools.count()


@dataclass
class Asked:
    """What the clients heard: answers by path and snapshot, and everything that was wrong."""

    answers: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def two_snapshots(home: Path) -> tuple[Workspace, dict[str, int]]:
    """Build two snapshots that differ by one statement; return the number of each one's."""
    workspace = Workspace(home / "workspace")
    sizes = {}
    for extra in (0, 1):
        path = home / f"all-{extra}.ttl"
        triples = [quad.triple for quad in ox.parse(path=DATA / "small.trig")]
        subject, label = ox.NamedNode("urn:x"), ox.NamedNode("urn:p")
        triples += [ox.Triple(subject, label, ox.Literal("x"))] * extra
        ox.serialize(triples, path, ox.RdfFormat.TURTLE)
        files = GraphFiles((GraphFile(path, "all.ttl", terms.GRAPH + "reference"),))
        made = snapshot.write(workspace, files)
        sizes[made.id] = made.manifest.quads
    return workspace, sizes


def switch(workspace: Workspace, sizes: dict[str, int], times: int, clients: int = 4) -> Asked:
    """Serve the workspace, switch so often, and ask all the while."""
    asked, over = Asked(), threading.Event()
    limits = settings.load({}, client_seconds=1e9)
    with serving(create_app(limits, workspace)) as client:
        address = str(client.base_url)
        crowd = [
            threading.Thread(target=_ask, args=(address, sizes, over, asked))
            for _ in range(clients)
        ]
        for each in crowd:
            each.start()
        try:
            ids = itertools.cycle(sizes)
            for wanted in itertools.islice(ids, times):
                snapshot.point(workspace, wanted)
                _wait(client, wanted)
            asked.wrong += _left_behind()
        finally:
            over.set()
            for each in crowd:
                each.join()
    return asked


def _ask(address: str, sizes: dict[str, int], over: threading.Event, asked: Asked) -> None:
    with httpx.Client(base_url=address, trust_env=False, timeout=_PATIENCE) as client:
        while not over.is_set():
            for path in _paths():
                answer = client.get(path)
                about = f"{path} {answer.status_code} {answer.text[:200]}"
                served = answer.headers.get("snapshot-id", "")
                if answer.status_code != 200 or served not in sizes:
                    asked.wrong.append(about)
                elif path.startswith("/sparql?") and f'"{sizes[served]}"' not in answer.text:
                    asked.wrong.append(f"{served} {about}")
                asked.answers[served] += 1


def _paths() -> Iterator[str]:
    """Give addresses that are asked for the first time, and some that are not."""
    number = next(_NUMBER)
    query = f"SELECT (COUNT(*) AS ?n) {{GRAPH ?g {{?s ?p ?o}}}} LIMIT {number + 1}"
    yield f"/sparql?{httpx.QueryParams(query=query)}"
    yield f"/api/v1/entities/actor/zaan-lithografie?n={number}"
    yield "/doc/actor/lichtchip.ttl"


def _wait(client: httpx.Client, wanted: str) -> None:
    deadline = time.monotonic() + _PATIENCE
    while client.get("/readyz").json().get("snapshot") != wanted:
        assert time.monotonic() < deadline, f"{wanted} never came into service"
        time.sleep(0.01)


def _left_behind() -> list[str]:
    """Return what is too much: the old pools end with their last request."""
    deadline = time.monotonic() + _PATIENCE
    while (engines := len(children())) > 4:
        if time.monotonic() > deadline:
            return [f"{engines} processes of the engine are left"]
        time.sleep(0.05)
    return []


@contextmanager
def _home() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        try:
            yield Path(folder)
        finally:
            for path in Path(folder).rglob("*"):
                path.chmod(0o755)


def _main(times: int) -> int:
    with _home() as home:
        workspace, sizes = two_snapshots(home)
        descriptors = len(list(Path("/proc/self/fd").iterdir()))
        began = time.monotonic()
        asked = switch(workspace, sizes, times)
        left = len(list(Path("/proc/self/fd").iterdir())) - descriptors
        sys.stdout.write(
            f"{times} switches in {time.monotonic() - began:.0f} s, {asked.answers.total()} answers"
            f" ({dict(asked.answers)}), {len(asked.wrong)} wrong, {left} descriptors left open\n"
        )
        sys.stdout.writelines(f"{each}\n" for each in asked.wrong[:5])
    return 1 if asked.wrong else 0


if __name__ == "__main__":
    sys.exit(_main(int(sys.argv[1])))
