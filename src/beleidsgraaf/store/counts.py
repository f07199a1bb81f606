"""How much a graph holds: things and assertions by class, modality, holder and section."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from beleidsgraaf import terms

NAME: Final = "counts.json"
_TYPE: Final = terms.expand("rdf:type")
_SOURCE: Final = terms.expand("oa:hasSource")
_IDENTIFIER: Final = terms.expand("dcterms:identifier")
_BY: Final = {terms.BG + "modality": "modality", terms.BG + "holder": "holder"}
_KEPT: Final = {_SOURCE, _IDENTIFIER, terms.BG + "section", terms.BG + "evidence"}


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are of one class, modality, holder or section (``by``)."""

    by: str
    key: str
    number: int


def count(quads: Iterable[ox.Quad]) -> tuple[Count, ...]:
    """Return all counts, the largest of each sort first; a section is ``<document> <section>``."""
    counted: dict[tuple[str, str], set[str]] = defaultdict(set)
    links: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value in _values(quads):
        if predicate in _BY:
            counted[_BY[predicate], value].add(subject)
        elif predicate in _KEPT:
            links[predicate][subject].append(value)
        elif predicate == _TYPE and value.startswith(terms.BG) and subject.startswith(terms.ID):
            counted["class", value].add(subject)
    for assertion, section in _sections(links):
        counted["section", section].add(assertion)
    found = (Count(by, key, len(subjects)) for (by, key), subjects in counted.items())
    return tuple(sorted(found, key=lambda each: (each.by, -each.number, each.key)))


def write(path: Path, quads: Iterable[ox.Quad]) -> None:
    """Write the counts of these quads as JSON."""
    found = [asdict(each) for each in count(quads)]
    path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read(path: Path) -> tuple[Count, ...]:
    """Return what :func:`write` wrote."""
    return tuple(Count(**each) for each in json.loads(path.read_text(encoding="utf-8")))


def _values(quads: Iterable[ox.Quad]) -> Iterator[tuple[str, str, str]]:
    for quad in quads:
        if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, ox.Triple):
            yield quad.subject.value, quad.predicate.value, quad.object.value


def _sections(links: dict[str, dict[str, list[str]]]) -> Iterator[tuple[str, str]]:
    """Give each assertion with the section, and its document, that it rests on."""
    sections, sources = links[terms.BG + "section"], links[_SOURCE]
    for assertion, evidence in links[terms.BG + "evidence"].items():
        for each in evidence:
            for document in sources.get(each, ()):
                for identifier in links[_IDENTIFIER].get(document, ()):
                    for section in sections.get(each, ()):
                        yield assertion, f"{identifier} {section}"
