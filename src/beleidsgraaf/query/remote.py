"""The engine elsewhere: any SPARQL 1.1 endpoint that holds the quads of a snapshot.

The endpoint stands in for the processes of the pool and for nothing else: names are searched, and
identifiers and downloads given, from the snapshot of this machine, and the endpoint must hold as
many statements in each of its graphs. Every query names its dataset, so it makes no difference what
the endpoint takes for the default graph, or what else it holds.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import re
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Final, cast

import pyoxigraph as ox
from rdflib import Literal

from beleidsgraaf import terms
from beleidsgraaf.errors import (
    AnswerCut,
    BadParameter,
    Busy,
    EndpointFailed,
    InputError,
    QueryRefused,
    SnapshotError,
)
from beleidsgraaf.query import answers, failures, guard, portable
from beleidsgraaf.query.backend import GRAPH_TYPES, JSON, Answer, Lane, Report, reporting
from beleidsgraaf.query.endpoint import Endpoint
from beleidsgraaf.settings import Settings

#: Stands for "no graph at all", which the protocol has no word for.
_NONE: Final = terms.GRAPH + "none"
_GRAPHS: Final = f"""SELECT ?graph (COUNT(*) AS ?statements) WHERE {{
  GRAPH ?graph {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?graph), {Literal(terms.GRAPH).n3()}))
}} GROUP BY ?graph"""


class RemoteEngine:
    """A :class:`~beleidsgraaf.query.backend.Backend` on an endpoint; made by :meth:`start`."""

    def __init__(
        self,
        endpoint: Endpoint,
        graphs: Mapping[str, int],
        settings: Settings,
        report: Report | None = None,
    ) -> None:
        self.graphs = dict(sorted(graphs.items()))
        self.snapshot_id = hashlib.sha256(repr(self.graphs).encode()).hexdigest()[:12]
        self._endpoint = endpoint
        self._settings = settings
        self._report = report
        self._closing = False
        self._gates: dict[Lane, _Gate] = {
            "query": _Gate(settings.query_workers, settings),
            "lookup": _Gate(settings.lookup_workers, settings),
        }

    @classmethod
    async def start(
        cls,
        settings: Settings,
        snapshot_id: str = "",
        graphs: Mapping[str, int] | None = None,
        report: Report | None = None,
    ) -> RemoteEngine:
        """Ask the endpoint what it holds; raise ``EndpointFailed`` where it does not answer.

        With the number of statements by graph of a snapshot, :class:`SnapshotError` is raised
        where the endpoint holds others. Without, the engine's id is one made of those numbers.
        """
        endpoint = Endpoint(settings)
        try:
            engine = cls(endpoint, await _held(endpoint, settings), settings, report)
            if graphs is not None:
                _compare(engine.graphs, graphs)
                engine.snapshot_id = snapshot_id
        except BaseException:
            await endpoint.close()
            raise
        return engine

    @property
    def waiting(self) -> dict[Lane, int]:
        """How many queries wait for a connection, by lane."""
        return {lane: gate.waiting for lane, gate in self._gates.items()}

    async def query(
        self,
        text: str,
        *,
        accept: str = JSON,
        default_graphs: tuple[str, ...] = (),
        named_graphs: tuple[str, ...] = (),
        lane: Lane = "query",
    ) -> Answer:
        """Return the whole answer, or raise: see :class:`~beleidsgraaf.query.backend.Backend`."""
        if lane == "query":
            scan = guard.check(text, self._settings)
            text = scan.text
            portable.refuse_inner_functions(text, self._endpoint.dialect)
            _fit(scan.form, accept)
            if not default_graphs and not named_graphs:
                default_graphs, named_graphs = scan.default_graphs, scan.named_graphs
        dataset = self._dataset(default_graphs, named_graphs)
        if self._closing:
            raise Busy("The service is closing.")
        async with self._gates[lane].passed():
            began = time.perf_counter()
            with reporting(self._report, lane):
                try:
                    body = await self._in_time(text, accept, dataset)
                except InputError:
                    if lane == "query":
                        raise
                    raise EndpointFailed(
                        "The endpoint cannot evaluate a look-up of this service.",
                        remedy="See in the README what an engine elsewhere has to allow.",
                    ) from None
            return Answer(body, accept, (time.perf_counter() - began) * 1000)

    async def close(self) -> None:
        """Let running queries end; further ones get :class:`Busy`."""
        self._closing = True
        while any(gate.passing for gate in self._gates.values()):
            await asyncio.sleep(0.01)
        await self._endpoint.close()

    async def _in_time(self, text: str, accept: str, dataset: list[tuple[str, str]]) -> bytes:
        try:
            async with asyncio.timeout(self._settings.query_seconds):
                return await self._ask(text, accept, dataset)
        except TimeoutError:
            raise failures.timeout(self._settings) from None

    async def _ask(self, text: str, accept: str, dataset: list[tuple[str, str]]) -> bytes:
        dialect = self._endpoint.dialect
        sent = portable.declared(text, dialect)
        if accept not in GRAPH_TYPES:
            body = await self._endpoint.ask(sent, JSON, dataset)
            return await self._encoded(body, JSON, accept, text)
        if dialect.cut_graphs and (counting := portable.solutions_of(text)):
            await self._endpoint.ask(portable.declared(counting, dialect), JSON, dataset)
        body = await self._endpoint.ask(sent, dialect.rdf, dataset)
        return await self._encoded(body, dialect.rdf, accept, text)

    async def _encoded(self, body: bytes, given: str, accept: str, text: str) -> bytes:
        """Return the answer as the embedded engine writes it, out of the way of other requests."""
        repairs = self._endpoint.dialect.repairs
        encoded = await asyncio.to_thread(_encode, body, given, accept, repairs, self._settings)
        if not isinstance(encoded, str):
            return encoded
        if encoded == "answer_cut":
            raise AnswerCut("The engine's answer broke off, or is not well formed.")
        raise failures.from_reply({"error": encoded}, text, self._settings)

    def _dataset(self, default: tuple[str, ...], named: tuple[str, ...]) -> list[tuple[str, str]]:
        if any(graph not in self.graphs for graph in (*default, *named)):
            raise QueryRefused("The dataset names a graph that is not here.", code="foreign_graph")
        if not default and not named:
            default = named = tuple(self.graphs)
        return [("default-graph-uri", graph) for graph in default or (_NONE,)] + [
            ("named-graph-uri", graph) for graph in named or (_NONE,)
        ]


class _Gate:
    """Lets so many through at a time, and so many wait."""

    def __init__(self, most: int, settings: Settings) -> None:
        self.passing = 0
        self._free = asyncio.Semaphore(most)
        self._most_waiting = settings.query_queue
        self._patience = settings.query_seconds
        self.waiting = 0

    @contextlib.asynccontextmanager
    async def passed(self) -> AsyncIterator[None]:
        """Wait for a place and hold it; raise :class:`Busy` when too many wait, or one too long."""
        await self._enter()
        self.passing += 1
        try:
            yield
        finally:
            self.passing -= 1
            self._free.release()

    async def _enter(self) -> None:
        if self._free.locked() and self.waiting >= self._most_waiting:
            raise Busy("Every connection is taken and the queue is full.")
        self.waiting += 1
        try:
            async with asyncio.timeout(self._patience):
                await self._free.acquire()
        except TimeoutError:
            raise Busy("No connection became free in time.") from None
        finally:
            self.waiting -= 1


async def _held(endpoint: Endpoint, settings: Settings) -> dict[str, int]:
    """Return how many statements there are in each of our graphs at the endpoint."""
    try:
        async with asyncio.timeout(settings.query_seconds):
            body = await endpoint.ask(_GRAPHS)
    except TimeoutError:
        raise EndpointFailed("The endpoint did not say in time what it holds.") from None
    try:
        rows = cast(ox.QuerySolutions, ox.parse_query_results(body, ox.QueryResultsFormat.JSON))
        return {row["graph"].value: int(row["statements"].value) for row in rows}
    except (SyntaxError, ValueError, TypeError, KeyError) as error:
        raise EndpointFailed("The endpoint does not answer as the standard says.") from error


def _compare(held: Mapping[str, int], expected: Mapping[str, int]) -> None:
    if dict(held) != dict(expected):
        raise SnapshotError(
            f"The endpoint holds {sum(held.values())} statements in {len(held)} graphs of ours; "
            f"the snapshot has {sum(expected.values())} in {len(expected)}.",
            remedy="Load the file of beleidsgraaf export --format nq into an empty endpoint.",
        )


def _fit(form: str, accept: str) -> None:
    """Raise what the embedded engine would say of a table that is asked as a graph, or so."""
    if (form in ("SELECT", "ASK")) == (accept in GRAPH_TYPES):
        raise BadParameter(
            "SELECT and ASK give a table, CONSTRUCT and DESCRIBE a graph; ask for another format."
        )


def _encode(
    body: bytes, given: str, accept: str, repairs: Sequence[Sequence[str]], settings: Settings
) -> bytes | str:
    """Return an answer in the media type ``accept``, or the code of why there is none.

    A code, for an error would take the engine's iterator to another thread, which ends the process.
    """
    for pattern, right in repairs:
        body = re.sub(pattern.encode(), right.encode(), body)
    try:
        if given == JSON:
            table = ox.parse_query_results(body, ox.QueryResultsFormat.JSON)
            return bytes(answers.encode(table, accept, settings))
        triples = dict.fromkeys(quad.triple for quad in ox.parse(body, ox.RdfFormat.N_TRIPLES))
        return bytes(answers.encode(iter(triples), accept, settings))
    except answers.Unfit as unfit:
        return unfit.code
    except (SyntaxError, ValueError):
        return "answer_cut"
