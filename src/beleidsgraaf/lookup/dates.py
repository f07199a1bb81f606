"""Dates of things, for a line of time."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib import URIRef

from beleidsgraaf.lookup import things
from beleidsgraaf.query.rows import select
from beleidsgraaf.records import Thing

if TYPE_CHECKING:
    from beleidsgraaf.query.backend import Backend


@dataclass(frozen=True, slots=True)
class Dated:
    """A date, ISO 8601, of a thing; of a step, its deadline. ``about`` is what was asked for."""

    date: str
    thing: Thing
    predicate: str
    about: str


async def dates(backend: Backend, iris: Collection[str]) -> list[Dated]:
    """Return when these things came out or took place, and the deadlines of steps about them."""
    if not iris:
        return []
    rows = await select(backend, "dates", about=[URIRef(iri) for iri in sorted(iris)])
    names = await things.named(backend, (row["thing"] for row in rows))
    found = {
        (str(row["date"]), str(row["thing"]), str(row["property"])): str(row["about"])
        for row in rows
    }
    return [
        Dated(date, names[thing], predicate, about)
        for (date, thing, predicate), about in sorted(found.items())
    ]
