"""An answer of the endpoint as rows of terms, whichever form the query has."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pyoxigraph as ox

#: A term as SPARQL's JSON results have it.
Term = Mapping[str, str]
Row = Mapping[str, Term]

SOLUTIONS: Final = "application/sparql-results+json"
TRIPLES: Final = "application/n-triples"
#: What a page shows of a longer answer.
MOST_ROWS: Final = 500
_PARTS: Final = ("subject", "predicate", "object")


@dataclass(frozen=True, slots=True)
class Results:
    """An answer: the first rows, and how many there are in all.

    ``verdict`` is that of an ASK, else ``None``; ``triples`` says that the rows are a graph.
    """

    columns: tuple[str, ...]
    rows: Sequence[Row]
    count: int
    verdict: bool | None
    triples: bool


def media_type(form: str) -> str:
    """Return what to ask the endpoint for, by the form of the query."""
    return SOLUTIONS if form in ("SELECT", "ASK") else TRIPLES


def read(body: bytes, form: str, most: int = MOST_ROWS) -> Results:
    """Return the answer to a query of this form, given in its :func:`media_type`."""
    if media_type(form) == TRIPLES:
        lines = body.splitlines(keepends=True)
        first = b"".join(lines[:most])
        return Results(_PARTS, list(_triples(first)), len(lines), None, triples=True)
    answer: dict[str, Any] = json.loads(body)
    if "boolean" in answer:
        return Results((), (), 0, bool(answer["boolean"]), triples=False)
    rows: list[Row] = answer["results"]["bindings"]
    columns = tuple(answer["head"]["vars"])
    return Results(columns, rows[:most], len(rows), None, triples=False)


def beginning(body: bytes, form: str, most: int) -> str:
    """Return the start of the answer as text, a line for each row or triple."""
    if media_type(form) == TRIPLES:
        return body[:most].decode("utf-8", "ignore")
    answer = json.loads(body)
    if "boolean" in answer:
        return json.dumps(answer)
    lines = (json.dumps(row, ensure_ascii=False) for row in answer["results"]["bindings"])
    return "\n".join(itertools.islice(lines, MOST_ROWS))[:most]


def _triples(lines: bytes) -> Iterator[Row]:
    for quad in ox.parse(lines, format=ox.RdfFormat.N_TRIPLES):
        triple = (quad.subject, quad.predicate, quad.object)
        yield {name: _term(term) for name, term in zip(_PARTS, triple, strict=True)}


def _term(term: object) -> Term:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Literal):
        if term.language:
            return {"type": "literal", "value": term.value, "xml:lang": term.language}
        return {"type": "literal", "value": term.value, "datatype": term.datatype.value}
    return {"type": "triple", "value": str(term)}
