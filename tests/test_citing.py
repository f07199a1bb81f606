"""Citations: Dutch practice, BibTeX and RIS, of documents with and without all their data."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from beleidsgraaf.citing import Citation, cite
from beleidsgraaf.records import Evidence, Name, Place, Relation, Thing
from support.small_graph import Small, served


def relation(document: str, *pages: int | None) -> Relation:
    thing = Thing("x", "actor", "x", Name("x", "x"), "t")
    evidence = tuple(
        Evidence(f"e{number}", document, Place("1", page=page), 0, 1, "")
        for number, page in enumerate(pages)
    )
    return Relation("a", thing, "p", thing, "fact", None, "", evidence)


PAPER = """
@prefix bg: <https://w3id.org/beleidsgraaf/def#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://w3id.org/beleidsgraaf/id/> .
<document/kst-29826-124> a bg:Letter ; dcterms:identifier "kst-29826-124" ;
  bg:chamber <actor/tweede-kamer> ; bg:parliamentaryYear "2020-2021" ;
  dcterms:title "Kansen {& zorgen}"@nl, "Chances"@en ; dcterms:issued "2020-10-30"^^xsd:date ;
  dcterms:creator <post/staatssecretaris> ;
  foaf:page <https://zoek.officielebekendmakingen.nl/kst-29826-124.html> .
<post/staatssecretaris> skos:prefLabel "Staatssecretaris"@nl, "State Secretary"@en .
<document/kst-35570-XIII-5> a bg:Letter ; dcterms:identifier "kst-35570-XIII-5" ;
  bg:chamber <actor/eerste-kamer> ; bg:parliamentaryYear "1999-2000" .
<document/kst-35570-B> a bg:Letter ; dcterms:identifier "kst-35570-B" .
<document/rapport> a bg:Report ; dcterms:title "Een rapport"@nl .
<document/kaal> a bg:Report .
"""


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Small]:
    folder = tmp_path_factory.mktemp("citing")
    quads = list(ox.parse(PAPER.encode(), format=ox.RdfFormat.TURTLE))
    ox.serialize(quads, folder / "data.nq", ox.RdfFormat.N_QUADS)
    with served(folder / "data.nq", folder / "search.sqlite") as graph:
        yield graph


def cited(papers: Small, *relations: Relation) -> list[Citation]:
    return papers.run(cite(papers.backend, relations))


@pytest.mark.parametrize(
    ("document", "pages", "wanted"),
    [
        ("kst-29826-124", (27,), "Kamerstukken II 2020/21, 29826, nr. 124, p. 27"),
        ("kst-29826-124", (5, 3, 4, 9, None), "Kamerstukken II 2020/21, 29826, nr. 124, p. 3-5, 9"),
        ("kst-29826-124", (None,), "Kamerstukken II 2020/21, 29826, nr. 124"),
        ("kst-35570-XIII-5", (2,), "Kamerstukken I 1999/00, 35570 XIII, nr. 5, p. 2"),
        ("kst-35570-B", (), "Kamerstukken, 35570, B"),
        ("rapport", (1,), "Een rapport, p. 1"),
        ("kaal", (), "kaal"),
    ],
)  # fmt: skip
def test_dutch_practice(
    papers: Small, document: str, pages: tuple[int | None, ...], wanted: str
) -> None:
    evidence = pages or (None,)
    (citation,) = cited(papers, relation(document, *evidence))
    assert citation.dutch == wanted


def test_pages_of_several_relations_come_together(papers: Small) -> None:
    given = relation("kst-29826-124", 27), relation("kst-29826-124", 28), relation("rapport", 3)
    first, second = cited(papers, *given)
    assert first.dutch.endswith("p. 27-28")
    assert second.dutch == "Een rapport, p. 3"


def test_bibtex_and_ris(papers: Small) -> None:
    (citation,) = cited(papers, relation("kst-29826-124", 27))
    assert "title = {{Kansen \\& zorgen}}" in citation.bibtex
    assert citation.bibtex.count("{") == citation.bibtex.count("}")
    lines = citation.ris.splitlines()
    assert lines[0] == "TY  - GOVDOC"
    assert "DA  - 2020/10/30" in lines
    assert lines[-1] == "ER  - "


def test_nothing_to_cite(papers: Small) -> None:
    assert cited(papers) == []
