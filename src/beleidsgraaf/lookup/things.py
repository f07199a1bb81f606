"""Things by their IRIs: name, kind and most specific type."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from rdflib import URIRef

from beleidsgraaf import terms
from beleidsgraaf.query.rows import select, whole
from beleidsgraaf.records import Name, Thing

if TYPE_CHECKING:
    from beleidsgraaf.query.backend import Backend
    from beleidsgraaf.query.rows import Row, Term

#: Things that one query names: a graph may relate more of them than an answer has rows.
_AT_ONCE: Final = 20_000


async def described(backend: Backend, iris: Iterable[str]) -> dict[str, Thing]:
    """Return the things among these IRIs that the graph describes, by IRI."""
    wanted = sorted(set(iris))
    if not wanted:
        return {}
    found: dict[str, Thing] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        chunk = [URIRef(iri) for iri in wanted[start : start + _AT_ONCE]]
        found |= _things(await select(backend, "things", thing=chunk))
    return found


async def every(backend: Backend) -> dict[str, Thing]:
    """Return all things of ours that the graph describes, claims and evidence left out, by IRI."""
    found = _things(await whole(backend, "things", "thing"))
    return {iri: thing for iri, thing in found.items() if thing.kind not in ("", "claim")}


def _things(rows: Iterable[Row]) -> dict[str, Thing]:
    found: dict[str, Thing] = {}
    for row in rows:
        thing = _thing(row)
        known = found.get(thing.iri)
        if known is None or _rank(thing) < _rank(known):
            found[thing.iri] = thing
    return found


async def named(backend: Backend, nodes: Iterable[Term]) -> dict[str, Thing]:
    """Return a thing for each of these nodes, by its text.

    What the graph does not describe is named by its short IRI; a literal is a thing without IRI.
    """
    unique = set(nodes)
    found = await described(backend, (str(n) for n in unique if isinstance(n, URIRef)))
    return {str(n): found.get(str(n)) or _unnamed(n) for n in unique}


def _thing(row: Row) -> Thing:
    iri = str(row["thing"])
    kind, slug = terms.split_thing(iri) or ("", terms.shorten(iri))
    name = Name(str(row.get("nl", "")), str(row.get("en", "")))
    if not (name.nl or name.en):
        name = Name(slug, slug)
    return Thing(iri, kind, slug, name, str(row["type"]))


def _rank(thing: Thing) -> tuple[bool, str]:
    return (not thing.type.startswith(terms.BG), thing.type)


def _unnamed(node: Term) -> Thing:
    text = str(node)
    if not isinstance(node, URIRef):
        return Thing("", "", "", Name(text, text), "")
    kind, slug = terms.split_thing(text) or ("", terms.shorten(text))
    return Thing(text, kind, slug, Name(slug, slug), "")
