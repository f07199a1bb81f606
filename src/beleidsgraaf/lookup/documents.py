"""Documents as a list shows them: number, date, makers, dossiers, official publication."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rdflib import URIRef

from beleidsgraaf.lookup import things
from beleidsgraaf.lookup.answers import Document
from beleidsgraaf.query.rows import select

if TYPE_CHECKING:
    from beleidsgraaf.lookup.vocabulary import Vocabulary
    from beleidsgraaf.query.backend import Backend
    from beleidsgraaf.query.rows import Row, Term
    from beleidsgraaf.records import Thing


async def read(
    backend: Backend, iris: Sequence[str], vocabulary: Vocabulary
) -> list[Document]:  # fmt: skip
    """Return these documents in the order given; what is no document is left out."""
    rows = await select(backend, "documents", document=[URIRef(iri) for iri in iris])
    found: dict[str, dict[str, set[Term]]] = {}
    for row in rows:
        of = found.setdefault(str(row["document"]), {})
        of.setdefault(str(row["part"]), set()).add(row["value"])
    names = await things.named(backend, {URIRef(iri) for iri in found} | _nodes(rows))
    return [_document(names[iri], found[iri], names, vocabulary) for iri in iris if iri in found]


def _nodes(rows: Sequence[Row]) -> set[Term]:
    return {row["value"] for row in rows if isinstance(row["value"], URIRef)}


def _document(
    thing: Thing, parts: dict[str, set[Term]], names: dict[str, Thing], vocabulary: Vocabulary
) -> Document:
    def texts(part: str) -> list[str]:
        return sorted(str(value) for value in parts.get(part, ()))

    def several(part: str) -> tuple[Thing, ...]:
        found = (names[text] for text in texts(part))
        return tuple(sorted(found, key=lambda each: (each.name.nl.casefold(), each.iri)))

    return Document(
        thing=thing,
        type_name=vocabulary.name(thing.type),
        identifier=" / ".join(texts("identifier")),
        issued=next(iter(texts("issued")), ""),
        makers=several("maker"),
        dossiers=several("dossier"),
        publication=next(iter(texts("page")), ""),
    )
