"""The explorer: a view as network, table, line of time and text, and what its panel shows.

Every state has an address, and the page of an address shows all of it without a script.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlencode

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from beleidsgraaf import lookup, terms, words
from beleidsgraaf.citing import Citation, cite
from beleidsgraaf.drawing import style
from beleidsgraaf.errors import BadParameter, NotFound
from beleidsgraaf.networks import Network
from beleidsgraaf.records import Relation
from beleidsgraaf.views import More, View, compose, shown
from beleidsgraaf_api import view_state
from beleidsgraaf_api.pages import Content, Pages, type_names
from beleidsgraaf_api.pictures import drawing
from beleidsgraaf_api.rendering import SAFE, Visit
from beleidsgraaf_api.service import service
from beleidsgraaf_api.texts import Texts
from beleidsgraaf_api.view_data import Row, choices, key, name_of, picture, rows
from beleidsgraaf_api.wording import date_words

#: A still picture of more is a tangle; the other forms say the same.
_MOST_STILL: Final = 150
_FILES: Final = ("svg", "gexf", "graphml", "cyjs", "csv", "xlsx", "ttl", "html")
#: Parts of an address that a name typed into the field starts anew.
_STEPS: Final = ("focus", "of", "expand", "add", "path", "hide", "pin", "select", "limit", "lang")


@dataclass(frozen=True, slots=True)
class Rest:
    """Things that are not shown, as a control: ``name`` in the address goes from now to then."""

    label: str
    count: int
    name: str
    now: str
    then: str
    href: str


@dataclass(frozen=True, slots=True)
class Moment:
    """What stands in a line of time at one date."""

    date: str
    things: Sequence[lookup.Dated]
    rows: Sequence[Row]


def routes(pages: Pages) -> list[BaseRoute]:
    """Return the routes of the explorer."""
    explorer = Explorer(pages)
    return [
        Route("/explore", explorer.page, methods=["GET"]),
        Route("/explore/thing", explorer.thing, methods=["GET"]),
        Route("/explore/relation", explorer.relation, methods=["GET"]),
        Route("/explore/cite", explorer.cite, methods=["GET"]),
    ]


class Explorer:
    """One method for the page and for each part that is loaded into it later."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    async def page(self, request: Request) -> Response:
        """Return the view that the address holds; without a focus, a field to choose it."""
        visit, content = Visit.of(request), await self._pages.content()
        focus = request.query_params.get("focus", "").strip()
        depth = view_state.depth(request.query_params.get("depth", "1"))
        values: dict[str, Any] = {"thing": None, "depth": depth, "depths": view_state.DEPTHS}
        if focus:
            try:
                state = view_state.parse(request.query_params)
            except BadParameter:
                if _is_name(focus):
                    raise
                return await self._named(request, visit, content, focus)
            values |= await self._view(request, visit, content, state)
        return self._pages.renderer.page(
            "explore.html", visit, snapshot=content.snapshot_id, **values
        )

    async def thing(self, request: Request) -> Response:
        """Return what the panel shows of a thing."""
        visit, content = Visit.of(request), await self._pages.content()
        iri = view_state.thing(request.query_params.get("of", ""))
        page = await lookup.entity(
            content.backend, iri, copies=content.copies, vocabulary=content.claims.vocabulary
        )
        return self._pages.renderer.page("explore_thing.html", visit, page=page)

    async def relation(self, request: Request) -> Response:
        """Return what the panel shows of a relation ``id`` of the thing ``of``: its passage."""
        visit, content = Visit.of(request), await self._pages.content()
        iri = view_state.thing(request.query_params.get("of", ""))
        found = _relation(content, iri, request.query_params.get("id", ""))
        vocabulary = content.claims.vocabulary
        same = [each for each in _between(content, found) if each.assertion != found.assertion]
        evidence = [each for relation in (found, *same) for each in relation.evidence]
        fundings = (await lookup.entity(content.backend, iri, vocabulary=vocabulary)).fundings
        return self._pages.renderer.page(
            "explore_relation.html",
            visit,
            relation=found,
            others=same,
            funding=next((f for f in fundings if f.thing.iri == found.assertion), None),
            label=lambda each: vocabulary.predicate(each.predicate).in_language(visit.language),
            modality=lambda code: words.modality(code, vocabulary, visit.language),
            sources=await lookup.sources(content.backend, (each.document for each in evidence)),
            passages=await asyncio.to_thread(lookup.passages, evidence, content.copies),
        )

    async def cite(self, request: Request) -> Response:
        """Return how to cite the view and the documents that it rests on."""
        visit, content = Visit.of(request), await self._pages.content()
        state = view_state.parse(request.query_params)
        view, network = await composed(request, content, state)
        given = _cited(network, state.select)
        citations = await cite(content.backend, given)
        return self._pages.renderer.page(
            "explore_cite.html",
            visit,
            snapshot=content.snapshot_id,
            citations=citations,
            whole=_whole(request, visit, content, view, citations),
            one=bool(state.select),
        )

    async def _view(
        self, request: Request, visit: Visit, content: Content, state: view_state.State
    ) -> dict[str, Any]:
        view, network = await composed(request, content, state)
        texts, type_name = Texts(visit.language), type_names(content, visit)
        vocabulary = content.claims.vocabulary
        found = rows(view, state.chosen, vocabulary, visit.language)
        evidence = [each for relation in view.network.edges for each in relation.evidence]
        kinds = [node.thing.kind for node in view.network.nodes]
        still = len(network.nodes) <= _MOST_STILL
        return {
            "thing": view.network.focus,
            "state": state,
            "kept": _kept(request.query_params),
            "form": lambda tab: _address(visit, tab=tab),
            "file": lambda each: _file(request, each),
            "files": _FILES,
            "picture": drawing(network, visit.language, type_name, visit.explore_url)
            if still
            else None,
            "picture_data": picture(
                view, found, visit.language, type_name, visit.thing_url, content.snapshot_id
            ),
            "rows": found,
            "choices": choices(
                found, state.chosen, type_name, visit.language, texts("claim.nobody")
            ),
            "families": style.present(kinds),
            "rests": _rests(visit, content, view, state, service(request).settings.network_nodes),
            "ways": [
                [words.step(step, vocabulary, visit.language) for step in way] for way in view.ways
            ],
            "no_way": len(state.wish.ways) - len(view.ways),
            "missing": view.missing,
            "old": state.snapshot not in ("", content.snapshot_id),
            "moments": await _moments(content, network, found),
            "name_of": name_of,
            "short_place": lambda where: words.place(where, visit.language),
            "about": lambda dated: name_of(content.claims.thing(dated.about)),
            "label": lambda iri: vocabulary.predicate(iri).in_language(visit.language),
            "sources": await lookup.sources(content.backend, (e.document for e in evidence)),
        }

    async def _named(self, request: Request, visit: Visit, content: Content, name: str) -> Response:
        """Send a name that was typed to the address of what it names, else to the search."""
        before = request.query_params.get("of", "")
        try:
            thing = content.claims.thing(view_state.thing(before)) if before else None
            if thing is None or thing.name.in_language(visit.language) != name:
                thing = await lookup.find(content.backend, content.search, name)
                before = ""
        except (NotFound, BadParameter):
            return RedirectResponse(visit.url("/", q=name), HTTPStatus.SEE_OTHER)
        dropped = ("focus", "of", "lang") if before else _STEPS
        kept = [(k, v) for k, v in request.query_params.multi_items() if k not in dropped and v]
        return RedirectResponse(
            visit.address("/explore", [("focus", f"{thing.kind}/{thing.slug}"), *kept]),
            HTTPStatus.SEE_OTHER,
        )


async def composed(
    request: Request, content: Content, state: view_state.State
) -> tuple[View, Network]:
    """Return the view of a state, and of it what the filters leave on the screen."""
    settings = service(request).settings
    view = await content.lane.run(
        compose, content.claims, state.wish,
        most=settings.network_nodes, longest_way=settings.path_length,
    )  # fmt: skip
    return view, shown(view, state.chosen)


def _is_name(focus: str) -> bool:
    """Return whether this names a thing as kind/name, however wrong all else is."""
    try:
        view_state.thing(focus)
    except BadParameter:
        return False
    return True


def _kept(query: QueryParams) -> list[tuple[str, str]]:
    """Return the steps that the form of the filters carries along."""
    return [(k, v) for k, v in query.multi_items() if k in ("expand", "add", "path", "hide", "pin")]


def _address(visit: Visit, **changed: str) -> str:
    kept = [(k, v) for k, v in visit.query if k not in changed]
    return visit.address(visit.path, [*kept, *changed.items()])


def _file(request: Request, format: str) -> str:
    query = [(k, v) for k, v in request.query_params.multi_items() if k != "format"]
    return f"/api/v1/view?{urlencode([*query, ('format', format)], safe=SAFE)}"


def _rests(
    visit: Visit, content: Content, view: View, state: view_state.State, most: int
) -> list[Rest]:
    """Return what the limits left out, and what shows twice as much of it."""
    texts, found = Texts(visit.language), []
    if view.network.hidden_nodes and state.wish.limit < most:
        then = str(min(2 * state.wish.limit, most))
        href = _address(visit, limit=then)
        label = texts("explore.rest.around")
        found.append(Rest(label, view.network.hidden_nodes, "limit", "", then, href))
    for each in view.more:
        now, then = (view_state.step(each.expansion, n) for n in (1, 2))
        kept = [(k, then if (k, v) == ("expand", now) else v) for k, v in visit.query]
        found.append(
            Rest(_expanded(content, visit, each), each.count, "expand", now, then,
                 visit.address(visit.path, kept))
        )  # fmt: skip
    return found


def _expanded(content: Content, visit: Visit, more: More) -> str:
    thing = content.claims.thing(more.expansion.thing).name.in_language(visit.language)
    if not more.expansion.predicate:
        return f"{thing}:"
    iri = terms.expand(more.expansion.predicate) if ":" in more.expansion.predicate else (
        terms.BG + more.expansion.predicate)  # fmt: skip
    label = content.claims.vocabulary.predicate(iri, more.expansion.direction or "out")
    return f"{thing} {label.in_language(visit.language)}:"


async def _moments(content: Content, network: Network, found: Sequence[Row]) -> list[Moment]:
    """Return the dates of what is shown and of what was said, in order."""
    dated = await lookup.dates(content.backend, [node.thing.iri for node in network.nodes])
    said = [row for row in found if row.start]
    days = sorted({each.date for each in dated} | {row.start for row in said})
    return [
        Moment(
            day,
            [each for each in dated if each.date == day],
            [row for row in said if row.start == day],
        )
        for day in days
    ]


def _relation(content: Content, iri: str, wanted: str) -> Relation:
    content.claims.thing(iri)
    for _, _, data in content.claims.graph.out_edges(iri, data=True):
        relation: Relation = data["relation"]
        if key(relation) == wanted:
            return relation
    raise NotFound("The graph has no such relation.", remedy="Open the thing itself.")


def _between(content: Content, found: Relation) -> list[Relation]:
    """Return what else is said of the same relation between the same two things."""
    ends = found.subject.iri, found.object.iri
    data = (content.claims.graph.get_edge_data(*ends) or {}).values()
    return [each["relation"] for each in data if each["relation"].predicate == found.predicate]


def _cited(network: Network, select: str) -> list[Relation]:
    """Return the relation that is selected, those of the thing that is, else all."""
    for relation in network.edges:
        if key(relation) == select:
            return [relation]
    own = [
        each for each in network.edges
        if select in (name_of(each.subject), name_of(each.object))
    ]  # fmt: skip
    return own or list(network.edges)


def _whole(
    request: Request, visit: Visit, content: Content, view: View, citations: Sequence[Citation]
) -> str:
    """Return a sentence that cites the view itself: title, snapshot, sources, address, date."""
    base = service(request).settings.base_url.rstrip("/") or str(request.base_url).rstrip("/")
    return Texts(visit.language)(
        "cite.sentence",
        title=Texts(visit.language)(
            "explore.title", name=view.network.focus.name.in_language(visit.language)
        ),
        snapshot=content.snapshot_id,
        sources="; ".join(each.dutch for each in citations),
        date=date_words(datetime.now(UTC).date().isoformat(), visit.language),
        address=f"{base}{_address(visit).replace('/explore/cite', '/explore')}",
    )
