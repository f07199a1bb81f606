"""``/id`` names a thing and leads to ``/doc``, its document, as RDF or as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rdflib import URIRef
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from beleidsgraaf import lookup, terms
from beleidsgraaf.errors import NotFound
from beleidsgraaf.query.rows import fill
from beleidsgraaf_api.negotiation import media_type
from beleidsgraaf_api.service import served, service

if TYPE_CHECKING:
    from beleidsgraaf_api.pages import Pages

_HTML: Final = "text/html"
_SUFFIXES: Final = {
    ".ttl": "text/turtle",
    ".nt": "application/n-triples",
    ".jsonld": "application/ld+json",
}
_RDF: Final = tuple(_SUFFIXES.values())


def routes(pages: Pages | None) -> list[BaseRoute]:
    """Return the routes of names and documents; without pages a document is always RDF."""
    documents = Documents(pages)
    return [
        Route("/id/{kind}/{slug:path}", name, methods=["GET"]),
        Route("/doc/{kind}/{slug:path}", documents.document, methods=["GET"]),
    ]


async def name(request: Request) -> Response:
    """Lead from a thing to its document with 303; an unknown thing is 404 already here."""
    iri = _iri(request, "")
    await lookup.described((await served(request)).backend, iri)
    kind, slug = terms.split_thing(iri) or ("", "")
    return RedirectResponse(f"/doc/{kind}/{slug}", 303, {"Vary": "Accept"})


class Documents:
    """What the graph says of a thing: a page for people, RDF for programs."""

    def __init__(self, pages: Pages | None) -> None:
        self._pages = pages

    async def document(self, request: Request) -> Response:
        """Return the document in the form of the suffix, else in the form that Accept prefers."""
        suffix = _suffix(request.url.path)
        offered = (*_RDF, _HTML) if self._pages else _RDF
        wanted = _SUFFIXES[suffix] if suffix else media_type(request, offered) or _RDF[0]
        iri = _iri(request, suffix)
        headers = {"Link": _links(request, iri, suffix), "Vary": "Accept, Accept-Language"}
        if self._pages is not None and wanted == _HTML:
            response = await self._page(request, self._pages, iri)
            response.headers.update(headers)
            return response
        backend = (await served(request)).backend
        await lookup.described(backend, iri)
        text = fill("document", {"entity": [URIRef(iri)]})
        answer = await backend.query(text, accept=wanted, lane="lookup")
        return Response(answer.body, media_type=wanted, headers=headers)

    async def _page(self, request: Request, pages: Pages, iri: str) -> Response:
        now, copies = await served(request), service(request).copies
        page = await lookup.entity(now.backend, iri, copies=copies, vocabulary=now.vocabulary)
        return await pages.entity(request, page)


def _iri(request: Request, suffix: str) -> str:
    slug = request.path_params["slug"].removesuffix(suffix)
    iri = f"{terms.ID}{request.path_params['kind']}/{slug}"
    if terms.split_thing(iri) is None:
        raise NotFound("There is nothing at this address.")
    return iri


def _suffix(path: str) -> str:
    return next((suffix for suffix in _SUFFIXES if path.endswith(suffix)), "")


def _links(request: Request, iri: str, suffix: str) -> str:
    """Return signposts: the name of the thing, and its document in each form."""
    path = request.url.path.removesuffix(suffix)
    forms = (f'<{path}{s}>; rel="describedby"; type="{t}"' for s, t in _SUFFIXES.items())
    return ", ".join((f'<{iri}>; rel="cite-as"', *forms))
