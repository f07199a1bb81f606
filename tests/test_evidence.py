"""A passage is found in any copy of the document, and nowhere else."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beleidsgraaf.evidence import Copies, Copy
from beleidsgraaf.reader.layout import read
from beleidsgraaf.records import Evidence

LETTER = Path(__file__).parent / "data" / "letters" / "kst-99999-3.txt"
TEXT = LETTER.read_text(encoding="utf-8")
READING = read(TEXT)
ALL = [
    Evidence(
        f"e{span.index}",
        "kst-99999-3",
        span.place,
        span.index,
        span.count,
        READING.digest(span.index, span.count),
    )
    for span in READING.spans
]
PROSE = [
    evidence
    for evidence, span in zip(ALL, READING.spans, strict=True)
    if span.kind in {"sentence", "footnote"}
]

COPIES: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "on one line": lambda text: " ".join(text.split()),
    "wrapped at 50": lambda text: textwrap.fill(text, 50, break_on_hyphens=False),
    "without blank lines": lambda text: re.sub(r"\n\s*\n", "\n", text),
    "lines stripped": lambda text: "\n".join(line.strip() for line in text.splitlines()),
    "without page headers": lambda text: re.sub(r"Pagina \d van 3.*?3141592", "", text, flags=re.S),
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "form feeds": lambda text: re.sub(r"(?m)^ (?=\S)", "\f", text),
}


@pytest.mark.parametrize("name", COPIES)
def test_every_passage_is_found(name: str) -> None:
    copy = Copy(COPIES[name](TEXT))
    assert [e.iri for e in PROSE if copy.locate(e) is None] == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(min_value=30, max_value=160))
def test_every_passage_is_found_at_any_width(width: int) -> None:
    copy = Copy(textwrap.fill(TEXT, width, break_on_hyphens=False, break_long_words=False))
    assert [e.iri for e in PROSE if copy.locate(e) is None] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [("geopend", "gesloten"), ("verlengen tot 2035", "verlengen tot 2036"), ("12.", "13.")],
)
def test_a_changed_word_loses_exactly_its_passage(old: str, new: str) -> None:
    copy = Copy(TEXT.replace(old, new, 1))
    lost = [e for e in ALL if copy.locate(e) is None]
    changed = [
        e for e, span in zip(ALL, READING.spans, strict=True) if _holds(span.index, span.count, old)
    ]
    assert lost == changed[:1]


def _holds(index: int, count: int, words: str) -> bool:
    segments = READING.segments(index, count)
    return words in " ".join(" ".join(TEXT[a:b].split()) for a, b in segments)


def test_the_passage_is_shown_with_its_surroundings(tmp_path: Path) -> None:
    (tmp_path / "kst-99999-3.txt").write_text(TEXT, encoding="utf-8")
    evidence = next(e for e in ALL if _holds(e.word_index, e.word_count, "Waterfonds"))
    passage = Copies(tmp_path).passage(evidence)
    assert passage.state == "exact"
    assert passage.text == "Het Waterfonds draagt daar 4,5 mln. euro aan bij, zie ook box 1."
    assert passage.before == "De proefhaven in Zilverdijk is in april geopend."
    assert passage.after.startswith("Volgens de Rekenkamer Noord")


def test_a_changed_passage_is_shown_as_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "kst-99999-3.txt").write_text(TEXT.replace("geopend", "gesloten"), encoding="utf-8")
    copies = Copies(tmp_path)
    passages = {e.iri: copies.passage(e) for e in ALL}
    near = [p for p in passages.values() if p.state == "nearest"]
    assert [p.text for p in near] == ["De proefhaven in Zilverdijk is in april gesloten."]


def test_without_a_copy_there_is_no_passage(tmp_path: Path) -> None:
    assert Copies(tmp_path).passage(ALL[0]).state == "no-copy"


def test_another_text_holds_nothing(tmp_path: Path) -> None:
    other = "Dit is een heel andere tekst over iets anders. " * 300
    (tmp_path / "kst-99999-3.txt").write_text(other, encoding="utf-8")
    copies = Copies(tmp_path)
    assert {copies.passage(e).state for e in ALL} == {"not-found"}


def test_a_new_copy_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "kst-99999-3.txt"
    path.write_text("Nog leeg.", encoding="utf-8")
    copies = Copies(tmp_path)
    assert copies.passage(ALL[4]).state == "not-found"
    path.write_text(TEXT, encoding="utf-8")
    assert copies.passage(ALL[4]).state == "exact"
