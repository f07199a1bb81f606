"""Relations that a sentence states, and those that it does not."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from beleidsgraaf.reader import relations
from beleidsgraaf.reader.names import Gazetteer, gazetteer

_CASES = Path(__file__).parent / "data" / "relations.tsv"


@pytest.fixture(scope="module")
def names() -> Gazetteer:
    return gazetteer()


def _cases() -> list[tuple[str, str]]:
    lines = _CASES.read_text("utf-8").splitlines()[1:]
    return [(line.partition("\t")[0], line.partition("\t")[2]) for line in lines]


@pytest.mark.parametrize(("sentence", "stated"), _cases())
def test_a_sentence_states(sentence: str, stated: str, names: Gazetteer) -> None:
    found = [_shown(one) for one in relations.find(sentence, names)]
    assert sorted(found) == sorted(stated.split("; ") if stated else [])


def _shown(one: relations.Relation) -> str:
    said = one.statement
    return (
        f"{said.subject.name} {said.relation} {said.object.name} {one.modality} {one.holder.name}"
    )


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
