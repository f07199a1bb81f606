"""The prepared questions as RDF: a ``sh:SPARQLExecutable`` each, with the prefixes declared once.

What a client runs is the declared prefixes followed by ``sh:select``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from rdflib import RDF, RDFS, XSD, Graph, Literal, Namespace, URIRef

from beleidsgraaf import terms
from beleidsgraaf.questions import Question
from beleidsgraaf.records import Name

_SH: Final = Namespace(terms.PREFIXES["sh"])
_SCHEMA: Final = Namespace(terms.PREFIXES["schema"])
#: What declares the prefixes; a question is named below it.
QUESTIONS: Final = terms.BASE + "questions"


def described(questions: Iterable[Question], endpoint: str) -> Graph:
    """Return the questions as a graph; ``endpoint`` is the address of the service to ask."""
    graph = Graph()
    for prefix, namespace in terms.PREFIXES.items():
        graph.bind(prefix, namespace, replace=True)
    for question in questions:
        _add(graph, question, URIRef(endpoint))
    for prefix in terms.PREFIXES:
        _declare(graph, prefix)
    return graph


def _add(graph: Graph, question: Question, endpoint: URIRef) -> None:
    node = URIRef(f"{QUESTIONS}/{question.id}")
    body = (line for line in question.sparql.splitlines() if not line.startswith("PREFIX "))
    graph.add((node, RDF.type, _SH.SPARQLExecutable))
    graph.add((node, RDF.type, _SH.SPARQLSelectExecutable))
    _name(graph, node, RDFS.label, question.title)
    _name(graph, node, RDFS.comment, question.description)
    graph.add((node, _SH.prefixes, URIRef(QUESTIONS)))
    graph.add((node, _SH.select, Literal("\n".join(body) + "\n")))
    graph.add((node, _SCHEMA.target, endpoint))
    for word in question.keywords:
        graph.add((node, _SCHEMA.keywords, Literal(word, lang="nl")))


def _name(graph: Graph, node: URIRef, property: URIRef, name: Name) -> None:
    graph.add((node, property, Literal(name.nl, lang="nl")))
    graph.add((node, property, Literal(name.en, lang="en")))


def _declare(graph: Graph, prefix: str) -> None:
    node = URIRef(f"{QUESTIONS}#prefix-{prefix}")
    namespace = Literal(terms.PREFIXES[prefix], datatype=XSD.anyURI)
    graph.add((URIRef(QUESTIONS), _SH.declare, node))
    graph.add((node, _SH.prefix, Literal(prefix)))
    graph.add((node, _SH.namespace, namespace))
