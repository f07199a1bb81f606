"""``/def``: the ontology, as a page for people and as RDF for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from beleidsgraaf import lookup, terms
from beleidsgraaf.query.rows import fill
from beleidsgraaf_api.negotiation import media_type
from beleidsgraaf_api.pages import Pages
from beleidsgraaf_api.rendering import Visit
from beleidsgraaf_api.service import served

_HTML: Final = "text/html"
_SUFFIXES: Final = {
    ".ttl": "text/turtle",
    ".nt": "application/n-triples",
    ".jsonld": "application/ld+json",
}
_OFFERED: Final = (_HTML, *_SUFFIXES.values())


def routes(pages: Pages) -> list[BaseRoute]:
    """Return the routes of the ontology."""
    definitions = Definitions(pages)
    paths = ["/def", *(f"/def{suffix}" for suffix in _SUFFIXES)]
    return [Route(path, definitions.document, methods=["GET"]) for path in paths]


class Definitions:
    """The ontology in the form that is asked for."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    async def document(self, request: Request) -> Response:
        """Return the form of the suffix, else the one that Accept prefers; a page by default."""
        suffix = request.url.path.removeprefix("/def")
        wanted = _SUFFIXES.get(suffix) or media_type(request, _OFFERED) or _HTML
        if wanted == _HTML:
            return await self._page(request)
        backend = (await served(request)).backend
        answer = await backend.query(fill("ontology_graph", {}), accept=wanted, lane="lookup")
        return Response(answer.body, media_type=wanted, headers={"Vary": "Accept"})

    async def _page(self, request: Request) -> Response:
        now = await served(request)
        found = await lookup.definitions(now.backend)
        return self._pages.renderer.page(
            "ontology.html",
            Visit.of(request),
            snapshot=now.snapshot_id,
            groups=[(sort, _of(sort, found)) for sort in lookup.SORTS],
            formats=[suffix[1:] for suffix in _SUFFIXES],
            own={f"bg:{each.local}" for each in found},
            namespace=terms.BG,
        )


def _of(sort: str, found: Sequence[lookup.Definition]) -> list[lookup.Definition]:
    return [each for each in found if each.sort == sort]
