"""From a draft that quotes a letter to statements that hold places and digests."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from rdflib import RDF, Graph, Literal, URIRef

from beleidsgraaf import terms
from beleidsgraaf.curation import (
    BG,
    Source,
    merge,
    place_in_words,
    relocate,
    settle,
    spans_at,
    spans_of,
)
from beleidsgraaf.errors import InputError, InvalidGraph
from beleidsgraaf.reader.layout import read
from beleidsgraaf.records import Place

LETTER = Path(__file__).parent / "data" / "letters" / "kst-99999-3.txt"
SOURCE = Source("kst-99999-3", date(2031, 9, 1), read(LETTER.read_text(encoding="utf-8")))
DRAFT = """
@base <urn:draft:> .
@prefix actor: <https://w3id.org/beleidsgraaf/id/actor/> .
@prefix bg: <https://w3id.org/beleidsgraaf/def#> .
@prefix funding: <https://w3id.org/beleidsgraaf/id/funding/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
<#c1> a bg:Claim ;
    rdf:subject actor:waterfonds ; rdf:predicate bg:supports ; rdf:object actor:zilverdijk ;
    bg:modality bg:modality-fact ; bg:holder actor:kabinet ;
    bg:quote "Waterfonds draagt daar", "Kamerstuk 99998, nr. 12" .
funding:werf a bg:Funding ; bg:form bg:form-loan ; bg:quote "lening van € 2 mln." .
"""


def draft(text: str = DRAFT) -> Graph:
    return Graph().parse(data=text, format="turtle")


def test_a_claim_gets_an_iri_of_its_content_and_evidence_in_order() -> None:
    settled = settle(draft(), SOURCE)
    claim = settled.value(predicate=RDF.type, object=BG.Claim)
    assert re.fullmatch(r".*/id/claim/kst-99999-3-[0-9a-f]{12}", str(claim))
    pages = [settled.value(URIRef(f"{claim}/e{n}"), BG.page) for n in (1, 2)]
    assert [int(str(page)) for page in pages] == [1, 2]
    assert str(settled.value(claim, BG.statedOn)) == "2031-09-01"
    assert str(settled.value(URIRef(f"{claim}/e2"), BG.footnote)) == "3"


def test_no_word_of_the_letter_is_kept() -> None:
    turtle = settle(draft(), SOURCE).serialize(format="turtle")
    assert "quote" not in turtle
    assert "draagt" not in turtle


def test_settling_twice_gives_the_same() -> None:
    once = settle(draft(), SOURCE)
    assert set(merge(once, settle(draft(), SOURCE))) == set(once)


def test_a_new_version_replaces_the_old() -> None:
    old = settle(draft(), SOURCE)
    changed = settle(draft(DRAFT.replace("form-loan", "form-equity")), SOURCE)
    merged = merge(old, changed)
    forms = list(merged.objects(URIRef(terms.thing("funding", "werf")), BG.form))
    assert forms == [BG["form-equity"]]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("Waterfonds draagt daar", "Waterfonds betaalt", "stands nowhere"),
        ("Waterfonds draagt daar", "proefhavens", "must stand in one passage"),
        ("bg:modality bg:modality-fact ;", "", "a claim has subject"),
        ("funding:werf", "<urn:x>", "give it an IRI of its own"),
        (' ; bg:quote "lening van € 2 mln."', "", "no quote that fits"),
    ],
)
def test_a_draft_that_does_not_fit_is_refused(old: str, new: str, message: str) -> None:
    with pytest.raises(InvalidGraph) as refused:
        settle(draft(DRAFT.replace(old, new)), SOURCE)
    assert message in "\n".join(refused.value.problems)


def test_passages_by_place_and_place_by_words() -> None:
    found = spans_of(SOURCE.reading, "proefhaven in Zilverdijk")
    assert [place_in_words(span.place) for span in found] == ["section 1, paragraph 1, page 1"]
    assert len(spans_at(SOURCE.reading, Place("2", 1))) == 3
    assert [span.place.footnote for span in spans_at(SOURCE.reading, Place("", footnote=4))] == [4]
    with pytest.raises(InputError):
        spans_of(SOURCE.reading, " - ")


@pytest.mark.parametrize(
    ("quote", "footnotes"),
    [
        ("Rekenkamer Noord", [None, None, 2]),
        ("[2] Rekenkamer Noord", [2]),
        ("[1] Rekenkamer Noord", []),
    ],
)
def test_a_number_in_brackets_asks_for_a_footnote(quote: str, footnotes: list[int | None]) -> None:
    found = spans_of(SOURCE.reading, quote)
    assert [span.place.footnote for span in found] == footnotes


def test_places_are_written_anew_where_the_words_stand() -> None:
    settled = settle(draft(), SOURCE)
    evidence = URIRef(terms.thing("funding", "werf") + "/e1")
    moved = Graph()
    for triple in settled:
        moved.add(triple)
    moved.set((evidence, BG.page, Literal(77)))
    moved.set((evidence, BG.wordIndex, Literal(3)))
    assert set(relocate(moved, SOURCE)) == set(settled)
