"""A worker: answers one query after the other, mostly from the store that it was forked with.

It runs in a process of its own that may be killed, may crash, and can open nothing.
"""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from beleidsgraaf import sandbox, terms
from beleidsgraaf.query import answers, frames
from beleidsgraaf.query.backend import Lane

#: Above the nice value of the service, so that its own look-ups are never kept waiting.
_NICE: Final = 10
#: A worker that has grown by this part of its allowance is replaced: the allocator keeps memory.
_GROWN: Final = 0.25


@dataclass(frozen=True, slots=True)
class Limits:
    """The settings that are in force inside a worker, under their own names."""

    worker_memory: int
    worker_queries: int
    answer_rows: int
    answer_bytes: int


def run(data: ox.Store | Path, channel: socket.socket, lane: Lane, limits: Limits) -> None:
    """Answer until the pool closes the channel or this worker is due for replacement.

    ``data`` is a store in memory, or the folder of one on disk. That has threads of its own, which
    no fork takes along, so it is opened here; it opens all its files at once.
    """
    store = ox.Store.read_only(str(data)) if isinstance(data, Path) else data
    if lane == "query":
        os.nice(_NICE)
    sandbox.offer_to_oom_killer()
    sandbox.limit_memory(limits.worker_memory)
    statm = os.open("/proc/self/statm", os.O_RDONLY)
    sandbox.forbid_descriptors()
    allowed = _pages(statm) + limits.worker_memory * _GROWN / os.sysconf("SC_PAGESIZE")
    for count in range(1, limits.worker_queries + 1):
        request = frames.receive(channel)
        if request is None:
            return
        head, body = _reply(store, request, limits)
        head["last"] = count == limits.worker_queries or _pages(statm) > allowed
        frames.send(channel, head, body)
        if head["last"]:
            return


def _pages(statm: int) -> int:
    return int(os.pread(statm, 64, 0).split()[0])


def _reply(
    store: ox.Store, request: frames.Head, limits: Limits
) -> tuple[frames.Head, bytes | memoryview]:
    try:
        result = _evaluate(store, request)
        return {}, answers.encode(result, request["accept"], limits)
    except answers.Unfit as unfit:
        return {"error": unfit.code}, b""
    except SyntaxError as error:
        return {"error": "query_syntax", "message": str(error.msg)}, b""
    except MemoryError:
        return {"error": "memory_limit"}, b""
    except (ValueError, RuntimeError, OSError) as error:
        return {"error": "engine_failed", "message": str(error)}, b""


def _evaluate(store: ox.Store, request: frames.Head) -> answers.Result:
    default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = []
    default += [_graph(store, iri) for iri in request["default_graphs"]]
    named: list[ox.NamedNode | ox.BlankNode] = []
    named += [_graph(store, iri) for iri in request["named_graphs"]]
    text, prefixes = request["text"], terms.PREFIXES
    if not default and not named:
        return store.query(text, prefixes=prefixes, use_default_graph_as_union=True)
    return store.query(text, prefixes=prefixes, default_graph=default, named_graphs=named)


def _graph(store: ox.Store, iri: str) -> ox.NamedNode:
    try:
        graph = ox.NamedNode(iri)
    except ValueError:
        raise answers.Unfit("foreign_graph") from None
    if not store.contains_named_graph(graph):
        raise answers.Unfit("foreign_graph")
    return graph
