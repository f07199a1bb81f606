"""Views: a part of the graph as someone composed it, from one thing outwards, step by step.

The same steps on the same snapshot always give the same view with the same positions; a step
leaves what stood there where it stood.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from beleidsgraaf import terms
from beleidsgraaf.lookup import Direction
from beleidsgraaf.networks import ClaimGraph, Network, Node, Walked, doubt, order
from beleidsgraaf.positions import LABEL_HEIGHT, label_width
from beleidsgraaf.records import Relation, Thing

Point = tuple[float, float]

#: Things that one expansion shows unless more are asked for.
FIRST: Final = 25
#: The holder of what the text says of nobody in particular.
NOBODY: Final = "-"

_RINGS: Final = 14
_TURNS: Final = 24
_NEAR: Final = 95.0
_RING: Final = 55.0


@dataclass(frozen=True, slots=True)
class Expansion:
    """Neighbours of a thing that are asked for, at most ``most``; empty strings mean any."""

    thing: str
    predicate: str = ""
    direction: Direction | None = None
    most: int = FIRST


@dataclass(frozen=True, slots=True)
class Wish:
    """What a view is composed of; things are IRIs, ``ways`` are pairs to be joined by a path.

    ``pins`` are places that a person chose, in the units of :class:`View`.
    """

    focus: str
    depth: int = 1
    limit: int = 60
    expansions: Sequence[Expansion] = ()
    added: Sequence[str] = ()
    ways: Sequence[tuple[str, str]] = ()
    hidden: Collection[str] = ()
    pins: Mapping[str, Point] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which relations are shown: each set holds what may be there, an empty one lets all pass.

    Predicates and types are short names as :func:`short` gives them, holders and documents IRIs
    and slugs; ``start`` and ``end`` are ISO 8601 dates.
    """

    modalities: frozenset[str] = frozenset()
    predicates: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    holders: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    start: str = ""
    end: str = ""

    def passes(self, relation: Relation) -> bool:
        """Return whether the relation is shown."""
        holder = relation.holder.iri if relation.holder else NOBODY
        documents = {each.document for each in relation.evidence}
        first, last = period(relation)
        return (
            (not self.modalities or relation.modality in self.modalities)
            and (not self.predicates or short(relation.predicate) in self.predicates)
            and (not self.holders or holder in self.holders)
            and (not self.documents or not self.documents.isdisjoint(documents))
            and self._fits(relation.subject)
            and self._fits(relation.object)
            and (not self.start or last >= self.start)
            and (not self.end or first <= self.end)
        )

    def _fits(self, thing: Thing) -> bool:
        return not self.types or short(thing.type) in self.types


@dataclass(frozen=True, slots=True)
class More:
    """Things that the limit of a step left out."""

    expansion: Expansion
    count: int


@dataclass(frozen=True, slots=True)
class View:
    """A composed network, hidden things included.

    ``parents`` names for each thing that a step brought in the thing beside which it stands;
    ``points`` are in the units of :class:`Network`, of letters 12 high, and ``frame`` is the box
    (left, top, right, bottom) of the first step. ``missing`` counts names that are not in the
    graph, as of an old address.
    """

    network: Network
    points: Mapping[str, Point]
    frame: tuple[float, float, float, float]
    parents: Mapping[str, str]
    more: tuple[More, ...]
    ways: tuple[tuple[Walked, ...], ...]
    hidden: frozenset[str]
    missing: int


def short(iri: str) -> str:
    """Return the name of a term of the ontology without its prefix, of others with it."""
    return terms.shorten(iri).removeprefix("bg:")


def period(relation: Relation) -> tuple[str, str]:
    """Return the first and the last day for which a relation counts, ISO 8601.

    Where the text bounds it on one side or not at all, the day on which it was said stands in.
    """
    first = relation.valid_from or min(relation.stated_on, relation.valid_to or "9")
    last = relation.valid_to or max(relation.stated_on, relation.valid_from)
    return first, f"{last}-99" if len(last) in (4, 7) else last


def compose(claims: ClaimGraph, wish: Wish, *, most: int = 300, longest_way: int = 6) -> View:
    """Return the view of a wish with at most ``most`` things; raise as :class:`ClaimGraph` does.

    Ways of more than ``longest_way`` steps are not looked for.
    """
    first = claims.neighbourhood(wish.focus, wish.depth, limit=min(wish.limit, most))
    made = _Composition(claims, first, most)
    for expansion in wish.expansions:
        made.expand(expansion)
    for iri in wish.added:
        made.join(iri, wish.focus)
    for start, end in wish.ways:
        made.walk(start, end, longest_way)
    return made.view(wish)


def shown(view: View, chosen: Filter, points: Mapping[str, Point] | None = None) -> Network:
    """Return what is on the screen: without what is hidden or filtered, and what is left alone.

    ``points`` replace places, as where someone dragged things to.
    """
    edges = tuple(
        each for each in view.network.edges
        if not {each.subject.iri, each.object.iri} & view.hidden and chosen.passes(each)
    )  # fmt: skip
    touched = {end.iri for each in edges for end in (each.subject, each.object)}
    kept = [
        node for node in view.network.nodes
        if node.thing.iri not in view.hidden
        and (node.thing.iri in touched or node.thing == view.network.focus)
    ]  # fmt: skip
    return _placed(view.network, kept, edges, {**view.points, **(points or {})})


class _Composition:
    """The things of a view so far, in the order in which they came."""

    def __init__(self, claims: ClaimGraph, first: Network, most: int) -> None:
        self.claims, self.first, self.most = claims, first, most
        half = first.width / 2, first.height / 2
        self.points = {n.thing.iri: (n.x * half[0], n.y * half[1]) for n in first.nodes}
        self.frame = (-half[0], -half[1], half[0], half[1])
        self.distances = {node.thing.iri: node.distance for node in first.nodes}
        self.parents: dict[str, str] = {}
        self.more: list[More] = []
        self.ways: list[tuple[Walked, ...]] = []
        self.missing = 0

    def expand(self, expansion: Expansion) -> None:
        """Bring in neighbours of a thing, the surest and best connected first."""
        if not self._known(expansion.thing):
            return
        found = _neighbours(self.claims, expansion)
        for iri in found[: expansion.most]:
            self.join(iri, expansion.thing)
        left = sum(iri not in self.points for iri in found)
        if left:
            self.more.append(More(expansion, left))

    def walk(self, start: str, end: str, longest: int) -> None:
        """Bring in the shortest and surest way between two things."""
        if not (self._known(start) and self._known(end)) or start == end:
            return
        for way in self.claims.paths(start, end, max_length=longest, k=1):
            self.ways.append(way)
            self.join(start, self.first.focus.iri)
            for step in way:
                self.join(step.end.iri, step.start.iri)

    def join(self, iri: str, parent: str) -> None:
        """Bring in a thing near another one, unless it is there or there is no more room."""
        if iri in self.points or len(self.points) >= self.most or not self._known(iri):
            return
        near = parent if parent in self.points else self.first.focus.iri
        self.points[iri] = self._free(iri, near)
        self.parents[iri] = near
        self.distances[iri] = self.distances[near] + 1

    def view(self, wish: Wish) -> View:
        """Return what was composed."""
        graph = self.claims.graph.subgraph(self.points)
        edges = sorted((data["relation"] for _, _, data in graph.edges(data=True)), key=order)
        points = {**self.points, **{i: at for i, at in wish.pins.items() if i in self.points}}
        degree = self.claims.graph.degree
        nodes = [
            Node(self.claims.thing(iri), degree(iri), degree(iri) - graph.degree(iri),
                 self.distances[iri], 0.0, 0.0)
            for iri in self.points
        ]  # fmt: skip
        return View(
            _placed(self.first, nodes, edges, points), points, self.frame, self.parents,
            tuple(self.more), tuple(self.ways),
            frozenset(wish.hidden) & frozenset(points) - {wish.focus}, self.missing,
        )  # fmt: skip

    def _known(self, iri: str) -> bool:
        known = iri in self.claims.graph
        self.missing += not known
        return known

    def _free(self, iri: str, parent: str) -> Point:
        """Return the nearest place beside a thing where a label lies free, outwards first."""
        centre, boxes = np.array(self.points[parent]), self._boxes()
        outwards = math.atan2(*centre[::-1]) if centre.any() else 0.0
        places = centre + _round(outwards)
        room = (boxes[:, 2:] + np.array([_width(self.claims.thing(iri)), LABEL_HEIGHT])) / 2
        hit = (np.abs(places[:, None, :] - boxes[None, :, :2]) < room[None, :, :]).all(axis=2)
        free = np.flatnonzero(~hit.any(axis=1))
        x, y = places[free[0] if len(free) else -1]
        return round(float(x), 1), round(float(y), 1)

    def _boxes(self) -> NDArray[np.float64]:
        return np.array(
            [[x, y, _width(self.claims.thing(iri)), LABEL_HEIGHT]
             for iri, (x, y) in self.points.items()]
        )  # fmt: skip


def _width(thing: Thing) -> float:
    return label_width(max(thing.name.nl, thing.name.en, key=len))


def _round(outwards: float) -> NDArray[np.float64]:
    """Return places around a point, ring by ring, each from ``outwards`` to both sides."""
    turns = [(-1) ** n * ((n + 1) // 2) * 2 * math.pi / _TURNS for n in range(_TURNS)]
    angles = outwards + np.array(turns)
    rings = _NEAR + _RING * np.arange(_RINGS)
    # labels are wide and low, so a ring is as well
    across = np.stack([np.cos(angles) * 1.3, np.sin(angles)], axis=1)
    places: NDArray[np.float64] = rings[:, None, None] * across[None, :, :]
    return places.reshape(-1, 2)


def _neighbours(claims: ClaimGraph, expansion: Expansion) -> list[str]:
    best: dict[str, int] = {}
    for other, relation, direction in _touching(claims, expansion.thing):
        if expansion.predicate and short(relation.predicate) != expansion.predicate:
            continue
        if expansion.direction and direction != expansion.direction:
            continue
        best[other] = min(best.get(other, 99), doubt(relation))
    degree = claims.graph.degree
    return sorted(best, key=lambda iri: (best[iri], -degree(iri), iri))


def _touching(claims: ClaimGraph, iri: str) -> Iterator[tuple[str, Relation, Direction]]:
    for _, other, data in claims.graph.out_edges(iri, data=True):
        yield other, data["relation"], "out"
    for other, _, data in claims.graph.in_edges(iri, data=True):
        yield other, data["relation"], "in"


def _placed(
    network: Network, nodes: Iterable[Node], edges: Sequence[Relation], points: Mapping[str, Point]
) -> Network:
    """Return a network of these nodes, scaled to what it holds."""
    kept = list(nodes)
    at = np.array([points[node.thing.iri] for node in kept])
    low, high = at.min(axis=0), at.max(axis=0)
    half = np.maximum((high - low) / 2, 1e-9)
    scaled = (at - (low + high) / 2) / half
    placed = tuple(
        replace(node, x=round(float(x), 4), y=round(float(y), 4))
        for node, (x, y) in zip(kept, scaled, strict=True)
    )
    wide, high_ = (round(float(each) * 2, 1) for each in half)
    return replace(network, nodes=placed, edges=tuple(edges), width=wide, height=high_)
