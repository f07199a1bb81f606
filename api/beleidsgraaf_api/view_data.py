"""A view made ready for its page: rows, choices of the filters, and the data of the drawing."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from beleidsgraaf import terms, words
from beleidsgraaf.drawing import style
from beleidsgraaf.lookup import Vocabulary
from beleidsgraaf.records import Language, Relation, Thing
from beleidsgraaf.views import NOBODY, Filter, View, period, short


def key(relation: Relation) -> str:
    """Return a short name of a relation, the same in every snapshot that states it."""
    parts = relation.assertion, relation.predicate, relation.subject.iri, relation.object.iri
    return hashlib.blake2s("\0".join(parts).encode(), digest_size=5).hexdigest()


def name_of(thing: Thing) -> str:
    """Return ``actor/asml``, or the IRI of what is not ours."""
    return f"{thing.kind}/{thing.slug}" if thing.kind else thing.iri


@dataclass(frozen=True, slots=True)
class Row:
    """A relation in table, text and line of time; ``left_out`` by a filter or with its end."""

    id: str
    relation: Relation
    label: str
    modality: str
    left_out: bool

    @property
    def start(self) -> str:
        """The first day for which it counts."""
        return period(self.relation)[0]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a filter may let pass, with the number of relations that have it."""

    value: str
    label: str
    count: int
    chosen: bool


def rows(view: View, chosen: Filter, vocabulary: Vocabulary, language: Language) -> list[Row]:
    """Return every relation of the view, in its order."""
    return [
        Row(
            key(relation),
            relation,
            vocabulary.predicate(relation.predicate).in_language(language),
            words.modality(relation.modality, vocabulary, language),
            not chosen.passes(relation)
            or not view.hidden.isdisjoint({relation.subject.iri, relation.object.iri}),
        )
        for relation in view.network.edges
    ]


def choices(
    found: Sequence[Row],
    chosen: Filter,
    type_name: Callable[[Thing], str],
    language: Language,
    nobody: str,
) -> dict[str, list[Choice]]:
    """Return the values of each filter that occur in these rows, the most frequent first."""
    made: dict[str, list[Choice]] = {}
    for name, allowed in _sets(chosen).items():
        counts: Counter[tuple[str, str]] = Counter()
        for row in found:
            counts.update(set(_values(name, row, type_name, language, nobody)))
        made[name] = [
            Choice(value, label, count, not allowed or value in allowed)
            for (value, label), count in sorted(counts.items(), key=lambda i: (-i[1], i[0][1]))
        ]
    made["modality"].sort(key=lambda choice: words.certainty(choice.value))
    return made


def _sets(chosen: Filter) -> dict[str, frozenset[str]]:
    holders = frozenset(h.removeprefix(terms.ID) for h in chosen.holders)
    return {
        "modality": chosen.modalities,
        "type": chosen.types,
        "relation": chosen.predicates,
        "holder": holders,
        "document": chosen.documents,
    }


def _values(
    name: str, row: Row, type_name: Callable[[Thing], str], language: Language, nobody: str
) -> Iterator[tuple[str, str]]:
    """Yield what a row has for a filter, each with its name."""
    relation = row.relation
    if name == "modality":
        yield relation.modality, row.modality
    elif name == "relation":
        yield short(relation.predicate), row.label
    elif name == "type":
        for end in (relation.subject, relation.object):
            yield short(end.type), type_name(end)
    elif name == "holder":
        holder = relation.holder
        yield (name_of(holder), holder.name.in_language(language)) if holder else (NOBODY, nobody)
    else:
        for each in relation.evidence:
            yield each.document, each.document


def picture(
    view: View,
    found: Sequence[Row],
    language: Language,
    type_name: Callable[[Thing], str],
    address: Callable[[Thing], str],
    snapshot: str,
) -> dict[str, Any]:
    """Return what the moving picture is made from, ready for JSON."""
    network = view.network
    parents = {n.thing.iri: name_of(n.thing) for n in network.nodes}
    return {
        "snapshot": snapshot,
        "focus": name_of(network.focus),
        "frame": view.frame,
        "nodes": [
            {
                "id": name_of(node.thing),
                "label": node.thing.name.in_language(language),
                "type": short(node.thing.type),
                "typeName": type_name(node.thing),
                "family": style.family(node.thing.kind).code,
                "x": view.points[node.thing.iri][0],
                "y": view.points[node.thing.iri][1],
                "parent": parents.get(view.parents.get(node.thing.iri, ""), ""),
                "degree": node.degree,
                "more": node.hidden,
                "href": address(node.thing),
            }
            for node in network.nodes
        ],
        "edges": [_edge(row) for row in found],
        "lines": {
            row.relation.modality: _line(row.relation.modality, row.modality) for row in found
        },
        "ways": [[key(step.relation) for step in way] for way in view.ways],
    }


def _edge(row: Row) -> dict[str, Any]:
    relation = row.relation
    first, last = period(relation)
    return {
        "id": row.id,
        "source": name_of(relation.subject),
        "target": name_of(relation.object),
        "label": row.label,
        "modality": relation.modality,
        "relation": short(relation.predicate),
        "holder": name_of(relation.holder) if relation.holder else NOBODY,
        "documents": sorted({each.document for each in relation.evidence}),
        "start": first,
        "end": last,
    }


def _line(code: str, name: str) -> dict[str, Any]:
    """Return a style; the shader takes drawn, left out, drawn, left out."""
    line = style.line(code)
    return {"name": name, "dash": (line.dashes * 2)[:4] or (1, 0, 0, 0), "width": line.width}
