from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from beleidsgraaf import formats
from beleidsgraaf.errors import BadParameter, UnreadableDocument
from beleidsgraaf.store import copies
from beleidsgraaf.store.workspace import Workspace

TEXT = "Geachte Voorzitter,\r\n\r\nHierbij één visie.\x0c\n"


def text_of(content: bytes) -> str:
    return formats.extract(content, "kst-1-1.txt", 10_000).text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_is_kept_as_utf8_with_what_is_known_of_it(tmp_path: Path, encoding: str) -> None:
    sources = tmp_path / "sources"
    text = text_of(TEXT.encode(encoding))
    made = copies.keep(sources, "kst-29826-124", text, "kst-29826-124.txt")
    kept = (sources / "kst-29826-124.txt").read_bytes()
    assert kept == TEXT.encode()
    assert made.sha256 == hashlib.sha256(kept).hexdigest()
    assert (made.document, made.origin) == ("kst-29826-124", "kst-29826-124.txt")
    assert copies.listed(sources) == [made]
    assert copies.keep(sources, "kst-29826-124", text, "elsewhere.txt") == made


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b" \n\t", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"%PDF-1.7 \xe2\xe3", "no whole PDF"),
        (b"PK\x03\x04word", "damaged zip"),
        (b"\xd0\xcf\x11\xe0word", "Word"),
        ("één".encode("latin-1"), "byte 1 is no UTF-8"),
        ("tekst".encode("utf-16-le"), "binary"),
        ("tekst".encode("utf-32"), "UTF-32"),
        (b"\xff\xfea", "is no UTF-16"),
        (bytes(range(1, 9)) * 40, "binary"),
        (b"a\x00b", "binary"),
        (b"<!DOCTYPE html><p>", "no text"),
        (b"<?xml version='1.0'?><a/>", "no official publication"),
        (b"x" * 10_001, "larger than"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        text_of(content)
    assert reason in caught.value.detail


@pytest.mark.parametrize(
    ("name", "document"),
    [
        ("kst-29826-124.txt", "kst-29826-124"),
        ("kst-36600-XIII-20.txt", "kst-36600-XIII-20"),
        ("kst-35261-B.txt", "kst-35261-B"),
        ("blg-1184123.txt", "blg-1184123"),
        ("ah-tk-20202021-2168.txt", "ah-tk-20202021-2168"),
        ("stb-2018-401.txt", "stb-2018-401"),
        ("brief.txt", None),
        ("kst-.txt", None),
        ("kst-29826-124 (1).txt", None),
    ],
)
def test_a_file_name_may_say_which_document_it_is(name: str, document: str | None) -> None:
    assert copies.document_of(Path(name)) == document


@pytest.mark.parametrize("document", [None, "../x", "a/b", "", "x\n", "kst_1"])
def test_a_document_must_be_named_well(tmp_path: Path, document: str | None) -> None:
    file = tmp_path / "brief.txt"
    file.write_text("Tekst", encoding="utf-8")
    with pytest.raises(BadParameter):
        copies.named(file, document)


def test_of_a_folder_each_recognised_document_is_taken_once(tmp_path: Path) -> None:
    for name in ("kst-1-1.txt", "kst-1-2.txt", "notes.txt", "kst-1-1.pdf", "kst-1-2.xml", "a.zip"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [path.name for path in copies.recognised(tmp_path)] == ["kst-1-1.txt", "kst-1-2.xml"]


def test_a_changed_copy_is_listed_as_it_is_now(tmp_path: Path) -> None:
    copies.keep(tmp_path, "kst-1-1", "Een", "een.txt")
    (tmp_path / "kst-1-1.txt").write_text("Twee!", encoding="utf-8")
    (changed,) = copies.listed(tmp_path)
    assert (changed.characters, changed.origin) == (5, "")


def test_of_a_folder_no_link_is_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("x")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "kst-1-1.txt").symlink_to(secret)
    (folder / "kst-1-2.txt").write_text("y")
    assert [path.name for path in copies.recognised(folder)] == ["kst-1-2.txt"]


def test_a_pipe_or_folder_is_refused_at_once(tmp_path: Path) -> None:
    pipe, folder = tmp_path / "kst-29826-1.txt", tmp_path / "kst-29826-2.txt"
    os.mkfifo(pipe)
    folder.mkdir()
    for file in (pipe, folder):
        with pytest.raises(UnreadableDocument):
            copies.content_of(file, 10_000)


def test_a_bad_file_of_a_folder_is_told_and_the_others_are_taken(tmp_path: Path) -> None:
    for number, content in enumerate((b"", b"Goed.", b"\xff\xfea", b"Ook goed."), 1):
        (tmp_path / f"kst-29826-{number}.txt").write_bytes(content)
    home = tmp_path / "home"
    code = "import sys; from beleidsgraaf.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", code, "--home", str(home), "sources", "add", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    errors = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
    assert done.returncode == 2
    assert [line.split()[1] for line in errors] == ["kst-29826-1.txt", "kst-29826-3.txt"]
    kept = [one.document for one in copies.listed(Workspace(home).sources)]
    assert kept == ["kst-29826-2", "kst-29826-4"]
