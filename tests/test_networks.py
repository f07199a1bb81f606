from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import networkx as nx
import pytest

from beleidsgraaf.errors import BadParameter, NotFound
from beleidsgraaf.lookup import Vocabulary
from beleidsgraaf.networks import ClaimGraph, Network
from beleidsgraaf.positions import LABEL_HEIGHT, LETTER, LONGEST_LABEL, place
from beleidsgraaf.records import Name, Relation, Thing
from support.small_graph import Small, bg, iri, running

ZAAN = iri("actor/zaan-lithografie")
IPCEI = iri("instrument/ipcei-proef")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Small]:
    with running(tmp_path_factory.mktemp("networks"), "small.trig") as graph:
        yield graph


@pytest.fixture(scope="module")
def claims(small: Small) -> ClaimGraph:
    return small.run(ClaimGraph.load(small.backend))


def slugs(network: Network) -> set[str]:
    return {node.thing.slug for node in network.nodes}


def test_one_step_shows_the_neighbours_and_the_relations_among_them(claims: ClaimGraph) -> None:
    network = claims.neighbourhood(ZAAN)
    assert slugs(network) == {"zaan-lithografie", "halfgeleiders", "lichtchip"}
    assert [(e.subject.slug, e.object.slug, e.modality) for e in network.edges] == [
        ("lichtchip", "halfgeleiders", "fact"),
        ("zaan-lithografie", "lichtchip", "intended"),
        ("zaan-lithografie", "halfgeleiders", "fact"),
    ]


def test_relations_that_lead_out_of_the_picture_are_counted(claims: ClaimGraph) -> None:
    nodes = {n.thing.slug: n for n in claims.neighbourhood(ZAAN).nodes}
    assert (nodes["halfgeleiders"].degree, nodes["halfgeleiders"].hidden) == (3, 1)
    assert (nodes["zaan-lithografie"].hidden, nodes["zaan-lithografie"].distance) == (0, 0)


def test_depth_reaches_further_against_the_direction_too(claims: ClaimGraph) -> None:
    assert {"ipcei-proef", "ministerie", "fotonica"} <= slugs(claims.neighbourhood(ZAAN, 2))


def test_what_a_limit_leaves_out_is_counted(claims: ClaimGraph) -> None:
    network = claims.neighbourhood(ZAAN, 2, limit=2)
    assert slugs(network) == {"zaan-lithografie", "halfgeleiders"}
    assert network.hidden_nodes == 4


def test_types_predicates_and_modalities_filter(claims: ClaimGraph) -> None:
    assert slugs(claims.neighbourhood(ZAAN, 3, types=[bg("Actor")])) == {
        "zaan-lithografie", "lichtchip", "ministerie",
    }  # fmt: skip
    assert slugs(claims.neighbourhood(ZAAN, 3, predicates=[bg("acquires")])) == {
        "zaan-lithografie", "lichtchip",
    }  # fmt: skip
    assert "ipcei-proef" not in slugs(claims.neighbourhood(ZAAN, 4, modalities=["fact"]))


def test_a_thing_without_relations_is_a_network_of_itself(claims: ClaimGraph) -> None:
    network = claims.neighbourhood(iri("actor/zaan-optiek"))
    assert (slugs(network), network.edges) == ({"zaan-optiek"}, ())


def test_a_citation_is_a_relation_of_the_network(claims: ClaimGraph) -> None:
    assert slugs(claims.neighbourhood(iri("document/kst-1-2"))) == {"kst-1-2", "kst-1-1"}


def test_that_a_document_names_a_thing_is_no_step_unless_it_is_asked_for() -> None:
    named = Relation("1", _thing("a"), bg("mentions"), _thing("b"), "fact", None, "", ())
    claims = ClaimGraph([], [named], Vocabulary({}, {}, {}, {}))
    assert len(claims.neighbourhood("a").nodes) == 1
    assert claims.paths("a", "b") == []
    assert len(claims.neighbourhood("a", predicates=[bg("mentions")]).nodes) == 2


def test_unknown_things_and_bad_bounds_are_refused(claims: ClaimGraph) -> None:
    with pytest.raises(NotFound):
        claims.neighbourhood(iri("actor/bestaat-niet"))
    with pytest.raises(BadParameter):
        claims.neighbourhood(ZAAN, 0)
    with pytest.raises(BadParameter):
        claims.paths(ZAAN, ZAAN)


def test_a_path_names_each_step_its_direction_and_modality(claims: ClaimGraph) -> None:
    first = claims.paths(ZAAN, IPCEI)[0]
    assert [(s.start.slug, s.relation.predicate, s.forward) for s in first] == [
        ("zaan-lithografie", bg("activeIn"), True),
        ("halfgeleiders", bg("targets"), False),
    ]
    assert [step.relation.modality for step in first] == ["fact", "explored"]


def test_paths_come_shortest_first_and_repeat_nothing(claims: ClaimGraph) -> None:
    found = claims.paths(ZAAN, IPCEI, k=5)
    assert [len(path) for path in found] == [2, 3]
    for path in found:
        stops = [step.start.iri for step in path]
        assert len(set(stops)) == len(stops)


def test_of_two_equally_short_paths_the_surer_comes_first() -> None:
    graph = _graph([("a", "b", "explored"), ("b", "d", "fact"), ("a", "c", "decided"),
                    ("c", "d", "fact"), ("a", "b", "rejected")])  # fmt: skip
    paths = graph.paths("a", "d", k=2)
    assert [path[0].end.iri for path in paths] == ["c", "b"]
    assert paths[1][0].relation.modality == "explored"


def test_a_path_that_is_too_long_or_not_there_is_no_path(claims: ClaimGraph) -> None:
    assert claims.paths(ZAAN, IPCEI, max_length=1) == []
    assert claims.paths(ZAAN, iri("document/kst-1-2")) == []
    assert claims.paths(ZAAN, IPCEI, modalities=["fact"]) == []


def test_the_same_network_always_has_the_same_positions(small: Small, claims: ClaimGraph) -> None:
    again = small.run(ClaimGraph.load(small.backend))
    assert again.neighbourhood(ZAAN, 3) == claims.neighbourhood(ZAAN, 3)


@pytest.mark.parametrize("size", [2, 12, 60, 150])
def test_positions_lie_in_the_square_and_labels_apart(size: int) -> None:
    graph = nx.barabasi_albert_graph(size, min(2, size - 1), seed=4)
    graph = nx.relabel_nodes(graph, {n: f"n{n:03}" for n in graph})
    labels = {node: "x" * (5 + int(node[1:]) % 20) for node in graph}
    places = place(graph, labels)
    assert all(-1 <= x <= 1 and -1 <= y <= 1 for x, y in places.points.values())
    boxes = [
        (x * places.width / 2, y * places.height / 2,
         LETTER * min(len(labels[node]), LONGEST_LABEL))
        for node, (x, y) in places.points.items()
    ]  # fmt: skip
    over = [
        (a, b) for a, b in combinations(boxes, 2)
        if abs(a[0] - b[0]) < (a[2] + b[2]) / 2 and abs(a[1] - b[1]) < LABEL_HEIGHT * 0.9
    ]  # fmt: skip
    assert len(over) <= size // 50


def _thing(name: str) -> Thing:
    return Thing(name, "actor", name, Name(name, name), bg("Company"))


def _graph(edges: list[tuple[str, str, str]]) -> ClaimGraph:
    relations = [
        Relation(f"{number}", _thing(a), bg("supports"), _thing(b), modality, None, "", ())
        for number, (a, b, modality) in enumerate(edges)
    ]
    return ClaimGraph([], relations, Vocabulary({}, {}, {}, {}))
