"""The pages that people read: start and search, a thing, its network, and what went wrong.

They hold no look-up of their own; everything comes from the library. Each works without a script.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.staticfiles import StaticFiles

from beleidsgraaf import lookup
from beleidsgraaf.drawing import style
from beleidsgraaf.evidence import Copies
from beleidsgraaf.networks import ClaimGraph, Network
from beleidsgraaf.query.backend import Backend
from beleidsgraaf.records import Hit, Thing
from beleidsgraaf.store.search import MOST_CHARACTERS, search
from beleidsgraaf_api.lane import Lane
from beleidsgraaf_api.pictures import Drawing, drawing
from beleidsgraaf_api.rendering import Renderer, Visit
from beleidsgraaf_api.texts import Texts

FORMATS: Final = (
    ("ttl", "text/turtle"), ("jsonld", "application/ld+json"), ("nt", "application/n-triples"),
)  # fmt: skip
MOST_HITS: Final = 50
MOST_NEAR: Final = 20
MOST_EXAMPLES: Final = 8
_SHOWN_FIRST: Final = 7
_SUGGESTED: Final = 8


@dataclass(frozen=True, slots=True)
class Content:
    """What the pages show: one snapshot as it is served, and the copies of its documents."""

    backend: Backend
    search: Path
    claims: ClaimGraph
    copies: Copies
    lane: Lane
    snapshot_id: str


class Assets(StaticFiles):
    """The bundled files; a name with a digest never changes its content."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        """Return a file that a browser may keep."""
        response = super().file_response(*args, **kwargs)
        hashed = Path(str(args[0])).suffix in (".js", ".css")
        age = "public, max-age=31536000, immutable" if hashed else "no-cache"
        response.headers["Cache-Control"] = age
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response


def add_pages(app: FastAPI, content: Callable[[], Awaitable[Content]]) -> Pages:
    """Put the pages on the application, but for ``/doc``, which chooses between page and data.

    ``content`` returns what is served at this moment; it raises
    :class:`~beleidsgraaf.errors.SnapshotError` where there is none.
    """
    pages = Pages(Renderer(), content)
    for path, page in (
        ("/", pages.start), ("/suggestions", pages.suggestions),
    ):  # fmt: skip
        app.add_route(path, page, methods=["GET", "HEAD"], include_in_schema=False)
    app.mount("/static", Assets(directory=str(files("beleidsgraaf_api") / "static")))
    return pages


class Pages:
    """One method for each page; each takes a request and returns HTML."""

    def __init__(self, renderer: Renderer, content: Callable[[], Awaitable[Content]]) -> None:
        self.renderer = renderer
        self.content = content

    async def start(self, request: Request) -> Response:
        """Return the start page, or with ``?q=`` what was found."""
        visit, content = Visit.of(request), await self.content()
        values: dict[str, Any] = {
            "snapshot": content.snapshot_id,
            "type_name": type_names(content, visit),
        }
        text = request.query_params.get("q", "").strip()
        if not text:
            values |= await _showcase(content, visit)
            examples = _best(content.claims)[:MOST_EXAMPLES]
            return self.renderer.page("start.html", visit, examples=examples, **values)
        hits = await _found(content, text, MOST_HITS)
        return self.renderer.page(
            "results.html",
            visit,
            q=text,
            hits=[(hit, why(hit, visit)) for hit in hits],
            most=MOST_HITS,
            **values,
        )

    async def suggestions(self, request: Request) -> Response:
        """Return what a search field offers while one types."""
        visit, content = Visit.of(request), await self.content()
        type_name = type_names(content, visit)
        target = request.query_params.get("for")
        address = visit.explore_url if target == "explore" else visit.thing_url
        hits = await _found(content, request.query_params.get("q", ""), _SUGGESTED)
        found = [
            {
                "name": hit.thing.name.in_language(visit.language),
                "href": address(hit.thing),
                "type": type_name(hit.thing),
                "why": why(hit, visit),
            }
            for hit in hits
        ]
        return JSONResponse({"suggestions": found}, headers={"Cache-Control": "no-cache"})

    async def entity(self, request: Request, page: lookup.EntityPage) -> Response:
        """Return the page of a thing."""
        visit, content = Visit.of(request), await self.content()
        type_name = type_names(content, visit)
        picture: Drawing | None = None
        if page.groups and page.thing.kind != "claim":
            network = await _network(content, page.thing.iri, 1, MOST_NEAR)
            picture = drawing(network, visit.language, type_name, visit.thing_url)
        return self.renderer.page(
            "entity.html",
            visit,
            snapshot=content.snapshot_id,
            page=page,
            picture=picture if picture and picture.edges else None,
            formats=FORMATS,
        )

    def problem(
        self, request: Request, status: int, detail: str = "", remedy: str = ""
    ) -> Response:
        """Return what went wrong, in words, with what to do; ``detail`` may be shown to anyone."""
        visit = Visit.of(request)
        texts = Texts(visit.language)
        sort = str(status) if status in (404, 503) else "400" if status < 500 else "500"
        own = sort != "400"
        return self.renderer.page(
            "problem.html",
            visit,
            status=status,
            title=texts(f"problem.{sort}"),
            detail=texts(f"problem.{sort}.detail") if own else detail,
            remedy=texts(f"problem.{sort}.remedy") if own else remedy,
            foreign=not own and visit.language != "en",
        )


def why(hit: Hit, visit: Visit) -> str:
    """Return in words why this was found, with the matching name where it is not the shown one."""
    words = Texts(visit.language)(f"why.{hit.why}")
    named = hit.matched.casefold() in (hit.thing.name.nl.casefold(), hit.thing.name.en.casefold())
    return words if named else f"{words}: {hit.matched}"


async def _network(content: Content, iri: str, depth: int, limit: int) -> Network:
    return await content.lane.run(content.claims.neighbourhood, iri, depth, limit=limit)


async def _found(content: Content, text: str, limit: int) -> list[Hit]:
    short = text.strip()[:MOST_CHARACTERS]
    return await asyncio.to_thread(search, content.search, short, limit=limit)


def type_names(content: Content, visit: Visit) -> Callable[[Thing], str]:
    """Return what names the type of a thing in the language of the visitor."""
    vocabulary = content.claims.vocabulary
    return lambda thing: vocabulary.name(thing.type).in_language(visit.language)


def _best(graph: ClaimGraph) -> list[Thing]:
    """Return the things by number of relations, but for documents and statements themselves."""
    best = sorted(graph.graph.degree, key=lambda pair: (-pair[1], pair[0]))
    things = (graph.thing(iri) for iri, degree in best if degree)
    return [
        each for each in things if style.family(each.kind).code not in ("document", "statement")
    ]


async def _showcase(content: Content, visit: Visit) -> dict[str, Any]:
    """Return a small network for who sees the graph for the first time: a technology's."""
    best = _best(content.claims)
    focus = next((each for each in best if each.kind == "technology"), next(iter(best), None))
    if focus is None:
        return {"showcase": None}
    network = await _network(content, focus.iri, 1, _SHOWN_FIRST)
    type_name = type_names(content, visit)
    return {
        "showcase": focus,
        "picture": drawing(network, visit.language, type_name, visit.thing_url),
    }
