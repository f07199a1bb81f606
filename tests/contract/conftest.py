"""The whole service on each of three engines, over the small graph and over the project's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from beleidsgraaf import settings
from beleidsgraaf.store import snapshot
from beleidsgraaf.store.workspace import Workspace
from beleidsgraaf_api.app import create_app
from support import endpoints, in_thread, real_workspace, small_workspace

ENGINES: dict[str, Callable[..., Any] | None] = {
    "embedded": None,
    "oxigraph": endpoints.oxigraph,
    "virtuoso": endpoints.virtuoso,
}


@contextmanager
def served(workspace: Workspace, engine: str, folder: Path) -> Iterator[httpx.Client]:
    """Serve the current snapshot from this engine."""
    start = ENGINES[engine]
    with ExitStack() as stack:
        given = {"base_url": "http://graph.test"}
        if start is not None:
            quads = snapshot.current(workspace).quads
            given["endpoint"] = stack.enter_context(start(quads, folder))
        chosen = settings.load({}, query_seconds=30.0, lookup_workers=2, **given)
        client = stack.enter_context(in_thread.serving(create_app(chosen, workspace)))
        client.timeout = 60
        yield client


@pytest.fixture(scope="module")
def small_home(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return small_workspace.built(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def real_home(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return real_workspace.built(tmp_path_factory.mktemp("real"))


@pytest.fixture(scope="module", params=list(ENGINES))
def service(
    request: pytest.FixtureRequest, small_home: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx.Client]:
    """Give the service over the small graph, on each engine in turn."""
    with served(small_home, request.param, tmp_path_factory.mktemp(request.param)) as client:
        yield client


@pytest.fixture(scope="module")
def expected(
    small_home: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx.Client]:
    """Give the service over the small graph on the pool, to compare with."""
    with served(small_home, "embedded", tmp_path_factory.mktemp("expected")) as client:
        yield client


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def real_service(
    request: pytest.FixtureRequest, real_home: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx.Client]:
    """Give the service over the project's own graph, on an endpoint."""
    name = f"real-{request.param}"
    with served(real_home, request.param, tmp_path_factory.mktemp(name)) as client:
        yield client


@pytest.fixture(scope="module")
def real_expected(
    real_home: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx.Client]:
    """Give the service over the project's own graph on the pool, to compare with."""
    with served(real_home, "embedded", tmp_path_factory.mktemp("real-expected")) as client:
        yield client
