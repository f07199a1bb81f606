"""Letters that mislead without being broken, read from the command line among good ones."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

GOOD = "De minister geeft 20 miljoen euro (Kamerstukken II 2019/20, 29 826, nr. 124).\n"
PRIVATE = (
    "Mail naar a.dewit@voorbeeld.nl of bel 06-00000000 of +31 (0)70 000 0000. "
    "Betaal op IBAN NL00TEST0123456789.\n"
)
VARIANTS = (
    "Kamerstukken\u00a0II 2023/24, 36\u2009410, nr.\u00a012; 36 410, nrs. 12 en 13; "
    "kamerstukken II 2023\u201324, 36 410, nr. 12\u201314; t.a.p.; Kamerstukken II, passim.\n"
)
LETTERS = {"kst-1-1": GOOD, "kst-1-2": GOOD, "kst-1-3": PRIVATE, "kst-1-4": VARIANTS}


def read(folder: Path, out: Path) -> dict[str, bytes]:
    code = "import sys; from beleidsgraaf.cli import main; sys.exit(main())"
    subprocess.run(
        [sys.executable, "-c", code, "read", folder, "--out", out, "--jobs", "1"],
        capture_output=True,
        timeout=60,
        check=True,
    )
    return {path.name: path.read_bytes() for path in out.iterdir()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("letters")
    for name, text in LETTERS.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def found(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return read(folder, tmp_path_factory.mktemp("found"))


def finds(found: dict[str, bytes], document: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in found[f"{document}.txt.jsonl"].splitlines()]


def test_the_same_letters_read_twice_are_the_same(
    folder: Path, found: dict[str, bytes], tmp_path: Path
) -> None:
    assert read(folder, tmp_path) == found


def test_letters_of_equal_text_have_a_record_each(found: dict[str, bytes]) -> None:
    lines = [json.loads(line) for line in found["report.jsonl"].splitlines()]
    assert [line["file"] for line in lines] == [f"{name}.txt" for name in LETTERS]
    assert found["kst-1-1.txt.jsonl"] == found["kst-1-2.txt.jsonl"] != b""


def test_addresses_and_numbers_of_persons_are_not_proposed(found: dict[str, bytes]) -> None:
    assert finds(found, "kst-1-3") == []


def test_a_citation_in_any_form_is_read_and_an_unknown_one_is_not_guessed(
    found: dict[str, bytes],
) -> None:
    assert [(one["kind"], one.get("targets")) for one in finds(found, "kst-1-4")] == [
        ("citation", ["kst-36410-12"]),
        ("citation", ["kst-36410-12", "kst-36410-13"]),
        ("citation", ["kst-36410-12", "kst-36410-13", "kst-36410-14"]),
    ]
