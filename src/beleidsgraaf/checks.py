"""Checks curated files before they are built: form, shapes, rules, and every passage."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from beleidsgraaf.errors import UnreadableDocument
from beleidsgraaf.evidence import Copies
from beleidsgraaf.records import Evidence, Place
from beleidsgraaf.store import curated, facts, hygiene, shacl
from beleidsgraaf.store.curated import Curated
from beleidsgraaf.store.files import GraphFiles
from beleidsgraaf.store.problems import Problem
from beleidsgraaf.store.progress import Progress, silent
from beleidsgraaf.terms import BG, PREFIXES, shorten, split_thing

_EVIDENCE = ox.NamedNode(BG + "evidence")
_SOURCE = ox.NamedNode(PREFIXES["oa"] + "hasSource")


@dataclass(frozen=True, slots=True)
class Report:
    """All problems, those of files first, and what was counted: files, quads, passages by state."""

    problems: tuple[Problem, ...]
    counts: dict[str, int]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep a graph from being right; the others are warnings."""
        return tuple(problem for problem in self.problems if problem.severity == "error")


def check(files: GraphFiles, sources: Path | None, *, progress: Progress = silent) -> Report:
    """Check these files; ``sources`` is the folder of copies, ``None`` leaves passages out.

    Files that cannot be read as one graph are reported alone: the rest would only follow from that.
    """
    read = curated.read(files, progress=progress)
    counts = {"files": len(files.all), "quads": len(read.quads)}
    if read.problems:
        return Report(tuple(sorted(read.problems)), counts)
    quads = read.quads + facts.make(read.quads)
    problems = shacl.validate(read, files.shapes, progress=progress)
    problems += hygiene.inspect(read, quads, files.hygiene, progress=progress)
    if sources is not None:
        found, states = _passages(read, Copies(sources), progress)
        problems += found
        counts |= {f"passages {state}": number for state, number in sorted(states.items())}
    return Report(tuple(problems), counts)


def evidence(read: Curated) -> list[tuple[str, Evidence]]:
    """Return every evidence of the curated files with the IRI of its assertion, in order."""
    values: dict[str, dict[str, str]] = {}
    assertions: dict[str, str] = {}
    for quad in read.quads:
        subject, value = quad.subject, quad.object
        if not isinstance(subject, ox.NamedNode) or not isinstance(
            value, ox.NamedNode | ox.Literal
        ):
            continue
        values.setdefault(subject.value, {})[quad.predicate.value] = value.value
        if quad.predicate == _EVIDENCE:
            assertions[value.value] = subject.value
    known = ((assertion, iri) for iri, assertion in assertions.items() if iri in values)
    return [(assertion, _evidence(iri, values[iri])) for assertion, iri in sorted(known)]


def _evidence(iri: str, values: dict[str, str]) -> Evidence:
    document = split_thing(values.get(_SOURCE.value, ""))
    place = Place(
        section=values.get(BG + "section", ""),
        paragraph=_number(values, "paragraph"),
        page=_number(values, "page"),
        footnote=_number(values, "footnote"),
    )
    return Evidence(
        iri=iri,
        document=document[1] if document else "",
        place=place,
        word_index=_number(values, "wordIndex") or 0,
        word_count=_number(values, "wordCount") or 0,
        digest=values.get(BG + "passageDigest", ""),
    )


def _number(values: dict[str, str], name: str) -> int | None:
    text = values.get(BG + name, "")
    return int(text) if text.isdecimal() else None


def _passages(
    read: Curated, copies: Copies, progress: Progress
) -> tuple[list[Problem], Counter[str]]:
    problems: list[Problem] = []
    states: Counter[str] = Counter()
    passages = [(a, e) for a, e in evidence(read) if e.digest]
    for number, (assertion, passage) in enumerate(passages, 1):
        state = _state(copies, passage)
        states[state] += 1
        if state not in ("exact", "no-copy"):
            problems.append(_lost(read, assertion, passage, state))
        progress("passages", number, len(passages))
    return problems, states


def _state(copies: Copies, passage: Evidence) -> str:
    try:
        return copies.passage(passage).state
    except UnreadableDocument:
        return "unreadable"


def _lost(read: Curated, assertion: str, passage: Evidence, state: str) -> Problem:
    reason = {
        "nearest": f"the words of its passage have changed in the copy of {passage.document}",
        "not-found": f"its passage is not in the copy of {passage.document}",
        "unreadable": f"the copy of {passage.document} cannot be read",
    }[state]
    return Problem(
        read.place(assertion),
        f"{shorten(assertion)}: {reason} (section {passage.place.section})",
        remedy="compare the copy with the official publication, or curate the claim again",
    )
