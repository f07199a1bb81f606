"""A workspace with a snapshot of the project's own graph, without any copy of a letter."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from beleidsgraaf.store import snapshot
from beleidsgraaf.store.files import GraphFiles
from beleidsgraaf.store.workspace import Workspace


def built(home: Path) -> Workspace:
    """Return a workspace with the curated files of the checkout, built once for all tests."""
    workspace = Workspace(home / "workspace")
    shutil.copytree(_first(), workspace.home)
    return workspace


@cache
def _first() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="beleidsgraaf-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    workspace = Workspace(folder / "workspace")
    snapshot.write(workspace, GraphFiles.collect())
    return workspace.home
