from __future__ import annotations

from pathlib import Path

import pytest

from beleidsgraaf.checks import check, evidence
from beleidsgraaf.errors import InvalidGraph
from beleidsgraaf.store import copies, curated
from beleidsgraaf.store.problems import Problem, refuse
from beleidsgraaf.text import digest, words
from support.store import Curated, copied

SENTENCES = (
    "Het ministerie overweegt een overname van een bedrijf in de buurt.",
    "De coalitie werkt samen met een groot bedrijf aan nieuwe chips.",
)
CLAIMS = ("kst-1-1-aaaaaaaaaaaa", "kst-1-1-bbbbbbbbbbbb")


@pytest.fixture
def small(tmp_path: Path) -> Curated:
    return copied(tmp_path)


def with_passages(small: Curated) -> Curated:
    """Give each claim one passage of a short letter, and take a copy of that letter."""
    text = "Inleiding\n\n" + "\n\n".join(SENTENCES) + "\n\nHoogachtend,\n"
    every = [word.text for word in words(text)]
    for claim, sentence in zip(CLAIMS, SENTENCES, strict=True):
        own = [word.text for word in words(sentence)]
        index = next(i for i in range(len(every)) if every[i : i + len(own)] == own)
        small.append(
            small.letter,
            f"claim:{claim} bg:evidence claim:{claim}\\/e1 .\n"
            f"claim:{claim}\\/e1 <http://www.w3.org/ns/oa#hasSource>"
            " <https://w3id.org/beleidsgraaf/id/document/kst-1-1> ;\n"
            f' bg:section "1" ; bg:wordIndex {index} ; bg:wordCount {len(own)} ;'
            f' bg:passageDigest "{digest(own)}" .\n',
        )
    copies.keep(small.workspace.sources, "kst-1-1", text, "test")
    return small


def test_the_small_graph_has_no_problems(small: Curated) -> None:
    report = check(small.files(), small.workspace.sources)
    assert report.problems == ()


def test_broken_turtle_is_reported_alone_with_its_place(small: Curated) -> None:
    small.append(small.actors, "actor:x a .\n")
    small.append(small.actors, "actor:y a bg:Actor .\n")
    report = check(small.files(), small.workspace.sources)
    line = small.actors.read_text(encoding="utf-8").count("\n") - 1
    (problem,) = report.errors
    assert problem.place == f"graph/reference/actors.ttl:{line}:11"


def test_a_broken_shape_names_subject_place_and_says_it_in_dutch(small: Curated) -> None:
    small.append(small.actors, 'actor:x a bg:Company ;\n skos:prefLabel "X"@nl .\n')
    line = small.actors.read_text(encoding="utf-8").count("\n") - 1
    (problem,) = check(small.files(), None).errors
    assert problem.place == f"graph/reference/actors.ttl:{line}"
    assert problem.message.startswith("bgi:actor/x skos:prefLabel")
    assert "Een actor heeft een naam in het Nederlands en het Engels." in problem.message


def test_each_letter_is_validated(small: Curated) -> None:
    other = small.letter.with_name("kst-1-2.ttl")
    text = small.letter.read_text(encoding="utf-8").replace("kst-1-1-", "kst-1-2-")
    text = text.replace("funding:loan", "funding:other").replace("funding:wish", "funding:hope")
    other.write_text(text, encoding="utf-8")
    assert check(small.files(), None).problems == ()
    small.append(other, "claim:kst-1-2-aaaaaaaaaaaa bg:modality bg:modality-fact .\n")
    (problem,) = check(small.files(), None).errors
    assert problem.place.startswith("graph/letters/kst-1-2.ttl:")
    assert "Een bewering heeft precies één modaliteit." in problem.message


def test_a_shape_of_a_value_in_another_file_counts(small: Curated) -> None:
    small.replace(small.letter, "bg:modality-fact", "bg:modality-sure")
    (problem,) = check(small.files(), None).errors
    assert problem.message.startswith("bgi:claim/kst-1-1-bbbbbbbbbbbb bg:modality bg:modality-sure")


def test_a_hygiene_rule_names_its_subjects(small: Curated) -> None:
    small.replace(small.letter, "rdf:object actor:asml", "rdf:object actor:nobody")
    (problem,) = check(small.files(), None).errors
    assert problem.place.startswith("graph/letters/kst-1-1.ttl:")
    assert "A claim names things that the graph knows." in problem.message
    assert "unknown bgi:actor/nobody" in problem.message


@pytest.mark.parametrize("rule", ["SELECT", "ASK { ?s ?p ?o }"])
def test_a_rule_that_is_none_is_refused_by_name(small: Curated, rule: str) -> None:
    (small.folder / "ontology/hygiene/bad.rq").write_text(rule, encoding="utf-8")
    with pytest.raises(InvalidGraph) as caught:
        check(small.files(), None)
    assert caught.value.problems[0].startswith("ontology/hygiene/bad.rq: ")


def test_every_evidence_is_known_with_its_place(small: Curated) -> None:
    found = evidence(curated.read(with_passages(small).files()))
    assert [assertion.rpartition("/")[2] for assertion, _ in found] == list(CLAIMS)
    assert {one.document for _, one in found} == {"kst-1-1"}
    assert found[0][1].place.section == "1"


def test_every_passage_is_found_in_the_copy(small: Curated) -> None:
    report = check(with_passages(small).files(), small.workspace.sources)
    assert report.problems == ()
    assert report.counts["passages exact"] == 2


def test_without_a_copy_nothing_is_wrong(small: Curated) -> None:
    with_passages(small)
    report = check(small.files(), small.folder / "elsewhere")
    assert report.problems == ()
    assert report.counts["passages no-copy"] == 2


@pytest.mark.parametrize("changed", [0, 1])
def test_a_changed_word_names_exactly_the_claim_of_its_passage(
    small: Curated, changed: int
) -> None:
    copy = with_passages(small).workspace.sources / "kst-1-1.txt"
    small.replace(copy, SENTENCES[changed], SENTENCES[changed].replace("bedrijf", "fabriek"))
    (problem,) = check(small.files(), small.workspace.sources).errors
    assert CLAIMS[changed] in problem.message
    assert problem.place.startswith("graph/letters/kst-1-1.ttl:")


def test_a_copy_that_is_no_text_is_told(small: Curated) -> None:
    copy = with_passages(small).workspace.sources / "kst-1-1.txt"
    copy.write_bytes(b"\xff\xfe\x00")
    problems = check(small.files(), small.workspace.sources).errors
    assert len(problems) == 2
    assert all("cannot be read" in problem.message for problem in problems)


def test_many_problems_are_told_in_part_and_counted() -> None:
    problems = [Problem(f"a.ttl:{line}", "wrong") for line in range(30)]
    with pytest.raises(InvalidGraph) as whole:
        refuse(problems)
    with pytest.raises(InvalidGraph) as short:
        refuse(problems, 20)
    assert len(whole.value.problems) == 30
    assert (len(short.value.problems), short.value.problems[-1]) == (21, "and 10 more")
