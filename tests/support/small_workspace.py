"""A workspace with a real snapshot of the small graph, as the commands and the service want it."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from beleidsgraaf import terms
from beleidsgraaf.store import snapshot
from beleidsgraaf.store.files import GraphFile, GraphFiles
from beleidsgraaf.store.workspace import Workspace
from support.small_graph import DATA


def built(home: Path) -> Workspace:
    """Write the graphs of the small TriG as Turtle files, and build them."""
    workspace = Workspace(home / "workspace")
    graphs: dict[str, list[ox.Triple]] = {}
    for quad in ox.parse(path=DATA / "small.trig"):
        graphs.setdefault(str(quad.graph_name.value), []).append(quad.triple)
    files = []
    for graph, triples in graphs.items():
        name = graph.removeprefix(terms.GRAPH).replace("/", "-") + ".ttl"
        ox.serialize(triples, home / name, ox.RdfFormat.TURTLE)
        files.append(GraphFile(home / name, name, graph))
    snapshot.write(workspace, GraphFiles(tuple(files)))
    return workspace
