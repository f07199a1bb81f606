"""The real graph of the first letter, looked up and walked."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from beleidsgraaf import lookup, words
from beleidsgraaf.networks import ClaimGraph
from beleidsgraaf.store import snapshot
from support.real_workspace import built
from support.small_graph import Small, iri, served

LETTER = "kst-29826-124"


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Small]:
    made = snapshot.current(built(tmp_path_factory.mktemp("letter")))
    with served(made.quads, made.search) as graph:
        yield graph


def test_asml_is_tied_to_the_ipcei_by_its_sector(letter: Small) -> None:
    start, end = (
        letter.run(lookup.find(letter.backend, letter.search, name)).iri
        for name in ("ASML", "IPCEI micro-elektronica")
    )
    graph = letter.run(ClaimGraph.load(letter.backend))
    path = graph.paths(start, end)[0]
    assert [step.end.slug for step in path] == ["halfgeleiderindustrie", "ipcei-micro-elektronica"]
    assert [step.relation.modality for step in path] == ["fact", "explored"]
    for step in path:
        (evidence, *_) = step.relation.evidence
        assert evidence.document == LETTER
        assert words.place(evidence.place, "nl").startswith("bijlage 1, alinea")


def test_the_loan_to_smart_photonics_has_its_giver_form_sum_and_certainty(letter: Small) -> None:
    page = letter.run(lookup.entity(letter.backend, iri("actor/smart-photonics")))
    loan = next(each for each in page.fundings if each.thing.slug == "lening-smart-photonics")
    assert [thing.slug for thing in loan.providers] == ["mnre1045"]
    assert loan.form is not None
    assert (loan.form.code, loan.modality.code) == ("loan", "decided")
    assert loan.amount is not None
    assert loan.amount.value == Decimal(20_000_000)
    assert {each.document for each in loan.evidence} == {LETTER}


def test_every_relation_has_a_modality_evidence_and_names_in_both_languages(letter: Small) -> None:
    graph = letter.run(ClaimGraph.load(letter.backend))
    relations = [data["relation"] for _, _, data in graph.graph.edges(data=True)]
    assert relations
    modalities = graph.vocabulary.modalities()
    for relation in relations:
        assert relation.modality in modalities, relation.assertion
        assert relation.evidence, relation.assertion
        for direction in ("out", "in"):
            name = graph.vocabulary.predicate(relation.predicate, direction)
            assert name.nl, relation.predicate
            assert "omgekeerd" not in name.nl, relation.predicate
        for thing in (relation.subject, relation.object):
            assert thing.name.nl, thing.iri
            assert thing.type, thing.iri


def test_what_is_only_intended_is_never_a_fact_of_its_page(letter: Small) -> None:
    relations = letter.run(lookup.all_relations(letter.backend))
    unsure = [r for r in relations if r.modality not in ("fact", "decided")]
    sure = {(r.subject.iri, r.predicate, r.object.iri) for r in relations if r not in unsure}
    assert unsure
    for subject in sorted({relation.subject.iri for relation in unsure})[::4]:
        page = letter.run(lookup.entity(letter.backend, subject))
        stated = {(subject, fact.predicate, getattr(fact.value, "iri", "")) for fact in page.facts}
        claimed = {(r.subject.iri, r.predicate, r.object.iri) for r in unsure} - sure
        assert not stated & claimed
