"""Views composed step by step: what a step brings, where it stands, what it leaves out."""

from __future__ import annotations

import pytest

from beleidsgraaf.errors import NotFound
from beleidsgraaf.lookup import Vocabulary
from beleidsgraaf.networks import ClaimGraph
from beleidsgraaf.positions import LABEL_HEIGHT, label_width
from beleidsgraaf.records import Name, Relation, Thing
from beleidsgraaf.views import Expansion, Filter, View, Wish, compose, period, shown

TYPE = "https://w3id.org/beleidsgraaf/def#"


def thing(name: str) -> Thing:
    kind = "Technology" if name.startswith("t") else "Company"
    return Thing(name, "actor", name, Name(name, name), TYPE + kind)


def graph(*edges: str) -> ClaimGraph:
    """Make a graph of edges such as ``a supports b fact``."""
    relations = []
    for number, edge in enumerate(edges):
        start, predicate, end, modality = edge.split()
        relations.append(
            Relation(
                f"{number}", thing(start), TYPE + predicate, thing(end), modality, None, "", (),
                "2020-10-30",
            )
        )  # fmt: skip
    return ClaimGraph([], relations, Vocabulary({}, {}, {}, {}))


HUB = graph(
    "a supports b fact",
    *(f"b uses t{n:02} fact" for n in range(30)),
    "c finances b decided",
    "c supports d rejected",
)


def names(view: View) -> set[str]:
    return {node.thing.iri for node in view.network.nodes}


def test_an_expansion_brings_in_neighbours_and_counts_the_rest() -> None:
    view = compose(HUB, Wish("a", expansions=[Expansion("b", "uses", "out", 10)]))
    assert len(names(view)) == 2 + 10
    assert [(each.expansion.thing, each.count) for each in view.more] == [("b", 20)]
    assert set(view.parents.values()) == {"b"}


def test_an_expansion_by_relation_and_direction_brings_in_only_those() -> None:
    view = compose(HUB, Wish("a", expansions=[Expansion("b", "finances", "in")]))
    assert names(view) == {"a", "b", "c"}
    assert not names(compose(HUB, Wish("a", expansions=[Expansion("b", "finances", "out")]))) - {
        "a", "b",
    }  # fmt: skip


def test_a_step_leaves_what_stood_there_and_its_labels_lie_free() -> None:
    before = compose(HUB, Wish("a"))
    after = compose(HUB, Wish("a", expansions=[Expansion("b")]))
    assert {iri: after.points[iri] for iri in before.points} == before.points
    boxes = [(x, y, label_width(iri)) for iri, (x, y) in after.points.items()]
    for number, (x, y, wide) in enumerate(boxes):
        for x2, y2, wide2 in boxes[:number]:
            assert abs(x - x2) >= (wide + wide2) / 2 or abs(y - y2) >= LABEL_HEIGHT


def test_the_same_wish_gives_the_same_view() -> None:
    wish = Wish("a", expansions=[Expansion("b"), Expansion("c")], ways=[("a", "d")])
    assert compose(HUB, wish) == compose(HUB, wish)


def test_a_way_brings_in_what_lies_between() -> None:
    view = compose(HUB, Wish("a", ways=[("a", "d")]))
    assert names(view) == {"a", "b", "c", "d"}
    assert [step.end.iri for step in view.ways[0]] == ["b", "c", "d"]


def test_no_more_things_than_there_is_room_for() -> None:
    view = compose(HUB, Wish("a", expansions=[Expansion("b")]), most=5)
    assert len(names(view)) == 5
    assert view.more[0].count == 28


def test_names_that_are_gone_are_counted_but_a_focus_must_be_there() -> None:
    assert compose(HUB, Wish("a", expansions=[Expansion("gone")], added=["lost"])).missing == 2
    with pytest.raises(NotFound):
        compose(HUB, Wish("gone"))


def test_hidden_things_are_known_but_not_shown() -> None:
    view = compose(HUB, Wish("b", hidden=["c", "b"]))
    assert view.hidden == {"c"}
    assert "c" in names(view)
    assert "c" not in {node.thing.iri for node in shown(view, Filter()).nodes}


@pytest.mark.parametrize(
    ("chosen", "left"),
    [
        (Filter(modalities=frozenset({"decided"})), {"b", "c"}),
        (Filter(predicates=frozenset({"supports"})), {"a", "b"}),
        (Filter(types=frozenset({"Company"})), {"a", "b", "c"}),
        (Filter(holders=frozenset({"kabinet"})), {"b"}),
        (Filter(documents=frozenset({"kst-1-2"})), {"b"}),
        (Filter(start="2020-10-31"), {"b"}),
        (Filter(end="2020-10-29"), {"b"}),
    ],
)
def test_a_filter_leaves_the_focus_and_what_passes(chosen: Filter, left: set[str]) -> None:
    view = compose(HUB, Wish("b"))
    assert {node.thing.iri for node in shown(view, chosen).nodes} == left


def test_pins_stand_where_they_were_put() -> None:
    view = compose(HUB, Wish("a", pins={"b": (500.0, -20.0), "gone": (1.0, 1.0)}))
    assert view.points["b"] == (500.0, -20.0)
    assert "gone" not in view.points


@pytest.mark.parametrize(
    ("dates", "wanted"),
    [
        (("2020-10-30", "", ""), ("2020-10-30", "2020-10-30")),
        (("2020-10-30", "2019-05-01", ""), ("2019-05-01", "2020-10-30")),
        (("2020-10-30", "2022-01-01", ""), ("2022-01-01", "2022-01-01")),
        (("2020-10-30", "2014", "2016"), ("2014", "2016-99")),
    ],
)
def test_a_period_is_bounded_by_when_it_was_said(
    dates: tuple[str, str, str], wanted: tuple[str, str]
) -> None:
    relation = Relation("1", thing("a"), "p", thing("b"), "fact", None, "", (), *dates)
    assert period(relation) == wanted
