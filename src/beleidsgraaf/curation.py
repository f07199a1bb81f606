"""Curating: from words of a letter to evidence, and from a draft to canonical statements.

A draft is Turtle in which an assertion quotes the letter (``bg:quote "its words"``) instead of
giving evidence. Drafts hold the letter's words and so stay out of the repository; what
:func:`settle` makes of them holds places and digests only.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from rdflib import DCTERMS, RDF, XSD, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from beleidsgraaf import terms
from beleidsgraaf.errors import BadParameter, InputError, InvalidGraph
from beleidsgraaf.evidence import Copy
from beleidsgraaf.reader.layout import ReadingText, Span
from beleidsgraaf.records import Evidence, Place
from beleidsgraaf.store import packaged
from beleidsgraaf.text import find, words

BG: Final = Namespace(terms.BG)
OA: Final = Namespace(terms.PREFIXES["oa"])
PROV: Final = Namespace(terms.PREFIXES["prov"])
CURATOR: Final = URIRef(terms.thing("actor", "redactie"))
ASSERTIONS: Final = (BG.Claim, BG.Funding, BG.Step, BG.Observation, BG.Correction)
_FOOTNOTE: Final = re.compile(r"\[(?P<number>\d+)\]")


@dataclass(frozen=True, slots=True)
class Source:
    """The document that a draft is about: identifier, date, and its reading text."""

    document: str
    issued: date
    reading: ReadingText


def issue_date(document: str, given: str = "") -> date:
    """Return the date of a document: the one given, else that of the reference graph.

    Raise :class:`BadParameter` where neither says it.
    """
    subject = URIRef(terms.thing("document", document))
    folder = packaged.folders().graph / "reference"
    for path in () if given else sorted(folder.glob("**/*.ttl")):
        if found := Graph().parse(path, format="turtle").value(subject, DCTERMS.issued):
            given = str(found)
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise BadParameter("The date of the document is not known; give --issued.") from None


def spans_of(reading: ReadingText, quote: str) -> list[Span]:
    """Return the passages that hold these words; raise :class:`InputError` for no words at all.

    A number in square brackets at the start, as in ``[41] Kamerstuk``, asks for words of that
    footnote: footnotes that cite the same document often have the same words.
    """
    mark = _FOOTNOTE.match(quote)
    needle = [word.text for word in words(quote[mark.end() :] if mark else quote)]
    if not needle:
        raise InputError("A quote has at least one word.")
    hay = [word.text for word in reading.words]
    found = []
    for index in find(needle, hay):
        span = reading.span_at(index)
        whole = index + len(needle) <= span.index + span.count
        if whole and span not in found and (not mark or span.place.footnote == int(mark["number"])):
            found.append(span)
    return found


def spans_at(reading: ReadingText, place: Place) -> list[Span]:
    """Return the passages of a place; a part of the place that is empty or ``None`` fits all."""
    return [span for span in reading.spans if _fits(span.place, place)]


def _fits(have: Place, wanted: Place) -> bool:
    pairs = (
        (have.section, wanted.section or None),
        (have.paragraph, wanted.paragraph),
        (have.page, wanted.page),
        (have.footnote, wanted.footnote),
    )
    return all(part is None or part == given for given, part in pairs)


def place_in_words(place: Place) -> str:
    """Return a place as a curator reads it."""
    parts = [f"section {place.section}" if place.section else "covering letter", place.heading]
    parts += [f"paragraph {place.paragraph}"] if place.paragraph else []
    parts += [f"page {place.page}"] if place.page else []
    parts += [f"footnote {place.footnote}"] if place.footnote else []
    return ", ".join(part for part in parts if part)


def settle(draft: Graph, source: Source) -> Graph:
    """Return the draft with evidence for its quotes, IRIs for its claims, date and curator.

    Raises :class:`InvalidGraph` that names every quote that fits no passage or several.
    """
    problems: list[str] = []
    passages = {
        subject: _quoted(draft, subject, source.reading, problems) for subject in _assertions(draft)
    }
    return attest(draft, source, passages, problems)


def attest(
    draft: Graph,
    source: Source,
    passages: Mapping[Node, list[Span]],
    problems: Iterable[str] = (),
) -> Graph:
    """Return the draft with these passages as the evidence of its assertions, as ``settle`` does.

    ``problems`` are those found so far; they and new ones are raised as one error.
    """
    problems = list(problems)
    settled = Graph()
    renamed: dict[Node, URIRef] = {}
    for subject, spans in passages.items():
        renamed[subject] = _iri(draft, subject, source, spans, problems)
    if problems:
        raise InvalidGraph("The draft cannot be settled.", problems=tuple(sorted(problems)))
    for s, p, o in draft:
        if p != BG.quote:
            settled.add((renamed.get(s, s), p, renamed.get(o, o)))
    for subject, spans in passages.items():
        _complete(settled, renamed[subject], spans, source)
    return settled


def _assertions(draft: Graph) -> list[Node]:
    found = {s for kind in ASSERTIONS for s in draft.subjects(RDF.type, kind)}
    return sorted(found, key=str)


def _quoted(draft: Graph, subject: Node, reading: ReadingText, problems: list[str]) -> list[Span]:
    found: list[Span] = []
    for quote in draft.objects(subject, BG.quote):
        spans = spans_of(reading, str(quote))
        if len(spans) != 1:
            places = "; ".join(place_in_words(span.place) for span in spans) or "nowhere"
            problems.append(f'{subject}: "{quote}" must stand in one passage, and stands {places}')
        elif spans[0] not in found:
            found.append(spans[0])
    if not found and not draft.value(subject, BG.evidence):
        problems.append(f"{subject}: no quote that fits a passage")
    return sorted(found, key=lambda span: span.index)


def _iri(
    draft: Graph, subject: Node, source: Source, spans: list[Span], problems: list[str]
) -> URIRef:
    if (subject, RDF.type, BG.Claim) not in draft:
        if terms.split_thing(str(subject)) is None:
            problems.append(f"{subject}: give it an IRI of its own under {terms.ID}")
        return URIRef(str(subject))
    parts = [
        draft.value(subject, part)
        for part in (RDF.subject, RDF.predicate, RDF.object, BG.modality, BG.holder)
    ]
    if None in parts or not spans:
        problems.append(f"{subject}: a claim has subject, predicate, object, modality and holder")
        return CURATOR
    first = source.reading.digest(spans[0].index, spans[0].count)
    content = "\n".join([*map(str, parts), first])
    short = hashlib.sha256(content.encode()).hexdigest()[:12]
    return URIRef(terms.thing("claim", f"{source.document}-{short}"))


def _complete(settled: Graph, subject: URIRef, spans: list[Span], source: Source) -> None:
    if settled.value(subject, BG.statedOn) is None:
        settled.add((subject, BG.statedOn, Literal(source.issued)))
    if settled.value(subject, PROV.wasAttributedTo) is None:
        settled.add((subject, PROV.wasAttributedTo, CURATOR))
    document = URIRef(terms.thing("document", source.document))
    for number, span in enumerate(spans, 1):
        evidence = URIRef(f"{subject}/e{number}")
        settled.add((subject, BG.evidence, evidence))
        settled.add((evidence, RDF.type, OA.SpecificResource))
        settled.add((evidence, OA.hasSource, document))
        for predicate, value in _evidence(span, source.reading).items():
            settled.add((evidence, predicate, value))


def _evidence(span: Span, reading: ReadingText) -> dict[URIRef, Node]:
    return {
        **_place(span.place),
        BG.passageKind: BG[f"passage-{span.kind}"],
        BG.passageDigest: Literal(reading.digest(span.index, span.count)),
        BG.wordIndex: _number(span.index),
        BG.wordCount: _number(span.count),
    }


def _place(place: Place) -> dict[URIRef, Node]:
    numbers = {BG.paragraph: place.paragraph, BG.page: place.page, BG.footnote: place.footnote}
    given = {predicate: _number(value) for predicate, value in numbers.items() if value is not None}
    return {BG.section: Literal(place.section), **given}


def _number(value: int) -> Literal:
    return Literal(value, datatype=XSD.integer)


def relocate(curated: Graph, source: Source) -> Graph:
    """Return the statements with places and word indexes as the source has them now.

    A passage that the source does not hold keeps its place; ``check`` names it.
    """
    document = URIRef(terms.thing("document", source.document))
    located = Graph()
    for triple in curated:
        located.add(triple)
    copy = Copy(source.reading.file)
    for evidence in curated.subjects(OA.hasSource, document):
        found = copy.locate(_as_record(curated, evidence, source.document))
        if found is None or found.index is None:
            continue
        span = source.reading.span_at(found.index)
        for predicate, value in {
            **_place(span.place),
            BG.wordIndex: _number(found.index),
        }.items():
            located.set((evidence, predicate, value))
    return located


def _as_record(graph: Graph, evidence: Node, document: str) -> Evidence:
    index, count = (int(str(graph.value(evidence, p))) for p in (BG.wordIndex, BG.wordCount))
    passage = str(graph.value(evidence, BG.passageDigest))
    return Evidence(str(evidence), document, Place(""), index, count, passage)


def merge(existing: Graph, new: Graph) -> Graph:
    """Return both; an assertion that is in ``new`` replaces the one of the same IRI."""
    replaced = {str(subject) for subject in _assertions(new)}
    merged = Graph()
    for triple in existing:
        if not any(_belongs(str(triple[0]), iri) for iri in replaced):
            merged.add(triple)
    for triple in new:
        merged.add(triple)
    return merged


def _belongs(subject: str, assertion: str) -> bool:
    rest = subject.removeprefix(assertion)
    return rest != subject and (not rest or rest.startswith(("/e", "-amount")))
