"""The whole graph to take away, and the data set's description of itself for machines."""

from __future__ import annotations

import asyncio
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from pydantic import Field
from starlette.responses import FileResponse, RedirectResponse

from beleidsgraaf.errors import NotAcceptable, NotFound
from beleidsgraaf.store.downloads import DOWNLOADS
from beleidsgraaf.store.snapshot import Snapshot
from beleidsgraaf_api import addresses, catalogue, description
from beleidsgraaf_api.negotiation import media_type
from beleidsgraaf_api.schemas import Shape
from beleidsgraaf_api.service import served, service

router = APIRouter(tags=["downloads"])

_JSON: Final = "application/json"
_HTML: Final = "text/html"
_RDF: Final = tuple(description.SERIALIZERS)
_TEXT: Final[dict[str, Any]] = {"schema": {"type": "string"}}
_BYTES: Final[dict[str, Any]] = {"schema": {"type": "string", "format": "binary"}}
_AS_RDF: Final[dict[int | str, dict[str, Any]]] = {200: {"content": dict.fromkeys(_RDF, _TEXT)}}


class Download(Shape):
    """One file with the whole graph; `mediaType` is of what is inside the packing."""

    name: str = Field(examples=["beleidsgraaf.ttl.gz"])
    url: str = Field(examples=["https://example.nl/api/v1/downloads/beleidsgraaf.ttl.gz"])
    media_type: str = Field(examples=["text/turtle"])
    packing: str = Field(examples=["application/gzip"])
    bytes: int = Field(examples=[434180])
    sha256: str


class Downloads(Shape):
    """The files of one snapshot."""

    snapshot: str = Field(examples=["fac0f85dca50"])
    created: str = Field(examples=["2026-11-23T20:33:00.000000+00:00"])
    quads: int
    license: str = Field(examples=["https://creativecommons.org/publicdomain/zero/1.0/"])
    files: tuple[Download, ...]


@router.get("/api/v1/downloads", response_model=Downloads, responses=_AS_RDF)
async def downloads(request: Request) -> Response:
    """The files with size and digest; an Accept of RDF gives the catalogue (DCAT-AP-NL)."""
    snapshot = await _snapshot(request)
    wanted = media_type(request, (_JSON, *_RDF))
    if wanted is None:
        raise NotAcceptable(f"The downloads are described as {', '.join((_JSON, *_RDF))}.")
    headers = {"Vary": "Accept", "Link": '</.well-known/void>; rel="describedby"'}
    if wanted == _JSON:
        body = _listed(request, snapshot).model_dump_json(by_alias=True)
        return Response(body, media_type=_JSON, headers=headers)
    text = await asyncio.to_thread(_catalogue, request, snapshot, wanted)
    return Response(text, media_type=wanted, headers=headers)


@router.get(
    "/api/v1/downloads/{name}",
    response_class=Response,
    responses={200: {"content": {"application/gzip": _BYTES, "application/zip": _BYTES}}},
)
async def download(request: Request, name: str) -> Response:
    """One file, always the same bytes for the same snapshot."""
    snapshot = await _snapshot(request)
    for each in DOWNLOADS:
        if each.name == name:
            path = snapshot.path / each.path
            return FileResponse(path, media_type=each.packing, filename=name)
    raise NotFound("There is no such file.", remedy=f"GET {catalogue.FILES} lists the files.")


@router.get("/.well-known/void", response_class=Response, responses=_AS_RDF)
async def well_known_void(request: Request) -> Response:
    """The data set in VoID inside the description of the SPARQL service; people get its page."""
    wanted = media_type(request, (*_RDF, _HTML)) or _RDF[0]
    if wanted == _HTML:
        return _page()
    snapshot = await _snapshot(request)
    address = f"{_base(request)}/sparql"
    body = await asyncio.to_thread(description.encode, address, wanted, snapshot)
    headers = {"Vary": "Accept", "Link": f'<{catalogue.FILES}>; rel="describedby"'}
    return Response(body, media_type=wanted, headers=headers)


@router.get("/dataset", include_in_schema=False)
@router.get("/catalogue", include_in_schema=False)
async def named(request: Request) -> Response:
    """Lead from the name of the data set to its description, or people to its page."""
    page = media_type(request, (*_RDF, _HTML)) == _HTML
    return _page() if page else _see(catalogue.FILES)


def _page() -> RedirectResponse:
    return _see("/statistics")


def _see(path: str) -> RedirectResponse:
    return RedirectResponse(path, 303, {"Vary": "Accept", "Cache-Control": "no-cache"})


def _listed(request: Request, snapshot: Snapshot) -> Downloads:
    made, base = snapshot.manifest, _base(request)
    files = (
        Download(
            name=each.name,
            url=f"{base}{catalogue.FILES}/{each.name}",
            media_type=each.media_type,
            packing=each.packing,
            bytes=(snapshot.path / each.path).stat().st_size,
            sha256=made.files[each.path],
        )
        for each in DOWNLOADS
    )
    return Downloads(
        snapshot=snapshot.id,
        created=made.created,
        quads=made.quads,
        license="https://creativecommons.org/publicdomain/zero/1.0/",
        files=tuple(files),
    )


def _catalogue(request: Request, snapshot: Snapshot, wanted: str) -> bytes:
    graph = catalogue.describe(snapshot, service(request).settings, _base(request))
    return graph.serialize(format=description.SERIALIZERS[wanted], encoding="utf-8")


def _base(request: Request) -> str:
    return addresses.base(request.scope, service(request).settings)


async def _snapshot(request: Request) -> Snapshot:
    """Return the snapshot in service; a service over a remote engine has no files."""
    found = (await served(request)).snapshot
    if found is None:
        raise NotFound("This service has no files of its own: its engine is elsewhere.")
    return found
