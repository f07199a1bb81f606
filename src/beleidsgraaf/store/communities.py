"""Which things belong together: the communities of the graph, found once when it is built."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import Final

import networkx as nx
import pyoxigraph as ox

from beleidsgraaf import terms

NAME: Final = "communities.tsv"
_SEED: Final = 1
_MENTIONS: Final = terms.BG + "mentions"
_ENDS: Final = {
    terms.expand("rdf:subject"): "from", terms.BG + "provider": "from",
    terms.expand("rdf:object"): "to", terms.BG + "receiver": "to", terms.BG + "purpose": "to",
    terms.expand("rdf:predicate"): "by",
}  # fmt: skip


def find(pairs: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Return the community of each name in these pairs, the largest numbered 0.

    The method is that of Louvain; the same pairs give the same communities.
    """
    weights = Counter((min(pair), max(pair)) for pair in pairs)
    names = sorted({name for pair in weights for name in pair})
    # Numbers for names: the order of a set of texts differs from one run to the next.
    number = {name: place for place, name in enumerate(names)}
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(names)))
    for (one, other), weight in sorted(weights.items()):
        graph.add_edge(number[one], number[other], weight=weight)
    found = nx.community.louvain_communities(graph, seed=_SEED)
    ordered = sorted(found, key=lambda members: (-len(members), min(members)))
    return {names[each]: place for place, members in enumerate(ordered) for each in members}


def write(path: Path, quads: Iterable[ox.Quad]) -> None:
    """Write the communities of what these quads relate, a thing and a number on a line."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, "excel-tab", lineterminator="\n")
        table.writerows(sorted(find(_pairs(quads)).items()))


def read(path: Path) -> dict[str, int]:
    """Return what :func:`write` wrote."""
    with path.open(encoding="utf-8", newline="") as file:
        return {iri: int(number) for iri, number in csv.reader(file, "excel-tab")}


def _pairs(quads: Iterable[ox.Quad]) -> Iterator[tuple[str, str]]:
    """Yield the ends of each claim and funding; that a document names a thing ties nothing."""
    ends: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for quad in quads:
        role = _ENDS.get(quad.predicate.value)
        if (
            role
            and isinstance(quad.subject, ox.NamedNode)
            and isinstance(quad.object, ox.NamedNode)
        ):
            ends[quad.subject.value][role].add(quad.object.value)
    for roles in ends.values():
        if _MENTIONS not in roles["by"]:
            yield from product(roles["from"], roles["to"])
