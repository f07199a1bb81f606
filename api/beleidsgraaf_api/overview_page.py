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
from beleidsgraaf_api.view_data import name_of

#: Lines of the picture; the table has the others too.
_MOST_LINES: Final = 120
#: Members that the network of a group starts with, and that a row of the table names.
_ADDED: Final = 12
_NAMED: Final = 4
_MARGIN: Final = 90


@dataclass(frozen=True, slots=True)
class Spot:
    """A group in the picture: the area of ``scale`` grows with the number of members.

    ``said`` is its name for who hears it: as ``lines`` show it, then whole.
    """

    group: Group
    x: float
    y: float
    scale: float
    label: str
    lines: tuple[str, ...]
    said: str
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
            alone=now.claims.graph.number_of_nodes() - sum(group.size for group in found.groups),
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
    label, lines = group.label(visit.language), _lines(group, visit)
    seen = " ".join(lines)
    first, *others = map(name_of, group.members[: _ADDED + 1])
    return Spot(
        group,
        round(x * found.width / 2, 1),
        round(y * found.height / 2, 1),
        round(min(1 + math.sqrt(group.size) / 8, 2.6), 2),
        label,
        lines,
        label if seen == label else f"{seen}: {label}",
        visit.address("/explore", [("focus", first), *(("add", each) for each in others)]),
    )


def _lines(group: Group, visit: Visit) -> tuple[str, ...]:
    """Return the label with its count whole, however long the name."""
    *others, last = cut(group.members[0].name.in_language(visit.language))
    return (*others, f"{last} +{group.size - 1}" if group.size > 1 else last)


def _line(bond: Bond, spots: dict[str, Spot]) -> Line:
    width = round(1 + math.log2(bond.count), 1)
    return Line(bond, spots[bond.one.id], spots[bond.other.id], width)


def _box(found: Overview) -> tuple[int, int, int, int]:
    wide, high = round(found.width) + 2 * _MARGIN, round(found.height) + 2 * _MARGIN
    return -wide // 2, -high // 2, wide, high
