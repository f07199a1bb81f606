from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from beleidsgraaf.store import curated, facts
from beleidsgraaf.store.files import FACTS_GRAPH
from beleidsgraaf.terms import shorten
from support.store import Curated, copied


def made(small: Curated) -> set[str]:
    """Return the facts as short lines, types and labels left out by the caller."""
    return {_line(quad) for quad in facts.make(curated.read(small.files()).quads)}


def _line(quad: ox.Quad) -> str:
    assert isinstance(quad.graph_name, ox.NamedNode)
    assert quad.graph_name.value == FACTS_GRAPH
    shown = [shorten(t.value) if isinstance(t, ox.NamedNode) else str(t) for t in quad.triple]
    return " ".join(shown)


def relations(small: Curated) -> set[str]:
    return {line for line in made(small) if " bg:" in line and " rdf:type " not in line}


def test_only_facts_and_decisions_give_a_direct_triple(tmp_path: Path) -> None:
    assert relations(copied(tmp_path)) == {
        "bgi:actor/asml bg:cooperatesWith bgi:actor/ai-coalitie",
        "bgi:actor/ezk bg:finances bgi:actor/smart-photonics",
    }


@pytest.mark.parametrize(
    "modality",
    ["announced", "intended", "explored", "requested", "supported", "expected", "rejected"],
)
def test_no_other_modality_gives_one(tmp_path: Path, modality: str) -> None:
    small = copied(tmp_path)
    small.replace(small.letter, "modality-fact", f"modality-{modality}")
    small.replace(small.letter, "modality-decided", f"modality-{modality}")
    assert relations(small) == set()


def test_every_superclass_of_a_stated_type_is_made(tmp_path: Path) -> None:
    types = {line for line in made(copied(tmp_path)) if line.startswith("bgi:actor/asml rdf:type")}
    assert types == {
        "bgi:actor/asml rdf:type bg:Actor",
        "bgi:actor/asml rdf:type foaf:Agent",
    }


def test_classes_in_a_circle_end(tmp_path: Path) -> None:
    small = copied(tmp_path)
    small.append(
        small.folder / "ontology/beleidsgraaf.ttl", "bg:Actor rdfs:subClassOf bg:Company .\n"
    )
    assert "bgi:actor/ai-coalitie rdf:type bg:Company" in made(small)


def test_a_label_is_copied_where_its_language_has_none(tmp_path: Path) -> None:
    small = copied(tmp_path)
    text = 'actor:asml <http://www.w3.org/2000/01/rdf-schema#label> "ASML Holding"@nl .\n'
    small.append(small.actors, text)
    labels = {line for line in made(small) if line.startswith("bgi:actor/asml rdfs:label")}
    assert labels == {'bgi:actor/asml rdfs:label "ASML"@en'}


def test_no_triple_is_made_that_stands_somewhere(tmp_path: Path) -> None:
    small = copied(tmp_path)
    small.append(small.actors, "actor:ezk bg:finances actor:smart-photonics .\n")
    quads = curated.read(small.files()).quads
    everything = [quad.triple for quad in quads + facts.make(quads)]
    assert len(everything) == len(set(everything))
    assert "bgi:actor/ezk bg:finances bgi:actor/smart-photonics" not in made(small)
