"""The measure itself, and the open texts as a floor under which the grammar may not fall."""

from __future__ import annotations

from pathlib import Path

import pytest

from accuracy import finders, proposed, statements
from accuracy.markup import Mark, MarkedText, half, load, parse
from accuracy.scores import Finder, lenient, measure, score, strict
from beleidsgraaf.reader.names import gazetteer
from beleidsgraaf.store import labels
from beleidsgraaf.store.files import GraphFiles


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


@pytest.mark.parametrize(
    ("kind", "finder", "floor"),
    [
        ("citation", finders.citations, 0.98),
        ("amount", finders.amounts, 0.98),
        ("date", finders.dates, 0.98),
        ("deadline", finders.deadlines, 0.85),
    ],
)
def test_finds_in_the_open_texts_stay_found(kind: str, finder: Finder, floor: float) -> None:
    total, _ = measure(half("open"), kind, finder, strict)
    assert min(total.precision, total.recall) >= floor


def test_names_in_the_open_texts_stay_found() -> None:
    names = finders.Names.of()
    texts = [names.resolved(text) for text in half("open")]
    total, _ = measure(texts, "mention", names.mentions, strict)
    assert min(total.precision, total.recall) >= 0.95


def test_new_names_in_the_open_texts_stay_found() -> None:
    known = gazetteer(labels.rows(GraphFiles.collect()))
    total, _ = proposed.measure(proposed.half("open"), known, strict=True)
    assert total.marked > 400
    assert total.f1 >= 0.65


def test_relations_in_the_open_texts_stay_found() -> None:
    known = gazetteer(labels.rows(GraphFiles.collect()))
    stated, modalities, _ = statements.measure("open", known)
    assert stated.marked > 300
    assert stated.precision >= 0.85
    assert stated.recall >= 0.3
    assert modalities.precision >= 0.9


def test_fundings_in_the_open_texts_stay_found() -> None:
    known = gazetteer(labels.rows(GraphFiles.collect()))
    total, _ = statements.measure_fundings("open", known, strict=False)
    assert total.marked > 90
    assert total.f1 >= 0.45


def test_the_shades_of_a_value_count_only_strictly() -> None:
    amount = Mark("amount", 0, 5, "20 EUR exact")
    shifted = Mark("amount", 0, 5, "20 EUR about")
    assert lenient(amount, shifted)
    assert not strict(amount, shifted)
    assert not lenient(amount, Mark("amount", 0, 5, "20 USD exact"))


def test_deadlines_are_dates_and_a_kind_of_their_own() -> None:
    text, marks = parse("Op [[d:2020|2020]] en in [[dd:2021|2021]].")
    texts = [MarkedText("t", text, marks, "", None, "")]

    def nothing(_: MarkedText) -> list[Mark]:
        return []

    assert measure(texts, "date", nothing, strict)[0].marked == 2
    assert measure(texts, "deadline", nothing, strict)[0].marked == 1


def test_a_mention_that_is_not_linked_counts_only_leniently() -> None:
    marked = Mark("mention", 0, 5, "x:a")
    unlinked = Mark("mention", 0, 5, "? | A | x:a | x:b")
    assert lenient(unlinked, marked)
    assert not strict(unlinked, marked)


def test_a_marked_name_is_compared_by_the_thing_that_it_means() -> None:
    names = finders.Names.of([{"text": "ASML", "iri": "x:asml", "type": "Company", "name": "ASML"}])
    text, marks = parse("Bij [[m:asml|ASML]] en [[m:Onbekend|Onbekend]].")
    resolved = names.resolved(MarkedText("t", text, marks, "", None, ""))
    assert [mark.value for mark in resolved.marks] == ["x:asml", "Onbekend"]
