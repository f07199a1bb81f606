"""The whole graph at one glance: things that belong together as one group, by sort."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import networkx as nx

from beleidsgraaf.drawing import style
from beleidsgraaf.networks import ClaimGraph, tied
from beleidsgraaf.positions import place
from beleidsgraaf.records import Language, Thing

#: Groups of a picture that can be read without zooming in.
MOST: Final = 45


@dataclass(frozen=True, slots=True)
class Group:
    """Things of one family in one community, the best connected first.

    ``rest`` says that they come from many communities that have few of this family.
    """

    id: str
    family: style.Family
    members: tuple[Thing, ...]
    rest: bool

    @property
    def size(self) -> int:
        """How many members there are."""
        return len(self.members)

    def label(self, language: Language) -> str:
        """Return the name of the first member, with how many there are beside it."""
        others = self.size - 1
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
    """Return every thing that has relations in at most ``most`` groups, the largest first.

    ``communities`` number these things; what the graph of ``claims`` does not have is left out.
    """
    groups = _groups(claims, communities, most)
    of = {thing.iri: group for group in groups for thing in group.members}
    counts: Counter[tuple[str, str]] = Counter()
    for relation in tied(claims):
        ends = sorted(
            of[end.iri].id for end in (relation.subject, relation.object) if end.iri in of
        )
        if len(set(ends)) == 2:
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
    parts: dict[tuple[int, str], list[Thing]] = defaultdict(list)
    for iri in sorted(communities.keys() & claims.graph.nodes):
        thing = claims.thing(iri)
        if not thing.kind:
            continue  # a code, such as a phase, ties together what has nothing else in common
        parts[communities[iri], style.family(thing.kind).code].append(thing)
    ranked = sorted(parts.items(), key=lambda part: (-len(part[1]), part[0]))
    room = most if len(ranked) <= most else most - len(style.FAMILIES)
    small: dict[str, list[Thing]] = defaultdict(list)
    for (_, code), members in ranked[room:]:
        small[code] += members
    own = [_group(claims, f"{key[0]}-{key[1]}", key[1], members) for key, members in ranked[:room]]
    rest = [_group(claims, f"rest-{code}", code, small[code], rest=True) for code in sorted(small)]
    return (*own, *rest)


def _group(
    claims: ClaimGraph, name: str, code: str, members: list[Thing], *, rest: bool = False
) -> Group:
    degree = claims.graph.degree
    best = sorted(members, key=lambda thing: (-degree(thing.iri), thing.iri))
    return Group(name, style.FAMILIES[code], tuple(best), rest)
