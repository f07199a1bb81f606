"""Measure the service beside other engines, in the same run, on the prepared questions.

python tests/bench/measure.py [--rounds 7] [--seconds 5]

The engines take turns within a round, so that a machine that slows down slows all of them; ratios
are what to read. All hold the quads of one snapshot, and each is asked for the union of its graphs
in its own way.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Final

import httpx
import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from beleidsgraaf import questions
from beleidsgraaf.store import packaged, snapshot
from support import endpoints, real_workspace
from support.serving import serving

JSON: Final = "application/sparql-results+json"
CLIENTS: Final = 8
#: The one that the others are compared with.
OURS: Final = "beleidsgraaf"
KEPT: Final = "beleidsgraaf, answers kept"

#: Virtuoso has graphs of its own, so ours are named to it.
_UNION: Final = {"oxigraph serve": {"union-default-graph": ""}}

Ask = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Engine:
    """An endpoint and the fields that ask it for the union of our graphs."""

    address: str
    fields: Mapping[str, str | list[str]]

    def client(self) -> httpx.Client:
        """Return a client that keeps its connection."""
        return httpx.Client(trust_env=False, timeout=60, headers={"Accept": JSON})

    def ask(self, client: httpx.Client, query: str) -> int:
        """Return the number of rows."""
        answer = client.post(self.address, data={"query": query, **self.fields})
        answer.raise_for_status()
        return len(answer.json()["results"]["bindings"])


def main(arguments: Sequence[str] | None = None) -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description="Measure the service beside other engines.")
    parser.add_argument("--rounds", type=int, default=7, help="times that each question is asked")
    parser.add_argument("--seconds", type=float, default=5, help="of load on each engine")
    given = parser.parse_args(arguments)
    asked = {
        name: one.fill({})
        for name, one in questions.load(packaged.folders().graph / "questions").items()
    }
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        engines = _engines(Path(folder), stack)
        report_latency(engines, asked, given.rounds)
        report_load(engines, list(asked.values()), given.seconds)


def report_latency(engines: Mapping[str, Engine], asked: Mapping[str, str], rounds: int) -> None:
    """Print for each question the median of ours in ms, and that of each other over ours."""
    others = [name for name in engines if name != OURS]
    print(f"One question at a time, median of {rounds}: ms, and the others' time over ours")
    print("", "rows", OURS, *others, sep=" | ")
    ratios: dict[str, list[float]] = {name: [] for name in others}
    with _clients(engines) as asks:
        for title, query in asked.items():
            rows = {name: ask(query) for name, ask in asks.items()}
            times = _times(asks, query, rounds)
            medians = {name: statistics.median(each) for name, each in times.items()}
            cells = []
            for name in others:
                ratios[name].append(medians[name] / medians[OURS])
                wrong = "" if rows[name] == rows[OURS] else f" ({rows[name]} rows)"
                cells.append(f"{ratios[name][-1]:.2f}{wrong}")
            print(title, rows[OURS], f"{medians[OURS] * 1000:.1f}", *cells, sep=" | ")
    means = [f"{statistics.geometric_mean(ratios[name]):.2f}" for name in others]
    print("geometric mean", "", "", *means, sep=" | ")


def report_load(engines: Mapping[str, Engine], asked: Sequence[str], seconds: float) -> None:
    """Print how many questions a second each answers to several clients at once."""
    print(f"\n{CLIENTS} clients at once, all questions in turn, {seconds:g} s each")
    print("", "per second", "over ours", "median ms", sep=" | ")
    rates: dict[str, float] = {}
    for name, engine in engines.items():
        took = _loaded(engine, asked, seconds)
        rates[name] = len(took) / seconds
        share = rates[name] / rates[OURS]
        middle = statistics.median(took) * 1000
        print(name, f"{rates[name]:.0f}", f"{share:.2f}", f"{middle:.1f}", sep=" | ")


def _engines(folder: Path, stack: ExitStack) -> dict[str, Engine]:
    """Start every engine that is here, over one snapshot of the project's own graph."""
    workspace = real_workspace.built(folder)
    found = snapshot.current(workspace)
    engines = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BELEIDSGRAAF_CLIENT_SECONDS", "1000000")
        for name, kept in ((OURS, "1"), (KEPT, "100000000")):
            patch.setenv("BELEIDSGRAAF_CACHE_BYTES", kept)
            engines[name] = Engine(f"{stack.enter_context(serving(workspace.home))}/sparql", {})
    named = {"default-graph-uri": sorted(found.manifest.graphs)}
    for name, start in (("oxigraph serve", endpoints.oxigraph), ("Virtuoso", endpoints.virtuoso)):
        try:
            address = stack.enter_context(start(found.quads, folder / name.split()[0]))
            engines[name] = Engine(address, _UNION.get(name, named))
        except pytest.skip.Exception as missing:
            print(f"without {name}: {missing}")
    return engines


@contextmanager
def _clients(engines: Mapping[str, Engine]) -> Iterator[dict[str, Ask]]:
    with ExitStack() as stack:
        yield {
            name: partial(engine.ask, stack.enter_context(engine.client()))
            for name, engine in engines.items()
        }


def _times(asks: Mapping[str, Ask], query: str, rounds: int) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in asks}
    for _ in range(rounds):
        for name, ask in asks.items():
            times[name].append(_timed(ask, query))
    return times


def _timed(ask: Ask, query: str) -> float:
    began = time.perf_counter()
    ask(query)
    return time.perf_counter() - began


def _loaded(engine: Engine, asked: Sequence[str], seconds: float) -> list[float]:
    """Return how long each answer took that came in these seconds."""
    took: list[float] = []
    end = time.perf_counter() + seconds

    def keep_asking(first: int) -> None:
        with engine.client() as client:
            ask = partial(engine.ask, client)
            for query in cycle([*asked[first:], *asked[:first]]):
                needed = _timed(ask, query)
                if time.perf_counter() > end:
                    return
                took.append(needed)

    crowd = [threading.Thread(target=keep_asking, args=(2 * each,)) for each in range(CLIENTS)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    return took


if __name__ == "__main__":
    main()
