"""Documents that a statement names and no curated file describes: told with identifier and name.

Without that the graph would have things without a name. A description made here goes again as soon
as another file has one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from beleidsgraaf import terms
from beleidsgraaf.store import turtle
from beleidsgraaf.store.files import GraphFiles

_FOLDER: Final = terms.ID + "document/"
_TYPE: Final = ox.NamedNode(terms.expand("rdf:type"))
_NAME: Final = ox.NamedNode(terms.expand("skos:prefLabel"))
_IDENTIFIER: Final = ox.NamedNode(terms.expand("dcterms:identifier"))
_NAMING: Final = tuple(ox.NamedNode(terms.expand(p)) for p in ("rdf:object", "oa:hasSource"))
_KAMERSTUK: Final = re.compile(r"kst-(\d{5}(?:-[IVXLC]+)?)-(\w+)")


def described_elsewhere(files: GraphFiles, target: Path) -> frozenset[str]:
    """Return the IRIs of the documents that the curated files, but for ``target``, describe."""
    others = (file for file in files.data if file.path.resolve() != target.resolve())
    return frozenset(
        subject
        for file in others
        for subject in turtle.parse(file.path.read_bytes(), file.name).lines
        if subject.startswith(_FOLDER)
    )


def with_descriptions(triples: Iterable[ox.Triple], elsewhere: Collection[str]) -> list[ox.Triple]:
    """Return the statements with a description of each document that has none elsewhere."""
    about: dict[str, set[ox.Triple]] = defaultdict(set)
    for triple in triples:
        about[getattr(triple.subject, "value", "")].add(triple)
    kept = {
        iri: own
        for iri, own in about.items()
        if not (iri.startswith(_FOLDER) and own == set(_description(iri)))
    }
    every = [triple for own in kept.values() for triple in own]
    named = set(_documents(every))
    lacking = sorted(named - set(elsewhere) - kept.keys())
    return every + [triple for iri in lacking for triple in _description(iri)]


def _documents(triples: Iterable[ox.Triple]) -> Iterator[str]:
    for triple in triples:
        named = getattr(triple.object, "value", "")
        if triple.predicate in _NAMING and named.startswith(_FOLDER):
            yield named


def _description(iri: str) -> tuple[ox.Triple, ...]:
    document, subject = iri.removeprefix(_FOLDER), ox.NamedNode(iri)
    paper = _KAMERSTUK.fullmatch(document)
    dutch = f"Kamerstuk {paper[1]}, nr. {paper[2]}" if paper else document
    english = f"Parliamentary paper {paper[1]}, no. {paper[2]}" if paper else document
    return (
        ox.Triple(subject, _TYPE, ox.NamedNode(terms.BG + "Document")),
        ox.Triple(subject, _IDENTIFIER, ox.Literal(document)),
        ox.Triple(subject, _NAME, ox.Literal(dutch, language="nl")),
        ox.Triple(subject, _NAME, ox.Literal(english, language="en")),
    )
