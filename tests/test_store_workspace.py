from __future__ import annotations

from pathlib import Path

import pytest

from beleidsgraaf.errors import InvalidGraph
from beleidsgraaf.store.files import GraphFiles
from beleidsgraaf.store.packaged import CuratedFolders, folders
from beleidsgraaf.store.workspace import Workspace
from support.store import copied


def test_a_given_home_is_used(tmp_path: Path) -> None:
    assert Workspace.default(tmp_path).snapshots == tmp_path / "snapshots"


def test_a_checkout_has_its_own_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for part in ("ontology", "graph", "src/beleidsgraaf"):
        (tmp_path / part).mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    assert Workspace.default().home == tmp_path / ".beleidsgraaf"


@pytest.mark.parametrize("given", ["data", ""])
def test_elsewhere_the_data_folder_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / given) if given else given)
    base = tmp_path / "data" if given else tmp_path / ".local/share"
    assert Workspace.default().home == base / "beleidsgraaf"


def test_the_checkout_that_runs_gives_the_curated_files(root: Path) -> None:
    assert folders() == CuratedFolders(root / "ontology", root / "graph")


def test_each_file_goes_to_its_graph_and_shapes_and_drafts_to_none(tmp_path: Path) -> None:
    small = copied(tmp_path)
    small.letter.with_name("kst-1-1.draft.ttl").write_text("quoted", encoding="utf-8")
    small.workspace.letters.mkdir(parents=True)
    (small.workspace.letters / "kst-2-2.ttl").write_text("", encoding="utf-8")
    files = small.files()
    names = {file.name: file.graph.removeprefix("https://w3id.org/") for file in files.data}
    assert names == {
        "ontology/beleidsgraaf.ttl": "beleidsgraaf/graph/ontology",
        "graph/reference/actors.ttl": "beleidsgraaf/graph/reference",
        "graph/letters/kst-1-1.ttl": "beleidsgraaf/graph/letter/kst-1-1",
        "workspace/letters/kst-2-2.ttl": "beleidsgraaf/graph/letter/kst-2-2",
    }
    assert [file.name for file in files.shapes] == ["ontology/shapes.ttl"]


def test_a_letter_may_be_a_folder_of_parts(tmp_path: Path) -> None:
    small = copied(tmp_path)
    parts = small.letter.with_suffix("")
    parts.mkdir()
    (parts / "section-6.ttl").write_text("", encoding="utf-8")
    assert len(small.files().letters) == 1


def test_a_letter_without_a_document_name_is_refused(tmp_path: Path) -> None:
    small = copied(tmp_path)
    small.letter.rename(small.letter.with_name("een brief.ttl"))
    with pytest.raises(InvalidGraph) as caught:
        GraphFiles.collect(None, CuratedFolders(tmp_path / "ontology", tmp_path / "graph"))
    assert caught.value.problems[0].startswith("graph/letters/een brief.ttl: ")
