"""Comparing the answer of a query with an expected one, as facts rather than as text.

An answer is a set of tuples, the columns that make it. A thing agrees with any of its names or
identifiers, case and accents folded; a number by its value, a Kamerstuk by its identifier. What
is too much is as wrong as what is missing.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox

Cell = ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple | None
Fact = tuple[Cell, ...]

_KAMERSTUK = re.compile(r"kamerstuk (\d{2} ?\d{3}(?:-\d{2})?)(?: ([xvi]+))?(?:, nr\. ?|[ -])(\d+)")
_NAMES = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?thing ?name {
  ?thing skos:prefLabel|skos:altLabel|skos:notation|dcterms:identifier|dcterms:title ?name
}"""


@dataclass(frozen=True, slots=True)
class Difference:
    """What an answer lacks, and what it has too much."""

    missing: tuple[tuple[str | None, ...], ...]
    extra: tuple[Fact, ...]

    def __bool__(self) -> bool:
        return bool(self.missing or self.extra)


class Names:
    """Every name of every thing of a graph."""

    def __init__(self, store: ox.Store) -> None:
        found: dict[str, set[str]] = defaultdict(set)
        rows = store.query(_NAMES, use_default_graph_as_union=True)
        assert isinstance(rows, ox.QuerySolutions)
        for row in rows:
            found[row["thing"].value].add(folded(row["name"].value))
        self._names = found

    def agree(self, cell: Cell, expected: str | None) -> bool:
        """Say whether a cell holds what is expected; ``None`` expects an empty cell."""
        if cell is None or expected is None:
            return cell is None and expected is None
        if isinstance(cell, ox.NamedNode):
            return folded(expected) in self._names[cell.value]
        assert isinstance(cell, ox.Literal)
        number, other = _number(cell.value), _number(expected)
        if number is not None and other is not None:
            return number == other
        return folded(cell.value) == folded(expected)


def compare(
    names: Names, facts: Iterable[Fact], expected: Sequence[Sequence[str | None]]
) -> Difference:
    """Return what differs; a fact without a single value is none."""
    found = list(dict.fromkeys(fact for fact in facts if any(cell is not None for cell in fact)))

    def agree(fact: Fact, wanted: Sequence[str | None]) -> bool:
        return all(names.agree(*pair) for pair in zip(fact, wanted, strict=True))

    missing = (tuple(each) for each in expected if not any(agree(fact, each) for fact in found))
    extra = (fact for fact in found if not any(agree(fact, each) for each in expected))
    return Difference(tuple(missing), tuple(extra))


def facts(rows: Iterable[Mapping[str, Cell]], columns: Sequence[str]) -> list[Fact]:
    """Take the columns that make the answer out of the rows."""
    return [tuple(row[column] for column in columns) for row in rows]


def folded(text: str) -> str:
    """Fold case, accents, quotation marks and space; write a Kamerstuk as its identifier."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'")).casefold()
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    plain = " ".join(plain.split())
    if match := _KAMERSTUK.fullmatch(plain):
        dossier, chapter, number = match.groups()
        return "-".join(filter(None, ("kst", dossier.replace(" ", ""), chapter, number)))
    return plain


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
