"""The terms of the ontology, as people read them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, cast

from beleidsgraaf import terms
from beleidsgraaf.query.rows import select
from beleidsgraaf.records import Name

if TYPE_CHECKING:
    from beleidsgraaf.query.backend import Backend
    from beleidsgraaf.query.rows import Row

Sort = Literal["class", "relation", "property", "concept"]
SORTS: Final[tuple[Sort, ...]] = ("class", "relation", "property", "concept")


@dataclass(frozen=True, slots=True)
class Definition:
    """A class, relation, property or coded value; IRIs in ``above`` and the like are shortened.

    ``inverse`` is how a relation reads against its direction, ``match`` the terms of other
    vocabularies that mean about the same, ``scheme`` the list of a code.
    """

    iri: str
    sort: Sort
    name: Name
    text: Name
    inverse: Name
    example: Name
    above: tuple[str, ...]
    domain: tuple[str, ...]
    range: tuple[str, ...]
    match: tuple[str, ...]
    scheme: str

    @property
    def local(self) -> str:
        """The name behind ``bg:``, which is also its place on the page."""
        return self.iri[len(terms.BG) :]


@dataclass(slots=True)
class _Gathered:
    sorts: set[str] = field(default_factory=set)
    values: dict[tuple[str, str], str] = field(default_factory=dict)
    links: dict[str, set[str]] = field(default_factory=dict)


async def definitions(backend: Backend) -> tuple[Definition, ...]:
    """Return the project's own terms, by sort and then by Dutch name."""
    gathered: dict[str, _Gathered] = {}
    for row in await select(backend, "ontology"):
        if str(row["term"]).startswith(terms.BG):
            _add(gathered.setdefault(str(row["term"]), _Gathered()), row)
    found = (_definition(iri, each) for iri, each in gathered.items())
    return tuple(sorted(found, key=lambda d: (SORTS.index(d.sort), d.scheme, d.name.nl.casefold())))


def _add(term: _Gathered, row: Row) -> None:
    term.sorts.add(str(row["sort"]))
    for name in ("label", "definition", "inverse", "example"):
        if name in row:
            term.values[name, str(row["lang"])] = str(row[name])
    if "link" in row:
        term.links.setdefault(str(row["link"]), set()).add(terms.shorten(str(row["other"])))


def _definition(iri: str, term: _Gathered) -> Definition:
    def name(part: str) -> Name:
        return Name(term.values.get((part, "nl"), ""), term.values.get((part, "en"), ""))

    def links(part: str) -> tuple[str, ...]:
        return tuple(sorted(term.links.get(part, ())))

    return Definition(
        iri=iri,
        sort=_sort(term.sorts),
        name=name("label"),
        text=name("definition"),
        inverse=name("inverse"),
        example=name("example"),
        above=links("above"),
        domain=links("domain"),
        range=links("range"),
        match=links("match"),
        scheme=next(iter(links("scheme")), ""),
    )


def _sort(sorts: Iterable[str]) -> Sort:
    """A relation is an object property too; it is shown once, as a relation."""
    return cast(Sort, "relation" if "relation" in sorts else min(sorts, key=SORTS.index))
