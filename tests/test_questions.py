"""Questions: what their files say, and how values enter them."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Literal, URIRef

from beleidsgraaf import questions, terms
from beleidsgraaf.errors import BadParameter, InvalidGraph, NotFound
from beleidsgraaf.store import packaged

FOLDER = packaged.folders().graph / "questions"
HEAD = """# title@nl: Welke werven?
# title@en: Which shipyards?
# description@nl: Werven op een plaats.
# description@en: Shipyards in a place.
# keywords: werf, plaats
"""
QUERY = """SELECT ?werf WHERE {
  VALUES ?plaats { <urn:a> }
  # VALUES ?naam
  ?werf <urn:in> ?plaats ; <urn:naam> ?naam .
}
"""


@pytest.fixture
def asked(tmp_path: Path) -> questions.Question:
    (tmp_path / "werven.rq").write_text(HEAD + QUERY, encoding="utf-8")
    return questions.one(questions.load(tmp_path), "werven")


def test_a_question_is_described(asked: questions.Question) -> None:
    assert asked.title.nl == "Welke werven?"
    assert asked.keywords == ("werf", "plaats")
    assert [(p.name, p.default) for p in asked.parameters] == [("plaats", "<urn:a>"), ("naam", "")]


def test_values_enter_as_terms(asked: questions.Question) -> None:
    hostile = '" } ?s ?p ?o #'
    text = asked.fill({"naam": [Literal(hostile)], "plaats": [URIRef("urn:b"), URIRef("urn:c")]})
    store = ox.Store()
    place, name = ox.NamedNode("urn:in"), ox.NamedNode("urn:naam")
    for number, said in enumerate((hostile, "iets anders")):
        yard = ox.NamedNode(f"urn:w{number}")
        store.add(ox.Quad(yard, place, ox.NamedNode("urn:c")))
        store.add(ox.Quad(yard, name, ox.Literal(said)))
    rows = list(store.query(text))  # type: ignore[arg-type]
    assert [row["werf"].value for row in rows] == ["urn:w0"]


def test_an_unknown_parameter_is_named(asked: questions.Question) -> None:
    with pytest.raises(BadParameter, match="plaats, naam"):
        asked.fill({"jaar": [Literal("2020")]})


def test_an_unknown_question_names_the_others(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        questions.one(questions.load(tmp_path), "werven")


def test_a_question_without_a_title_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.rq").write_text("SELECT * { ?s ?p ?o }", encoding="utf-8")
    with pytest.raises(InvalidGraph) as refused:
        questions.load(tmp_path)
    assert "questions/x.rq" in refused.value.problems[0]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("actor/asml", URIRef(terms.thing("actor", "asml"))),
        ("bg:finances", URIRef(terms.BG + "finances")),
        ("https://w3id.org/x", URIRef("https://w3id.org/x")),
        ("Smart Photonics", Literal("Smart Photonics")),
        ("en/of: iets", Literal("en/of: iets")),
    ],
)
def test_typed_values(typed: str, expected: URIRef | Literal) -> None:
    assert questions.term(typed) == expected


@pytest.mark.parametrize("typed", ["https://x.invalid/> }", "actor/../x", 'http://a"b'])
def test_typed_values_that_are_no_terms(typed: str) -> None:
    with pytest.raises(BadParameter):
        questions.term(typed)


@pytest.mark.parametrize("question", questions.load(FOLDER).values(), ids=lambda q: q.id)
def test_every_question_of_the_graph_is_sparql(question: questions.Question) -> None:
    ox.Store().query(question.fill({}))
