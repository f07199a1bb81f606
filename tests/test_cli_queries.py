from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest

from beleidsgraaf.store.workspace import Workspace
from support.command_line import run
from support.small_workspace import built

ACTORS = "SELECT ?x { ?x a bg:Actor } ORDER BY ?x"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return built(tmp_path_factory.mktemp("cli"))


def good(workspace: Workspace, *words: str) -> str:
    code, out, err = run(workspace.home, *words)
    assert (code, err.strip()) == (0, ""), err
    return out


def test_a_query_is_a_table_for_people(workspace: Workspace) -> None:
    lines = good(workspace, "query", "--text", ACTORS).splitlines()
    assert lines[0] == "x"
    assert "bgi:actor/zaan-lithografie" in lines
    assert len(lines) == 9


def test_a_syntax_error_counts_lines_as_they_are_typed(workspace: Workspace) -> None:
    code, _, err = run(workspace.home, "query", "--text", "SELECT ?x { ?x a bg:Actor")
    assert code == 2
    assert "Line 1, column 26:" in err


def test_a_query_comes_from_a_file_or_standard_input(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "actors.rq").write_text(ACTORS)
    from_file = good(workspace, "query", str(tmp_path / "actors.rq"), "--format", "csv")
    _, from_input, _ = run(
        workspace.home, "query", "-", "--format", "csv", given=ACTORS.encode()
    )  # fmt: skip
    assert from_file == from_input
    assert from_file.splitlines()[0] == "x"


def test_a_graph_is_turtle(workspace: Workspace) -> None:
    text = "CONSTRUCT WHERE { ?x a bg:Company }"
    assert "bg:Company" in good(workspace, "query", "--text", text)


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["query", "--text", "SELECT ?x {"], 2, "error:"),
        (["query", "--text", "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"], 2,
         "SERVICE"),
        (["query", "--text", "{" * 3000], 2, "error:"),
        (["query", "no-such-file.rq"], 2, "no-such-file.rq cannot be read"),
        (["query"], 2, "one of them"),
        (["query", "--text", "ASK {}", "--format", "ttl"], 2, "ASK"),
        (["show", "Niemand"], 3, "Nothing in the graph is named"),
        (["show", "Tweeling"], 2, "actor/andere-tweeling"),
        (["search", "qqqq"], 3, "Nothing in the graph is named"),
        (["path", "kst-1-1", "Zaan Lithografie"], 3, "No path"),
        (["path", "ZLG", "IPCEI Proef", "--max-length", "7"], 2, "at most 6"),
        (["path", "ZLG", "IPCEI Proef", "-m", "sure"], 2, "no modality"),
        (["network", "ZLG", "-o", "net.exe"], 2, ".html"),
        (["network", "ZLG", "-o", "no/such/folder/net.svg"], 2, "cannot be written"),
        (["network", "ZLG", "-o", "net.svg", "--limit", "301"], 2, "at most 300"),
    ],
)  # fmt: skip
def test_an_error_is_one_message_with_its_exit_code(
    workspace: Workspace, words: list[str], code: int, told: str
) -> None:
    ended, out, err = run(workspace.home, *words)
    assert (ended, out) == (code, "")
    assert told in err
    assert "Traceback" not in err


def test_search_and_show_speak_both_languages(workspace: Workspace) -> None:
    assert "Zaan Lithography" in good(workspace, "search", "ZLG", "--language", "en")
    dutch = good(workspace, "show", "Lichtchip")
    english = good(workspace, "show", "Lichtchip", "--language", "en")
    assert "wordt gefinancierd door (1)" in dutch
    assert "Ministerie van Proeven [besloten, volgens Kabinet]" in dutch
    assert (
        "van Ministerie van Proeven; aan Lichtchip; voor Fotonica; lening; 20.000.000 euro" in dutch
    )
    assert "20,000,000 euro" in english
    assert "passage cannot be shown: no copy of kst-1-2" in english


def test_show_gives_json_and_turtle_to_programs(workspace: Workspace) -> None:
    assert json.loads(good(workspace, "show", "ZLG", "--format", "json"))["type_name"]["en"]
    assert "rdf:subject" in good(workspace, "show", "ZLG", "--format", "ttl")


def test_a_path_is_told_in_words_with_modality_and_place(workspace: Workspace) -> None:
    assert good(workspace, "path", "ZLG", "IPCEI Proef").splitlines() == [
        "1. Zaan Lithografie is actief in Halfgeleiderindustrie [feit, volgens Kabinet]",
        "    kst-1-2, paragraaf 6, alinea 2, pagina 14",
        "    (passage niet te tonen: geen kopie van kst-1-2)",
        "    kst-1-2, paragraaf 6, pagina 15, voetnoot 42",
        "    (passage niet te tonen: geen kopie van kst-1-2)",
        "2. Halfgeleiderindustrie is aandachtsgebied van IPCEI Proef [verkend, volgens Kabinet]",
        "    kst-1-2, bijlage 1, pagina 28",
        "    (passage niet te tonen: geen kopie van kst-1-2)",
    ]


@pytest.mark.parametrize("suffix", ["html", "gexf", "graphml", "svg", "json", "cyjs"])
def test_a_network_is_written_by_the_suffix_of_the_file(
    workspace: Workspace, tmp_path: Path, suffix: str
) -> None:
    file = tmp_path / f"net.{suffix}"
    code, _, err = run(workspace.home, "network", "ZLG", "-o", str(file), "--depth", "2")
    assert (code, "6 dingen" in err) == (0, True), err
    assert "Halfgeleiderindustrie" in file.read_text(encoding="utf-8")


def test_without_a_snapshot_the_remedy_is_told(tmp_path: Path) -> None:
    code, _, err = run(tmp_path / "empty", "show", "ZLG")
    assert code == 5
    assert "remedy: " in err
    assert "beleidsgraaf build" in err


def test_a_port_in_use_is_told_with_its_remedy(workspace: Workspace) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, _, err = run(workspace.home, "serve", "--port", str(port))
    assert code == 2
    assert f"Port {port} of 127.0.0.1 is in use." in err
    assert f"--port {port + 1}" in err
