"""The rows of an answer as cells: terms by name, and the order of their columns."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from beleidsgraaf import lookup, terms
from beleidsgraaf.lookup import Vocabulary, things
from beleidsgraaf.query.backend import Backend
from beleidsgraaf.records import Name, Thing
from beleidsgraaf_api.sparql_results import Results, Term

Cell = Thing | lookup.Text | lookup.Link | None
Named = Mapping[str, Thing | lookup.Link]

_XSD: Final = terms.PREFIXES["xsd"]
_DATES: Final = frozenset(_XSD + each for each in ("date", "dateTime", "gYear", "gYearMonth"))
_NUMBERS: Final = frozenset(
    _XSD + each
    for each in (
        "integer", "decimal", "double", "float", "int", "long", "short", "byte",
        "nonNegativeInteger", "positiveInteger", "negativeInteger", "nonPositiveInteger",
    )
)  # fmt: skip
_NUMBER: Final = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?")
_DATE: Final = re.compile(r"\d{4}(-\d{2}(-\d{2}(T.*)?)?)?")


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell of the table; ``rank`` orders its column where the text of the cells would not."""

    cell: Cell
    rank: int | None = None


async def named(
    backend: Backend, vocabulary: Vocabulary, results: Results
) -> dict[str, Thing | lookup.Link]:
    """Return what stands for each IRI of the rows: a thing of ours, or a link with its name."""
    iris = {t["value"] for row in results.rows for t in row.values() if t["type"] == "uri"}
    found = await things.described(backend, filter(terms.split_thing, iris))
    return {iri: found.get(iri) or _other(iri, vocabulary) for iri in iris}


def _other(iri: str, vocabulary: Vocabulary) -> Thing | lookup.Link:
    kind, slug = terms.split_thing(iri) or ("", "")
    if kind and "/" not in slug:
        return Thing(iri, kind, slug, Name(f"{kind}:{slug}", f"{kind}:{slug}"), "")
    name = vocabulary.name(iri)
    return lookup.Link(iri, None if name.nl == iri else name)


def cell(term: Term | None, names: Named) -> Cell:
    """Return a term as a page shows it."""
    if term is None:
        return None
    if term["type"] == "uri":
        return names[term["value"]]
    if term["type"] == "bnode":
        return lookup.Text(f"_:{term['value'][:12]}")
    return lookup.Text(term["value"], term.get("xml:lang", ""), term.get("datatype", ""))


def table(results: Results, names: Named) -> list[list[Shown]]:
    """Return the rows; columns of numbers and dates come with their order."""
    ranks = {name: _ranks(results, name) for name in results.columns}
    return [
        [
            Shown(cell(row.get(c), names), ranks[c].get(row[c]["value"]) if c in row else None)
            for c in results.columns
        ]
        for row in results.rows
    ]


def _ranks(results: Results, column: str) -> dict[str, int]:
    values = {row[column]["value"] for row in results.rows if column in row}
    if column in numeric(results):
        return {value: rank for rank, value in enumerate(sorted(values, key=float))}
    if column in dated(results):
        return {value: rank for rank, value in enumerate(sorted(values))}
    return {}


def numeric(results: Results) -> list[str]:
    """Return the columns that have numbers and nothing else."""
    return [name for name in results.columns if _all(results, name, _is_number)]


def dated(results: Results) -> list[str]:
    """Return the columns that have dates, months or years and nothing else."""
    return [name for name in results.columns if _all(results, name, _is_date)]


def _all(results: Results, column: str, wanted: Callable[[Term], bool]) -> bool:
    found = [row[column] for row in results.rows if column in row]
    return bool(found) and all(wanted(term) for term in found)


def _is_number(term: Term) -> bool:
    written = term.get("datatype") in _NUMBERS and _NUMBER.fullmatch(term["value"])
    return bool(written) and math.isfinite(float(term["value"]))


def _is_date(term: Term) -> bool:
    typed = term.get("datatype") in _DATES
    text = term["type"] == "literal" and "datatype" not in term and len(term["value"]) >= 7
    return (typed or text) and bool(_DATE.fullmatch(term["value"]))
