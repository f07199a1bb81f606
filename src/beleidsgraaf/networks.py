"""Networks and paths over what assertions state.

They walk claims, and fundings read as steps, never the direct triples: so each step keeps its
modality, its holder and its evidence, and an intention is never taken for a fact.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import networkx as nx

from beleidsgraaf import lookup, terms
from beleidsgraaf.errors import BadParameter, NotFound
from beleidsgraaf.positions import place
from beleidsgraaf.records import Relation, Thing

if TYPE_CHECKING:
    from beleidsgraaf.query.backend import Backend

#: From the surest to the least sure; between paths of one length this decides.
CERTAINTY: Final = (
    "fact", "decided", "announced", "intended", "expected", "supported", "requested", "explored",
    "rejected",
)  # fmt: skip
#: That a document names a thing ties it to nothing: left out unless it is asked for.
_ASIDE: Final = frozenset({terms.BG + "mentions"})
_RANK: Final = {code: rank for rank, code in enumerate(CERTAINTY)}
#: Less than one step for the longest path there may be: length always comes first.
_DOUBT: Final = 0.001


@dataclass(frozen=True, slots=True)
class Node:
    """A thing in a picture, at ``x`` and ``y`` within -1 and 1.

    ``degree`` counts all its relations under the filters, ``hidden`` those that the picture leaves
    out; ``distance`` is the number of steps from the focus.
    """

    thing: Thing
    degree: int
    hidden: int
    distance: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Network:
    """A part of the graph around one thing.

    ``hidden_nodes`` are things within the depth that the limit left out. In a picture of ``width``
    by ``height``, with letters 12 high, labels lie free of each other.
    """

    focus: Thing
    nodes: tuple[Node, ...]
    edges: tuple[Relation, ...]
    hidden_nodes: int
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Walked:
    """One step of a path; ``forward`` says that it goes from the subject to the object."""

    relation: Relation
    forward: bool

    @property
    def direction(self) -> lookup.Direction:
        """How the predicate is to be read from the start."""
        return "out" if self.forward else "in"

    @property
    def start(self) -> Thing:
        """Where the step leaves."""
        return self.relation.subject if self.forward else self.relation.object

    @property
    def end(self) -> Thing:
        """Where the step arrives."""
        return self.relation.object if self.forward else self.relation.subject


class ClaimGraph:
    """All relations of one snapshot, held in memory."""

    def __init__(
        self,
        things: Iterable[Thing],
        relations: Iterable[Relation],
        vocabulary: lookup.Vocabulary,
    ) -> None:
        self.vocabulary = vocabulary
        self.graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for thing in things:
            self.graph.add_node(thing.iri, thing=thing)
        for relation in relations:
            if relation.subject.iri and relation.object.iri:
                self._add(relation)

    def _add(self, relation: Relation) -> None:
        for end in (relation.subject, relation.object):
            self.graph.add_node(end.iri, thing=end)
        _join(self.graph, relation)

    @classmethod
    async def load(cls, backend: Backend) -> ClaimGraph:
        """Read all relations and names of the backend's snapshot, once."""
        things = await lookup.every(backend)
        relations = await lookup.all_relations(backend)
        vocabulary = await lookup.Vocabulary.load(backend)
        return cls((things[iri] for iri in sorted(things)), relations, vocabulary)

    def thing(self, iri: str) -> Thing:
        """Return the thing with this IRI; raise :class:`NotFound` for an unknown one."""
        if iri not in self.graph:
            raise NotFound(
                "The graph has nothing with this name.",
                remedy="Look for it by name in the search.",
            )
        thing: Thing = self.graph.nodes[iri]["thing"]
        return thing

    def neighbourhood(
        self,
        iri: str,
        depth: int = 1,
        *,
        types: Collection[str] = (),
        predicates: Collection[str] = (),
        modalities: Collection[str] = (),
        limit: int = 60,
    ) -> Network:
        """Return what lies within ``depth`` steps of a thing, in either direction.

        ``types`` and ``predicates`` are IRIs (subclasses count), ``modalities`` codes; none means
        all. At most ``limit`` things are shown, the nearest and then the surest and best connected
        first; what is left out is counted.
        """
        focus = self.thing(iri)
        _at_least(1, depth=depth, limit=limit)
        part = self._part(focus, types, predicates, modalities)
        distances = _by_distance(part, iri, depth)
        shown = dict(itertools.islice(distances.items(), limit))
        return self._network(focus, part, shown, len(distances) - len(shown))

    def paths(
        self,
        start: str,
        end: str,
        *,
        max_length: int = 6,
        k: int = 3,
        modalities: Collection[str] = (),
    ) -> list[tuple[Walked, ...]]:
        """Return up to ``k`` ways from one thing to another, each in at most ``max_length`` steps.

        The shortest come first; among equals the surest. No way gives an empty list.
        """
        first, last = self.thing(start), self.thing(end)
        _at_least(1, max_length=max_length, k=k)
        if first.iri == last.iri:
            raise BadParameter("A path goes from one thing to another; these are the same.")
        steps = _surest(self._part(first, (), (), modalities))
        if not nx.has_path(steps, first.iri, last.iri):
            return []
        found = nx.shortest_simple_paths(steps, first.iri, last.iri, weight="weight")
        short = itertools.takewhile(lambda path: len(path) <= max_length + 1, found)
        return [_walk(steps, path) for path in itertools.islice(short, k)]

    def _part(
        self,
        focus: Thing,
        types: Collection[str],
        predicates: Collection[str],
        modalities: Collection[str],
    ) -> nx.MultiDiGraph[str]:
        """Return the graph of the relations that pass the filters; the focus passes always."""

        def fits(thing: Thing) -> bool:
            is_a = self.vocabulary.is_a
            return not types or thing == focus or any(is_a(thing.type, each) for each in types)

        part: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        part.add_nodes_from((iri, {}) for iri in self.graph)
        for relation in _relations(self.graph):
            if relation.predicate not in predicates and (
                predicates or relation.predicate in _ASIDE
            ):
                continue
            if modalities and relation.modality not in modalities:
                continue
            if fits(relation.subject) and fits(relation.object):
                _join(part, relation)
        return part

    def _network(
        self,
        focus: Thing,
        part: nx.MultiDiGraph[str],
        distances: Mapping[str, int],
        hidden_nodes: int,
    ) -> Network:
        shown = part.subgraph(distances)
        labels = {iri: _label(self.thing(iri)) for iri in distances}
        places = place(shown, labels)
        nodes = tuple(
            Node(
                self.thing(iri), part.degree(iri), part.degree(iri) - shown.degree(iri),
                distance, *places.points[iri],
            )
            for iri, distance in distances.items()
        )  # fmt: skip
        edges = tuple(sorted(_relations(shown), key=order))
        return Network(focus, nodes, edges, hidden_nodes, places.width, places.height)


def _label(thing: Thing) -> str:
    return max(thing.name.nl, thing.name.en, key=len)


def _at_least(least: int, **values: int) -> None:
    for name, value in values.items():
        if value < least:
            raise BadParameter(f"{name.replace('_', ' ')} is a number from {least} up.")


def _join(graph: nx.MultiDiGraph[str], relation: Relation) -> None:
    # one assertion may state several relations, and two things have several assertions
    key = f"{relation.assertion} {relation.predicate}"
    graph.add_edge(relation.subject.iri, relation.object.iri, key, relation=relation)


def _relations(graph: nx.MultiDiGraph[str]) -> Iterator[Relation]:
    for _, _, data in graph.edges(data=True):
        yield data["relation"]


def tied(claims: ClaimGraph) -> Iterator[Relation]:
    """Yield every relation but the mentions, which tie a document to all that it names."""
    return (each for each in _relations(claims.graph) if each.predicate not in _ASIDE)


def order(relation: Relation) -> tuple[str, str, str, str]:
    """Return the key by which relations stand in a list."""
    ends = relation.subject.name.nl.casefold(), relation.object.name.nl.casefold()
    return (ends[0], relation.predicate, ends[1], relation.assertion)


def doubt(relation: Relation) -> int:
    """Return 0 for a fact, more for each step less sure."""
    return _RANK.get(relation.modality, len(CERTAINTY))


def _by_distance(part: nx.MultiDiGraph[str], start: str, depth: int) -> dict[str, int]:
    """Return the nodes within ``depth`` steps, nearest first, then the surest, best connected."""
    distances, ring = {start: 0}, [start]
    for distance in range(1, depth + 1):
        reached: dict[str, int] = {}
        for node in ring:
            for relation in _touching(part, node):
                other = (
                    relation.object.iri if relation.subject.iri == node else relation.subject.iri
                )
                if other not in distances:
                    reached[other] = min(reached.get(other, len(CERTAINTY)), doubt(relation))
        ring = sorted(reached, key=lambda iri: (reached[iri], -part.degree(iri), iri))
        distances |= dict.fromkeys(ring, distance)
    return distances


def _touching(part: nx.MultiDiGraph[str], node: str) -> Iterator[Relation]:
    for _, _, data in itertools.chain(
        part.out_edges(node, data=True), part.in_edges(node, data=True)
    ):
        yield data["relation"]


def _surest(part: nx.MultiDiGraph[str]) -> nx.Graph[str]:
    """Return the graph without directions that keeps the surest relation between two things."""
    steps: nx.Graph[str] = nx.Graph()
    steps.add_nodes_from(part)
    for relation in sorted(_relations(part), key=lambda each: (doubt(each), order(each))):
        ends = relation.subject.iri, relation.object.iri
        if ends[0] != ends[1] and not steps.has_edge(*ends):
            steps.add_edge(*ends, relation=relation, weight=1 + _DOUBT * doubt(relation))
    return steps


def _walk(steps: nx.Graph[str], path: list[str]) -> tuple[Walked, ...]:
    relations = (steps.edges[a, b]["relation"] for a, b in itertools.pairwise(path))
    return tuple(
        Walked(relation, forward=relation.subject.iri == node)
        for node, relation in zip(path, relations, strict=False)
    )
