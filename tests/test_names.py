"""Known names: boundaries, capitals, inflection, senses, and abbreviations that a text teaches."""

from __future__ import annotations

import time

import pytest

from beleidsgraaf.reader.names import (
    Gazetteer,
    Label,
    find,
    finds,
    joined,
    known_labels,
    labels_from_rows,
)

ASML = Label("ASML", "x:asml", "Company")
AI = Label("AI", "x:ai", "Technology")
PHOTONICS = Label("Geïntegreerde fotonica", "x:fotonica", "Technology")
FIELDLAB = Label("fieldlab", "x:fieldlab", "Theme")
SER = Label("Sociaal-Economische Raad", "x:ser", "GovernmentBody")
FUND = Label("Nationaal Groeifonds", "x:fonds", "Instrument")
FORCES = Label("Defensie", "x:mindef", "GovernmentBody", ambiguous=True)
SMART = Label("Smart Industry", "x:smart-programma", "PolicyFrame")
TREND = Label("Smart Industry", "x:smart-trend", "Theme")
SDE = Label("SDE+", "x:sde-plus", "Instrument")
SDE_PLUS = Label("SDE++", "x:sde-plusplus", "Instrument")
SHELL = Label("Shell", "x:shell", "Company")
NCW = Label("NCW", "x:ncw", "InterestGroup")
COMMISSION = Label("Commissie", "x:ec", "InternationalOrganisation")
LABELS = (
    Label("de SER", "x:ser-zelf", "GovernmentBody"),
    Label("Tweede Kamer", "x:tk", "GovernmentBody"),
    ASML,
    AI,
    PHOTONICS,
    FIELDLAB,
    SER,
    FUND,
    FORCES,
    SMART,
    TREND,
    SDE,
    SDE_PLUS,
    SHELL,
    NCW,
    COMMISSION,
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.of(LABELS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Volgens de SER moet het.", [("SER", "x:ser-zelf")]),
        ("Aan de Voorzitter van de Tweede Kamer", []),
        ("Tweede Kamer, vergaderjaar 2013–2014, 33 930, nr. 15", []),
        ("Tweede Kamer\nDebat over de bouw", []),
        ("Volgens de Tweede Kamer kan het.", [("Tweede Kamer", "x:tk")]),
        ("Bij ASML en AI.", [("ASML", "x:asml"), ("AI", "x:ai")]),
        ("ASML's machines", [("ASML's", "x:asml")]),
        ("De ASML-machines zijn groot.", [("ASML", "x:asml")]),
        ("De asml is geen naam, ai ook niet.", []),
        ("ASMLX en AIR zijn anders.", []),
        ("De geïntegreerde fotonica groeit.", [("geïntegreerde fotonica", "x:fotonica")]),
        ("Geintegreerde fotonica groeit.", [("Geintegreerde fotonica", "x:fotonica")]),
        ("De geïnte-\ngreerde fotonica.", [("geïnte-\ngreerde fotonica", "x:fotonica")]),
        ("Twintig fieldlabs doen mee.", [("fieldlabs", "x:fieldlab")]),
        ("De Sociaal-\nEconomische Raad.", [("Sociaal-\nEconomische Raad", "x:ser")]),
        ("De Sociaal Economische Raad.", [("Sociaal Economische Raad", "x:ser")]),
        ("Het Nationale Groeifonds.", [("Nationale Groeifonds", "x:fonds")]),
        ("Het Nationaal Groeifonds13 start.", [("Nationaal Groeifonds", "x:fonds")]),
        ("Een shell-script en de shell.", []),
        ("De SDE++ volgt de SDE+ op.", [("SDE++", "x:sde-plusplus"), ("SDE+", "x:sde-plus")]),
        ("De SDE bestaat niet meer.", []),
        ("VNO-NCW is een ander.", []),
        ("De Commissie-Oort is een ander; de commissie ook.", []),
        ("De heer Shell is een ander.", []),
        ("Zie www.shell.com en Shell.nl.", []),
        ("33 009 Nationaal Groeifonds", []),
    ],
)
def test_names_are_found_whole(
    gazetteer: Gazetteer, text: str, expected: list[tuple[str, str]]
) -> None:
    assert [(one.text, one.entity) for one in find(text, gazetteer)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De Autoriteit Consument & Markt.", ["Autoriteit Consument & Markt"]),
        ("Het ministerie van VROM.", ["ministerie van VROM"]),
        ("Het RIVM-onderzoek en TNO's aanpak.", ["RIVM", "TNO's"]),
        ("De KNAW- en NWO-instituten; IPO/VNG.", ["KNAW", "NWO", "IPO", "VNG"]),
        ("De Tweede Kamerverkiezingen en het Commissievoorstel.", []),
        ("Tweede Kamer der Staten-Generaal 2\nVergaderjaar 2013-2014", []),
        ("De Tweede Kamer der Staten-Generaal vroeg dat.", ["Tweede Kamer der Staten-Generaal"]),
    ],
)
def test_known_names_have_the_forms_that_writers_give_them(text: str, expected: list[str]) -> None:
    assert [one.text for one in find(text, Gazetteer.of(known_labels()))] == expected


def test_a_known_thing_is_that_of_the_graph_under_any_of_its_names() -> None:
    graph = [Label("CBS", "x:cbs", "GovernmentBody"), Label("EP", "x:ep", "Technology")]
    names = Gazetteer.of(joined(graph, known_labels()))
    found = find("Het Centraal Bureau voor de Statistiek, het Europees Parlement.", names)
    assert [one.entity for one in found] == ["x:cbs", None]


def test_the_longest_name_goes_first() -> None:
    short = Label("Groeifonds", "x:ander-fonds", "Instrument")
    found = find("Het Nationaal Groeifonds.", Gazetteer.of([short, FUND]))
    assert [one.entity for one in found] == ["x:fonds"]


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("Er is overleg met Defensie.", ("x:mindef",)),
        ("Er is Smart Industry.", ("x:smart-programma", "x:smart-trend")),
    ],
)
def test_ambiguous_names_are_flagged_and_not_linked(
    gazetteer: Gazetteer, text: str, candidates: tuple[str, ...]
) -> None:
    (found,) = find(text, gazetteer)
    assert (found.entity, found.candidates, found.rule) == (None, candidates, "name-ambiguous")


def test_an_abbreviation_holds_from_where_it_is_introduced(gazetteer: Gazetteer) -> None:
    text = "De NGF. Het Nationaal Groeifonds (NGF) helpt. Het NGF-budget groeit, het NGF ook."
    found = [(one.text, one.entity, one.rule) for one in find(text, gazetteer)]
    assert found == [
        ("Nationaal Groeifonds", "x:fonds", "name"),
        ("NGF", "x:fonds", "name-abbreviated"),
        ("NGF", "x:fonds", "name-abbreviated"),
        ("NGF", "x:fonds", "name-abbreviated"),
    ]
    assert find("Het NGF helpt.", gazetteer) == []


def test_brackets_with_other_letters_are_no_abbreviation(gazetteer: Gazetteer) -> None:
    found = find("Het Nationaal Groeifonds (XYZ) helpt. De XYZ ook.", gazetteer)
    assert [one.text for one in found] == ["Nationaal Groeifonds"]


def test_a_capital_at_the_head_of_a_sentence_may_be_a_noun(gazetteer: Gazetteer) -> None:
    assert find("Shell is een schil. Een shell is hard.", gazetteer) == []
    assert [one.entity for one in find("Shell is een bedrijf.", gazetteer)] == ["x:shell"]


def test_a_name_in_the_graph_goes_before_one_that_is_only_known() -> None:
    known = Label("ASML", "", "Company", name="ASML")
    (found,) = find("Bij ASML.", Gazetteer.of([known, ASML]))
    assert found.entity == "x:asml"


def test_known_names_have_no_entity() -> None:
    gazetteer = Gazetteer.of(known_labels())
    (found,) = find("De RVO voert het uit.", gazetteer)
    assert (found.entity, found.label) == (None, "Rijksdienst voor Ondernemend Nederland")


def test_a_known_thing_that_is_in_the_graph_is_the_graphs_thing() -> None:
    graph = Label("Rijksdienst voor Ondernemend Nederland", "x:rvo", "GovernmentBody", name="RvO")
    (found,) = find("De RVO voert het uit.", Gazetteer.of(joined([graph], known_labels())))
    assert (found.entity, found.label) == ("x:rvo", "RvO")


def test_a_name_of_several_things_of_the_graph_joins_nothing() -> None:
    known = Label("SI", "", "PolicyFrame", name="Smart Industry")
    assert list(joined([SMART, TREND], [known])) == [SMART, TREND, known]


def test_no_labels_find_nothing() -> None:
    assert find("Bij ASML.", Gazetteer.of([])) == []


def test_labels_are_made_of_rows() -> None:
    row = {"text": "ASML", "iri": "x:asml", "type": "Company", "ambiguous": "true"}
    (label,) = labels_from_rows([row])
    assert label == Label("ASML", "x:asml", "Company", "nl", ambiguous=True)


def test_the_record_has_the_shape_of_json_lines(gazetteer: Gazetteer) -> None:
    (record,) = finds("Bij ASML.", gazetteer)
    assert record == {
        "kind": "mention",
        "start": 4,
        "end": 8,
        "text": "ASML",
        "type": "Company",
        "entity": "x:asml",
        "label": "ASML",
        "rule": "name",
        "confidence": 0.97,
    }


@pytest.mark.parametrize(
    "piece", ["a", "ASML ", "Nationaal ", "(NGF) ", "Nationaal Groeifonds (NGF) "]
)
def test_time_grows_with_the_text(gazetteer: Gazetteer, piece: str) -> None:
    def seconds(text: str) -> float:
        begin = time.process_time()
        find(text, gazetteer)
        return time.process_time() - begin

    text = piece * (8_000 // len(piece))
    short = min(seconds(text) for _ in range(3))
    assert min(seconds(text * 10) for _ in range(3)) < 12 * short + 0.3
