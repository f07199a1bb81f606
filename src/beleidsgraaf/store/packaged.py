"""Where the curated files are: in a checkout of the project, else inside the installed package."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from beleidsgraaf.errors import InvalidGraph


@dataclass(frozen=True, slots=True)
class CuratedFolders:
    """The two folders of curated files."""

    ontology: Path
    graph: Path


def is_checkout(folder: Path) -> bool:
    """Say whether this folder is a checkout of the project."""
    return all((folder / part).is_dir() for part in ("ontology", "graph", "src/beleidsgraaf"))


def folders() -> CuratedFolders:
    """Return the folders of the checkout that runs, else of the current one, else of the wheel."""
    for root in (_running_checkout(), Path.cwd()):
        if is_checkout(root):
            return CuratedFolders(root / "ontology", root / "graph")
    data = Path(str(resources.files("beleidsgraaf"))) / "data"
    if not (data / "ontology").is_dir():
        raise InvalidGraph(
            "This installation holds no ontology and no graph.",
            remedy="install the package again, or run inside a checkout",
        )
    return CuratedFolders(data / "ontology", data / "graph")


def _running_checkout() -> Path:
    return Path(__file__).resolve().parents[3]
