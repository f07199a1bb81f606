"""A view as a file: exactly what is on the screen, in the form that one asks for."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field
from rdflib import URIRef
from starlette.datastructures import QueryParams

from beleidsgraaf import drawing, lookup
from beleidsgraaf.networks import Network
from beleidsgraaf.query.rows import Term, fill
from beleidsgraaf.views import Point, shown
from beleidsgraaf_api import view_state
from beleidsgraaf_api.explorer import composed
from beleidsgraaf_api.negotiation import language
from beleidsgraaf_api.service import Served, served, service

router = APIRouter(prefix="/api/v1", tags=["networks"])

Format = Literal["json", "cyjs", "gexf", "graphml", "svg", "html", "csv", "xlsx", "ttl"]
_TURTLE: Final = "text/turtle"
_MOST_CHARACTERS: Final = 50_000
_FAR: Final = 1e6
_FILES: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {each: {} for each in (*drawing.MEDIA_TYPE.values(), _TURTLE)}}
}


class OnScreen(BaseModel):
    """A view with the places that its things have on someone's screen."""

    state: str = Field(
        max_length=_MOST_CHARACTERS,
        description="The query of the address of the view.",
        examples=["focus=actor/asml&expand=actor/tno"],
    )
    at: dict[str, tuple[float, float]] = Field(
        default={}, max_length=10_000, description="Places by kind/name, in units of the view."
    )


@router.get("/view", name="view", response_class=Response, responses=_FILES)
async def view(
    request: Request,
    focus: Annotated[str, Query(description="kind/name", examples=["actor/asml"])],  # noqa: ARG001
    format: Annotated[Format, Query()] = "json",
) -> Response:
    """What an address of the explorer shows, with its steps and filters, as a file."""
    return await _file(request, request.query_params, {}, format)


@router.post("/view", response_class=Response, responses=_FILES)
async def view_on_screen(
    request: Request, given: OnScreen, format: Annotated[Format, Query()] = "json"
) -> Response:
    """The same with each thing where it stands on someone's screen."""
    points = {
        view_state.thing(name): (min(max(x, -_FAR), _FAR), min(max(y, -_FAR), _FAR))
        for name, (x, y) in given.at.items()
    }
    return await _file(request, QueryParams(given.state), points, format)


async def _file(
    request: Request, query: QueryParams, points: dict[str, Point], format: Format
) -> Response:
    now, state = await served(request), view_state.parse(query)
    content = await service(request).content()
    found, network = await composed(request, content, state)
    if points:
        network = shown(found, state.chosen, points)
    name = f'attachment; filename="{network.focus.slug}.{format}"'
    if format == "ttl":
        headers = {"Content-Disposition": name}
        return Response(await _turtle(now, network), media_type=_TURTLE, headers=headers)
    picture = await _picture(request, now, network, query)
    body = await service(request).lane.run(drawing.write, picture, format)
    headers = {"Content-Language": picture.language, "Content-Disposition": name}
    return Response(body, media_type=drawing.MEDIA_TYPE[format], headers=headers)


async def _turtle(now: Served, network: Network) -> bytes:
    """Return the assertions of a network as they stand in the graph, and what its things are."""
    assertions = sorted({each.assertion for each in network.edges})
    values: dict[str, Term | Sequence[Term]] = {
        "assertion": [URIRef(iri) for iri in assertions],
        "thing": [URIRef(node.thing.iri) for node in network.nodes],
    }
    answer = await now.backend.query(fill("part", values), accept=_TURTLE, lane="lookup")
    return answer.body


async def _picture(
    request: Request, now: Served, network: Network, query: QueryParams
) -> drawing.Picture:
    evidence = [each for relation in network.edges for each in relation.evidence]
    asked = query.get("lang")
    return drawing.Picture(
        network,
        now.vocabulary,
        "en" if asked == "en" else "nl" if asked == "nl" else language(request),
        now.snapshot_id,
        address=f"{service(request).settings.base_url.rstrip('/')}/doc/",
        passages=await asyncio.to_thread(lookup.passages, evidence, service(request).copies),
        sources=await lookup.sources(now.backend, (each.document for each in evidence)),
    )
