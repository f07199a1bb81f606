"""A workspace with a real snapshot of the small graph, as the commands and the service want it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pyoxigraph as ox

from beleidsgraaf import terms
from beleidsgraaf.store import snapshot
from beleidsgraaf.store.files import GraphFile, GraphFiles
from beleidsgraaf.store.workspace import Workspace
from support.small_graph import DATA


def built(home: Path, *, without: Collection[str] = (), more: str = "") -> Workspace:
    """Write the graphs of the small TriG as Turtle files, and build them.

    ``without`` names things, as kind/slug, that are left out; ``more`` is Turtle about others.
    """
    workspace = Workspace(home / "workspace")
    text = (DATA / "small.trig").read_text("utf-8") + f"GRAPH bgg:reference {{ {more} }}"
    gone = {terms.ID + name for name in without}
    graphs: dict[str, list[ox.Triple]] = {}
    for quad in ox.parse(text, format=ox.RdfFormat.TRIG):
        if not gone & {str(quad.subject.value), str(getattr(quad.object, "value", ""))}:
            graphs.setdefault(str(quad.graph_name.value), []).append(quad.triple)
    files = []
    for graph, triples in graphs.items():
        name = graph.removeprefix(terms.GRAPH).replace("/", "-") + ".ttl"
        ox.serialize(triples, home / name, ox.RdfFormat.TURTLE)
        files.append(GraphFile(home / name, name, graph))
    snapshot.write(workspace, GraphFiles(tuple(files)))
    return workspace
