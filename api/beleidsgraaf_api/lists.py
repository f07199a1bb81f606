"""The filtered lists over HTTP: JSON by the page, CSV and workbooks whole or by the page.

The routes are made from the declarations of :data:`beleidsgraaf.lookup.LISTINGS`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Final, Literal

from fastapi import APIRouter, Request, Response

from beleidsgraaf import tables
from beleidsgraaf.errors import AnswerTooLarge, BadParameter, NotAcceptable
from beleidsgraaf.lookup import LISTINGS, Filter, Listing, Lists, Page
from beleidsgraaf.lookup.filters import MOST_VALUES
from beleidsgraaf.networks import CERTAINTY
from beleidsgraaf_api import schemas
from beleidsgraaf_api.negotiation import language, media_type
from beleidsgraaf_api.parameters import links, next_page
from beleidsgraaf_api.service import Served, served, service

Format = Literal["json", "csv", "xlsx"]
_TYPES: Final[dict[Format, str]] = {
    "json": "application/json",
    "csv": tables.MEDIA_TYPE["csv"],
    "xlsx": tables.MEDIA_TYPE["xlsx"],
}
_FILE: Final = {"schema": {"type": "string"}}
_OWN: Final = ("limit", "cursor", "format", "lang")
_MOST_ITEMS: Final = 500
_USUAL: Final = 100
_SHAPES: Final[dict[str, Any]] = {
    "claims": schemas.Listed[schemas.Claim],
    "fundings": schemas.Listed[schemas.Funding],
    "steps": schemas.Listed[schemas.Step],
    "documents": schemas.Listed[schemas.Document],
    "citations": schemas.Listed[schemas.Claim],
    "observations": schemas.Listed[schemas.Observation],
    "entities": schemas.Listed[schemas.Thing],
}


def _parameter(name: str, help: str, schema: Mapping[str, Any], example: object) -> dict[str, Any]:
    made: dict[str, Any] = {"name": name, "in": "query", "description": help, "schema": schema}
    return made if example in ("", None) else made | {"example": example}


_COMMON: Final = (
    _parameter(
        "limit",
        f"Most items of a page, {_USUAL} in JSON; a table without it is whole.",
        {"type": "integer", "minimum": 1, "maximum": _MOST_ITEMS},
        20,
    ),
    _parameter("cursor", "From `next` of the page before.", {"type": "string"}, None),
    _parameter(
        "format", "Instead of Accept.", {"type": "string", "enum": list(_TYPES)}, "json"
    ),
    _parameter(
        "lang",
        "Language of the names in a table, instead of Accept-Language.",
        {"type": "string", "enum": ["nl", "en"]},
        "nl",
    ),
)  # fmt: skip


def _described(each: Filter) -> dict[str, Any]:
    """Return a filter as a parameter of the API's description."""
    schema: dict[str, Any] = {"type": "string"}
    if each.sort == "date":
        schema["format"] = "date"
    elif each.sort == "number":
        schema["pattern"] = r"^[0-9]{1,15}(\.[0-9]{1,6})?$"
    elif each.name == "modality":
        schema["enum"] = list(CERTAINTY)
    if not each.repeatable:
        return _parameter(each.name, each.help, schema, each.example)
    several = {"type": "array", "items": schema, "maxItems": MOST_VALUES}
    example = [each.example] if each.example else None
    return _parameter(each.name, f"{each.help} Several mean any of them.", several, example)


def _routes() -> APIRouter:
    """Return the routes of all lists."""
    made = APIRouter(prefix="/api/v1", tags=["lists"])
    for listing in LISTINGS.values():
        _add(made, listing)
    return made


def _add(router: APIRouter, listing: Listing) -> None:
    router.add_api_route(
        f"/{listing.name}",
        _endpoint(listing),
        methods=["GET"],
        name=listing.name,
        summary=listing.title.en,
        description=listing.help,
        response_model=_SHAPES[listing.name],
        responses={
            200: {"content": dict.fromkeys(tables.MEDIA_TYPE.values(), _FILE)},
            406: {"model": schemas.Problem, "description": "None of the formats is accepted."},
        },
        openapi_extra={"parameters": [*map(_described, listing.filters), *_COMMON]},
    )  # fmt: skip


def _endpoint(listing: Listing) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        now = await served(request)
        lists = Lists(now.backend, now.vocabulary, service(request).copies)
        wanted = _format(request)
        if wanted == "json":
            return await _json(request, now, lists, listing)
        return await _table(request, now, lists, listing, wanted)

    return endpoint


async def _json(request: Request, now: Served, lists: Lists, listing: Listing) -> Response:
    page = await _page(request, lists, listing)
    following = next_page(request, page.cursor)
    body = _SHAPES[listing.name](
        items=page.part.items,
        total=page.total,
        next=following,
        snapshot=now.snapshot_id,
        sources=page.part.sources,
        passages=page.part.passages,
    )
    headers = {"Link": links(request, following), "Vary": "Accept"}
    return Response(body.model_dump_json(by_alias=True), 200, headers, _TYPES["json"])


async def _table(
    request: Request, now: Served, lists: Lists, listing: Listing, format: tables.Format
) -> Response:
    table = tables.Table(listing, language(request), now.snapshot_id)
    headers = {
        "Vary": "Accept, Accept-Language",
        "Content-Language": table.language,
        "Content-Disposition": f'attachment; filename="{listing.name}.{format}"',
    }
    with tables.writer(format, listing.name, table.heads) as writer:
        if "limit" in request.query_params or "cursor" in request.query_params:
            page = await _page(request, lists, listing)
            writer.add(table.rows(page.part))
            headers["Link"] = links(request, next_page(request, page.cursor))
        else:
            async for part in lists.whole(listing, _given(request)):
                writer.add(table.rows(part))
        body = writer.close()
    if len(body) > service(request).settings.answer_bytes:
        raise AnswerTooLarge("The table is larger than an answer may be; ask for it by the page.")
    return Response(body, 200, headers, _TYPES[format])


async def _page(request: Request, lists: Lists, listing: Listing) -> Page:
    return await lists.page(
        listing,
        _given(request),
        limit=_limit(request),
        cursor=request.query_params.get("cursor", ""),
    )


def _given(request: Request) -> dict[str, Sequence[str]]:
    names = [name for name in request.query_params if name not in _OWN]
    return {name: request.query_params.getlist(name) for name in names}


def _limit(request: Request) -> int:
    text = request.query_params.get("limit", str(_USUAL))
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:9]) <= _MOST_ITEMS):
        raise BadParameter(f"limit: a number from 1 to {_MOST_ITEMS}.")
    return int(text)


def _format(request: Request) -> Format:
    """Return the format that is asked for; raise for one that is not made."""
    asked = request.query_params.get("format")
    if asked is not None:
        for name in _TYPES:
            if name == asked:
                return name
        raise BadParameter(f"format: {', '.join(_TYPES)} are made.")
    liked = media_type(request, tuple(_TYPES.values()))
    for name, kind in _TYPES.items():
        if kind == liked:
            return name
    raise NotAcceptable(f"A list comes as {', '.join(_TYPES.values())}.")


router: Final = _routes()
