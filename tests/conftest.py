"""What every test may ask for: the checkout, copies of the letters, a free port."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the browser for the end: its event loop holds the main thread until it is closed."""
    items.sort(key=lambda item: (ROOT / "tests" / "browser") in item.path.parents)


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def sources_dir() -> Path:
    """Return the folder with copies of the letters; skip the test where there is none."""
    given = os.environ.get("SOURCES", "")
    folder = (ROOT / (given or "../shared/sources")).resolve()
    if not folder.is_dir():
        if given:
            pytest.fail(f"SOURCES={given} is no folder")
        pytest.skip("needs the text of a letter; to run it: make test SOURCES=folder")
    return folder


@pytest.fixture
def free_port() -> int:
    """Return a port on loopback that nothing listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
