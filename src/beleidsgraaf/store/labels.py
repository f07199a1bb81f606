"""The labels of the curated files: what the things of the graph are called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

import pyoxigraph as ox

from beleidsgraaf.store import curated, facts
from beleidsgraaf.store.files import GraphFiles
from beleidsgraaf.terms import BG, PREFIXES, split_thing

_TYPE: Final = PREFIXES["rdf"] + "type"
_NAME: Final = PREFIXES["skos"] + "prefLabel"
_OTHER: Final = PREFIXES["skos"] + "altLabel"
_AMBIGUOUS: Final = BG + "ambiguousLabel"
#: Their labels are sentences, references or functions: no name by which a text calls a thing.
_NOT_NAMED: Final = frozenset({"Assertion", "Document", "Dossier", "Amount", "Person", "Post"})

Row = dict[str, str]


def rows(files: GraphFiles) -> list[Row]:
    """Return a row for each label of each thing of ours that texts call by a name.

    A row has ``text``, ``iri``, ``type`` (the class' short name), ``language``, ``name`` (what the
    thing is usually called, in Dutch if it can be) and ``ambiguous`` ("true" or ""), in the order
    of the things.
    """
    quads = curated.read(files).quads
    above = _classes_above(quads)
    types: dict[str, str] = {}
    labels: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for quad in quads:
        if not isinstance(quad.subject, ox.NamedNode) or split_thing(quad.subject.value) is None:
            continue
        iri, predicate, value = quad.subject.value, quad.predicate.value, quad.object
        if predicate == _TYPE and isinstance(value, ox.NamedNode):
            types[iri] = max(types.get(iri, ""), value.value, key=lambda one: _rank(one, above))
        elif predicate in {_NAME, _OTHER, _AMBIGUOUS} and isinstance(value, ox.Literal):
            labels[iri].add((predicate, value.value, value.language or "nl"))
    named = (iri for iri in sorted(labels) if _is_named(types.get(iri, ""), above))
    return [row for iri in named for row in _rows(iri, types[iri], labels[iri])]


def _classes_above(quads: Iterable[ox.Quad]) -> dict[str, set[str]]:
    parents = facts.class_tree(quad.triple for quad in quads)
    above: dict[str, set[str]] = defaultdict(set)
    for child in parents:
        above[child.value] = facts.superclasses(parents, child)
    return above


def _rank(type_: str, above: dict[str, set[str]]) -> tuple[bool, int]:
    return type_.startswith(BG), len(above[type_])


def _is_named(type_: str, above: dict[str, set[str]]) -> bool:
    names = {one.removeprefix(BG) for one in {type_, *above[type_]}}
    return type_.startswith(BG) and not names & _NOT_NAMED


def _rows(iri: str, type_: str, labels: set[tuple[str, str, str]]) -> Iterator[Row]:
    names = sorted((language != "nl", text) for kind, text, language in labels if kind == _NAME)
    ambiguous = {text for kind, text, _ in labels if kind == _AMBIGUOUS}
    texts = {text: language for _, text, language in sorted(labels, key=lambda one: one[2])}
    for text, language in sorted(texts.items()):
        yield {
            "text": text,
            "iri": iri,
            "type": type_.removeprefix(BG),
            "language": language,
            "name": names[0][1] if names else text,
            "ambiguous": "true" if text in ambiguous else "",
        }
