"""Evidence of assertions, and the documents that it points into."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rdflib import URIRef

from beleidsgraaf import terms
from beleidsgraaf.lookup import things
from beleidsgraaf.lookup.answers import Source
from beleidsgraaf.query.rows import select, whole
from beleidsgraaf.records import Evidence, Place

if TYPE_CHECKING:
    from beleidsgraaf.query.backend import Backend
    from beleidsgraaf.query.rows import Row


async def evidence(
    backend: Backend, assertions: Sequence[str] | None = None
) -> dict[str, tuple[Evidence, ...]]:
    """Return the evidence of these assertions, of all of them with ``None``, in order of IRI."""
    if assertions is not None and not assertions:
        return {}
    if assertions is None:
        rows = await whole(backend, "evidence", "assertion")
    else:
        rows = await select(backend, "evidence", assertion=[URIRef(iri) for iri in assertions])
    return _by_assertion(rows)


async def evidence_in(backend: Backend, document: str) -> dict[str, tuple[Evidence, ...]]:
    """Return the evidence that points into a document, by assertion; ``document`` is its IRI."""
    return _by_assertion(await select(backend, "evidence", document=URIRef(document)))


async def stating(backend: Backend) -> dict[str, int]:
    """Return how many assertions rest on each document, by its IRI."""
    rows = await select(backend, "stating")
    return {str(row["document"]): int(str(row["assertions"])) for row in rows}


def _by_assertion(rows: Iterable[Row]) -> dict[str, tuple[Evidence, ...]]:
    found: dict[str, dict[str, Evidence]] = {}
    for row in rows:
        found.setdefault(str(row["assertion"]), {})[str(row["evidence"])] = _evidence(row)
    return {
        assertion: tuple(each[iri] for iri in sorted(each, key=_numbered))
        for assertion, each in found.items()
    }


async def sources(backend: Backend, documents: Iterable[str]) -> dict[str, Source]:
    """Return these documents, named by their slugs, with identifier, date and official address."""
    wanted = sorted({terms.thing("document", slug) for slug in documents if slug})
    if not wanted:
        return {}
    rows = await select(backend, "sources", document=[URIRef(iri) for iri in wanted])
    names = await things.described(backend, wanted)
    return {
        names[iri := str(row["document"])].slug: Source(
            names[iri], _text(row, "identifier"), _text(row, "issued"), _text(row, "publication")
        )
        for row in rows
        if str(row["document"]) in names
    }


def _evidence(row: Row) -> Evidence:
    place = Place(
        section=_text(row, "section"),
        paragraph=_number(row, "paragraph"),
        page=_number(row, "page"),
        footnote=_number(row, "footnote"),
        heading=_text(row, "heading"),
    )
    return Evidence(
        iri=str(row["evidence"]),
        document=(terms.split_thing(str(row["document"])) or ("", ""))[1],
        place=place,
        word_index=_number(row, "wordIndex") or 0,
        word_count=_number(row, "wordCount") or 0,
        digest=_text(row, "digest"),
    )


def _text(row: Row, name: str) -> str:
    return str(row.get(name, ""))


def _number(row: Row, name: str) -> int | None:
    return int(str(row[name])) if name in row else None


def _numbered(iri: str) -> tuple[int, str]:
    return (len(iri), iri)
