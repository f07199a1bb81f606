"""Documents and makers that a statement names and no curated file describes: told by their names.

Without that the graph would have things without a name. A description made here goes again as soon
as another file has one, so no triple stands in two graphs.
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

_DOCUMENT: Final = terms.ID + "document/"
_ACTOR: Final = terms.ID + "actor/"
_TYPE: Final = ox.NamedNode(terms.expand("rdf:type"))
_NAME: Final = ox.NamedNode(terms.expand("skos:prefLabel"))
_IDENTIFIER: Final = ox.NamedNode(terms.expand("dcterms:identifier"))
#: By what a statement names a document or a maker.
_NAMING: Final = {
    ox.NamedNode(terms.expand("rdf:object")): _DOCUMENT,
    ox.NamedNode(terms.expand("oa:hasSource")): _DOCUMENT,
    ox.NamedNode(terms.expand("prov:wasAttributedTo")): _ACTOR,
}
#: Begins the slug of the reader, which ends in its version.
READER: Final = "lezer-"
_KAMERSTUK: Final = re.compile(r"kst-(\d{5}(?:-[IVXLC]+)?)-(\w+)")


def described_elsewhere(files: GraphFiles, target: Path) -> frozenset[str]:
    """Return the documents and actors that the curated files, but for ``target``, describe."""
    others = (file for file in files.data if file.path.resolve() != target.resolve())
    return frozenset(
        subject
        for file in others
        for subject in turtle.parse(file.path.read_bytes(), file.name).lines
        if subject.startswith((_DOCUMENT, _ACTOR))
    )


def with_descriptions(triples: Iterable[ox.Triple], elsewhere: Collection[str]) -> list[ox.Triple]:
    """Return the statements with a description of what has none elsewhere."""
    about: dict[str, set[ox.Triple]] = defaultdict(set)
    for triple in triples:
        about[getattr(triple.subject, "value", "")].add(triple)
    kept = {
        iri: own
        for iri, own in about.items()
        if not (iri.startswith((_DOCUMENT, _ACTOR)) and own == set(_description(iri)))
    }
    every = [triple for own in kept.values() for triple in own]
    named = set(_named(every))
    lacking = sorted(named - set(elsewhere) - kept.keys())
    return every + [triple for iri in lacking for triple in _description(iri)]


def _named(triples: Iterable[ox.Triple]) -> Iterator[str]:
    for triple in triples:
        named = getattr(triple.object, "value", "")
        if (folder := _NAMING.get(triple.predicate)) and named.startswith(folder):
            yield named


def _description(iri: str) -> tuple[ox.Triple, ...]:
    subject, is_document = ox.NamedNode(iri), iri.startswith(_DOCUMENT)
    slug = iri.removeprefix(_DOCUMENT if is_document else _ACTOR)
    dutch, english = _document_names(slug) if is_document else _maker_names(slug)
    type_ = terms.BG + "Document" if is_document else terms.expand("prov:Agent")
    told = [
        ox.Triple(subject, _TYPE, ox.NamedNode(type_)),
        ox.Triple(subject, _NAME, ox.Literal(dutch, language="nl")),
        ox.Triple(subject, _NAME, ox.Literal(english, language="en")),
    ]
    if is_document:
        told.append(ox.Triple(subject, _IDENTIFIER, ox.Literal(slug)))
    return tuple(told)


def _document_names(slug: str) -> tuple[str, str]:
    paper = _KAMERSTUK.fullmatch(slug)
    if paper is None:
        return slug, slug
    return (
        f"Kamerstuk {paper[1]}, nr. {paper[2]}",
        f"Parliamentary paper {paper[1]}, no. {paper[2]}",
    )


def _maker_names(slug: str) -> tuple[str, str]:
    if slug.startswith(READER):
        version = slug.removeprefix(READER).replace("-", ".")
        return f"Lezer van beleidsgraaf {version}", f"Reader of beleidsgraaf {version}"
    person = " ".join(part.capitalize() for part in slug.split("-"))
    return person, person
