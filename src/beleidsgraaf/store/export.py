"""Writes the whole graph in a format that other tools read: always the same bytes."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import IO, Final

import pyoxigraph as ox

from beleidsgraaf.store import tables
from beleidsgraaf.terms import PREFIXES

#: Formats that keep the named graphs apart.
WITH_GRAPHS: Final = {"nq": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG}
#: Formats for one graph: the union of all.
UNION: Final = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}


def write(quads: Path, format: str, output: IO[bytes]) -> None:
    """Write the sorted N-Quads of a snapshot as another format.

    ``format`` is a key of one of the tables above, or ``csv`` for a zip with a table a class.
    """
    if format == "nq":
        with quads.open("rb") as file:
            shutil.copyfileobj(file, output)
        return
    parsed = ox.parse(path=quads, format=ox.RdfFormat.N_QUADS)
    if format == "csv":
        tables.write(parsed, output)
    elif format in WITH_GRAPHS:
        # the lines are sorted by subject; a block for each graph wants them by graph first
        by_graph = sorted(parsed, key=lambda quad: str(quad.graph_name))
        ox.serialize(by_graph, output, WITH_GRAPHS[format], prefixes=PREFIXES)
    else:
        triples = (quad.triple for quad in parsed)
        ox.serialize(triples, output, UNION[format], prefixes=PREFIXES)
