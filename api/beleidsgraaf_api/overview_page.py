"""``/overview``: the whole graph as groups of things that belong together, and a table of them."""

from __future__ import annotations

import asyncio
import math
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from beleidsgraaf.drawing import style
from beleidsgraaf.networks import tied
from beleidsgraaf.overview import Bond, Group, Overview, overview
from beleidsgraaf.store import communities
from beleidsgraaf_api.pages import Pages
from beleidsgraaf_api.pictures import cut
from beleidsgraaf_api.rendering import Visit
from beleidsgraaf_api.service import Served, served

#: Lines of the picture; the table has the others too.
_MOST_LINES: Final = 120
#: Members that the network of a group starts with, and that a row of the table names.
_ADDED: Final = 12
_NAMED: Final = 4
_MARGIN: Final = 90


@dataclass(frozen=True, slots=True)
class Spot:
    """A group in the picture: ``scale`` is its size, its area that of the number of members."""

    group: Group
    x: float
    y: float
    scale: float
    label: str
    lines: tuple[str, ...]
    href: str


@dataclass(frozen=True, slots=True)
class Line:
    """A bond in the picture, from spot to spot."""

    bond: Bond
    start: Spot
    end: Spot
    width: float


def routes(pages: Pages) -> list[BaseRoute]:
    """Return the route of the page."""
    return [Route("/overview", OverviewPage(pages).page, methods=["GET"])]


class OverviewPage:
    """The page; its groups were found when the snapshot was built."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    async def page(self, request: Request) -> Response:
        """Return picture and table."""
        visit, now = Visit.of(request), await served(request)
        content = await self._pages.content()
        groups = await asyncio.to_thread(_communities, now)
        found = await content.lane.run(overview, now.claims, groups)
        spots = {group.id: _spot(group, found, visit) for group in found.groups}
        return self._pages.renderer.page(
            "overview.html",
            visit,
            snapshot=now.snapshot_id,
            found=found,
            things=now.claims.graph.number_of_nodes(),
            spots=spots,
            lines=[_line(bond, spots) for bond in found.bonds[:_MOST_LINES]],
            box=_box(found),
            named=_NAMED,
            families=style.present(group.members[0].kind for group in found.groups),
        )


def _communities(now: Served) -> dict[str, int]:
    """Read what the build found; a graph that another engine holds is grouped here."""
    if now.snapshot is not None:
        return communities.read(now.snapshot.communities)
    return communities.find((each.subject.iri, each.object.iri) for each in tied(now.claims))


def _spot(group: Group, found: Overview, visit: Visit) -> Spot:
    x, y = found.points[group.id]
    label = group.label(visit.language)
    first, *others = (f"{each.kind}/{each.slug}" for each in group.members[: _ADDED + 1])
    return Spot(
        group,
        round(x * found.width / 2, 1),
        round(y * found.height / 2, 1),
        round(min(1 + math.sqrt(len(group.members)) / 8, 2.6), 2),
        label,
        cut(label),
        visit.address("/explore", [("focus", first), *(("add", each) for each in others)]),
    )


def _line(bond: Bond, spots: dict[str, Spot]) -> Line:
    width = round(1 + math.log2(bond.count), 1)
    return Line(bond, spots[bond.one.id], spots[bond.other.id], width)


def _box(found: Overview) -> tuple[int, int, int, int]:
    wide, high = round(found.width) + 2 * _MARGIN, round(found.height) + 2 * _MARGIN
    return -wide // 2, -high // 2, wide, high
