"""``/statistics``: how much the graph holds, what it leaves out, and its files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from beleidsgraaf import statistics, terms, words
from beleidsgraaf.errors import NotFound
from beleidsgraaf.records import Language, Place
from beleidsgraaf.statistics import Completeness, OpenPassage
from beleidsgraaf.store import counts
from beleidsgraaf.store.counts import Count
from beleidsgraaf.store.downloads import DOWNLOADS
from beleidsgraaf.store.snapshot import Snapshot
from beleidsgraaf_api.catalogue import FILES
from beleidsgraaf_api.pages import Pages
from beleidsgraaf_api.rendering import Visit
from beleidsgraaf_api.service import Served, served, service
from beleidsgraaf_api.texts import Texts

SORTS: Final = ("class", "modality", "holder", "section")


@dataclass(frozen=True, slots=True)
class Row:
    """A count with its name; ``href`` is empty for what has no page."""

    name: str
    href: str
    number: int


@dataclass(frozen=True, slots=True)
class Letter:
    """The completeness of a document, its open passages by section."""

    found: Completeness
    name: str
    href: str
    sections: tuple[tuple[str, tuple[OpenPassage, ...]], ...]


def routes(pages: Pages) -> list[BaseRoute]:
    """Return the route of the page."""
    return [Route("/statistics", StatisticsPage(pages).page, methods=["GET"])]


class StatisticsPage:
    """The counts of the snapshot, and the completeness by the copies at hand."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    async def page(self, request: Request) -> Response:
        """Return the page."""
        now, visit = await served(request), Visit.of(request)
        complete = await statistics.completeness(now.backend, service(request).copies)
        found = counts.read(now.snapshot.counts) if now.snapshot else ()
        return self._pages.renderer.page(
            "statistics.html",
            visit,
            snapshot=now.snapshot_id,
            tables=[(sort, _rows(found, sort, now, visit)) for sort in SORTS if found],
            letters=[_letter(each, now, visit) for each in complete],
            files=_files(now.snapshot),
            passage_place=lambda where: words.place(where, visit.language),
            number=lambda value: _number(value, visit.language),
        )


def _rows(found: Iterable[Count], sort: str, now: Served, visit: Visit) -> list[Row]:
    chosen = [each for each in found if each.by == sort]
    if sort == "section":
        chosen.sort(key=lambda each: _in_order(each.key))
    return [_row(each, now, visit) for each in chosen]


def _row(count: Count, now: Served, visit: Visit) -> Row:
    name, href = now.vocabulary.name(count.key).in_language(visit.language), ""
    if count.by == "holder":
        name, href = _thing(count.key, now, visit)
    elif count.by == "class":
        href = f"{visit.url('/def')}#{count.key[len(terms.BG) :]}"
    elif count.by == "section":
        document, _, section = count.key.partition(" ")
        name = f"{document}, {_section(section, visit.language)}"
    return Row(name, href, count.number)


def _thing(iri: str, now: Served, visit: Visit) -> tuple[str, str]:
    """Return the name and the address of a thing; one without relations is not in the network."""
    try:
        thing = now.claims.thing(iri)
    except NotFound:
        return terms.shorten(iri), ""
    return thing.name.in_language(visit.language), visit.thing_url(thing)


def _in_order(key: str) -> list[tuple[int, str]]:
    """Sort ``kst-1-1 2.10`` after ``kst-1-1 2.9``: numbers as numbers, before words."""
    parts = key.replace(".", " ").split()
    return [(int(part), "") if part.isdecimal() else (1_000_000, part) for part in parts]


def _letter(found: Completeness, now: Served, visit: Visit) -> Letter:
    name, href = _thing(terms.thing("document", found.document), now, visit)
    sections = groupby(found.open, lambda each: each.place.section)
    named = ((_section(section, visit.language), tuple(given)) for section, given in sections)
    return Letter(found, name, href, tuple(named))


def _section(section: str, language: Language) -> str:
    if not section:
        return Texts(language)("statistics.before")
    return words.place(Place(section=section), language)


def _files(snapshot: Snapshot | None) -> Sequence[tuple[str, str, str, int]]:
    """Return name, address, media type and size of each file."""
    if snapshot is None:
        return ()
    return [
        (
            each.name,
            f"{FILES}/{each.name}",
            each.media_type,
            (snapshot.path / each.path).stat().st_size,
        )
        for each in DOWNLOADS
    ]


def _number(value: int, language: Language) -> str:
    grouped = f"{value:,}"
    return grouped.replace(",", ".") if language == "nl" else grouped
