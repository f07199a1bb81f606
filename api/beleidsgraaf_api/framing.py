"""A thing's document as framed JSON-LD: the thing on top, what is stated of it within.

What points at the thing stands under ``@reverse``; evidence, sums and named things stand within
what mentions them. The document says the same triples as its other forms.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from typing import Any, Final, TypeAlias

from rdflib import Graph
from rdflib.plugins.serializers.jsonld import from_rdf

from beleidsgraaf.store import packaged

MEDIA_TYPE: Final = "application/ld+json"
Node: TypeAlias = dict[str, Any]


@functools.cache
def context() -> bytes:
    """Return the published JSON-LD context; it comes with the software."""
    return (packaged.folders().ontology / "context.jsonld").read_bytes()


def framed(triples: bytes, iri: str, address: str) -> bytes:
    """Return these N-Triples as JSON-LD about a thing, with its context at this address.

    The same triples give the same bytes. The context at the address is named, never fetched.
    """
    graph = Graph(bind_namespaces="none").parse(data=triples, format="nt")
    terms = json.loads(context())["@context"]
    # an rdflib term is equal to no plain text, so its names are made plain first
    flat = from_rdf(graph, context_data=terms)  # type: ignore[no-untyped-call]
    made = json.loads(json.dumps(flat))
    made.pop("@context")
    nodes = {node["id"]: node for node in made.get("@graph", [made])}
    document = {"@context": address, **_Frame(nodes).top(iri)}
    return json.dumps(_sorted(document), ensure_ascii=False, indent=1).encode()


class _Frame:
    """Flat nodes put within each other, each as often as it is mentioned, in no circle."""

    def __init__(self, nodes: dict[str, Node]) -> None:
        self._nodes = nodes
        self._shown: set[str] = set()

    def top(self, iri: str) -> Node:
        """Return the thing with all that hangs on it; what hangs on nothing is included beside."""
        made = self._within(self._nodes.get(iri, {"id": iri}), (iri,))
        reverse: dict[str, list[Node]] = {}
        for node in self._nodes.values():
            keys = [key for key, value in node.items() if iri in _mentioned(key, value)]
            if node["id"] != iri and keys:
                rest = _without(node, keys[0], iri)
                reverse.setdefault(keys[0], []).append(self._within(rest, (iri, node["id"])))
        if reverse:
            made["@reverse"] = reverse
        left = [node for name, node in self._nodes.items() if name not in self._shown]
        return made | ({"@included": left} if left else {})

    def _within(self, node: Node, path: tuple[str, ...]) -> Node:
        self._shown.add(node["id"])
        return {
            key: value if key in ("id", "type") else self._put(value, path)
            for key, value in node.items()
        }

    def _put(self, value: Any, path: tuple[str, ...]) -> Any:
        """Return a value with the nodes that it names in their place."""
        if isinstance(value, list):
            return [self._put(each, path) for each in value]
        name = value.get("id") if isinstance(value, dict) else value
        if isinstance(name, str) and name in self._nodes and name not in path:
            return self._within(self._nodes[name], (*path, name))
        return value


def _mentioned(key: str, value: Any) -> Iterator[str]:
    """Yield the things that a value names."""
    if key in ("id", "type"):
        return
    for each in value if isinstance(value, list) else [value]:
        name = each.get("id") if isinstance(each, dict) else each
        if isinstance(name, str):
            yield name


def _without(node: Node, key: str, iri: str) -> Node:
    """Return a node less its mention of a thing, which ``@reverse`` says already."""
    values = node[key] if isinstance(node[key], list) else [node[key]]
    left = [each for each in values if iri not in _mentioned(key, each)]
    rest = {name: value for name, value in node.items() if name != key}
    return rest | ({key: left} if left else {})


def _sorted(value: Any) -> Any:
    """Return a value whose order does not depend on that of the triples; names come first."""
    if isinstance(value, list):
        return sorted(map(_sorted, value), key=lambda each: json.dumps(each, sort_keys=True))
    if isinstance(value, dict):
        first = ("@context", "id", "type")
        keys = sorted(value, key=lambda key: (key not in first, key == "@reverse", key))
        return {key: _sorted(value[key]) for key in keys}
    return value
