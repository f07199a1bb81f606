"""New names: what no list knows is found by shape and context, with its class."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from beleidsgraaf.reader.names import gazetteer
from beleidsgraaf.reader.newnames import find

LINES = (Path(__file__).parent / "data" / "newnames.tsv").read_text("utf-8").splitlines()
MARK = re.compile(r"\[\[(\w+)\|([^\]]+)\]\]")
KNOWN = gazetteer([])


@pytest.mark.parametrize("line", LINES)
def test_a_line_has_these_new_names(line: str) -> None:
    text = MARK.sub(r"\2", line)
    assert [(one.type, one.text) for one in find(text, KNOWN)] == MARK.findall(line)


def test_a_name_has_one_class_throughout_and_its_full_form() -> None:
    text = (
        "Het Centrum voor Getijden (CvG) meldt zich bij de start-up Vexolum. "
        "Volgens CvG wil Vexolum uitbreiden, en CvG steunt Vexolum."
    )
    found = find(text, KNOWN)
    assert {one.type for one in found if one.text == "Vexolum"} == {"Company"}
    assert {one.name for one in found if one.text == "CvG"} == {"Centrum voor Getijden"}


def test_places_are_those_of_the_given_text() -> None:
    text = "Kop\r\n\r\nDe start-up Vexo\u00adlum en de start-up\nFjordbit B.V. doen mee."
    for one in find(text, KNOWN):
        assert text[one.start : one.end] == one.text


@pytest.mark.parametrize("piece", ["Aa ", "Stichting ", "van de ", "A. ", "Wet op de ", "B.V. "])
def test_time_grows_with_the_text(piece: str) -> None:
    def seconds(text: str) -> float:
        begin = time.process_time()
        find(text, KNOWN)
        return time.process_time() - begin

    text = piece * (6_000 // len(piece))
    short = min(seconds(text) for _ in range(3))
    assert min(seconds(text * 10) for _ in range(3)) < 12 * short + 0.3
