"""A workspace with a snapshot of the project's own graph, without any copy of a letter."""

from __future__ import annotations

from pathlib import Path

from beleidsgraaf.store import snapshot
from beleidsgraaf.store.files import GraphFiles
from beleidsgraaf.store.workspace import Workspace


def built(home: Path) -> Workspace:
    """Build the curated files of the checkout."""
    workspace = Workspace(home / "workspace")
    snapshot.write(workspace, GraphFiles.collect())
    return workspace
