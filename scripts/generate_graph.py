"""Writes a graph in the project's own ontology, of any size: for measuring, and to try engines on.

Run as: python scripts/generate_graph.py --letters 40 --seed 7 -o graph.nq

The ontology and the reference data are the real ones; the letters, and what they state of the real
things, are made up. The same letters and seed give the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from beleidsgraaf import terms
from beleidsgraaf.store import curated, facts
from beleidsgraaf.store.files import GraphFiles

CLAIMS: Final = 240
FUNDINGS: Final = 20
STATED: Final = ox.Literal("2020-10-30", datatype=ox.NamedNode(terms.PREFIXES["xsd"] + "date"))
#: Relations with the classes of their subject and object.
RELATIONS: Final = (
    ("activeIn", "Company", "Sector"),
    ("cooperatesWith", "Actor", "Actor"),
    ("aimsAt", "PolicyFrame", "Goal"),
    ("targets", "Instrument", "Technology"),
    ("supports", "GovernmentBody", "Instrument"),
)
MODALITIES: Final = ("fact", "decided", "announced", "intended", "explored", "requested")


class Letters:
    """Makes letters one after the other from one source of chance."""

    def __init__(self, reference: Sequence[ox.Quad], seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311  # no secret: it has to be repeatable
        self._things: dict[str, list[ox.NamedNode]] = {}
        for quad in reference:
            match quad.subject, quad.predicate.value, quad.object:
                case ox.NamedNode() as thing, predicate, ox.NamedNode() as kind:
                    if predicate == terms.expand("rdf:type") and terms.split_thing(thing.value):
                        self._things.setdefault(kind.value, []).append(thing)

    def letter(self, number: int) -> Iterator[ox.Quad]:
        """Give the quads of one letter: its document, claims and fundings, all with evidence."""
        name = f"kst-99999-{number}"
        graph = ox.NamedNode(terms.letter_graph(name))
        document = ox.NamedNode(terms.thing("document", name))
        yield from self._document(document, name, number)
        for index in range(CLAIMS):
            yield from statements(graph, self._claim(name, document, index))
        for index in range(FUNDINGS):
            yield from statements(graph, self._funding(name, document, index))

    def _document(self, document: ox.NamedNode, name: str, number: int) -> Iterator[ox.Quad]:
        dossier = ox.NamedNode(terms.thing("dossier", "99999"))
        yield from statements(
            ox.NamedNode(terms.GRAPH + "reference"),
            [
                (document, "rdf:type", node("bg:Letter")),
                (document, "skos:prefLabel", ox.Literal(f"Proefbrief {number}", language="nl")),
                (document, "skos:prefLabel", ox.Literal(f"Trial letter {number}", language="en")),
                (document, "dcterms:identifier", ox.Literal(name)),
                (document, "dcterms:issued", STATED),
                (document, "bg:numberedIn", dossier),
            ],
        )

    def _claim(self, name: str, document: ox.NamedNode, index: int) -> Iterator[Statement]:
        relation, subjects, objects = self._random.choice(RELATIONS)
        subject, object_ = self._one(subjects), self._one(objects)
        claim = ox.NamedNode(terms.thing("claim", f"{name}-{digest(name, str(index))[:12]}"))
        yield claim, "rdf:type", node("bg:Claim")
        yield claim, "rdf:subject", subject
        yield claim, "rdf:predicate", node(f"bg:{relation}")
        yield claim, "rdf:object", object_
        yield from self._stated(claim, document, index)

    def _funding(self, name: str, document: ox.NamedNode, index: int) -> Iterator[Statement]:
        funding = ox.NamedNode(terms.thing("funding", f"{name}-{index}"))
        amount = ox.NamedNode(f"{funding.value}-amount")
        yield funding, "rdf:type", node("bg:Funding")
        yield funding, "skos:prefLabel", ox.Literal(f"Financiering {name} {index}", language="nl")
        yield funding, "skos:prefLabel", ox.Literal(f"Funding {name} {index}", language="en")
        yield funding, "bg:provider", self._one("GovernmentBody")
        yield funding, "bg:receiver", self._one("Company")
        yield funding, "bg:form", node("bg:form-loan")
        yield funding, "bg:precision", node("bg:precision-exact")
        yield funding, "bg:budgetBasis", node("bg:basis-unknown")
        yield funding, "bg:distribution", node("bg:distribution-unclear")
        yield funding, "bg:recurrence", node("bg:recurrence-unknown")
        yield funding, "bg:amount", amount
        yield amount, "rdf:type", node("bg:Amount")
        value = str(self._random.randrange(1, 500) * 100_000)
        yield amount, "bg:value", ox.Literal(value, datatype=node("xsd:decimal"))
        yield amount, "bg:unit", node("bg:unit-EUR")
        yield from self._stated(funding, document, CLAIMS + index)

    def _stated(
        self, assertion: ox.NamedNode, document: ox.NamedNode, index: int
    ) -> Iterator[Statement]:
        evidence = ox.NamedNode(f"{assertion.value}/e1")
        modality = self._random.choice(MODALITIES)
        yield assertion, "bg:modality", node(f"bg:modality-{modality}")
        yield assertion, "bg:holder", ox.NamedNode(terms.thing("actor", "kabinet"))
        yield assertion, "bg:statedOn", STATED
        yield assertion, "prov:wasAttributedTo", ox.NamedNode(terms.thing("actor", "redactie"))
        yield assertion, "bg:evidence", evidence
        yield evidence, "rdf:type", node("oa:SpecificResource")
        yield evidence, "oa:hasSource", document
        yield evidence, "bg:section", ox.Literal(str(1 + index // 50))
        yield evidence, "bg:page", ox.Literal(1 + index // 10)
        yield evidence, "bg:paragraph", ox.Literal(1 + index % 10)
        yield evidence, "bg:passageKind", node("bg:passage-sentence")
        yield evidence, "bg:wordIndex", ox.Literal(20 * index)
        yield evidence, "bg:wordCount", ox.Literal(12)
        yield evidence, "bg:passageDigest", ox.Literal(digest(evidence.value))

    def _one(self, name: str) -> ox.NamedNode:
        return self._random.choice(self._things[terms.BG + name])


Statement = tuple[ox.NamedNode, str, ox.NamedNode | ox.Literal]


def node(curie: str) -> ox.NamedNode:
    """Return the term of a short IRI."""
    return ox.NamedNode(terms.expand(curie))


def statements(
    graph: ox.NamedNode, given: Iterator[Statement] | list[Statement]
) -> Iterator[ox.Quad]:
    """Give statements as quads of one graph."""
    for subject, predicate, object_ in given:
        yield ox.Quad(subject, node(predicate), object_, graph)


def digest(*parts: str) -> str:
    """Return SHA-256 in hex."""
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()


def generate(letters: int, seed: int) -> list[ox.Quad]:
    """Return all quads, what follows from them included, sorted and each once."""
    files = GraphFiles.collect()
    base = [
        quad
        for quad in curated.read(files).quads
        if quad.graph_name in (node("bgg:ontology"), node("bgg:reference"))
    ]
    base += facts.make(base)
    made = Letters(base, seed)
    dossier = ox.NamedNode(terms.thing("dossier", "99999"))
    quads = [quad for quad in base if quad.graph_name != node("bgg:facts")]
    quads += statements(
        node("bgg:reference"),
        [
            (dossier, "rdf:type", node("bg:Dossier")),
            (dossier, "dcterms:identifier", ox.Literal("99999")),
            (dossier, "skos:prefLabel", ox.Literal("Proefdossier", language="nl")),
            (dossier, "skos:prefLabel", ox.Literal("Trial dossier", language="en")),
        ],
    )
    for number in range(1, letters + 1):
        quads += made.letter(number)
    return sorted({*quads, *facts.make(quads)}, key=str)


def main() -> None:
    """Read the options and write the file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--letters", type=int, default=4, help="a letter is some 5,000 quads")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--output", "-o", type=Path, required=True)
    options = parser.parse_args()
    quads = generate(options.letters, options.seed)
    ox.serialize(quads, options.output, ox.RdfFormat.N_QUADS)
    print(f"{len(quads)} quads")


if __name__ == "__main__":
    main()
