"""``/sparql`` for people: a query, its answer in several views, and what went wrong in words."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from beleidsgraaf import questions, terms
from beleidsgraaf.errors import BeleidsgraafError, QuerySyntaxError, TryAgain
from beleidsgraaf.query import guard
from beleidsgraaf.settings import Settings
from beleidsgraaf_api import (
    addresses,
    protocol,
    sparql_cells,
    sparql_pictures,
    sparql_results,
    sparql_snippets,
    workbook,
)
from beleidsgraaf_api.pages import Pages
from beleidsgraaf_api.pictures import drawing
from beleidsgraaf_api.questions import known
from beleidsgraaf_api.rendering import Visit
from beleidsgraaf_api.service import Served, Service, served, service
from beleidsgraaf_api.sparql import Asked, ClientLeft, whole_answer
from beleidsgraaf_api.sparql_results import Results
from beleidsgraaf_api.sparql_terms import terms_known
from beleidsgraaf_api.texts import TEXTS, Texts

View = Literal["table", "network", "timeline", "chart", "raw"]
VIEWS: Final[tuple[View, ...]] = get_args(View)
PATH: Final = "/sparql"
_FIRST: Final = """PREFIX bg: <https://w3id.org/beleidsgraaf/def#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

SELECT ?company ?name WHERE {
  ?company a bg:Company ; skos:prefLabel ?name .
  FILTER (LANG(?name) = "nl")
}
ORDER BY ?name
"""
_MOST_RAW: Final = 100_000
_AROUND: Final = 60
_SOLUTION_FILES: Final = ("csv", "json", "tsv", "xml")
_GRAPH_FILES: Final = ("ttl", "jsonld", "nt", "rdf")
#: Parts of the address that are ours and not of the protocol.
_OWN: Final = ("view", "column", "example")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why there is no answer; ``excerpt`` shows the place, counted from one, where there is one."""

    code: str
    words: str
    detail: str
    line: int | None = None
    column: int | None = None
    excerpt: str = ""


def routes(pages: Pages) -> list[BaseRoute]:
    """Return the routes of the page."""
    page = SparqlPage(pages)
    return [
        Route(PATH, page.page, methods=["GET"]),
        Route(f"{PATH}/terms", terms_known, methods=["GET"]),
        Route(f"{PATH}/answer.xlsx", answer_workbook, methods=["GET"]),
    ]


class SparqlPage:
    """The page; each state of it has an address, and works without a script."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    async def page(self, request: Request) -> Response:
        """Return the page, with the answer if the address holds a query."""
        now, visit = await served(request), Visit.of(request)
        given = request.query_params.get("query", "")
        values: dict[str, Any] = {"query": given or _example(request), "answer": None}
        status, headers = 200, {}
        if given.strip():
            try:
                values["answer"], volatile = await self._answer(request, now, visit)
                headers = {"Cache-Control": "no-store"} if volatile else {}
            except ClientLeft:
                return Response(status_code=408)
            except BeleidsgraafError as error:
                status, headers = error.status, _retry(error)
                settings = service(request).settings
                values["problem"] = _problem(error, given, settings, Texts(visit.language))
        page = self._pages.renderer.page(
            "sparql.html",
            visit,
            status=status,
            snapshot=now.snapshot_id,
            examples=known().values(),
            view=_view(request),
            def_space=terms.BG,
            kept=[(k, v) for k, v in visit.query if k not in ("query", *_OWN)],
            **({"problem": None} | values),
        )
        page.headers.update(headers)
        return page

    async def _answer(
        self, request: Request, now: Served, visit: Visit
    ) -> tuple[dict[str, Any], bool]:
        started = time.perf_counter()
        asked, body = await _ask(request, now)
        form = asked.scan.form
        results = await asyncio.to_thread(sparql_results.read, body, form)
        took = round((time.perf_counter() - started) * 1000)
        pairs = [(k, v) for k, v in visit.query if k not in _OWN]
        endpoint = addresses.base(request.scope, service(request).settings) + PATH
        values: dict[str, Any] = {
            "results": results,
            "took": took,
            "links": [(v, visit.address(PATH, [*pairs, ("view", v)])) for v in VIEWS],
            "column_link": lambda name: visit.address(
                PATH, [*pairs, ("view", _view(request)), ("column", name)]
            ),
            "files": _files(results, visit, pairs),
            "link": visit.address(endpoint, [*pairs, ("view", _view(request))]),
            "snippets": list(sparql_snippets.snippets(endpoint, asked.query, asked.scan)),
        }
        if results.count:
            values |= await self._view(request, now, visit, results)
        if _view(request) == "raw":
            raw = sparql_results.beginning(body, form, _MOST_RAW)
            values |= {"raw": raw, "raw_cut": raw.count("\n") + 1 < results.count}
        return values, asked.scan.volatile

    async def _view(
        self, request: Request, now: Served, visit: Visit, results: Results
    ) -> dict[str, Any]:
        view, names = _view(request), await sparql_cells.named(
            now.backend, now.vocabulary, results
        )  # fmt: skip
        if view == "network":
            return await _network(request, now, visit, results, names)
        choices = {
            "timeline": sparql_cells.dated, "chart": sparql_cells.numeric,
        }.get(view, lambda _: [])(results)  # fmt: skip
        column = request.query_params.get("column", "")
        column = column if column in choices else (choices or [""])[0]
        values: dict[str, Any] = {"choices": choices, "column": column}
        if view == "table":
            values["rows"] = sparql_cells.table(results, names)
        elif column and view == "timeline":
            values["moments"] = sparql_pictures.moments(results, column, names)
        elif column:
            values["bars"] = sparql_pictures.bars(results, column, choices, names)
        return values


async def _ask(request: Request, now: Served) -> tuple[Asked, bytes]:
    """Return the query of the address and its answer; raise what the endpoint would."""
    here: Service = service(request)
    operation = await protocol.read(request, here.settings)
    query = operation.query or ""
    scan = guard.check(query, here.settings)
    accept = sparql_results.media_type(scan.form)
    asked = Asked(query, scan, operation, accept, accept)
    _, kept = await whole_answer(asked, now.backend, here.cache, here.budgets, request.receive)
    return asked, kept.body


async def _network(
    request: Request, now: Served, visit: Visit, results: Results, names: sparql_cells.Named
) -> dict[str, Any]:
    lines = sparql_pictures.lines(results, names, now.vocabulary, visit.language)
    if not lines:
        return {"picture": None}
    network = await service(request).lane.run(sparql_pictures.network, lines)
    return {
        "picture": drawing(
            network,
            visit.language,
            lambda thing: now.vocabulary.name(thing.type).in_language(visit.language),
            visit.thing_url,
        ),
        "lines": lines,
        "explore": visit.address("/explore", sparql_pictures.explore_query(network)),
    }


async def answer_workbook(request: Request) -> Response:
    """Return the whole answer to a SELECT as a workbook."""
    now = await served(request)
    asked, body = await _ask(request, now)
    results = await asyncio.to_thread(
        sparql_results.read, body, asked.scan.form, service(request).settings.answer_rows
    )
    headers = {"Content-Disposition": 'attachment; filename="sparql.xlsx"'}
    content = await asyncio.to_thread(workbook.write, results, "SPARQL")
    return Response(content, 200, headers, workbook.MEDIA_TYPE)


def _example(request: Request) -> str:
    wanted = request.query_params.get("example")
    return questions.one(known(), wanted).sparql if wanted else _FIRST


def _view(request: Request) -> View:
    asked = request.query_params.get("view")
    return next((view for view in VIEWS if view == asked), "table")


def _files(results: Results, visit: Visit, pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    if results.verdict is not None:
        return [("json", visit.address(PATH, [*pairs, ("format", "json")]))]
    formats = _GRAPH_FILES if results.triples else _SOLUTION_FILES
    files = [(name, visit.address(PATH, [*pairs, ("format", name)])) for name in formats]
    if not results.triples:
        files.insert(1, ("xlsx", visit.address(f"{PATH}/answer.xlsx", pairs)))
    return files


def _retry(error: BeleidsgraafError) -> dict[str, str]:
    return {"Retry-After": str(error.retry_after)} if isinstance(error, TryAgain) else {}


def _problem(error: BeleidsgraafError, query: str, settings: Settings, texts: Texts) -> Problem:
    key = f"sparql.problem.{error.code}"
    words = texts(
        key if key in TEXTS else "sparql.problem.other",
        bytes=settings.query_bytes,
        depth=settings.query_depth,
        seconds=f"{settings.query_seconds:g}",
        rows=settings.answer_rows,
        budget=f"{settings.client_seconds:g}",
        after=error.retry_after if isinstance(error, TryAgain) else 0,
    )
    if not isinstance(error, QuerySyntaxError) or error.line is None:
        return Problem(error.code, words, error.detail)
    excerpt = _excerpt(query, error.line, error.column)
    return Problem(error.code, words, error.detail, error.line, error.column, excerpt)


def _excerpt(query: str, line: int, column: int | None) -> str:
    """Return the line, or the part of it around the column, with a caret under the place."""
    lines = query.splitlines()
    text = lines[line - 1].replace("\t", " ") if line <= len(lines) else ""
    if column is None:
        return text[: 2 * _AROUND]
    start = max(0, column - _AROUND)
    return f"{text[start : column + _AROUND]}\n{' ' * (column - 1 - start)}^"
