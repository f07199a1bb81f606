"""What is proposed to a person: names, fundings, promises, and nothing that the graph states."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from rdflib import RDF, Graph, URIRef

from beleidsgraaf import terms
from beleidsgraaf.curation import BG, Source
from beleidsgraaf.reader.layout import read
from beleidsgraaf.reader.names import Gazetteer, gazetteer
from beleidsgraaf.review import (
    Decision,
    Log,
    Proposal,
    Stated,
    missing,
    propose,
    statements,
    strange,
    turned,
    write,
)
from beleidsgraaf.review.proposals import KINDS
from beleidsgraaf.store import labels
from beleidsgraaf.store.files import GraphFiles
from beleidsgraaf.store.workspace import Workspace

DOCUMENT = "kst-99999-3"
CASES = Path(__file__).parent / "data" / "review"


def source(text: str) -> Source:
    return Source(DOCUMENT, date(2031, 9, 1), read(f"1. Kop\n\n{text}\n"))


@pytest.fixture(scope="module")
def names() -> Gazetteer:
    return gazetteer(labels.rows(GraphFiles.collect()))


def cases(file: str) -> list[tuple[str, str]]:
    lines = (CASES / file).read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return [(wanted, text) for wanted, text in pairs]


@pytest.mark.parametrize(("wanted", "text"), cases("sums.tsv"))
def test_a_sum_is_funding_of_a_form_or_a_figure(wanted: str, text: str) -> None:
    (one,) = propose(source(text), ["amount", "funding"])
    assert (one.fields.get("form") or one.kind) == wanted


@pytest.mark.parametrize(("wanted", "text"), cases("promises.tsv"))
def test_what_is_promised_before_a_day_is_a_step(wanted: str, text: str) -> None:
    found = propose(source(text), ["date"])
    assert [one.fields["deadline"] for one in found] == ([] if wanted == "-" else [wanted])
    assert all({"step", "concerns", "holder"} <= set(missing("date", one.fields)) for one in found)


def test_mentions_come_after_the_others(names: Gazetteer) -> None:
    found = propose(source("ASML groeit. Zie Kamerstuk 29826, nr. 7."), (), names)
    assert [one.kind for one in found] == ["citation", "mention"]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [("holder", "kabinet", False), ("holder", "niemand", True), ("modality", "akkoord", True),
     ("modality", "fact", False), ("target", "kst-99998-7", False)],
)  # fmt: skip
def test_a_thing_or_code_that_is_not_there_is_strange(name: str, text: str, expected: bool) -> None:
    known = Stated.of(GraphFiles.collect(), DOCUMENT).known
    assert strange("citation", name, text, known) is expected


def test_a_name_is_one_proposal_with_all_its_passages(names: Gazetteer) -> None:
    text = "ASML groeit. De sector wacht. Volgens ASML en nogmaals ASML is dat zo."
    (one,) = (each for each in propose(source(text), ["mention"], names) if each.fields["thing"])
    assert one.fields == {"thing": "actor/asml", "modality": "fact"}
    assert (len(one.finds), len(one.passages)) == (3, 2)


def test_a_name_of_several_things_is_asked_for_in_each_passage(names: Gazetteer) -> None:
    text = "Dat raakt Defensie. Ook zegt Defensie dat."
    found = propose(source(text), ["mention"], names)
    assert [one.fields["thing"] for one in found] == ["", ""]
    assert all("thing" in missing("mention", one.fields) for one in found)
    assert {iri for one in found for iri in one.find["candidates"]} == {f"{terms.ID}actor/mnre1018"}
    assert len({one.id for one in found}) == 2


def test_a_name_of_nothing_in_the_graph_is_no_proposal(names: Gazetteer) -> None:
    assert propose(source("Volgens de NZa is dat zo."), ["mention"], names) == []


def test_without_names_there_are_no_mentions() -> None:
    assert propose(source("Volgens ASML is dat zo.")) == []


def test_a_mention_is_a_claim_that_says_no_more(names: Gazetteer) -> None:
    letter = source("Volgens ASML is dat zo. En ASML groeit.")
    (one,) = propose(letter, ["mention"], names)
    made, triples = statements(one, {**one.fields, "holder": "kabinet"}, letter, "redactie")
    graph = Graph().parse(data="\n".join(triples), format="nt")
    claim = URIRef(made)
    assert graph.value(claim, RDF.predicate) == BG.mentions
    assert graph.value(claim, RDF.object) == URIRef(f"{terms.ID}actor/asml")
    assert len(list(graph.objects(claim, BG.evidence))) == 2


def test_a_sum_can_be_read_the_other_way_and_back() -> None:
    (one,) = propose(source("Er is € 2 mln. per jaar beschikbaar."))
    figure = turned(one, DOCUMENT)
    assert one.fields["recurrence"] == "yearly"
    assert figure is not None
    assert (figure.kind, figure.id, "form" in figure.fields) == ("amount", one.id, False)
    back = turned(figure, DOCUMENT)
    assert back is not None
    assert back.fields == one.fields


def test_only_a_sum_can_be_read_the_other_way() -> None:
    (one,) = propose(source("Zie Kamerstuk 29826, nr. 7."))
    assert turned(one, DOCUMENT) is None


def test_a_funding_has_its_sum_beside_it() -> None:
    letter = source("Er is ruim € 2 mln. als lening beschikbaar gesteld.")
    (one,) = propose(letter)
    assert missing("funding", one.fields) == ["modality", "holder"]
    fields = {**one.fields, "modality": "decided", "holder": "kabinet"}
    made, triples = statements(one, fields, letter, "redactie")
    graph = Graph().parse(data="\n".join(triples), format="nt")
    funding, amount = URIRef(made), URIRef(f"{made}-amount")
    assert (funding, BG.amount, amount) in graph
    assert str(graph.value(amount, BG.value)) == "2000000"
    assert graph.value(funding, BG.form) == BG["form-loan"]
    assert graph.value(funding, BG.provider) is None


TEXT = """Het kabinet stelt € 2 mln. beschikbaar, zie Kamerstuk 29826, nr. 7. De export van ASML is
 5 miljard euro. Ik informeer uw Kamer uiterlijk 1 december 2031. Zie Kamerstuk 29826, nr. 7."""
FILLED = {
    "citation": {},
    "amount": {"measure": "share-of-gdp", "population": "sector/industrie"},
    "funding": {"modality": "decided"},
    "date": {"step": "informs-parliament", "concerns": "sector/industrie"},
    "mention": {},
}


def accept(log: Log, letter: Source, proposals: list[Proposal]) -> None:
    for one in proposals:
        fields = {**one.fields, **FILLED[one.kind], "holder": "kabinet"}
        made = statements(one, fields, letter, "redactie")
        log.add(Decision(one.id, one.kind, "accepted", "redactie", "", "0.1.0", fields, *made))


def test_what_the_graph_states_at_a_passage_is_known(tmp_path: Path, names: Gazetteer) -> None:
    workspace, letter = Workspace(tmp_path), source(TEXT)
    proposals = propose(letter, (), names)
    assert {one.kind for one in proposals} == FILLED.keys()
    before = Stated.of(GraphFiles.collect(workspace), DOCUMENT)
    assert not any(before.has(one, letter.reading) for one in proposals)
    first, last = (one for one in proposals if one.kind == "citation")
    assert first.fields["target"] == last.fields["target"]
    log = Log(workspace.decisions, DOCUMENT)
    accept(log, letter, [one for one in proposals if one is not last])
    write(log, workspace.letters / f"{DOCUMENT}.ttl", GraphFiles.collect(workspace))
    after = Stated.of(GraphFiles.collect(workspace), DOCUMENT)
    again = propose(letter, (), names)
    # the same document, cited at another passage, is still asked for
    assert [one.id for one in again if not after.has(one, letter.reading)] == [last.id]


def test_the_curated_letter_leaves_next_to_nothing_to_propose(
    sources_dir: Path, names: Gazetteer
) -> None:
    text = (sources_dir / "kst-29826-124.txt").read_text(encoding="utf-8")
    letter = Source("kst-29826-124", date(2020, 10, 30), read(text))
    stated = Stated.of(GraphFiles.collect(), letter.document)
    proposals = propose(letter, [kind for kind in KINDS if kind != "relation"], names)
    left = [one for one in proposals if not stated.has(one, letter.reading)]
    assert [one.kind for one in left if one.kind == "citation"] == []
    assert len(left) <= len(proposals) // 100
