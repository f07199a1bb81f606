"""The command that asks prepared questions, in a process of its own, on the real graph."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from support.real_workspace import built

_COMMAND = [sys.executable, "-c", "from beleidsgraaf.cli import main; main()"]
NOT_FOUND = "niet gevonden in de tekst"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("asking")).home


def ask(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*_COMMAND, "--home", str(home), "ask", *words],
        capture_output=True,
        text=True,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "200"},
        timeout=60,
        check=False,
    )


def test_each_element_of_an_instrument_is_told_or_said_to_be_missing(home: Path) -> None:
    answer = ask(home, "cw31", "STAP-budget", "--format", "csv")
    assert answer.returncode == 0, answer.stderr
    rows = list(csv.DictReader(io.StringIO(answer.stdout)))
    assert [int(row["number"]) for row in rows] == sorted(int(row["number"]) for row in rows)
    assert {row["number"] for row in rows} == set("123456")
    assert all(("sectie" in row["place"]) != (row["foundName"] == NOT_FOUND) for row in rows)
    assert any(row["element"] == "geld" and row["amount"] == "218000000" for row in rows)


def test_a_parameter_is_given_or_opened(home: Path) -> None:
    words = ("counts-of-documents-cited", "--format", "csv")
    counted = [
        len(ask(home, *words, *more).stdout.splitlines()) - 1
        for more in ((), ("--with", "class="), ("--with", "class=bg:Act"))
    ]
    assert counted[0] == 1 < counted[1]
    assert counted[2] == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("cw31", "bestaat niet echt"), "Nothing in the graph"),
        (("geen-vraag",), "no such question"),
        (("cw31", "--with", "kleur=blauw"), "No parameter kleur"),
    ],
)
def test_what_cannot_be_asked_is_told(home: Path, words: tuple[str, ...], told: str) -> None:
    answer = ask(home, *words)
    assert answer.returncode != 0
    assert told in answer.stderr
    assert "Traceback" not in answer.stderr
