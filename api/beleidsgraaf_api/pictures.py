"""A network made ready to be drawn as the still picture of a page."""

from __future__ import annotations

import math
import textwrap
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from beleidsgraaf.drawing import style
from beleidsgraaf.networks import Network
from beleidsgraaf.records import Language, Relation, Thing

Point = tuple[float, float]
Address = Callable[[Thing], str]

_REACH: Final = 11.0
_BESIDE: Final = 10.0
_MARGIN: Final = (78.0, 24.0, 50.0)
_LETTERS: Final = 24


@dataclass(frozen=True, slots=True)
class DrawnNode:
    """A point of the still picture; ``lines`` is its name cut to fit."""

    id: str
    label: str
    type: str
    family: str
    href: str
    at: Point
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DrawnEdge:
    """A line of the still picture from rim to rim; ``angle`` is that of its head, in degrees."""

    modality: str
    start: Point
    end: Point
    angle: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """The still picture; ``box`` is left, top, width, height; ``hidden`` counts points left out."""

    focus: str
    box: tuple[int, int, int, int]
    nodes: tuple[DrawnNode, ...]
    edges: tuple[DrawnEdge, ...]
    hidden: int


def drawing(
    network: Network,
    language: Language,
    type_name: Callable[[Thing], str],
    address: Address,
) -> Drawing:
    """Return the still picture."""
    at = _points(network)
    nodes = tuple(
        DrawnNode(
            node.thing.iri,
            label := node.thing.name.in_language(language),
            type_name(node.thing),
            style.family(node.thing.kind).code,
            address(node.thing),
            at[node.thing.iri],
            cut(label),
        )
        for node in network.nodes
    )
    beside = _beside(network.edges)
    edges = tuple(
        _edge(relation, at, away)
        for relation, away in zip(network.edges, beside, strict=True)
        if relation.subject.iri != relation.object.iri
    )
    return Drawing(network.focus.iri, _box(at.values()), nodes, edges, network.hidden_nodes)


def _points(network: Network) -> dict[str, Point]:
    wide, high = network.width / 2, network.height / 2
    return {n.thing.iri: (round(n.x * wide, 1), round(n.y * high, 1)) for n in network.nodes}


def cut(label: str) -> tuple[str, ...]:
    """Return a name on the lines that a picture has room for."""
    return tuple(textwrap.wrap(label, _LETTERS, max_lines=2, placeholder=" …")) or (label,)


def _box(points: Iterable[Point]) -> tuple[int, int, int, int]:
    xs, ys = zip(*points, strict=True)
    side, above, below = _MARGIN
    wide, high = max(xs) - min(xs) + 2 * side, max(ys) - min(ys) + above + below
    return round(min(xs) - side), round(min(ys) - above), round(wide), round(high)


def _beside(relations: Iterable[Relation]) -> list[float]:
    """Return how far each line lies beside the straight one, so that none covers another."""
    together: dict[frozenset[str], list[int]] = defaultdict(list)
    turned = []
    for number, relation in enumerate(relations):
        ends = relation.subject.iri, relation.object.iri
        together[frozenset(ends)].append(number)
        turned.append(-1.0 if ends[0] > ends[1] else 1.0)
    away = [0.0] * len(turned)
    for numbers in together.values():
        for place, number in enumerate(numbers):
            away[number] = (place - (len(numbers) - 1) / 2) * _BESIDE * turned[number]
    return away


def _edge(relation: Relation, at: dict[str, Point], away: float) -> DrawnEdge:
    (x1, y1), (x2, y2) = at[relation.subject.iri], at[relation.object.iri]
    length = math.hypot(x2 - x1, y2 - y1) or 1.0
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    reach = min(_REACH, length / 3)
    start = (round(x1 + ux * reach - uy * away, 1), round(y1 + uy * reach + ux * away, 1))
    end = (round(x2 - ux * reach - uy * away, 1), round(y2 - uy * reach + ux * away, 1))
    angle = round(math.degrees(math.atan2(uy, ux)), 1)
    return DrawnEdge(relation.modality, start, end, angle)
