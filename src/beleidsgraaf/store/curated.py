"""Reads all curated files into quads, and finds what no snapshot may hold."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from beleidsgraaf.errors import InvalidGraph
from beleidsgraaf.store.files import GraphFile, GraphFiles
from beleidsgraaf.store.problems import Problem
from beleidsgraaf.store.progress import Progress, silent
from beleidsgraaf.store.turtle import Parsed, parse
from beleidsgraaf.terms import shorten

#: A label or link may reach a page; nothing that a browser would run is let in.
SCHEMES = ("http:", "https:", "mailto:", "urn:")


@dataclass(slots=True)
class Curated:
    """The quads of all files, where their subjects stand, and the digest of each input."""

    quads: list[ox.Quad] = field(default_factory=list)
    places: dict[tuple[str, str], str] = field(default_factory=dict)
    inputs: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def place(self, iri: str, graph: str = "") -> str:
        """Return ``file:line`` of a subject, in this graph or in the first that has it."""
        if graph:
            return self.places.get((iri, graph), "")
        return next((place for (known, _), place in self.places.items() if known == iri), "")


def read(files: GraphFiles, *, progress: Progress = silent) -> Curated:
    """Read the files; what is wrong with them stands in ``problems``."""
    curated = Curated()
    stands: dict[ox.Triple, GraphFile] = {}
    for number, file in enumerate(files.data, 1):
        parsed = _parse(file, curated)
        curated.problems += parsed.problems
        curated.problems += _refused_terms(parsed, file)
        _add(curated, parsed, file, stands)
        progress("read", number, len(files.data))
    for file in files.shapes + files.hygiene:
        curated.inputs[file.name] = hashlib.sha256(content(file)).hexdigest()
    return curated


def content(file: GraphFile) -> bytes:
    """Return what is in a curated file; raise :class:`InvalidGraph` if it cannot be read."""
    try:
        return file.path.read_bytes()
    except OSError as error:
        problem = f"{file.name}: {error.strerror}"
        raise InvalidGraph("A curated file cannot be read.", problems=(problem,)) from error


def _parse(file: GraphFile, curated: Curated) -> Parsed:
    data = content(file)
    curated.inputs[file.name] = hashlib.sha256(data).hexdigest()
    return parse(data, file.name)


def _add(
    curated: Curated, parsed: Parsed, file: GraphFile, stands: dict[ox.Triple, GraphFile]
) -> None:
    graph = ox.NamedNode(file.graph)
    for triple in parsed.triples:
        other = stands.get(triple)
        if other is None:
            stands[triple] = file
            curated.quads.append(ox.Quad(triple.subject, triple.predicate, triple.object, graph))
        elif other.graph != file.graph:
            curated.problems.append(_in_two_graphs(triple, file, other, parsed))
    for iri, line in parsed.lines.items():
        curated.places.setdefault((iri, file.graph), f"{file.name}:{line}")


def _in_two_graphs(triple: ox.Triple, file: GraphFile, other: GraphFile, parsed: Parsed) -> Problem:
    return Problem(
        _place(triple, file, parsed),
        f"{_shown(triple.subject)} {_shown(triple.predicate)} {_shown(triple.object)} "
        f"stands in {other.name} too",
        remedy="keep a triple in one graph only",
    )


def _refused_terms(parsed: Parsed, file: GraphFile) -> Iterator[Problem]:
    for triple in parsed.triples:
        place = _place(triple, file, parsed)
        if any(isinstance(term, ox.BlankNode) for term in _nodes(triple)):
            message = f"{_shown(triple.subject)} {_shown(triple.predicate)} uses a blank node"
            yield Problem(place, message, remedy="give it an IRI")
        for term in _nodes(triple):
            if isinstance(term, ox.NamedNode) and not term.value.startswith(SCHEMES):
                yield Problem(place, f"<{term.value}> has a scheme that is not let in")


def _nodes(triple: ox.Triple) -> Iterable[object]:
    return (triple.subject, triple.predicate, triple.object)


def _place(triple: ox.Triple, file: GraphFile, parsed: Parsed) -> str:
    line = parsed.lines.get(getattr(triple.subject, "value", ""))
    return f"{file.name}:{line}" if line else file.name


def _shown(term: object) -> str:
    return shorten(term.value) if isinstance(term, ox.NamedNode) else str(term)
