"""The competency questions, answered exactly and completely by the prepared templates.

``data/competency.jsonl`` holds a question a line: what is asked of which template with which
parameters, the columns that make the answer, and all answers. An empty list means that the
letter does not say.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from beleidsgraaf import questions
from beleidsgraaf.store import packaged, snapshot
from support.answers import Names, compare, facts
from support.real_workspace import built

DATA = Path(__file__).parent / "data" / "competency.jsonl"
KNOWN = questions.load(packaged.folders().graph / "questions")
LINES: list[dict[str, Any]] = [json.loads(line) for line in DATA.read_text("utf-8").splitlines()]
ASKS = [ask for line in LINES for ask in line["asks"]]
MOST_TEMPLATES = 25


@dataclass(frozen=True, slots=True)
class Graph:
    store: ox.Store
    names: Names

    def answer(self, ask: Mapping[str, Any]) -> list[Any]:
        """Return the facts that a template gives with these parameters."""
        given = {
            name: [questions.term(value) for value in values]
            for name, values in ask["parameters"].items()
        }
        text = questions.one(KNOWN, ask["template"]).fill(given)
        rows = self.store.query(text, use_default_graph_as_union=True)
        assert isinstance(rows, ox.QuerySolutions)
        return facts(rows, ask["columns"])


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    store = ox.Store()
    quads = snapshot.current(built(tmp_path_factory.mktemp("competency"))).quads
    store.bulk_load(path=quads, format=ox.RdfFormat.N_QUADS)
    return Graph(store, Names(store))


@pytest.mark.parametrize("line", LINES, ids=[line["id"] for line in LINES])
def test_a_question_is_answered_exactly(graph: Graph, line: dict[str, Any]) -> None:
    for ask in line["asks"]:
        difference = compare(graph.names, graph.answer(ask), ask["expected"])
        assert not difference, (line["question_nl"], difference)


def test_silence_is_that_of_the_graph() -> None:
    answering = {ask["template"] for ask in ASKS if ask["expected"]}
    assert {ask["template"] for ask in ASKS if not ask["expected"]} <= answering


def test_templates_are_few_and_all_of_use() -> None:
    assert len(KNOWN) <= MOST_TEMPLATES
    assert set(KNOWN) == {ask["template"] for ask in ASKS}


def test_things_stand_in_parameters_only() -> None:
    for question in KNOWN.values():
        others = [line for line in question.sparql.splitlines() if "VALUES ?" not in line]
        assert "https://w3id.org/beleidsgraaf/id/" not in "\n".join(others), question.id


def test_every_question_is_asked_once() -> None:
    ids = [line["id"] for line in LINES]
    assert len(ids) == len(set(ids))
    assert sum(line["id"].startswith("Q") for line in LINES) == 60
    assert sum(line["id"].startswith("E") for line in LINES) >= 20
