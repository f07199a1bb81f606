"""What the SPARQL page completes: prefixes, and the classes and properties that the graph uses."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any, Final

from rdflib import VOID, Graph, URIRef
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from beleidsgraaf import terms
from beleidsgraaf.lookup import Vocabulary
from beleidsgraaf.records import Language
from beleidsgraaf.store import void
from beleidsgraaf_api.rendering import Visit
from beleidsgraaf_api.service import served

_VOID: Final = URIRef(void.DATASET)


async def terms_known(request: Request) -> Response:
    """Return prefixes, classes and properties, the most used first, named for the visitor."""
    now, language = await served(request), Visit.of(request).language
    found: list[dict[str, Any]] = []
    if now.snapshot is not None:
        graph = await asyncio.to_thread(Graph().parse, now.snapshot.void, format="nt")
        found = sorted(_used(graph, now.vocabulary, language), key=lambda term: -term["count"])
    kinds = {kind: f"{terms.ID}{kind}/" for kind in terms.KINDS}
    body = {"prefixes": terms.PREFIXES | kinds, "terms": found}
    return JSONResponse(body, headers={"Cache-Control": "no-cache", "Vary": "Accept-Language"})


def _used(graph: Graph, vocabulary: Vocabulary, language: Language) -> Iterator[dict[str, Any]]:
    for sort, part, counted in (
        ("class", VOID["class"], VOID.entities),
        ("property", VOID.property, VOID.triples),
    ):
        for partition in graph.objects(_VOID, VOID[f"{sort}Partition"]):
            iri, count = graph.value(partition, part), graph.value(partition, counted)
            name, colon, _ = terms.shorten(str(iri)).partition(":")
            if colon and name in terms.PREFIXES:
                yield {
                    "name": terms.shorten(str(iri)),
                    "label": vocabulary.name(str(iri)).in_language(language),
                    "sort": sort,
                    "count": int(str(count)),
                }
