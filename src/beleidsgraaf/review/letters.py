"""From decisions to a letter's file: the statements that were accepted, in canonical Turtle."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Final

import pyoxigraph as ox
from rdflib import XSD, Graph, Literal, URIRef

from beleidsgraaf import __version__, terms
from beleidsgraaf.curation import BG, PROV, Source, attest
from beleidsgraaf.errors import InvalidGraph
from beleidsgraaf.review import descriptions
from beleidsgraaf.review.decisions import ACCEPTED, Log
from beleidsgraaf.review.descriptions import described_elsewhere, with_descriptions
from beleidsgraaf.review.forms import AMOUNT, FORMS, Fields, described
from beleidsgraaf.review.proposals import Proposal, iri
from beleidsgraaf.store import canonical, turtle
from beleidsgraaf.store.files import GraphFiles

READER: Final = terms.thing(
    "actor", descriptions.READER + re.sub(r"[^0-9A-Za-z]+", "-", __version__)
)
_ATTRIBUTED: Final = ox.NamedNode(str(PROV.wasAttributedTo))
_DRAFT: Final = URIRef("urn:draft:claim")
_PART: Final = re.compile(rf"(?:/e\d+|{AMOUNT})$")
_HEAD: Final = re.compile(r"(?:#[^\n]*\n)*")


def statements(
    proposal: Proposal, fields: Fields, source: Source, reviewer: str
) -> tuple[str, tuple[str, ...]]:
    """Return IRI and sorted N-Triples of the assertion that a proposal with these fields makes.

    It is attributed to the reader, with its confidence, and to the reviewer, an actor's slug.
    """
    document = URIRef(terms.thing("document", source.document))
    claim = FORMS[proposal.kind].type == BG.Claim
    subject = _DRAFT if claim else URIRef(iri(source.document, proposal))
    draft = Graph()
    for triple in described(proposal.kind, fields, subject, document):
        draft.add(triple)
    confidence = Decimal(str(proposal.find["confidence"]))
    draft.add((subject, BG.confidence, Literal(f"{confidence:f}", datatype=XSD.decimal)))
    for maker in (READER, terms.thing("actor", reviewer)):
        draft.add((subject, PROV.wasAttributedTo, URIRef(maker)))
    settled = attest(draft, source, {subject: list(proposal.passages)})
    made = next(str(s) for s in settled.subjects(BG.evidence, unique=True))
    lines = settled.serialize(format="nt").splitlines()
    return made, tuple(sorted(line for line in lines if line))


def write(log: Log, target: Path, files: GraphFiles) -> int:
    """Write what was accepted into a file of statements, and return how many there are.

    What others put into the file stays; what was accepted before and no longer is goes. A statement
    that stands there by hand is not replaced. A document or maker that none of the curated
    ``files`` describes gets a name here. The file is whole at any moment.
    """
    standing = (one for one in log.standing().values() if one.verdict in ACCEPTED)
    # two finds of one passage may have been read as the same claim
    accepted = list({one.assertion: one for one in standing}.values())
    content = target.read_bytes() if target.exists() else b""
    parsed = turtle.parse(content, target.name)
    if parsed.problems:
        problems = tuple(map(str, parsed.problems))
        raise InvalidGraph("The file of statements is no Turtle.", problems=problems)
    kept = _without(list(parsed.triples), {one.assertion for one in log.lines if one.assertion})
    by_hand = {triple.subject for triple in kept}
    new = (_triples(one.triples) for one in accepted if _named(one.assertion) not in by_hand)
    every = [*kept, *(triple for triples in new for triple in triples)]
    whole = with_descriptions(every, described_elsewhere(files, target))
    head = _HEAD.match(content.decode())
    text = canonical.write(whole, head[0] if head else "")
    if accepted or content:
        _replace(target, text)
    return len(accepted)


def _without(triples: list[ox.Triple], assertions: set[str]) -> list[ox.Triple]:
    """Leave out those of these assertions that a reader made, with their evidence."""
    read = {
        triple.subject.value
        for triple in triples
        if triple.predicate == _ATTRIBUTED
        and isinstance(triple.subject, ox.NamedNode)
        and f"/actor/{descriptions.READER}" in getattr(triple.object, "value", "")
    }
    gone = read & assertions
    return [one for one in triples if _assertion(one) not in gone]


def _assertion(triple: ox.Triple) -> str:
    return _PART.sub("", getattr(triple.subject, "value", ""))


def _named(assertion: str) -> ox.NamedNode:
    return ox.NamedNode(assertion)


def _triples(lines: Iterable[str]) -> list[ox.Triple]:
    parsed = ox.parse("\n".join(lines).encode(), format=ox.RdfFormat.N_TRIPLES)
    return [quad.triple for quad in parsed]


def _replace(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    new = target.with_name(f".{target.name}-{os.getpid()}")
    with new.open("w", encoding="utf-8") as opened:
        opened.write(text)
        opened.flush()
        os.fsync(opened.fileno())
    new.replace(target)
