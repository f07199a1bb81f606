"""The whole graph at one glance: things that belong together as one group, by sort."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import networkx as nx

from beleidsgraaf.drawing import style
from beleidsgraaf.networks import ClaimGraph, tied
from beleidsgraaf.positions import place
from beleidsgraaf.records import Language, Thing

#: Groups of a picture that can be read without zooming in.
MOST: Final = 60


@dataclass(frozen=True, slots=True)
class Group:
    """Things of one family in one community, the best connected first.

    ``rest`` says that they come from many small communities, or are related to nothing.
    """

    id: str
    family: style.Family
    members: tuple[Thing, ...]
    rest: bool

    def label(self, language: Language) -> str:
        """Return the name of the first member, with how many there are beside it."""
        others = len(self.members) - 1
        name = self.members[0].name.in_language(language)
        return f"{name} +{others}" if others else name


@dataclass(frozen=True, slots=True)
class Bond:
    """How many relations there are between the members of two groups, either way."""

    one: Group
    other: Group
    count: int


@dataclass(frozen=True, slots=True)
class Overview:
    """``points`` are within -1 and 1 by id of the group; the bonds stand strongest first."""

    groups: tuple[Group, ...]
    bonds: tuple[Bond, ...]
    points: Mapping[str, tuple[float, float]]
    width: float
    height: float


def overview(claims: ClaimGraph, communities: Mapping[str, int], *, most: int = MOST) -> Overview:
    """Return every thing of the graph in at most ``most`` groups.

    ``communities`` number the things that have relations, the largest community first.
    """
    groups = _groups(claims, communities, most)
    of = {thing.iri: group for group in groups for thing in group.members}
    counts: Counter[tuple[str, str]] = Counter()
    for relation in tied(claims):
        ends = sorted((of[relation.subject.iri].id, of[relation.object.iri].id))
        if ends[0] != ends[1]:
            counts[ends[0], ends[1]] += 1
    by_id = {group.id: group for group in groups}
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    graph: nx.Graph[str] = nx.Graph(counts.keys())
    graph.add_nodes_from(by_id)
    positions = place(graph, {group.id: group.label("nl") for group in groups})
    return Overview(
        groups,
        tuple(Bond(by_id[one], by_id[other], count) for (one, other), count in ranked),
        positions.points,
        positions.width,
        positions.height,
    )


def _groups(claims: ClaimGraph, communities: Mapping[str, int], most: int) -> tuple[Group, ...]:
    things = [claims.thing(iri) for iri in claims.graph]
    last = _whole(things, communities, most)
    members: dict[tuple[int, str], list[Thing]] = defaultdict(list)
    for thing in things:
        community = min(communities.get(thing.iri, last), last)
        members[community, style.family(thing.kind).code].append(thing)
    degree = claims.graph.degree
    made = (
        Group(
            f"{community}-{code}",
            style.FAMILIES[code],
            tuple(sorted(found, key=lambda thing: (-degree(thing.iri), thing.iri))),
            community == last,
        )
        for (community, code), found in members.items()
    )
    return tuple(sorted(made, key=lambda group: (-len(group.members), group.id)))


def _whole(things: list[Thing], communities: Mapping[str, int], most: int) -> int:
    """Return how many communities keep groups of their own; those behind share one a family."""
    families: dict[int, set[str]] = defaultdict(set)
    for thing in things:
        if thing.iri in communities:
            families[communities[thing.iri]].add(style.family(thing.kind).code)
    room = most - len(style.FAMILIES)
    return sum(1 for total in _running(families) if total <= room)


def _running(families: Mapping[int, set[str]]) -> Iterator[int]:
    total = 0
    for community in sorted(families):
        total += len(families[community])
        yield total
