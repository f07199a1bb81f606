"""An answer as a network, a line of time or a chart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

import networkx as nx

from beleidsgraaf import lookup, positions, terms
from beleidsgraaf.lookup import Vocabulary
from beleidsgraaf.networks import CERTAINTY, Network, Node
from beleidsgraaf.records import Language, Relation, Thing
from beleidsgraaf_api.sparql_cells import Cell, Named, cell
from beleidsgraaf_api.sparql_results import Results, Row

MOST_POINTS: Final = 120
MOST_BARS: Final = 60
#: Things that a bar or a moment names.
MOST_LABELS: Final = 4
_WHOLE: Final = 100.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a network; ``label`` is its relation in words."""

    subject: Thing
    label: str
    object: Thing
    modality: str


@dataclass(frozen=True, slots=True)
class Moment:
    """What the rows of one date are about."""

    date: str
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Bar:
    """A number and what it is of; ``start`` and ``length`` are parts of a hundred."""

    labels: Sequence[Cell]
    number: Cell
    start: float
    length: float


def moments(results: Results, column: str, names: Named) -> list[Moment]:
    """Return the rows along a column of dates, the earliest first."""
    rows = sorted(
        (row for row in results.rows if column in row), key=lambda row: row[column]["value"]
    )
    others = [name for name in results.columns if name != column]
    return [
        Moment(date, [_labels(row, others, names) for row in group])
        for date, group in groupby(rows, key=lambda row: row[column]["value"])
    ]


def bars(results: Results, column: str, numbers: Sequence[str], names: Named) -> list[Bar]:
    """Return the first rows as bars of one scale that has zero in it."""
    rows = [row for row in results.rows if column in row][:MOST_BARS]
    values = [float(row[column]["value"]) for row in rows]
    low, high = min(0.0, *values), max(0.0, *values)
    scale = _WHOLE / ((high - low) or 1.0)
    return [
        Bar(
            _labels(row, [c for c in results.columns if c not in numbers], names),
            cell(row[column], names),
            round((min(0.0, value) - low) * scale, 2),
            round(abs(value) * scale, 2),
        )
        for row, value in zip(rows, values, strict=True)
    ]


def _labels(row: Row, columns: Sequence[str], names: Named) -> list[Cell]:
    """Return the first things of a row, once each, else its first text."""
    found = [row[c] for c in columns if c in row]
    things = {term["value"]: cell(term, names) for term in found if term["type"] == "uri"}
    return list(things.values())[:MOST_LABELS] or [cell(term, names) for term in found[:1]]


def lines(results: Results, names: Named, vocabulary: Vocabulary, language: Language) -> list[Line]:
    """Return what joins the things of each row.

    A column of relations joins the things beside it, else the first thing is joined to all others
    under the names of their columns. A column ``modality`` says how sure the lines are.
    """
    found = (
        line
        for row in results.rows
        for line in _joined(results.columns, row, names, vocabulary, language)
    )
    return list(dict.fromkeys(found))


def _joined(
    columns: Sequence[str], row: Row, names: Named, vocabulary: Vocabulary, language: Language
) -> Iterator[Line]:
    parts = [(c, names[row[c]["value"]]) for c in columns if c in row and row[c]["type"] == "uri"]
    things = [(c, part) for c, part in parts if isinstance(part, Thing) and part.kind]
    modality = _modality(row, vocabulary)
    relations = _relations(parts, vocabulary, language)
    if relations:
        for (_, one), (column, other) in pairwise(things):
            if label := relations.get(column):
                yield Line(one, label, other, modality)
    else:
        for column, other in things[1:]:
            if other != things[0][1]:
                yield Line(things[0][1], column, other, modality)


def _relations(
    parts: Sequence[tuple[str, Thing | lookup.Link]], vocabulary: Vocabulary, language: Language
) -> dict[str, str]:
    """Return the relation that stands before a column of things, by that column."""
    found = {}
    for (_, before), (column, after) in pairwise(parts):
        if isinstance(before, lookup.Link) and isinstance(after, Thing) and after.kind:
            found[column] = vocabulary.predicate(before.iri).in_language(language)
    return found


def _modality(row: Row, vocabulary: Vocabulary) -> str:
    given = row.get("modality", {}).get("value", "")
    code = vocabulary.codes.get(given, given)
    return code if code in CERTAINTY else "fact"


def network(found: Sequence[Line]) -> Network:
    """Return the first lines as a network with places for its points; there is at least one."""
    points: dict[str, Thing] = {}
    every: dict[str, Thing] = {}
    for line in found:
        every |= {line.subject.iri: line.subject, line.object.iri: line.object}
        if len(every) <= MOST_POINTS:
            points = dict(every)
    drawn = [each for each in found if {each.subject.iri, each.object.iri} <= points.keys()]
    graph: nx.Graph[str] = nx.Graph((each.subject.iri, each.object.iri) for each in drawn)
    graph.add_nodes_from(points)
    at = positions.place(graph, {iri: thing.name.nl for iri, thing in points.items()})
    nodes = tuple(
        Node(thing, graph.degree(iri), 0, 1, *at.points[iri]) for iri, thing in points.items()
    )
    edges = tuple(_relation(each) for each in drawn)
    hidden = len(every) - len(points)
    return Network(found[0].subject, nodes, edges, hidden, at.width, at.height)


def _relation(line: Line) -> Relation:
    return Relation("", line.subject, line.label, line.object, line.modality, None, "", ())


def explore_query(found: Network) -> list[tuple[str, str]]:
    """Return the query of the address that shows the same things in the explorer."""
    first, *others = (terms.split_thing(node.thing.iri) or ("", "") for node in found.nodes)
    focus = ("focus", "/".join(first))
    return [focus, ("depth", "1"), *(("add", "/".join(each)) for each in others[:40])]
