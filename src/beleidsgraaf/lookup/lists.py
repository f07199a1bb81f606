"""Filtered lists, by the page or whole."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rdflib import Literal, URIRef

from beleidsgraaf import terms
from beleidsgraaf.lookup import cursors, filters, places
from beleidsgraaf.lookup.answers import Assertion, Source
from beleidsgraaf.lookup.entities import passages
from beleidsgraaf.lookup.filters import Given
from beleidsgraaf.lookup.listings import Item, Listing, expanded
from beleidsgraaf.query.rows import count, first, select
from beleidsgraaf.records import Passage

if TYPE_CHECKING:
    from beleidsgraaf.evidence import Copies
    from beleidsgraaf.lookup.vocabulary import Vocabulary
    from beleidsgraaf.query.backend import Backend
    from beleidsgraaf.query.rows import Term

_TEMPLATE: Final = "list"
#: Items that are read at a time from a list that is wanted whole.
_CHUNK: Final = 500


@dataclass(frozen=True, slots=True)
class Part:
    """Items of a list, with what they rest on; keyed as in an ``EntityPage``."""

    items: tuple[Item, ...]
    sources: Mapping[str, Source]
    passages: Mapping[str, Passage]


@dataclass(frozen=True, slots=True)
class Page:
    """One page; ``total`` counts all that pass the filters, ``cursor`` is empty on the last."""

    part: Part
    total: int
    cursor: str


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of one snapshot."""

    backend: Backend
    vocabulary: Vocabulary
    copies: Copies | None = None

    async def page(self, listing: Listing, given: Given, *, limit: int, cursor: str = "") -> Page:
        """Return the page behind the cursor; raise :class:`BadParameter` for what is no filter."""
        asked = await self._asked(listing, given)
        after = {"after": Literal(cursors.opened(listing.name, cursor))} if cursor else {}
        rows = await first(self.backend, _TEMPLATE, limit + 1, **asked, **after)
        total = await count(self.backend, _TEMPLATE, **asked)
        more = len(rows) > limit
        following = cursors.made(listing.name, str(rows[limit - 1]["key"])) if more else ""
        part = await self._part(listing, [str(row["item"]) for row in rows[:limit]])
        return Page(part, total, following)

    async def whole(self, listing: Listing, given: Given) -> AsyncIterator[Part]:
        """Yield the list in parts; raise :class:`AnswerTooLarge` before the first if too long."""
        rows = await select(self.backend, _TEMPLATE, **await self._asked(listing, given))
        for start in range(0, len(rows), _CHUNK):
            chunk = rows[start : start + _CHUNK]
            yield await self._part(listing, [str(row["item"]) for row in chunk])

    async def _asked(self, listing: Listing, given: Given) -> dict[str, Sequence[Term]]:
        fixed: dict[str, Sequence[Term]] = {
            "class": [URIRef(iri) for iri in expanded(listing.classes)],
            "order": [URIRef(iri) for iri in expanded(listing.order)],
        }
        fixed |= {name: [URIRef(terms.expand(curie))] for name, curie in listing.fixed.items()}
        return fixed | await filters.bound(self.backend, self.vocabulary, listing.filters, given)

    async def _part(self, listing: Listing, iris: Sequence[str]) -> Part:
        items = tuple(await listing.reader(self.backend, iris, self.vocabulary)) if iris else ()
        evidence = [e for item in items if isinstance(item, Assertion) for e in item.evidence]
        return Part(
            items,
            await places.sources(self.backend, (each.document for each in evidence)),
            await asyncio.to_thread(passages, evidence, self.copies),
        )
