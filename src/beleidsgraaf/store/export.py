"""Writes the whole graph of a snapshot in a format that other tools read."""

from __future__ import annotations

import shutil
from typing import IO, Final

import pyoxigraph as ox

from beleidsgraaf.store.snapshot import Snapshot
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


def write(snapshot: Snapshot, format: str, output: IO[bytes]) -> None:
    """Write every quad, or every triple; ``format`` is a key of one of the tables above."""
    if format == "nq":
        with snapshot.quads.open("rb") as file:
            shutil.copyfileobj(file, output)
        return
    quads = ox.parse(path=snapshot.quads, format=ox.RdfFormat.N_QUADS)
    if format in WITH_GRAPHS:
        ox.serialize(quads, output, WITH_GRAPHS[format], prefixes=PREFIXES)
    else:
        triples = (quad.triple for quad in quads)
        ox.serialize(triples, output, UNION[format], prefixes=PREFIXES)
