"""Puts the service together: routes, errors, and what stands around them."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import AsyncIterator, Callable
from typing import Final

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from beleidsgraaf import __version__
from beleidsgraaf.errors import BeleidsgraafError
from beleidsgraaf.settings import Settings
from beleidsgraaf.store.workspace import Workspace
from beleidsgraaf_api import (
    definitions,
    document_pages,
    documents,
    downloads,
    explorer,
    lists,
    lookups,
    network,
    overview_page,
    question_pages,
    questions,
    readings,
    resolve,
    review_pages,
    schemas,
    sparql_page,
    statistics_page,
    system,
    view_files,
)
from beleidsgraaf_api.budget import Budgeted
from beleidsgraaf_api.errors import ErrorAnswers
from beleidsgraaf_api.middleware import (
    Answers,
    HeadAsGet,
    NoUpgrade,
    OneSnapshot,
    OptionsEverywhere,
    StandardHeaders,
)
from beleidsgraaf_api.observation import Observed
from beleidsgraaf_api.openapi import DescribedApi
from beleidsgraaf_api.pages import add_pages
from beleidsgraaf_api.service import Service
from beleidsgraaf_api.sparql import SparqlEndpoint

_PROBLEMS: Final[dict[int | str, dict[str, object]]] = {
    400: {"model": schemas.Problem, "description": "The request is not valid."},
    404: {"model": schemas.Problem, "description": "There is no such thing."},
    413: {"model": schemas.Problem, "description": "The answer is larger than it may be."},
    429: {"model": schemas.Problem, "description": "The client has asked much in a short time."},
    500: {"model": schemas.Problem, "description": "The service failed; it has been logged."},
    503: {"model": schemas.Problem, "description": "No snapshot, or every worker is taken."},
    504: {"model": schemas.Problem, "description": "The query behind the answer took too long."},
}
_SPARQL: Final = "/sparql"
_Lifespan = Callable[[FastAPI], contextlib.AbstractAsyncContextManager[None]]
_log = logging.getLogger(__name__)


def create_app(settings: Settings, workspace: Workspace, reviewer: str = "") -> ASGIApp:
    """Return the service over the current snapshot of a workspace, to be run by an ASGI server.

    Without a snapshot it runs and answers 503 until there is one. With a reviewer, an actor's slug,
    it has the pages on which that reviewer decides.
    """
    service = Service(settings, workspace)
    app = _application(service, reviewer)
    inner = Budgeted(OptionsEverywhere(app), service.budgets)
    shared = CORSMiddleware(
        HeadAsGet(Answers(inner, service)),
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "POST"],
        allow_headers=["Accept", "Accept-Language", "Content-Type", "If-None-Match"],
        expose_headers=["API-Version", "ETag", "Link", "Retry-After", "Snapshot-Id"],
    )
    page = shared if _has_page(app, _SPARQL) else None
    endpoint = SparqlEndpoint(
        service.backend, service.snapshot, settings, service.cache, service.budgets, page
    )
    every = StandardHeaders(NoUpgrade(Junction(_SPARQL, endpoint, shared)), service)
    return Observed(OneSnapshot(every, service.turns), service.metrics, settings.access_log)


class Junction:
    """Sends one path to an application of its own, past the costs of a framework's route."""

    def __init__(self, path: str, special: ASGIApp, others: ASGIApp) -> None:
        self._path, self._special, self._others = path, special, others

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Choose by path; the start and the end of the service go to the others."""
        special = scope["type"] == "http" and scope["path"] == self._path
        await (self._special if special else self._others)(scope, receive, send)


def _has_page(app: FastAPI, path: str) -> bool:
    return any(getattr(route, "path", "") == path for route in app.routes)


def _application(service: Service, reviewer: str) -> FastAPI:
    app = DescribedApi(
        title="Beleidsgraaf",
        summary="What Dutch policy letters say, as a graph.",
        version=__version__,
        contact=_contact(service.settings.contact),
        license_info={"name": "EUPL-1.2 (software), CC0-1.0 (data)"},
        openapi_url="/api/v1/openapi.json",
        docs_url=None,  # the pages of FastAPI load their script from another host
        redoc_url=None,
        redirect_slashes=False,
        lifespan=_lifespan(service),
        responses=_PROBLEMS,
    )
    app.state.service = service
    for part in (
        system, downloads, lists, lookups, network, questions, readings, resolve, view_files,
    ):  # fmt: skip
        app.include_router(part.router)
    pages = add_pages(app, service.content)
    app.router.routes.extend(documents.routes(pages))
    app.router.routes.extend(explorer.routes(pages))
    app.router.routes.extend(definitions.routes(pages))
    app.router.routes.extend(question_pages.routes(pages))
    app.router.routes.extend(document_pages.routes(pages))
    app.router.routes.extend(sparql_page.routes(pages))
    app.router.routes.extend(statistics_page.routes(pages))
    app.router.routes.extend(overview_page.routes(pages))
    if reviewer:
        app.router.routes.extend(review_pages.routes(pages, service.workspace, reviewer))
    ErrorAnswers(app, pages)
    return app


def _lifespan(
    service: Service,
) -> Callable[[FastAPI], contextlib.AbstractAsyncContextManager[None]]:
    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        try:
            await service.served()
        except BeleidsgraafError as error:
            _log.warning("%s %s", error.detail, error.remedy)
        with contextlib.suppress(ValueError, RuntimeError):  # only a main thread hears signals
            loop = asyncio.get_running_loop()
            loop.add_signal_handler(signal.SIGHUP, service.asked_to_look.set)
        following = asyncio.create_task(service.follow())
        yield
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)
        await service.close()

    return lifespan


def _contact(given: str) -> dict[str, str] | None:
    if not given:
        return None
    return {"email": given} if "@" in given else {"url": given}
