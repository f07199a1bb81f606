"""The data set counted for machines: VoID, for the whole and for each named graph.

The description stands beside the quads and not in them: it counts them, so as part of them it would
be wrong as soon as it is written, and ``every triple lives in exactly one graph`` would need a
graph that no letter and no reference asserts. It has IRIs everywhere and no blank node.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from beleidsgraaf import terms

NAME: Final = "void.nt"
DATASET: Final = terms.BASE + "dataset"
_VOID: Final = terms.PREFIXES["void"]
_TYPE: Final = ox.NamedNode(terms.expand("rdf:type"))
_INTEGER: Final = ox.NamedNode(terms.expand("xsd:integer"))
_THING: Final = terms.ID


@dataclass(slots=True)
class _Part:
    """What is counted of one graph, or of all."""

    triples: int = 0
    subjects: set[object] = field(default_factory=set)
    objects: set[object] = field(default_factory=set)
    instances: dict[ox.NamedNode, set[object]] = field(default_factory=dict)
    uses: dict[ox.NamedNode, list[ox.Quad]] = field(default_factory=dict)

    def add(self, quad: ox.Quad) -> None:
        self.triples += 1
        self.subjects.add(quad.subject)
        self.objects.add(quad.object)
        self.uses.setdefault(quad.predicate, []).append(quad)
        if quad.predicate == _TYPE and isinstance(quad.object, ox.NamedNode):
            self.instances.setdefault(quad.object, set()).add(quad.subject)

    @property
    def entities(self) -> int:
        return sum(str(getattr(each, "value", "")).startswith(_THING) for each in self.subjects)


def graph_dataset(graph: str) -> str:
    """Return the IRI under which the description speaks of one named graph."""
    return f"{DATASET}#graph-{graph.removeprefix(terms.GRAPH).replace('/', '-')}"


def write(path: Path, quads: Iterable[ox.Quad]) -> None:
    """Write the description of these quads as sorted N-Triples."""
    text = ox.serialize(describe(quads), format=ox.RdfFormat.N_TRIPLES) or b""
    path.write_bytes(b"".join(sorted(text.splitlines(keepends=True))))


def describe(quads: Iterable[ox.Quad]) -> Iterator[ox.Triple]:
    """Give the description: counts, class and property partitions, vocabularies, named graphs."""
    whole = _Part()
    graphs: dict[str, _Part] = {}
    for quad in quads:
        whole.add(quad)
        if isinstance(quad.graph_name, ox.NamedNode):
            graphs.setdefault(quad.graph_name.value, _Part()).add(quad)
    dataset = ox.NamedNode(DATASET)
    yield from _described(dataset, whole, "")
    yield ox.Triple(dataset, _void("uriSpace"), ox.Literal(_THING))
    for vocabulary in sorted(_vocabularies(whole)):
        yield ox.Triple(dataset, _void("vocabulary"), ox.NamedNode(vocabulary))
    for graph, part in sorted(graphs.items()):
        subset = ox.NamedNode(graph_dataset(graph))
        yield ox.Triple(dataset, _void("subset"), subset)
        yield from _described(subset, part, subset.value.partition("#graph-")[2] + "-")


def _described(node: ox.NamedNode, part: _Part, name: str) -> Iterator[ox.Triple]:
    yield ox.Triple(node, _TYPE, _void("Dataset"))
    yield from _numbers(
        node,
        triples=part.triples,
        entities=part.entities,
        distinctSubjects=len(part.subjects),
        distinctObjects=len(part.objects),
        classes=len(part.instances),
        properties=len(part.uses),
    )
    for class_, instances in part.instances.items():
        partition = ox.NamedNode(f"{DATASET}#{name}class-{_short(class_)}")
        yield ox.Triple(node, _void("classPartition"), partition)
        yield ox.Triple(partition, _void("class"), class_)
        yield from _numbers(partition, entities=len(instances))
    for predicate, uses in part.uses.items():
        partition = ox.NamedNode(f"{DATASET}#{name}property-{_short(predicate)}")
        yield ox.Triple(node, _void("propertyPartition"), partition)
        yield ox.Triple(partition, _void("property"), predicate)
        yield from _numbers(
            partition,
            triples=len(uses),
            distinctSubjects=len({quad.subject for quad in uses}),
            distinctObjects=len({quad.object for quad in uses}),
        )


def _numbers(node: ox.NamedNode, **numbers: int) -> Iterator[ox.Triple]:
    for name, number in numbers.items():
        yield ox.Triple(node, _void(name), ox.Literal(str(number), datatype=_INTEGER))


def _vocabularies(part: _Part) -> set[str]:
    """Return the namespaces, of those that have a prefix here, whose terms the graph uses."""
    used = {term.value for term in (*part.uses, *part.instances)}
    spaces = (space for space in terms.PREFIXES.values() if not space.startswith(terms.ID))
    return {space for space in spaces if any(term.startswith(space) for term in used)}


def _short(term: ox.NamedNode) -> str:
    """Return a name for a fragment: of a prefixed name, else of the IRI's digest."""
    prefix, colon, local = terms.shorten(term.value).partition(":")
    if colon and prefix in terms.PREFIXES and local.isidentifier():
        return f"{prefix}-{local}"
    return hashlib.sha256(term.value.encode()).hexdigest()[:16]


def _void(name: str) -> ox.NamedNode:
    return ox.NamedNode(_VOID + name)
