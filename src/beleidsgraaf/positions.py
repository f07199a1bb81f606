"""Where the nodes of a network stand: the same network always gets the same picture.

A force layout finds the shape; then labels that would lie over one another are moved apart, so
that a picture of the size in :class:`Positions` can be read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import networkx as nx
import numpy as np
from numpy.typing import NDArray

#: Up to here Kamada-Kawai is both better to look at and quick (0.1 s); above it takes seconds.
_SMALL: Final = 60
_SEED: Final = 1
_ROUNDS: Final = 300
_STEPS: Final = 100
#: Above it names are not read but zoomed in on: a tenth of the work keeps it within seconds.
_LARGE: Final = 300

#: Room of a label, in the units of a picture whose letters are 12 high.
LETTER: Final = 6.6
LABEL_HEIGHT: Final = 46.0
LONGEST_LABEL: Final = 24
_SPREAD: Final = 115.0
_TOUCH: Final = 0.5


@dataclass(frozen=True, slots=True)
class Positions:
    """``points`` are within -1 and 1; times ``width / 2`` and ``height / 2`` labels lie free."""

    points: Mapping[str, tuple[float, float]]
    width: float
    height: float


def place(graph: nx.Graph[str], labels: Mapping[str, str]) -> Positions:
    """Return where each node stands; ``labels`` are the texts that need room."""
    order = sorted(graph)
    if not order:
        return Positions({}, 1.0, 1.0)
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(order)
    plain.add_edges_from(sorted((min(a, b), max(a, b)) for a, b in graph.edges()))
    shape = _shape(plain, order)
    boxes = np.array([[label_width(labels[node]), LABEL_HEIGHT] for node in order])
    free = _apart(shape * _SPREAD * np.sqrt(len(order)), boxes)
    return _scaled(order, free)


def _shape(graph: nx.Graph[str], order: list[str]) -> NDArray[np.float64]:
    if len(order) == 1:
        return np.zeros((1, 2))
    # A circle in a fixed order to start from: no random number has a part in it.
    start: dict[str, NDArray[np.float64]] = nx.circular_layout(nx.empty_graph(order))
    if len(order) <= _SMALL and nx.is_connected(graph):
        found = nx.kamada_kawai_layout(graph, pos=start)
    else:
        found = nx.spring_layout(graph, pos=start, seed=_SEED, iterations=_work(_STEPS, len(order)))
    return np.array([found[node] for node in order])


def _work(rounds: int, size: int) -> int:
    return rounds if size <= _LARGE else rounds // 10


def label_width(label: str) -> float:
    """Return the room that a label takes."""
    return LETTER * min(len(label), LONGEST_LABEL) + 16.0


def _apart(points: NDArray[np.float64], boxes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Move boxes apart along the axis on which they overlap least, until none do."""
    points = points.copy()
    room = (boxes[:, None, :] + boxes[None, :, :]) / 2
    turn = np.sign(np.subtract.outer(np.arange(len(points)), np.arange(len(points))))
    others = ~np.eye(len(points), dtype=bool)
    for _ in range(_work(_ROUNDS, len(points))):
        between = points[:, None, :] - points[None, :, :]
        overlap = room - np.abs(between)
        hit = np.logical_and(*np.moveaxis(overlap > _TOUCH, 2, 0)) & others
        if not hit.any():
            break
        sideways = overlap[:, :, 0] < overlap[:, :, 1]
        for axis, chosen in ((0, hit & sideways), (1, hit & ~sideways)):
            sign = np.where(between[:, :, axis] == 0, turn, np.sign(between[:, :, axis]))
            push = np.where(chosen, sign * overlap[:, :, axis], 0.0)
            points[:, axis] += push.sum(axis=1) / 2 / np.maximum(chosen.sum(axis=1), 1)
    return points


def _scaled(order: list[str], points: NDArray[np.float64]) -> Positions:
    low, high = points.min(axis=0), points.max(axis=0)
    half = np.maximum((high - low) / 2, 1e-9)
    scaled = (points - (low + high) / 2) / half
    return Positions(
        {
            node: (round(float(x), 4), round(float(y), 4))
            for node, (x, y) in zip(order, scaled, strict=True)
        },
        round(float(half[0] * 2), 1),
        round(float(half[1] * 2), 1),
    )
