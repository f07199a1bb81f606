"""Makes the graph of facts: what follows from the curated graphs and is said nowhere by hand.

* the direct triple of a claim that is a fact or decided, and of a funding (provider finances
  receiver) that is;
* every superclass of a stated type, so that ``?x a bg:Actor`` finds a company without reasoning;
* ``rdfs:label`` after ``skos:prefLabel`` where a thing has none in that language.

A triple that already stands in a curated graph is not made again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from beleidsgraaf.store.files import FACTS_GRAPH
from beleidsgraaf.terms import BG, PREFIXES

_RDF, _RDFS, _SKOS = PREFIXES["rdf"], PREFIXES["rdfs"], PREFIXES["skos"]
_TYPE = ox.NamedNode(_RDF + "type")
_SUBCLASS_OF = ox.NamedNode(_RDFS + "subClassOf")
_LABEL = ox.NamedNode(_RDFS + "label")
_PREF_LABEL = ox.NamedNode(_SKOS + "prefLabel")
_SUBJECT = ox.NamedNode(_RDF + "subject")
_PREDICATE = ox.NamedNode(_RDF + "predicate")
_OBJECT = ox.NamedNode(_RDF + "object")
_MODALITY = ox.NamedNode(BG + "modality")
_PROVIDER = ox.NamedNode(BG + "provider")
_RECEIVER = ox.NamedNode(BG + "receiver")
_FINANCES = ox.NamedNode(BG + "finances")
_SURE = frozenset(ox.NamedNode(f"{BG}modality-{code}") for code in ("fact", "decided"))

_Values = dict[ox.NamedNode, list[ox.NamedNode | ox.Literal]]
_Index = dict[ox.NamedNode, _Values]


def make(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Return the quads of the graph of facts, each triple once, none that ``quads`` has."""
    stated = {quad.triple for quad in quads}
    index = _index(stated)
    made: dict[ox.Triple, None] = {}
    for part in (_direct(index), _types(index), _labels(index)):
        made.update(dict.fromkeys(triple for triple in part if triple not in stated))
    graph = ox.NamedNode(FACTS_GRAPH)
    return [_in(graph, triple) for triple in made]


def _in(graph: ox.NamedNode, triple: ox.Triple) -> ox.Quad:
    return ox.Quad(triple.subject, triple.predicate, triple.object, graph)


def superclasses(direct: dict[ox.NamedNode, set[ox.NamedNode]], start: ox.NamedNode) -> set[str]:
    """Return the IRIs of all classes above ``start``, itself left out; a cycle does no harm."""
    above: set[ox.NamedNode] = set()
    waiting = [start]
    while waiting:
        for parent in direct.get(waiting.pop(), set()) - above:
            above.add(parent)
            waiting.append(parent)
    return {parent.value for parent in above - {start}}


def class_tree(triples: Iterable[ox.Triple]) -> dict[ox.NamedNode, set[ox.NamedNode]]:
    """Return the direct superclasses of each class."""
    parents: dict[ox.NamedNode, set[ox.NamedNode]] = defaultdict(set)
    for triple in triples:
        if triple.predicate == _SUBCLASS_OF:
            match triple.subject, triple.object:
                case ox.NamedNode() as child, ox.NamedNode() as parent:
                    parents[child].add(parent)
    return dict(parents)


def _index(triples: Iterable[ox.Triple]) -> _Index:
    index: _Index = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        subject, value = triple.subject, triple.object
        if isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode | ox.Literal):
            index[subject][triple.predicate].append(value)
    return index


def _direct(index: _Index) -> Iterator[ox.Triple]:
    for values in index.values():
        if not _SURE.intersection(_nodes(values, _MODALITY)):
            continue
        for subject in _nodes(values, _SUBJECT):
            for predicate in _nodes(values, _PREDICATE):
                for value in values.get(_OBJECT, ()):
                    yield ox.Triple(subject, predicate, value)
        for provider in _nodes(values, _PROVIDER):
            for receiver in _nodes(values, _RECEIVER):
                yield ox.Triple(provider, _FINANCES, receiver)


def _types(index: _Index) -> Iterator[ox.Triple]:
    parents = class_tree(
        ox.Triple(subject, _SUBCLASS_OF, parent)
        for subject, values in index.items()
        for parent in values.get(_SUBCLASS_OF, ())
    )
    above = {child: superclasses(parents, child) for child in parents}
    for subject, values in index.items():
        for stated in _nodes(values, _TYPE):
            for parent in sorted(above.get(stated, ())):
                yield ox.Triple(subject, _TYPE, ox.NamedNode(parent))


def _labels(index: _Index) -> Iterator[ox.Triple]:
    for subject, values in index.items():
        languages = {label.language for label in _literals(values, _LABEL)}
        for label in _literals(values, _PREF_LABEL):
            if label.language not in languages:
                yield ox.Triple(subject, _LABEL, label)


def _nodes(values: _Values, predicate: ox.NamedNode) -> list[ox.NamedNode]:
    return [value for value in values.get(predicate, ()) if isinstance(value, ox.NamedNode)]


def _literals(values: _Values, predicate: ox.NamedNode) -> list[ox.Literal]:
    return [value for value in values.get(predicate, ()) if isinstance(value, ox.Literal)]
