"""The small graph of the look-ups, on the real engine and the real search index."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pyoxigraph as ox

from beleidsgraaf import settings, terms
from beleidsgraaf.query.backend import Backend
from beleidsgraaf.query.pool import LocalPool
from beleidsgraaf.store import facts, search_index

DATA = Path(__file__).parent.parent / "data" / "lookup"
T = TypeVar("T")


def iri(path: str) -> str:
    return terms.ID + path


def bg(name: str) -> str:
    return terms.BG + name


@dataclass
class Small:
    """A running engine; ``run`` waits for what it is asked."""

    backend: Backend
    search: Path
    _runner: asyncio.Runner

    def run(self, question: Coroutine[Any, Any, T]) -> T:
        return self._runner.run(question)


@contextmanager
def running(folder: Path, *names: str) -> Iterator[Small]:
    """Serve these files of ``data/lookup`` with the facts that follow from them."""
    quads = [quad for name in names for quad in ox.parse(path=DATA / name)]
    quads += facts.make(quads)
    ox.serialize(quads, folder / "data.nq", ox.RdfFormat.N_QUADS)
    search_index.write(folder / "search.sqlite", quads)
    with served(folder / "data.nq", folder / "search.sqlite") as small:
        yield small


@contextmanager
def served(quads: Path, search: Path) -> Iterator[Small]:
    """Serve these quads, with this search index, from an engine of their own."""
    with asyncio.Runner() as runner:
        pool = runner.run(LocalPool.start(quads, "small", settings.load({})))
        try:
            yield Small(pool, search, runner)
        finally:
            runner.run(pool.close())
