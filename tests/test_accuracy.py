"""The measure itself, and the open texts as a floor under which the grammar may not fall."""

from __future__ import annotations

from pathlib import Path

import pytest

from accuracy.markup import Mark, half, load, parse
from accuracy.measure import found_citations
from accuracy.scores import lenient, measure, score, strict


def test_markup_is_taken_off_and_gives_places() -> None:
    text, marks = parse("Zie [[c:kst-1-2 kst-1-3|de brief]] van [[dd:2020-06|juni 2020]].")
    assert text == "Zie de brief van juni 2020."
    assert [text[mark.start : mark.end] for mark in marks] == ["de brief", "juni 2020"]
    assert (marks[0].value, marks[1].kind, marks[1].deadline) == ("kst-1-2 kst-1-3", "date", True)


@pytest.mark.parametrize(
    "content", ["geen kop", "# date: 2020-01-01; document: x; kind: y\n\n[[c:a|"]
)
def test_a_broken_file_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.txt").write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=r"a\.txt"):
        load(tmp_path / "a.txt")


def test_a_find_counts_once_and_a_shifted_one_only_leniently() -> None:
    marked = [Mark("citation", 0, 10, "kst-1-2")]
    found = [Mark("citation", 0, 9, "kst-1-2"), Mark("citation", 0, 10, "kst-1-2")]
    assert score(found, marked, strict)[0].right == 1
    assert score(found[:1], marked, strict)[0].right == 0
    assert score(found, marked, lenient)[0].right == 1


def test_a_law_is_the_same_by_title_and_abbreviation_and_an_article_is_not() -> None:
    full = Mark("citation", 0, 5, "law-algemene-wet-bestuursrecht-art-4:23")
    assert strict(full, Mark("citation", 0, 5, "law-awb-art-4:23"))
    assert not strict(full, Mark("citation", 0, 5, "law-awb-art-4:24"))


def test_the_open_texts_are_enough() -> None:
    texts = half("open")
    counts = {
        kind: sum(m.kind == kind for t in texts for m in t.marks)
        for kind in ("citation", "amount", "date", "mention")
    }
    assert len(texts) >= 30
    assert counts["citation"] >= 200
    assert min(counts["amount"], counts["date"]) >= 100
    assert counts["mention"] >= 250


def test_citations_of_the_open_texts_stay_found() -> None:
    total, _ = measure(half("open"), "citation", found_citations, strict)
    assert total.precision >= 0.98
    assert total.recall >= 0.95
