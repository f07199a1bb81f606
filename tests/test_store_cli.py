from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from beleidsgraaf import settings
from beleidsgraaf.cli import commands
from beleidsgraaf.cli.main import common
from beleidsgraaf.errors import FetchRefused, InvalidGraph, SnapshotError, UnreadableDocument
from beleidsgraaf.store import snapshot
from beleidsgraaf.store.workspace import Workspace
from support.store import DATA, Curated


class Place:
    """A checkout in miniature, and the command line in it."""

    def __init__(self, folder: Path) -> None:
        self.curated = Curated(folder)
        self.home = Workspace(folder / ".beleidsgraaf")
        self._app = typer.Typer(callback=common)
        commands.add_all(self._app)

    def run(self, *arguments: str, code: int = 0) -> Result:
        result = CliRunner().invoke(self._app, arguments)
        assert result.exit_code == code, result.output + repr(result.exception)
        return result

    def refused(self, kind: type[Exception], *arguments: str) -> Exception:
        error = self.run(*arguments, code=1).exception
        assert isinstance(error, kind)
        return error


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    from beleidsgraaf.store import packaged

    shutil.copytree(DATA, tmp_path, dirs_exist_ok=True)
    (tmp_path / "src/beleidsgraaf").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(packaged, "_running_checkout", lambda: tmp_path / "none")
    monkeypatch.delenv("BELEIDSGRAAF_HOME", raising=False)
    return Place(tmp_path)


def test_build_makes_a_snapshot_once(place: Place) -> None:
    assert "is current: 78 quads" in place.run("build").stderr
    assert "is up to date" in place.run("build").stderr
    assert "is current" in place.run("build", "--force").stderr
    assert len(snapshot.identifiers(place.home)) == 1


def test_build_refuses_what_breaks_a_shape_and_keeps_the_old_one(place: Place) -> None:
    place.run("build")
    old = snapshot.current(place.home)
    place.curated.append(place.curated.actors, "actor:x a bg:Company .\n")
    error = place.refused(InvalidGraph, "build")
    assert isinstance(error, InvalidGraph)
    assert error.problems[0].startswith("graph/reference/actors.ttl:")
    assert snapshot.current(place.home) == old


def test_check_tells_people_and_programs(place: Place) -> None:
    assert "0 errors" in place.run("check").stderr
    place.curated.append(place.curated.actors, "actor:x a bg:Company .\n")
    told = place.run("check", code=1)
    assert told.stdout.startswith("error: graph/reference/actors.ttl:")
    assert "1 error;" in told.stderr
    report = json.loads(place.run("check", "--format", "json", code=1).stdout)
    assert report["problems"][0]["severity"] == "error"
    assert report["counts"]["files"] == 5


def test_format_changes_files_once_and_a_check_changes_none(place: Place) -> None:
    actors = place.curated.actors
    before = actors.read_text(encoding="utf-8")
    assert "graph/reference/actors.ttl" in place.run("format", "--check", code=1).stdout
    assert actors.read_text(encoding="utf-8") == before
    place.run("format")
    assert actors.read_text(encoding="utf-8") != before
    assert place.run("format", "--check").stdout == ""
    assert place.run("format", "--check", str(actors)).stdout == ""
    place.run("check")


def test_snapshots_are_listed_compared_chosen_and_pruned(place: Place) -> None:
    place.run("build")
    old = snapshot.current(place.home).id
    place.curated.append(place.curated.letter, "claim:y bg:note 'y'@nl .\n")
    place.run("build")
    rows = json.loads(place.run("snapshots", "list", "--format", "json").stdout)
    assert [row["current"] for row in rows] == [True, False]
    assert place.run("snapshots", "list").stdout.startswith("* ")
    difference = place.run("snapshots", "diff", old)
    assert "1 quads more, 0 fewer" in difference.stderr
    place.run("snapshots", "use", old)
    assert snapshot.current(place.home).id == old
    place.run("snapshots", "use", rows[0]["id"])
    assert place.run("snapshots", "prune", "--keep", "1").stdout.split() == [old]


def test_export_writes_a_file_or_prints(place: Place, tmp_path: Path) -> None:
    place.refused(SnapshotError, "export", "-o", "graph.ttl")
    assert not (tmp_path / "graph.ttl").exists()
    place.run("build")
    place.run("export", "--format", "ttl", "-o", "graph.ttl")
    assert "@prefix bg:" in (tmp_path / "graph.ttl").read_text(encoding="utf-8")
    printed = place.run("export", "-o", "-").stdout
    assert printed == snapshot.current(place.home).quads.read_text(encoding="utf-8")


def test_every_setting_is_listed_with_its_value(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BELEIDSGRAAF_QUERY_SECONDS", "3")
    listed = place.run("settings").stdout
    assert "BELEIDSGRAAF_QUERY_SECONDS=3.0 s" in listed
    rows = json.loads(place.run("settings", "--format", "json").stdout)
    assert [row["help"] for row in rows] == [setting.help for setting in settings.SETTINGS]


def test_sources_are_added_by_file_and_by_folder_and_listed(place: Place, tmp_path: Path) -> None:
    folder = tmp_path / "given"
    folder.mkdir()
    (folder / "kst-1-1.txt").write_text("Een brief.", encoding="utf-8")
    (folder / "brief.txt").write_text("Nog een brief.", encoding="utf-8")
    place.run("sources", "add", "given")
    place.run("sources", "add", "given/brief.txt", "--document", "kst-1-2")
    rows = json.loads(place.run("sources", "list", "--format", "json").stdout)
    assert [row["document"] for row in rows] == ["kst-1-1", "kst-1-2"]
    assert "kst-1-2" in place.run("sources", "list").stdout
    place.run("sources", "add", "nowhere.txt", code=2)
    (folder / "kst-1-1.txt").unlink()
    place.refused(UnreadableDocument, "sources", "add", "given")


def test_only_a_kamerstuk_is_fetched(place: Place) -> None:
    place.refused(FetchRefused, "sources", "fetch", "https://127.0.0.1/")


@pytest.mark.parametrize(
    "command",
    [
        ["build"], ["check"], ["format"], ["export"], ["settings"], ["sources", "add"],
        ["sources", "fetch"], ["sources", "list"], ["snapshots", "list"], ["snapshots", "use"],
        ["snapshots", "prune"], ["snapshots", "diff"],
    ],
)  # fmt: skip
def test_help_has_an_example(place: Place, command: list[str]) -> None:
    text = " ".join(place.run(*command, "--help").stdout.split())
    assert "Example: " in text
    assert f"beleidsgraaf {' '.join(command)}" in text
