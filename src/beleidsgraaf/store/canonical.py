"""Writes Turtle in one way only, so that a difference between two versions is a difference in fact.

Subjects stand in order of their IRI with a blank line between them, ``rdf:type`` first, then
predicates and objects in order. Comments at the head of a file stay; no others can be kept.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

import pyoxigraph as ox

from beleidsgraaf.errors import InvalidGraph
from beleidsgraaf.store.turtle import parse
from beleidsgraaf.terms import ID, KINDS, PREFIXES

#: Our own kinds have prefixes too, so that things read ``actor:asml``.
_PREFIXES: Final = {**PREFIXES, **{kind: f"{ID}{kind}/" for kind in KINDS}}
#: Longest first: ``actor:`` before ``bgi:``.
_LONGEST_FIRST: Final = sorted(_PREFIXES.items(), key=lambda item: (-len(item[1]), item[0]))
_LOCAL: Final = re.compile(r"[A-Za-z_][\w-]*(?:[./][\w-]+)*|[0-9][\w-]*(?:[./][\w-]+)*", re.ASCII)
_TYPE: Final = PREFIXES["rdf"] + "type"
_XSD: Final = PREFIXES["xsd"]
_BARE: Final = {
    _XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    _XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    _XSD + "boolean": re.compile(r"true|false"),
}
_HEAD: Final = re.compile(r"(?:#[^\n]*\n)+")
_COMMENT: Final = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|' + r"'''(?:[^'\\]|\\.|'(?!''))*'''|"
    r'"(?:[^"\\\n]|\\.)*"|' + r"'(?:[^'\\\n]|\\.)*'|<[^>\s]*>|\\.|(?P<comment>#[^\n]*)"
)


def write(triples: Iterable[ox.Triple], head: str = "") -> str:
    """Return the triples as canonical Turtle under the comment lines of ``head``.

    Raise :class:`InvalidGraph` for a blank node, which has no name to sort by.
    """
    subjects: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    used: set[str] = set()
    for triple in triples:
        predicate = triple.predicate.value
        verb = "a" if predicate == _TYPE else _term(triple.predicate, used)
        value = _term(triple.object, used)
        subject = triple.subject
        subjects[getattr(subject, "value", "")][verb].add(value)
        _term(subject, used)
    blocks = [_block(_named(iri, used), subjects[iri]) for iri in sorted(subjects)]
    prefixes = "".join(f"@prefix {name}: <{_PREFIXES[name]}> .\n" for name in sorted(used))
    parts = [head.strip("\n") + "\n" if head.strip() else "", prefixes, *blocks]
    return "\n".join(part for part in parts if part)


def formatted(content: bytes, name: str) -> str:
    """Return a Turtle file in its one form; raise :class:`InvalidGraph` with the place."""
    parsed = parse(content, name)
    if parsed.problems:
        problems = tuple(str(problem) for problem in parsed.problems)
        raise InvalidGraph("A file is no Turtle.", problems=problems)
    text = content.decode()
    if (line := _first_comment(text)) is not None:
        problem = f"{name}:{line}: a comment below the head would be lost"
        remedy = "move it to the head of the file, or into bg:note or rdfs:comment"
        raise InvalidGraph("A file cannot be formatted.", problems=(problem,), remedy=remedy)
    return write(parsed.triples, _head(text))


def _head(text: str) -> str:
    found = _HEAD.match(text)
    return found[0].replace("\r", "") if found else ""


def _first_comment(text: str) -> int | None:
    """Return the line of the first comment below the head."""
    head = _HEAD.match(text)
    for match in _COMMENT.finditer(text, head.end() if head else 0):
        if match["comment"] is not None:
            return text.count("\n", 0, match.start()) + 1
    return None


def _block(subject: str, verbs: dict[str, set[str]]) -> str:
    """Return one subject: a line for each predicate, a line for each of several objects."""
    order = sorted(verbs, key=lambda verb: (verb != "a", verb))
    lines = [f"{verb} {_objects(verbs[verb])}" for verb in order]
    return f"{subject} " + " ;\n    ".join(lines) + " .\n"


def _objects(values: set[str]) -> str:
    return " ,\n        ".join(sorted(values))


def _term(term: object, used: set[str]) -> str:
    match term:
        case ox.NamedNode():
            return _named(term.value, used)
        case ox.Literal():
            return _literal(term, used)
    raise InvalidGraph("Canonical Turtle has no blank nodes.", remedy="give each thing an IRI")


def _named(iri: str, used: set[str]) -> str:
    for prefix, namespace in _LONGEST_FIRST:
        local = iri[len(namespace) :]
        if iri.startswith(namespace) and _LOCAL.fullmatch(local):
            used.add(prefix)
            return f"{prefix}:{local.replace('/', chr(92) + '/')}"
    return f"<{iri}>"


def _literal(literal: ox.Literal, used: set[str]) -> str:
    datatype = literal.datatype.value
    if (bare := _BARE.get(datatype)) is not None and bare.fullmatch(literal.value):
        return literal.value
    if literal.language or datatype == _XSD + "string":
        return str(literal)
    return f"{ox.Literal(literal.value)}^^{_named(datatype, used)}"
