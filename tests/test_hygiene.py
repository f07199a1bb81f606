"""Each hygiene rule is silent on the project's graph and catches its bad example."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from beleidsgraaf import terms
from beleidsgraaf.store import packaged
from support.real_workspace import built

RULES = {path.stem: path for path in (packaged.folders().ontology / "hygiene").glob("*.rq")}
EXAMPLES = {
    rule: (graph, triples)
    for rule, graph, triples in (
        line.split("\t")
        for line in (Path(__file__).parent / "data" / "hygiene.tsv").read_text("utf-8").splitlines()
        if not line.startswith("#")
    )
}


@pytest.fixture(scope="module")
def quads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    workspace = built(tmp_path_factory.mktemp("hygiene"))
    return next(workspace.snapshots.glob("*/data.nq"))


@pytest.fixture(scope="module")
def graph(quads: Path) -> Iterator[ox.Store]:
    store = ox.Store()
    store.bulk_load(path=quads, format=ox.RdfFormat.N_QUADS)
    yield store


def caught(graph: ox.Store, rule: str) -> int:
    query = RULES[rule].read_text("utf-8")
    return len(list(graph.query(query, use_default_graph_as_union=True)))  # type: ignore[arg-type]


def test_every_rule_has_an_example() -> None:
    assert set(EXAMPLES) == set(RULES)
    assert len(RULES) >= 25


@pytest.mark.parametrize("rule", sorted(EXAMPLES))
def test_a_rule_catches_its_example(graph: ox.Store, rule: str) -> None:
    assert caught(graph, rule) == 0
    name, triples = EXAMPLES[rule]
    before = set(graph)
    graph.update(
        f"{terms.sparql_prefixes()}INSERT DATA {{ GRAPH <{terms.GRAPH}{name}> {{ {triples} }} }}"
    )
    try:
        assert caught(graph, rule) > 0
    finally:
        for quad in set(graph) - before:
            graph.remove(quad)
