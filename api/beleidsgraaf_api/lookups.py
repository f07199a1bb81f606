"""Search, entities and relations as JSON."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from beleidsgraaf import lookup, terms
from beleidsgraaf.lookup import term_iri
from beleidsgraaf.records import Relation
from beleidsgraaf.store.search import search
from beleidsgraaf_api import schemas
from beleidsgraaf_api.parameters import (
    MOST_HITS,
    MOST_RELATIONS,
    Kind,
    Relating,
    Slug,
    links,
    next_page,
)
from beleidsgraaf_api.service import Served, served, service

router = APIRouter(prefix="/api/v1", tags=["look-ups"])


@router.get("/search")
async def find(
    request: Request,
    q: Annotated[str, Query(description="Name, abbreviation or identifier.", max_length=200)],
    type: Annotated[str | None, Query(description="Only this class, such as Company.")] = None,
    limit: Annotated[int, Query(ge=1, le=MOST_HITS)] = 20,
) -> schemas.Hits:
    """Find things by name, abbreviation or identifier, with why each matched."""
    wanted = None if type is None else term_iri(type)
    path = (await served(request)).search
    hits = await asyncio.to_thread(search, path, q, type=wanted, limit=limit)
    return schemas.Hits(query=q, hits=tuple(schemas.Hit.model_validate(hit) for hit in hits))


@router.get("/entities/{kind}/{slug}")
async def entity(request: Request, kind: Kind, slug: Slug) -> schemas.Entity:
    """All that the graph says of a thing: facts, relations, fundings, steps, observations."""
    now = await served(request)
    page = await lookup.entity(
        now.backend,
        terms.thing(kind, slug),
        copies=service(request).copies,
        vocabulary=now.vocabulary,
    )
    return schemas.Entity.model_validate(page)


@router.get("/entities/{kind}/{slug}/relations")
async def relations(
    request: Request,
    response: Response,
    kind: Kind,
    slug: Slug,
    wanted: Relating,
    limit: Annotated[int, Query(ge=1, le=MOST_RELATIONS)] = 100,
    cursor: Annotated[str, Query(description="From `next` of the page before.")] = "",
) -> schemas.Relations:
    """The relations of a thing, each with modality, holder, note and evidence."""
    now = await served(request)
    thing = await lookup.described(now.backend, terms.thing(kind, slug))
    found = await lookup.relations(now.backend, thing.iri, wanted)
    shown, following = lookup.relation_page(found, thing.iri, limit=limit, cursor=cursor)
    address = next_page(request, following)
    response.headers["Link"] = links(request, address)
    sources, passages = await grounds(request, now, shown)
    return schemas.Relations(
        thing=schemas.Thing.model_validate(thing),
        total=len(found),
        next=address,
        relations=tuple(schemas.Relation.model_validate(each) for each in shown),
        sources=sources,
        passages=passages,
    )


@router.get("/entities/{kind}/{slug}/relations/counts")
async def relation_counts(
    request: Request, kind: Kind, slug: Slug, wanted: Relating
) -> schemas.RelationCounts:
    """How many relations a thing has, by predicate and direction."""
    now = await served(request)
    thing = await lookup.described(now.backend, terms.thing(kind, slug))
    counts = await lookup.relation_counts(now.backend, thing.iri, wanted, vocabulary=now.vocabulary)
    return schemas.RelationCounts(
        thing=schemas.Thing.model_validate(thing),
        counts=tuple(schemas.RelationCount.model_validate(each) for each in counts),
    )


async def grounds(
    request: Request, now: Served, relations: list[Relation]
) -> tuple[dict[str, schemas.Source], dict[str, schemas.Passage]]:
    """Return the documents and the passages that these relations rest on."""
    evidence = [each for relation in relations for each in relation.evidence]
    sources = await lookup.sources(now.backend, (each.document for each in evidence))
    copies = service(request).copies
    passages = await asyncio.to_thread(lookup.passages, evidence, copies)
    return (
        {slug: schemas.Source.model_validate(each) for slug, each in sources.items()},
        {iri: schemas.Passage.model_validate(each) for iri, each in passages.items()},
    )
