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
from beleidsgraaf_api import addresses, framing
from beleidsgraaf_api.negotiation import media_type
from beleidsgraaf_api.service import served, service

if TYPE_CHECKING:
    from beleidsgraaf.records import Thing
    from beleidsgraaf_api.pages import Pages

_HTML: Final = "text/html"
_TRIPLES: Final = "application/n-triples"
_CONTEXT: Final = "/context/v1.jsonld"
_LICENCE: Final = "https://creativecommons.org/publicdomain/zero/1.0/"
_SUFFIXES: Final = {
    ".ttl": "text/turtle",
    ".nt": _TRIPLES,
    ".jsonld": framing.MEDIA_TYPE,
}
_RDF: Final = tuple(_SUFFIXES.values())


def routes(pages: Pages | None) -> list[BaseRoute]:
    """Return the routes of names and documents; without pages a document is always RDF."""
    documents = Documents(pages)
    return [
        Route("/id/{kind}/{slug:path}", documents.name, methods=["GET"]),
        Route("/doc/{kind}/{slug:path}", documents.document, methods=["GET"]),
        Route(_CONTEXT, context, methods=["GET"]),
    ]


async def context(_: Request) -> Response:
    """Return the JSON-LD context that the documents name."""
    return Response(framing.context(), media_type=framing.MEDIA_TYPE)


class Documents:
    """What the graph says of a thing: a page for people, RDF for programs."""

    def __init__(self, pages: Pages | None) -> None:
        self._pages = pages

    async def name(self, request: Request) -> Response:
        """Lead from a thing to its document with 303; an unknown thing is 404 already here."""
        thing = await self._thing(request, "")
        document = f"/doc/{thing.kind}/{thing.slug}"
        headers = {"Vary": "Accept", "Link": self._links(thing, document)}
        return RedirectResponse(document, 303, headers)

    async def document(self, request: Request) -> Response:
        """Return the document in the form of the suffix, else in the form that Accept prefers."""
        suffix = self._suffix(request.url.path)
        wanted = self._forms[suffix] if suffix else self._liked(request)
        thing = await self._thing(request, suffix)
        links = self._links(thing, request.url.path.removesuffix(suffix))
        headers = {"Link": links, "Vary": "Accept, Accept-Language"}
        if self._pages is not None and wanted == _HTML:
            response = await self._page(request, self._pages, thing.iri)
            response.headers.update(headers)
            return response
        body = await self._triples(request, thing.iri, wanted)
        return Response(body, media_type=wanted, headers=headers)

    async def _triples(self, request: Request, iri: str, wanted: str) -> bytes:
        now = await served(request)
        text = fill("document", {"entity": [URIRef(iri)]})
        engine = _TRIPLES if wanted == framing.MEDIA_TYPE else wanted
        answer = await now.backend.query(text, accept=engine, lane="lookup")
        if wanted != framing.MEDIA_TYPE:
            return answer.body
        address = addresses.base(request.scope, service(request).settings) + _CONTEXT
        return await service(request).lane.run(framing.framed, answer.body, iri, address)

    async def _thing(self, request: Request, suffix: str) -> Thing:
        return await lookup.described((await served(request)).backend, _iri(request, suffix))

    @property
    def _forms(self) -> dict[str, str]:
        return _SUFFIXES | ({".html": _HTML} if self._pages else {})

    def _suffix(self, path: str) -> str:
        return next((suffix for suffix in self._forms if path.endswith(suffix)), "")

    def _liked(self, request: Request) -> str:
        return media_type(request, tuple(self._forms.values())) or _RDF[0]

    def _links(self, thing: Thing, document: str) -> str:
        """Return signposts: the name and class of the thing, its document in each form, licence."""
        forms = [(f"{document}{suffix}", type_) for suffix, type_ in self._forms.items()]
        return ", ".join(
            (
                f'<{thing.iri}>; rel="cite-as"',
                f'<{thing.type}>; rel="type"',
                f'<{_LICENCE}>; rel="license"',
                *(f'<{at}>; rel="alternate"; type="{of}"' for at, of in forms),
                *(f'<{at}>; rel="describedby"; type="{of}"' for at, of in forms if of in _RDF),
            )
        )

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
