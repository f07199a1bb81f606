"""Relations: the steps between two things that claims and fundings state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rdflib import Literal, URIRef

from beleidsgraaf.lookup import cursors, places, things
from beleidsgraaf.lookup.answers import Direction, RelationCount, RelationGroup
from beleidsgraaf.lookup.vocabulary import Vocabulary
from beleidsgraaf.query.rows import select, whole
from beleidsgraaf.records import Evidence, Relation, Thing

if TYPE_CHECKING:
    from beleidsgraaf.query.backend import Backend
    from beleidsgraaf.query.rows import Row, Term


async def all_relations(backend: Backend) -> list[Relation]:
    """Return every relation of the snapshot, for the networks that are made of it once."""
    rows = await whole(backend, "relations", "assertion")
    return await _relations(backend, rows, everything=True)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which relations of a thing: by default all.

    ``predicate`` and ``holder`` are IRIs; ``modalities`` are codes, none of them means any;
    ``as_of`` leaves what was stated by that day, and is valid on it as far as it is told.
    """

    predicate: str | None = None
    direction: Direction | None = None
    modalities: tuple[str, ...] = ()
    holder: str | None = None
    as_of: str = ""

    def terms(self) -> dict[str, Sequence[Term]]:
        """Return the values of the template."""
        found: dict[str, Sequence[Term]] = {}
        if self.predicate is not None:
            found["predicate"] = [URIRef(self.predicate)]
        if self.modalities:
            found["modality"] = [Literal(code) for code in sorted(set(self.modalities))]
        if self.holder is not None:
            found["ofHolder"] = [URIRef(self.holder)]
        if self.as_of:
            found["asOf"] = [Literal(self.as_of)]
        return found


_ALL: Final = Wanted()


async def relations(backend: Backend, iri: str, wanted: Wanted = _ALL) -> list[Relation]:
    """Return the relations of a thing, or of the claim or funding with this IRI.

    The order is by predicate, direction and the other thing's Dutch name.
    """
    rows: list[Row] = []
    for part in _parts(wanted.direction):
        rows += await select(backend, "relations", **{part: [URIRef(iri)]}, **wanted.terms())
    found = await _relations(backend, rows)
    return sorted(found, key=lambda relation: _order(relation, iri))


def relation_page(
    found: Sequence[Relation], iri: str, *, limit: int, cursor: str
) -> tuple[list[Relation], str]:
    """Return the sorted relations of a thing behind the cursor, and the cursor behind them."""
    key = cursors.opened(_CURSORS, cursor) if cursor else ""
    rest = [each for each in found if _key_of(each, iri) > key]
    shown = rest[:limit]
    return shown, cursors.made(_CURSORS, _key_of(shown[-1], iri)) if len(rest) > limit else ""


async def relation_counts(
    backend: Backend, iri: str, wanted: Wanted = _ALL, *, vocabulary: Vocabulary | None = None
) -> list[RelationCount]:
    """Return how many relations a thing has, by predicate and direction."""
    vocabulary = vocabulary or await Vocabulary.load(backend)
    counts: Counter[tuple[str, Direction]] = Counter()
    for direction in (wanted.direction,) if wanted.direction else _SIDE:
        side = {_SIDE[direction]: [URIRef(iri)]}
        rows = await select(backend, "relations", **side, **wanted.terms())
        counts.update((str(p), direction) for _, _, p, _ in {_key(row) for row in rows})
    return [
        RelationCount(predicate, vocabulary.predicate(predicate, direction), direction, count)
        for (predicate, direction), count in sorted(counts.items())
    ]


def groups(
    found: Iterable[Relation], iri: str, vocabulary: Vocabulary
) -> tuple[RelationGroup, ...]:
    """Group the relations of a thing by predicate and direction; one with itself is in both."""
    grouped: dict[tuple[str, Direction], list[Relation]] = {}
    for relation in found:
        if relation.subject.iri == iri:
            grouped.setdefault((relation.predicate, "out"), []).append(relation)
        if relation.object.iri == iri:
            grouped.setdefault((relation.predicate, "in"), []).append(relation)
    made = (
        RelationGroup(predicate, vocabulary.predicate(predicate, direction), direction, tuple(each))
        for (predicate, direction), each in grouped.items()
    )
    return tuple(sorted(made, key=lambda group: (group.direction != "out", group.label.nl)))


_SIDE: Final[dict[Direction, str]] = {"out": "subject", "in": "object"}
_RANK: Final[dict[Direction, str]] = {"out": "0", "in": "1"}
_CURSORS: Final = "relations"


def _parts(direction: Direction | None) -> tuple[str, ...]:
    return ("subject", "object", "assertion") if direction is None else (_SIDE[direction],)


async def _relations(
    backend: Backend, rows: Sequence[Row], *, everything: bool = False
) -> list[Relation]:
    assertions = sorted({str(row["assertion"]) for row in rows})
    passages = await places.evidence(backend, None if everything else assertions)
    parts = ("subject", "object", "holder")
    names = await things.named(backend, (row[p] for row in rows for p in parts if p in row))
    unique = {_key(row): row for row in rows}
    return [_relation(unique[key], names, passages) for key in sorted(unique)]


def _key(row: Row) -> tuple[Term, ...]:
    return row["assertion"], row["subject"], row["predicate"], row["object"]


def _relation(
    row: Row, names: dict[str, Thing], passages: dict[str, tuple[Evidence, ...]]
) -> Relation:
    assertion = str(row["assertion"])
    return Relation(
        assertion=assertion,
        subject=names[str(row["subject"])],
        predicate=str(row["predicate"]),
        object=names[str(row["object"])],
        modality=str(row["modality"]),
        holder=names[str(row["holder"])] if "holder" in row else None,
        note=str(row.get("note", "")),
        evidence=passages.get(assertion, ()),
        stated_on=str(row.get("statedOn", "")),
        valid_from=str(row.get("validFrom", "")),
        valid_to=str(row.get("validTo", "")),
    )


def _order(relation: Relation, iri: str) -> tuple[str, ...]:
    outward = relation.subject.iri == iri
    other = relation.object if outward else relation.subject
    direction: Direction = "out" if outward else "in"
    name = other.name.nl.casefold()
    return (relation.predicate, _RANK[direction], name, relation.assertion, other.iri)


def _key_of(relation: Relation, iri: str) -> str:
    """Return the order as one text; a tab comes before every sign of a name."""
    return "\t".join(_order(relation, iri))
