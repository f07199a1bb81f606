"""Each rule of the shapes, NL-SBB's among them, catches what it is for, and names it in Dutch."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from pyshacl import validate
from rdflib import SH, Graph

from beleidsgraaf import terms
from beleidsgraaf.store import packaged

DATA = Path(__file__).parent / "data"
FOLDER = packaged.folders().ontology
CASES = [
    line.split("\t")
    for line in (DATA / "shapes.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.fixture(scope="module")
def shapes() -> Graph:
    graph = Graph()
    for name in ("shapes.ttl", "nl-sbb-shapes.ttl"):
        graph.parse(FOLDER / name, format="turtle")
    return graph


def messages(store: ox.Store, shapes: Graph) -> list[str]:
    """Return the Dutch messages of what is wrong."""
    text = ox.serialize((quad.triple for quad in store), format=ox.RdfFormat.N_TRIPLES)
    data = Graph().parse(data=text or b"", format="nt")
    _, report, _ = validate(data, shacl_graph=shapes, inference="none")
    assert isinstance(report, Graph)
    found = report.objects(None, SH.resultMessage)
    return [str(each) for each in found if getattr(each, "language", "") == "nl"]


def small() -> ox.Store:
    store = ox.Store()
    store.load(path=DATA / "shapes.ttl", format=ox.RdfFormat.TURTLE)
    return store


def test_the_small_graph_has_no_fault(shapes: Graph) -> None:
    assert messages(small(), shapes) == []


@pytest.mark.parametrize(("what", "pattern", "instead", "word"), CASES, ids=[c[0] for c in CASES])
def test_a_shape_catches_its_example(
    shapes: Graph, what: str, pattern: str, instead: str, word: str
) -> None:
    store = small()
    before = set(store)
    store.update(
        f"{terms.sparql_prefixes()} "
        f"DELETE {{ {pattern} }} INSERT {{ {instead} }} WHERE {{ {pattern} }}"
    )
    assert set(store) != before
    assert any(word in message for message in messages(store, shapes)), what
