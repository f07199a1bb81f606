"""Networks and paths over HTTP; each step has its modality and evidence."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request, Response

from beleidsgraaf import drawing, lookup, words
from beleidsgraaf.errors import BadParameter
from beleidsgraaf.lookup import thing_iri
from beleidsgraaf.networks import Network, Walked
from beleidsgraaf_api import schemas
from beleidsgraaf_api.lookups import grounds
from beleidsgraaf_api.negotiation import language
from beleidsgraaf_api.parameters import (
    MOST_DEPTH,
    MOST_PATHS,
    Modalities,
    Predicates,
    Types,
)
from beleidsgraaf_api.service import Served, served, service

router = APIRouter(prefix="/api/v1", tags=["networks"])

_FILES: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {media_type: {} for media_type in drawing.MEDIA_TYPE.values()}}
}
_NAMED: Final = "Named as kind/name, such as actor/asml, or by its IRI."


@router.get("/network", response_class=Response, responses=_FILES)
async def network(
    request: Request,
    modality: Modalities,
    types: Types,
    predicates: Predicates,
    focus: Annotated[str, Query(description=_NAMED, examples=["actor/asml"])],
    depth: Annotated[int, Query(ge=1, le=MOST_DEPTH)] = 1,
    limit: Annotated[int, Query(ge=1, description="Most things; the rest is counted.")] = 60,
    format: Annotated[drawing.Format, Query()] = "json",
) -> Response:
    """What lies around a thing, with positions: as data, as a picture, or as a file of its own."""
    now = await served(request)
    most = service(request).settings.network_nodes
    if limit > most:
        raise BadParameter(f"limit: a network has at most {most} things.")
    found = await service(request).lane.run(
        now.claims.neighbourhood, thing_iri(focus), depth,
        types=types, predicates=predicates, modalities=modality, limit=limit,
    )  # fmt: skip
    picture = await _picture(request, now, found)
    body = await service(request).lane.run(drawing.write, picture, format)
    headers = {"Content-Language": picture.language, **_disposition(found.focus.slug, format)}
    return Response(body, media_type=drawing.MEDIA_TYPE[format], headers=headers)


async def _picture(request: Request, now: Served, found: Network) -> drawing.Picture:
    """Return the network with the words, places and passages that its files hold."""
    evidence = [each for relation in found.edges for each in relation.evidence]
    copies = service(request).copies
    return drawing.Picture(
        found,
        now.vocabulary,
        language(request),
        now.snapshot_id,
        address=f"{service(request).settings.base_url.rstrip('/')}/doc/",
        passages=await asyncio.to_thread(lookup.passages, evidence, copies),
        sources=await lookup.sources(now.backend, (each.document for each in evidence)),
    )


def _disposition(slug: str, format: drawing.Format) -> dict[str, str]:
    """A file of its own is saved, never shown in our origin: it has script in itself."""
    if format in ("json", "svg"):
        return {}
    return {"Content-Disposition": f'attachment; filename="{slug}.{format}"'}


@router.get("/paths")
async def paths(
    request: Request,
    response: Response,
    modality: Modalities,
    start: Annotated[str, Query(alias="from", description=_NAMED, examples=["actor/asml"])],
    end: Annotated[str, Query(alias="to", description=_NAMED)],
    max_length: Annotated[int, Query(alias="maxLength", ge=1)] = 4,
    k: Annotated[int, Query(ge=1, le=MOST_PATHS, description="Most paths.")] = 3,
) -> schemas.Paths:
    """Ways from one thing to another over what assertions state, in either direction."""
    now = await served(request)
    most = service(request).settings.path_length
    if max_length > most:
        raise BadParameter(f"maxLength: a path has at most {most} steps.")
    found = await service(request).lane.run(
        now.claims.paths, thing_iri(start), thing_iri(end),
        max_length=max_length, k=k, modalities=modality,
    )  # fmt: skip
    sources, passages = await grounds(request, now, [w.relation for path in found for w in path])
    wanted = language(request)
    response.headers["Content-Language"] = wanted
    return schemas.Paths(
        start=schemas.Thing.model_validate(now.claims.thing(thing_iri(start))),
        end=schemas.Thing.model_validate(now.claims.thing(thing_iri(end))),
        max_length=max_length,
        paths=tuple(
            schemas.Path(
                length=len(path),
                text=words.path(path, now.vocabulary, wanted),
                steps=tuple(_step(walked, now) for walked in path),
            )
            for path in found
        ),
        sources=sources,
        passages=passages,
    )


def _step(walked: Walked, now: Served) -> schemas.WalkedStep:
    label = now.vocabulary.predicate(walked.relation.predicate, walked.direction)
    return schemas.WalkedStep(
        start=schemas.Thing.model_validate(walked.start),
        end=schemas.Thing.model_validate(walked.end),
        forward=walked.forward,
        label=schemas.Name.model_validate(label),
        relation=schemas.Relation.model_validate(walked.relation),
    )
