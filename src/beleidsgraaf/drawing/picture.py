"""What a writer draws: a network, the words for it, and where its things are to be found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from beleidsgraaf import terms, words
from beleidsgraaf.drawing import style
from beleidsgraaf.lookup import Source, Vocabulary
from beleidsgraaf.networks import Network, Node
from beleidsgraaf.records import Evidence, Language, Passage, Relation, Thing

#: A picture's size, in the units in which the network's labels lie free.
_AROUND: Final = 90.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A network in one language; ``address`` is put before ``kind/slug`` to make a link."""

    network: Network
    vocabulary: Vocabulary
    language: Language
    snapshot_id: str
    address: str = terms.ID
    passages: Mapping[str, Passage] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)

    def label(self, thing: Thing) -> str:
        """Return the name of a thing."""
        return thing.name.in_language(self.language)

    def link(self, thing: Thing) -> str:
        """Return the address of a thing of ours, empty for others."""
        return f"{self.address}{thing.kind}/{thing.slug}" if thing.kind else ""

    def at(self, node: Node) -> tuple[float, float]:
        """Return where a node stands, in units of letters 12 high."""
        return (node.x * self.network.width / 2, node.y * self.network.height / 2)

    def size(self) -> tuple[float, float]:
        """Return width and height with room around for labels."""
        return (self.network.width + 2 * _AROUND, self.network.height + _AROUND)

    def title(self) -> str:
        """Return what the picture shows."""
        around = {"nl": "Netwerk rond", "en": "Network around"}[self.language]
        return f"{around} {self.label(self.network.focus)}"

    def summary(self) -> str:
        """Return how much is shown and how much is not."""
        network = self.network
        nodes, edges, hidden = len(network.nodes), len(network.edges), network.hidden_nodes
        if self.language == "nl":
            shown = f"{_counted(nodes, 'ding', 'dingen')}, {_counted(edges, 'relatie', 'relaties')}"
            return f"{shown}, {_counted(hidden, 'ding', 'dingen')} niet getoond"
        shown = f"{_counted(nodes, 'thing', 'things')}, {_counted(edges, 'relation', 'relations')}"
        return f"{shown}, {_counted(hidden, 'thing', 'things')} not shown"

    def families(self) -> list[style.Family]:
        """Return the families that occur, in the order of the legend."""
        return style.present(node.thing.kind for node in self.network.nodes)

    def modalities(self) -> list[tuple[str, str]]:
        """Return the codes that occur with their names, in the order of the ontology's list."""
        there = {relation.modality for relation in self.network.edges}
        return [(code, self.modality(code)) for code in sorted(there, key=words.certainty)]

    def modality(self, code: str) -> str:
        """Return the name of a modality."""
        return words.modality(code, self.vocabulary, self.language)

    def predicate(self, relation: Relation) -> str:
        """Return the name of a relation's predicate."""
        return self.vocabulary.predicate(relation.predicate).in_language(self.language)

    def nodes(self) -> Iterator[dict[str, Any]]:
        """Yield each node as plain values."""
        for node in self.network.nodes:
            thing = node.thing
            yield {
                "id": thing.iri,
                "kind": thing.kind,
                "slug": thing.slug,
                "label": self.label(thing),
                "type": thing.type,
                "typeName": self.vocabulary.name(thing.type).in_language(self.language),
                "family": style.family(thing.kind).code,
                "x": node.x,
                "y": node.y,
                "degree": node.degree,
                "hidden": node.hidden,
                "distance": node.distance,
            }

    def edges(self) -> Iterator[dict[str, Any]]:
        """Yield each edge as plain values; its id is stable within a snapshot."""
        for number, relation in enumerate(self.network.edges):
            yield {
                "id": f"e{number}",
                "assertion": relation.assertion,
                "source": relation.subject.iri,
                "target": relation.object.iri,
                "predicate": relation.predicate,
                "label": self.predicate(relation),
                "modality": relation.modality,
                "modalityName": self.modality(relation.modality),
                "holder": self.label(relation.holder) if relation.holder else "",
                "note": relation.note,
                "evidence": list(self._evidence(relation.evidence)),
            }

    def _evidence(self, evidence: Iterable[Evidence]) -> Iterator[dict[str, Any]]:
        for each in evidence:
            source = self.sources.get(each.document)
            passage = self.passages.get(each.iri, Passage("no-copy"))
            yield {
                "document": each.document,
                "place": words.place(each.place, self.language),
                "publication": source.publication if source else "",
                "state": passage.state,
                "passage": passage.text,
            }


def _counted(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
