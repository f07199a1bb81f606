"""The labels of the curated files, as the reader takes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from beleidsgraaf.store import labels
from beleidsgraaf.store.files import GraphFile, GraphFiles

ONTOLOGY = """
bg:Actor a owl:Class . bg:Company a owl:Class ; rdfs:subClassOf bg:Actor .
bg:Place a owl:Class . bg:Document a owl:Class . bg:Act a owl:Class ; rdfs:subClassOf bg:Document .
"""
PREFIXES = """
@prefix bg: <https://w3id.org/beleidsgraaf/def#> .
@prefix actor: <https://w3id.org/beleidsgraaf/id/actor/> .
@prefix place: <https://w3id.org/beleidsgraaf/id/place/> .
@prefix document: <https://w3id.org/beleidsgraaf/id/document/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


@pytest.fixture
def rows(tmp_path: Path) -> list[labels.Row]:
    content = """
actor:a a bg:Actor, bg:Company ; skos:prefLabel "Aa"@nl, "Ah"@en ; skos:altLabel "A"@nl ;
    bg:ambiguousLabel "A", "Alfa" .
place:b a bg:Place ; skos:prefLabel "Bee"@en .
document:c a bg:Act ; skos:prefLabel "Cee"@nl .
"""
    file = tmp_path / "graph.ttl"
    file.write_text(PREFIXES + ONTOLOGY + content, encoding="utf-8")
    return labels.rows(GraphFiles((GraphFile(file, file.name, "urn:x"),)))


def test_each_label_has_the_thing_its_name_and_its_finest_class(rows: list[labels.Row]) -> None:
    shown = [(row["text"], row["iri"][-7:], row["type"], row["name"]) for row in rows]
    assert shown == [
        ("A", "actor/a", "Company", "Aa"),
        ("Aa", "actor/a", "Company", "Aa"),
        ("Ah", "actor/a", "Company", "Aa"),
        ("Alfa", "actor/a", "Company", "Aa"),
        ("Bee", "place/b", "Place", "Bee"),
    ]


def test_ambiguous_labels_are_flagged(rows: list[labels.Row]) -> None:
    assert [row["text"] for row in rows if row["ambiguous"]] == ["A", "Alfa"]


def test_titles_of_documents_are_no_names(rows: list[labels.Row]) -> None:
    assert "Cee" not in {row["text"] for row in rows}
