"""Relations that a sentence states, and those that it does not."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from time import process_time

import pytest

from beleidsgraaf.reader import relations
from beleidsgraaf.reader.names import Gazetteer, gazetteer
from beleidsgraaf.reader.relations import fundings, steps

_DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="module")
def names() -> Gazetteer:
    return gazetteer()


def _cases(name: str) -> list[tuple[str, str]]:
    lines = (_DATA / name).read_text("utf-8").splitlines()[1:]
    return [(line.partition("\t")[0], line.partition("\t")[2]) for line in lines]


@pytest.mark.parametrize(("sentence", "stated"), _cases("relations.tsv"))
def test_a_sentence_states(sentence: str, stated: str, names: Gazetteer) -> None:
    found = [_shown(one) for one in relations.find(sentence, names)]
    assert sorted(found) == sorted(stated.split("; ") if stated else [])


def _shown(one: relations.Relation) -> str:
    said = one.statement
    return (
        f"{said.subject.name} {said.relation} {said.object.name} {one.modality} {one.holder.name}"
    )


@pytest.mark.parametrize(("sentence", "funded"), _cases("fundings.tsv"))
def test_a_sentence_funds(sentence: str, funded: str, names: Gazetteer) -> None:
    found = [_funding(one) for one in fundings.find(sentence, names)]
    assert found == ([funded] if funded else [])


def _funding(one: fundings.Funding) -> str:
    provider, receiver = (party.name if party else "-" for party in (one.provider, one.receiver))
    return f"{one.amount.value:.0f}: {provider} > {receiver} {one.form} {one.modality}"


@pytest.mark.parametrize(("sentence", "step"), _cases("steps.tsv"))
def test_a_sentence_gives_a_step(sentence: str, step: str, names: Gazetteer) -> None:
    found = [
        f"{one.actor.name if one.actor else '-'} {one.deadline.value} {one.modality}"
        for one in steps.find(sentence, names, date(2021, 3, 4))
    ]
    assert found == ([step] if step else [])


def test_a_relation_points_to_its_sentence_and_its_names(names: Gazetteer) -> None:
    text = "Inleiding.\n\nLumen Optics B.V. gebruikt\nfotonische chips. Dat was het."
    (one,) = relations.finds(text, names)
    assert one["text"] == "Lumen Optics B.V. gebruikt\nfotonische chips"
    subject = one["subject"]
    assert isinstance(subject, dict)
    assert text[subject["start"] : subject["end"]] == "Lumen Optics B.V."


def test_ten_times_the_text_costs_at_most_twelve_times_the_time(names: Gazetteer) -> None:
    text = "TNO, Lumen Optics B.V., en Grote Lamp N.V., die fotonische chips gebruiken, en " * 40

    def cost(times: int) -> float:
        start = process_time()
        relations.find(text * times, names)
        return process_time() - start

    cost(1)
    assert cost(10) < 12 * max(cost(1), 0.05)
