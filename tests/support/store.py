"""The small curated graph of the store's tests, in a workspace of its own."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from beleidsgraaf.store.files import GraphFiles
from beleidsgraaf.store.packaged import CuratedFolders
from beleidsgraaf.store.workspace import Workspace

DATA = Path(__file__).parent.parent / "data" / "store"


@dataclass(frozen=True)
class Curated:
    """A copy of the small graph that a test may change, and a workspace."""

    folder: Path

    @property
    def workspace(self) -> Workspace:
        return Workspace(self.folder / "home")

    @property
    def actors(self) -> Path:
        return self.folder / "graph/reference/actors.ttl"

    @property
    def letter(self) -> Path:
        return self.folder / "graph/letters/kst-1-1.ttl"

    def files(self) -> GraphFiles:
        folders = CuratedFolders(self.folder / "ontology", self.folder / "graph")
        return GraphFiles.collect(self.workspace, folders)

    def replace(self, path: Path, old: str, new: str) -> None:
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def append(self, path: Path, text: str) -> None:
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def copied(folder: Path) -> Curated:
    """Copy the small graph into ``folder``."""
    shutil.copytree(DATA, folder, dirs_exist_ok=True)
    return Curated(folder)
