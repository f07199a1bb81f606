"""Parses curated Turtle, and remembers where each subject stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pyoxigraph as ox

from beleidsgraaf.store.problems import Problem

_PREFIX = re.compile(r"@?prefix\s+([\w.-]*):\s*<([^>\s]*)>", re.IGNORECASE)
_SUBJECT = re.compile(r"<([^>\s]*)>|([\w.-]*):((?:[\w.:%-]|\\.)*)")


@dataclass(frozen=True, slots=True)
class Parsed:
    """One file: its triples, and the first line of each subject that starts a line."""

    triples: tuple[ox.Triple, ...] = ()
    lines: dict[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def parse(content: bytes, name: str) -> Parsed:
    """Parse Turtle; an error comes back as a problem at ``name:line:column``."""
    try:
        quads = list(ox.parse(content, format=ox.RdfFormat.TURTLE))
    except SyntaxError as error:
        place = f"{name}:{error.lineno or 1}:{error.offset or 1}"
        reason = str(error.msg).partition(": ")[2] or str(error.msg)
        return Parsed(problems=(Problem(place, f"no valid Turtle: {reason}"),))
    return Parsed(tuple(quad.triple for quad in quads), subject_lines(content.decode()))


def subject_lines(text: str) -> dict[str, int]:
    """Map the IRI of each subject at the start of a line to its first line, counted from one."""
    prefixes = dict(_PREFIX.findall(text))
    lines: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        found = _SUBJECT.match(line)
        if found is None:
            continue
        iri, prefix, local = found.groups()
        if iri is None and prefix in prefixes:
            iri = prefixes[prefix] + re.sub(r"\\(.)", r"\1", local)
        if iri:
            lines.setdefault(iri, number)
    return lines
