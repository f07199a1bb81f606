"""Validates curated quads against the SHACL shapes, letter by letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox
from rdflib import SH, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from beleidsgraaf.errors import InvalidGraph
from beleidsgraaf.store.curated import Curated, content
from beleidsgraaf.store.files import LETTER_GRAPHS, GraphFile
from beleidsgraaf.store.problems import Problem, Severity
from beleidsgraaf.store.progress import Progress, silent
from beleidsgraaf.terms import shorten

_WARNINGS = (SH.Warning, SH.Info)
_SHACL = Namespace(str(SH))


def validate(
    curated: Curated, shapes: tuple[GraphFile, ...], *, progress: Progress = silent
) -> list[Problem]:
    """Return what breaks a shape: first in ontology and reference, then in each letter.

    A letter is validated beside what it refers to, so that the work grows with the number of
    letters and not with its square. A shape whose path goes back from a thing of the reference to
    others that point at it sees only those of the same letter.
    """
    if not shapes:
        return []
    shared, letters = _parts(curated.quads)
    problems = _validate(shared, _subjects(shared), shapes, curated, "")
    progress("shapes", 1, len(letters) + 1)
    by_subject = _by_subject(shared)
    for number, (graph, quads) in enumerate(sorted(letters.items()), 2):
        beside = quads + _referred(quads, by_subject)
        problems += _validate(beside, _subjects(quads), shapes, curated, graph)
        progress("shapes", number, len(letters) + 1)
    return sorted(set(problems))


def _parts(quads: Iterable[ox.Quad]) -> tuple[list[ox.Quad], dict[str, list[ox.Quad]]]:
    shared: list[ox.Quad] = []
    letters: dict[str, list[ox.Quad]] = {}
    for quad in quads:
        graph = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
        is_letter = graph.startswith(LETTER_GRAPHS)
        (letters.setdefault(graph, []) if is_letter else shared).append(quad)
    return shared, letters


def _subjects(quads: Iterable[ox.Quad]) -> set[str]:
    return {quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)}


def _by_subject(quads: Iterable[ox.Quad]) -> dict[object, list[ox.Quad]]:
    found: dict[object, list[ox.Quad]] = {}
    for quad in quads:
        found.setdefault(quad.subject, []).append(quad)
    return found


def _referred(quads: list[ox.Quad], shared: dict[object, list[ox.Quad]]) -> list[ox.Quad]:
    """Return the quads of every shared thing that the letter's quads lead to, however far."""
    found: list[ox.Quad] = []
    seen: set[object] = set()
    waiting: list[object] = [term for quad in quads for term in (quad.subject, quad.object)]
    while waiting:
        term = waiting.pop()
        if term not in seen:
            seen.add(term)
            found += shared.get(term, ())
            waiting += (quad.object for quad in shared.get(term, ()))
    return found


def _validate(
    quads: list[ox.Quad],
    subjects: set[str],
    shapes: tuple[GraphFile, ...],
    curated: Curated,
    graph: str,
) -> list[Problem]:
    from pyshacl import validate as run  # half a second, and only checks need it

    # Not its ``focus_nodes``: that leaves out what a shape says of a value by another shape.
    _, report, text = run(
        _graph(quads),
        shacl_graph=_shapes(shapes),  # a fresh one: pyshacl writes into the graph it is given
        inference="none",
        advanced=False,
        js=False,
        do_owl_imports=False,
        meta_shacl=False,
        inplace=True,
        allow_warnings=True,
    )
    if not isinstance(report, Graph):
        raise InvalidGraph("The shapes cannot be used.", problems=(str(text),))
    return list(_problems(report, subjects, curated, graph))


def _graph(quads: Iterable[ox.Quad]) -> Graph:
    triples = (quad.triple for quad in quads)
    text = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    return Graph().parse(data=text, format="nt")


def _shapes(files: tuple[GraphFile, ...]) -> Graph:
    graph = Graph()
    for file in files:
        try:
            triples = list(ox.parse(content(file), format=ox.RdfFormat.TURTLE))
        except SyntaxError as error:
            place = f"{file.name}:{error.lineno or 1}:{error.offset or 1}"
            problem = f"{place}: no valid Turtle: {error.msg}"
            raise InvalidGraph("The shapes cannot be read.", problems=(problem,)) from None
        text = ox.serialize((quad.triple for quad in triples), format=ox.RdfFormat.N_TRIPLES)
        graph.parse(data=text or b"", format="nt")
    return graph


def _problems(report: Graph, subjects: set[str], curated: Curated, graph: str) -> Iterator[Problem]:
    """Give the problems of these subjects; results under another result are its details."""
    for result in report.objects(predicate=_SHACL.result):
        focus = str(report.value(result, _SHACL.focusNode))
        if focus not in subjects:
            continue
        severity: Severity = "error"
        if report.value(result, _SHACL.resultSeverity) in _WARNINGS:
            severity = "warning"
        place = curated.place(focus, graph) or curated.place(focus)
        yield Problem(place, f"{shorten(focus)}{_at(report, result)}", severity)


def _at(report: Graph, result: Node) -> str:
    path = report.value(result, _SHACL.resultPath)
    value = report.value(result, _SHACL.value)
    about = f" {shorten(path)}" if isinstance(path, URIRef) else ""
    about += f" {shorten(str(value))}" if isinstance(value, URIRef | Literal) else ""
    return f"{about}: {_message(report, result)}"


def _message(report: Graph, result: Node) -> str:
    """Return the Dutch message of the shape, else the first there is."""
    messages = [m for m in report.objects(result, _SHACL.resultMessage) if isinstance(m, Literal)]
    messages.sort(key=lambda message: (message.language != "nl", str(message)))
    return str(messages[0]) if messages else "breaks a shape"
