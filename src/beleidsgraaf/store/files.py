"""Which curated files go into a snapshot, and into which named graph each goes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from beleidsgraaf import terms
from beleidsgraaf.errors import BadParameter, InvalidGraph
from beleidsgraaf.store.packaged import CuratedFolders, folders
from beleidsgraaf.store.workspace import Workspace

ONTOLOGY_GRAPH = terms.GRAPH + "ontology"
REFERENCE_GRAPH = terms.GRAPH + "reference"
FACTS_GRAPH = terms.GRAPH + "facts"
LETTER_GRAPHS = terms.GRAPH + "letter/"


@dataclass(frozen=True, slots=True)
class GraphFile:
    """A Turtle file, the name by which people know it, and the graph that its triples go to."""

    path: Path
    name: str
    graph: str


@dataclass(frozen=True, slots=True)
class GraphFiles:
    """The input of a build: data by graph, SHACL shapes, and hygiene rules.

    Shapes hold blank nodes and are no part of the published graph. Texts of documents never are.
    """

    data: tuple[GraphFile, ...]
    shapes: tuple[GraphFile, ...] = ()
    hygiene: tuple[GraphFile, ...] = ()

    @classmethod
    def collect(
        cls, workspace: Workspace | None = None, curated: CuratedFolders | None = None
    ) -> GraphFiles:
        """Find the curated files of the project and those of the workspace."""
        curated = curated or folders()
        ontology = _files(curated.ontology, "*.ttl", "ontology", ONTOLOGY_GRAPH)
        letters = _letters(curated.graph / "letters", "graph/letters")
        if workspace is not None:
            letters += _letters(workspace.letters, "workspace/letters")
        return cls(
            data=tuple(file for file in ontology if not _is_shapes(file))
            + _files(curated.graph / "reference", "**/*.ttl", "graph/reference", REFERENCE_GRAPH)
            + letters,
            shapes=tuple(file for file in ontology if _is_shapes(file)),
            hygiene=_files(curated.ontology / "hygiene", "*.rq", "ontology/hygiene", ""),
        )

    @property
    def letters(self) -> tuple[str, ...]:
        """The graphs of the letters, in order, each once."""
        graphs = (file.graph for file in self.data if file.graph.startswith(LETTER_GRAPHS))
        return tuple(dict.fromkeys(graphs))

    @property
    def all(self) -> tuple[GraphFile, ...]:
        """Every file that has a say in the outcome."""
        return self.data + self.shapes + self.hygiene


def _files(folder: Path, pattern: str, name: str, graph: str) -> tuple[GraphFile, ...]:
    found = sorted(path for path in folder.glob(pattern) if not path.name.endswith(".draft.ttl"))
    return tuple(
        GraphFile(path, f"{name}/{path.relative_to(folder).as_posix()}", graph) for path in found
    )


def _letters(folder: Path, name: str) -> tuple[GraphFile, ...]:
    """A letter is ``<document>.ttl``, or a folder ``<document>/`` of parts."""
    files = _files(folder, "**/*.ttl", name, "")
    return tuple(GraphFile(file.path, file.name, _letter_graph(file, folder)) for file in files)


def _letter_graph(file: GraphFile, folder: Path) -> str:
    document = file.path.relative_to(folder).parts[0].removesuffix(".ttl")
    try:
        return terms.letter_graph(document)
    except BadParameter:
        problem = f"{file.name}: the file name is no document identifier such as kst-29826-124"
        raise InvalidGraph("A letter has no document.", problems=(problem,)) from None


def _is_shapes(file: GraphFile) -> bool:
    return file.path.name.endswith("shapes.ttl")
