from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from beleidsgraaf import lookup
from beleidsgraaf.errors import AnswerTooLarge, BadParameter, NotFound
from beleidsgraaf.query import rows
from beleidsgraaf.records import Name, Passage, Thing
from support.small_graph import Small, bg, iri, running

ZAAN = iri("actor/zaan-lithografie")
LICHTCHIP = iri("actor/lichtchip")
FOTONICA = iri("technology/fotonica")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Small]:
    with running(tmp_path_factory.mktemp("small"), "small.trig") as graph:
        yield graph


def page(small: Small, path: str) -> lookup.EntityPage:
    return small.run(lookup.entity(small.backend, iri(path)))


def names(things: tuple[Thing, ...]) -> list[str]:
    return [thing.name.nl for thing in things]


def test_a_thing_comes_with_its_names_type_and_description(small: Small) -> None:
    found = page(small, "actor/zaan-lithografie")
    assert found.thing == Thing(
        ZAAN, "actor", "zaan-lithografie", Name("Zaan Lithografie", "Zaan Lithography"),
        bg("Company"),
    )  # fmt: skip
    assert found.type_name == Name("bedrijf", "company")
    assert [text.value for text in found.other_names] == ["ZLG"]
    assert found.description == Name("Maakt machines.", "Makes machines.")
    assert [getattr(v, "slug", "") for v in found.not_to_be_confused_with] == ["zaan-optiek"]


def test_the_kind_of_a_thing_is_named(small: Small) -> None:
    assert page(small, "actor/ministerie").kinds == (Name("ministerie", "ministry"),)


def test_an_unknown_thing_is_not_found(small: Small) -> None:
    with pytest.raises(NotFound):
        page(small, "actor/bestaat-niet")


def test_relations_are_grouped_with_modality_holder_note_and_evidence(small: Small) -> None:
    groups = {g.predicate: g for g in page(small, "actor/zaan-lithografie").groups}
    assert set(groups) == {bg("activeIn"), bg("acquires")}
    (active,) = groups[bg("activeIn")].relations
    assert active.modality == "fact"
    assert active.holder is not None
    assert active.holder.slug == "kabinet"
    assert active.note == "Zaan is een speler."
    first, second = active.evidence
    assert (first.place.section, first.place.paragraph, first.place.page) == ("6", 2, 14)
    assert (second.place.footnote, second.place.paragraph) == (42, None)
    assert first.digest.endswith("1")
    assert groups[bg("acquires")].relations[0].modality == "intended"


def test_a_group_reads_from_the_thing_in_both_directions(small: Small) -> None:
    groups = page(small, "sector/halfgeleiders").groups
    assert [(g.direction, g.label.nl, g.count) for g in groups] == [
        ("in", "heeft als speler", 2),
        ("in", "is aandachtsgebied van", 1),
    ]


def test_a_direct_triple_of_a_claim_is_not_said_twice(small: Small) -> None:
    facts = page(small, "actor/zaan-lithografie").facts
    assert not [fact for fact in facts if fact.predicate == bg("activeIn")]


def test_facts_hold_dates_addresses_and_things_both_ways(small: Small) -> None:
    letter = {f.predicate: f for f in page(small, "document/kst-1-2").facts}
    issued = letter["http://purl.org/dc/terms/issued"]
    assert issued.label.nl == "uitgebracht op"
    assert issued.value == lookup.Text(
        "2020-10-30", "", "http://www.w3.org/2001/XMLSchema#date"
    )  # fmt: skip
    assert isinstance(letter["http://xmlns.com/foaf/0.1/page"].value, lookup.Link)
    (narrower,) = page(small, "technology/fotonica").facts
    assert (narrower.direction, narrower.label.nl) == ("in", "omvat")
    assert isinstance(narrower.value, Thing)


def test_a_funding_has_its_parties_form_and_sum(small: Small) -> None:
    (loan,) = page(small, "actor/lichtchip").fundings
    assert names(loan.providers) == ["Ministerie van Proeven"]
    assert names(loan.receivers) == ["Lichtchip"]
    assert names(loan.purposes) == ["Fotonica"]
    assert loan.form is not None
    assert loan.form.code == "loan"
    assert loan.amount is not None
    assert loan.amount.value == Decimal(20000000)
    assert loan.amount.unit is not None
    assert loan.amount.unit.code == "EUR"
    assert loan.modality.code == "decided"
    assert loan.list_complete is False
    assert loan.evidence[0].place.page == 16


def test_a_funding_without_a_sum_has_none(small: Small) -> None:
    found = {f.thing.slug: f for f in page(small, "technology/fotonica").fundings}
    assert set(found) == {"lening-lichtchip", "steun-fotonica"}
    assert found["steun-fotonica"].amount is None
    assert found["steun-fotonica"].form is None


def test_the_holder_of_an_assertion_does_not_get_it_on_its_page(small: Small) -> None:
    assert [f.thing.slug for f in page(small, "actor/kabinet").fundings] == ["steun-fotonica"]


def test_a_step_has_its_deadline_in_words_and_dates(small: Small) -> None:
    (step,) = page(small, "technology/fotonica").steps
    assert step.deadline_text == "voor het einde van 2020"
    assert (step.deadline_start, step.deadline_end) == ("", "2020-12-31")
    assert step.kind is not None
    assert step.kind.code == "bill"


def test_an_observation_has_measure_population_and_value(small: Small) -> None:
    (share,) = page(small, "actor/zaan-lithografie").observations
    assert isinstance(share.measure, lookup.Link)
    assert share.measure.name == Name("aandeel", "share")
    assert isinstance(share.population, Thing)
    assert (share.value, share.period) == (Decimal("12.5"), "2019")


@pytest.mark.parametrize("path", ["funding/lening-lichtchip", "step/toetsing"])
def test_an_assertion_has_a_page_that_shows_itself(small: Small, path: str) -> None:
    found = page(small, path)
    assert [each.thing.iri for each in (*found.fundings, *found.steps)] == [iri(path)]


def test_a_claim_has_a_page_that_shows_its_relation(small: Small) -> None:
    found = page(small, "claim/kst-1-2-aaaaaaaaaaa2")
    assert found.thing.name == Name(
        "IPCEI Proef richt zich op Halfgeleiderindustrie",
        "IPCEI Trial targets Semiconductor industry",
    )
    (group,) = found.groups
    assert [r.modality for r in group.relations] == ["explored"]


def test_sources_name_each_document_of_the_evidence(small: Small) -> None:
    found = page(small, "actor/zaan-lithografie")
    (source,) = found.sources.values()
    assert (source.identifier, source.issued) == ("kst-1-2", "2020-10-30")
    assert source.publication.startswith("https://zoek.officielebekendmakingen.nl/")


def test_without_copies_every_passage_says_so(small: Small) -> None:
    found = page(small, "actor/zaan-lithografie")
    assert len(found.passages) == 2
    assert set(found.passages.values()) == {Passage("no-copy")}


def test_money_goes_from_provider_to_receiver_and_on_to_its_purpose(small: Small) -> None:
    found = small.run(lookup.relations(small.backend, LICHTCHIP))
    money = [
        (r.subject.slug, r.predicate, r.object.slug) for r in found if "funding" in r.assertion
    ]
    assert sorted(money) == [
        ("lichtchip", bg("purpose"), "fotonica"),
        ("ministerie", bg("finances"), "lichtchip"),
    ]


def test_without_a_receiver_the_provider_finances_the_purpose(small: Small) -> None:
    found = small.run(
        lookup.relations(
            small.backend, FOTONICA, lookup.Wanted(predicate=bg("finances"), direction="in")
        )
    )
    assert [(r.subject.slug, r.modality) for r in found] == [("kabinet", "intended")]


def test_relations_are_filtered_by_modality(small: Small) -> None:
    found = small.run(
        lookup.relations(small.backend, ZAAN, lookup.Wanted(modalities=("intended", "explored")))
    )
    assert [r.predicate for r in found] == [bg("acquires")]


def test_counts_agree_with_the_relations(small: Small) -> None:
    counts = small.run(lookup.relation_counts(small.backend, LICHTCHIP))
    groups = page(small, "actor/lichtchip").groups
    assert {(c.predicate, c.direction, c.count) for c in counts} == {
        (g.predicate, g.direction, g.count) for g in groups
    }


@pytest.mark.parametrize(
    "text",
    ["Zaan Lithografie", "zaan lithography", "zaan-lithografie", "actor/zaan-lithografie",
     "bgi:actor/zaan-lithografie", ZAAN, "  ZLG "],
)  # fmt: skip
def test_a_name_slug_or_iri_finds_its_thing(small: Small, text: str) -> None:
    assert small.run(lookup.find(small.backend, small.search, text)).iri == ZAAN


def test_a_name_of_several_things_is_refused_with_the_candidates(small: Small) -> None:
    with pytest.raises(BadParameter, match=r"(?=.*actor/stille-actor).*actor/andere-tweeling"):
        small.run(lookup.find(small.backend, small.search, "Tweeling"))


def test_a_part_of_a_name_is_no_name_but_says_what_comes_near(small: Small) -> None:
    with pytest.raises(NotFound) as caught:
        small.run(lookup.find(small.backend, small.search, "Lithogr"))
    assert "Zaan Lithografie (actor/zaan-lithografie)" in caught.value.remedy


@pytest.mark.parametrize(
    "text",
    ["x> ?a ?b } UNION { ?s ?p ?o", '") } ; DROP ALL #', "a:b:c", ":x", "_:b", "../../etc",
     "javascript:alert(1)", "https://w3id.org/beleidsgraaf/id/actor/x> <y"],
)  # fmt: skip
def test_a_hostile_name_is_a_name_like_another(small: Small, text: str) -> None:
    with pytest.raises(NotFound):
        small.run(lookup.find(small.backend, small.search, text))


@pytest.mark.parametrize("most", [3, 4, 1000])
def test_what_is_asked_for_in_pages_is_whole(small: Small, most: int) -> None:
    paged = small.run(rows.whole(small.backend, "relations", "assertion", most))
    at_once = small.run(rows.select(small.backend, "relations"))
    assert sorted(sorted(row.items()) for row in paged) == sorted(
        sorted(row.items()) for row in at_once
    )


def test_one_thing_with_too_much_for_a_page_is_an_error(small: Small) -> None:
    with pytest.raises(AnswerTooLarge):
        small.run(rows.whole(small.backend, "evidence", "assertion", 1))
