from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from beleidsgraaf.store import facts, shacl
from beleidsgraaf.store.curated import Curated
from beleidsgraaf.store.files import FACTS_GRAPH, GraphFiles

SCRIPT = Path(__file__).parent.parent / "scripts" / "generate_graph.py"


def generated(folder: Path, letters: int, seed: int, name: str = "graph.nq") -> Path:
    path = folder / name
    options = ["--letters", str(letters), "--seed", str(seed), "-o", str(path)]
    subprocess.run([sys.executable, str(SCRIPT), *options], check=True, timeout=60)
    return path


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generated(tmp_path_factory.mktemp("generated"), 2, 3)


def test_the_same_seed_gives_the_same_bytes(small: Path) -> None:
    assert generated(small.parent, 2, 3, "again.nq").read_bytes() == small.read_bytes()
    assert generated(small.parent, 2, 4, "other.nq").read_bytes() != small.read_bytes()


def test_a_letter_adds_some_five_thousand_quads(small: Path) -> None:
    more = generated(small.parent, 4, 3, "more.nq")
    added = len(more.read_bytes().splitlines()) - len(small.read_bytes().splitlines())
    assert 8_000 < added < 12_000


def test_it_keeps_to_our_shapes_and_facts(small: Path) -> None:
    quads = list(ox.parse(path=small))
    graph = ox.NamedNode(FACTS_GRAPH)
    stated = [quad for quad in quads if quad.graph_name != graph]
    places = {(quad.subject.value, ""): quad.subject.value for quad in stated
              if isinstance(quad.subject, ox.NamedNode)}  # fmt: skip
    problems = shacl.validate(Curated(stated, places), GraphFiles.collect().shapes)
    assert not [problem for problem in problems if problem.severity == "error"]
    assert {*facts.make(stated)} == {quad for quad in quads if quad.graph_name == graph}
