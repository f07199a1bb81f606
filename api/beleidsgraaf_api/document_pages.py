"""``/documents``: the documents to be read, each with what it states, section by section."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from beleidsgraaf import editions, lookup, words
from beleidsgraaf.errors import NotFound, RequestTooLarge
from beleidsgraaf.formats import format_of
from beleidsgraaf.lookup import LISTINGS, Lists, Source
from beleidsgraaf.lookup.answers import Assertion, Document
from beleidsgraaf.lookup.assertions import read
from beleidsgraaf.records import Evidence, Place
from beleidsgraaf_api import protocol
from beleidsgraaf_api.pages import Pages
from beleidsgraaf_api.rendering import Visit, anchor
from beleidsgraaf_api.service import Served, Service, served, service
from beleidsgraaf_api.shelf import Shelf, Volume
from beleidsgraaf_api.texts import Texts

_MOST: Final = 100


@dataclass(frozen=True, slots=True)
class Spoken:
    """A passage and the assertions that rest on it."""

    passage: Evidence
    assertions: tuple[Assertion, ...]


def routes(pages: Pages) -> list[BaseRoute]:
    """Return the routes of the list, of a document, of what a section states, and of a file."""
    made = DocumentPages(pages)
    return [
        Route("/documents", made.documents, methods=["GET"]),
        Route("/documents/{document}", made.document, methods=["GET"]),
        Route("/documents/{document}/assertions", made.assertions, methods=["GET"]),
        Route("/documents/{document}/file", made.file, methods=["POST"]),
    ]


class DocumentPages:
    """The reading view."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._shelf: Shelf | None = None

    async def documents(self, request: Request) -> Response:
        """Return the list: what was read first, then what is cited."""
        now, visit = await served(request), Visit.of(request)
        stating = await lookup.stating(now.backend)
        cursor = request.query_params.get("cursor", "")
        listing = LISTINGS["documents"]
        page = await Lists(now.backend, now.vocabulary).page(
            listing, {}, limit=_MOST, cursor=cursor
        )
        letters = await listing.reader(now.backend, sorted(stating), now.vocabulary)
        shown = [each for each in page.part.items if isinstance(each, Document)]
        return self._pages.renderer.page(
            "documents.html",
            visit,
            snapshot=now.snapshot_id,
            letters=() if cursor else letters,
            cited=[each for each in shown if each.thing.iri not in stating],
            stating=stating,
            cursor=page.cursor,
        )

    async def document(self, request: Request) -> Response:
        """Return the text of a document with its passages marked, or its outline."""
        now = await served(request)
        source = await _source(request, now)
        return self._page(request, now, await self._of(service(request)).volume(now, source))

    async def file(self, request: Request) -> Response:
        """Return the page of a document as the file in the body has it; the file is not kept."""
        now = await served(request)
        source = await _source(request, now)
        of = service(request)
        content = await protocol.body(request, of.settings.reading_file_bytes)
        if len(content) > of.settings.reading_bytes and format_of(content, "The file") == "text":
            raise RequestTooLarge(f"The text has more than {of.settings.reading_bytes} bytes.")
        volume = await self._of(of).of_file(now, source, content)
        answer = self._page(request, now, volume, dropped=True)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    async def assertions(self, request: Request) -> Response:
        """Return what rests on the passages of one section, passage by passage."""
        now, visit = await served(request), Visit.of(request)
        source = await _source(request, now)
        section = request.query_params.get("section", "")
        found = await lookup.evidence_in(now.backend, source.document.iri)
        here = {
            iri: [each for each in given if each.place.section == section and each.digest]
            for iri, given in found.items()
        }
        passages = editions.passages(each for given in here.values() for each in given)
        if not passages:
            raise NotFound("No assertion rests on this section.")
        stated = await read(now.backend, [iri for iri, given in here.items() if given],
                            now.vocabulary)  # fmt: skip
        return self._pages.renderer.page(
            "document_assertions.html",
            visit,
            snapshot=now.snapshot_id,
            source=source,
            section=section,
            section_name=_section(section, visit),
            spoken=_spoken(passages, stated, here),
        )

    def _page(
        self, request: Request, now: Served, volume: Volume, *, dropped: bool = False
    ) -> Response:
        visit = Visit.of(request)
        return self._pages.renderer.page(
            "document.html",
            visit,
            snapshot=now.snapshot_id,
            volume=volume,
            dropped=dropped,
            most=service(request).settings.reading_file_bytes,
            sections=[
                (f"section-{number}", section, _section(section.number, visit))
                for number, section in enumerate(volume.edition.sections, 1)
            ],
        )

    def _of(self, service: Service) -> Shelf:
        if self._shelf is None:
            self._shelf = Shelf(service)
        return self._shelf


async def _source(request: Request, now: Served) -> Source:
    slug = request.path_params["document"]
    found = await lookup.sources(now.backend, [slug])
    if slug not in (each.document.slug for each in found.values()):
        raise NotFound("There is no document of this name.")
    return found[slug]


def _section(number: str, visit: Visit) -> str:
    if not number:
        return Texts(visit.language)("document.before")
    return words.place(Place(section=number), visit.language)


def _spoken(
    passages: Sequence[Evidence],
    stated: Sequence[Assertion],
    here: Mapping[str, Sequence[Evidence]],
) -> list[Spoken]:
    resting: dict[str, list[Assertion]] = {}
    for one in stated:
        for place in {*map(anchor, here[one.thing.iri])}:
            resting.setdefault(place, []).append(one)
    return [Spoken(each, tuple(resting.get(anchor(each), ()))) for each in passages]
