from __future__ import annotations

import time
import unicodedata
from pathlib import Path

import pytest

from beleidsgraaf.errors import BadParameter, SnapshotError
from beleidsgraaf.store import curated, facts, search_index
from beleidsgraaf.store.folding import fold
from beleidsgraaf.store.search import search
from support.store import copied


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("search")
    quads = curated.read(copied(folder).files()).quads
    search_index.write(folder / "search.sqlite", quads + facts.make(quads))
    return folder / "search.sqlite"


@pytest.mark.parametrize(
    ("text", "slug", "matched", "why"),
    [
        ("ASML", "asml", "ASML", "name"),
        ("asml", "asml", "ASML", "name"),
        (" smart  PHOTONICS ", "smart-photonics", "Smart Photonics", "name"),
        ("smart-photonics", "smart-photonics", "Smart Photonics", "name"),
        ("EZK", "ezk", "EZK", "abbreviation"),
        ("ai", "ai-coalitie", "AI", "abbreviation"),
        ("fi", "financien", "FIN", "part of a name"),
        ("nl aic", "ai-coalitie", "NL AIC", "other name"),
        ("kst-1-1", "kst-1-1", "kst-1-1", "identifier"),
        ("financien", "financien", "Ministerie van Financiën", "part of a name"),
        ("FINANCIËN", "financien", "Ministerie van Financiën", "part of a name"),
        ("Finance", "financien", "Ministry of Finance", "part of a name"),
        ("ai coal", "ai-coalitie", "Nederlandse AI Coalitie", "part of a name"),
        ("klimaat zaken", "ezk", "Ministerie van Economische Zaken en Klimaat", "part of a name"),
        ("hoton", "smart-photonics", "Smart Photonics", "part of a name"),
    ],
)
def test_the_best_hit_and_why(index: Path, text: str, slug: str, matched: str, why: str) -> None:
    hit = search(index, text)[0]
    assert (hit.thing.slug, hit.matched, hit.why) == (slug, matched, why)


def test_a_whole_name_goes_before_an_abbreviation_a_beginning_and_a_part(tmp_path: Path) -> None:
    small = copied(tmp_path)
    for slug, label in (("d", "A Photon"), ("c", "Photonica"), ("a", "Photon")):
        small.append(small.actors, f'actor:{slug} a bg:Actor ; skos:prefLabel "{label}"@nl .\n')
    small.append(
        small.actors, 'actor:b a bg:Actor ; skos:prefLabel "X"@nl ; skos:altLabel "PHOTON" .\n'
    )
    path = tmp_path / "search.sqlite"
    search_index.write(path, curated.read(small.files()).quads)
    hits = search(path, "photon")
    assert [hit.thing.slug for hit in hits] == ["a", "b", "c", "d", "smart-photonics"]
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len(search(path, "photon", limit=2)) == 2


def test_a_type_takes_its_subclasses_in(index: Path) -> None:
    def slugs(type: str) -> set[str]:
        return {hit.thing.slug for hit in search(index, "a", type=type)}

    assert slugs("Company") == {"asml"}
    assert slugs("bg:Company") == slugs("https://w3id.org/beleidsgraaf/def#Company")
    assert slugs("Actor") > {"asml", "ai-coalitie"}


def test_a_thing_has_both_names_and_its_most_specific_type(index: Path) -> None:
    thing = search(index, "EZK")[0].thing
    assert thing.kind == "actor"
    assert thing.type == "https://w3id.org/beleidsgraaf/def#GovernmentBody"
    assert thing.name.en == "Ministry of Economic Affairs and Climate Policy"


HOSTILE = [
    '"', "'", '" OR folded:*', "asml*", "NEAR(a b)", "NOT asml", "a AND", "(", "^asml", "-asml",
    "{folded}: x", "%", "_", "\\", "\x00", "a\x00b", '") } ; DROP TABLE thing; --', "\ud800",
    "\u0301\u0301", "\u200b", "ſ", "🦀", "asml; SELECT", "+" * 200, "a " * 100, "٣",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_what_is_typed_is_never_syntax(index: Path, text: str) -> None:
    start = time.perf_counter()
    hits = search(index, text)
    assert time.perf_counter() - start < 0.1
    words = fold(text).split()
    for hit in hits:
        assert all(word in fold(hit.matched) for word in words)
    assert bool(hits) <= bool(words)
    assert search(index, "ASML")[0].thing.slug == "asml"


@pytest.mark.parametrize(
    ("text", "limit", "type"),
    [("x" * 201, 20, None), ("x", 0, None), ("x", 1001, None), ("x", 5, "a b"), ("x", 5, "no:X")],
)
def test_bounds_are_told(index: Path, text: str, limit: int, type: str | None) -> None:
    with pytest.raises(BadParameter):
        search(index, text, type=type, limit=limit)


def test_composed_and_decomposed_letters_are_the_same(index: Path) -> None:
    one, other = (unicodedata.normalize(form, "financiën") for form in ("NFC", "NFD"))
    assert one != other
    assert search(index, one) == search(index, other) != []
    assert fold("sof\u00adt") == "soft"


def test_a_damaged_index_is_a_typed_error(tmp_path: Path) -> None:
    path = tmp_path / "search.sqlite"
    path.write_bytes(b"no database at all" * 100)
    for broken in (path, tmp_path / "none.sqlite"):
        with pytest.raises(SnapshotError):
            search(broken, "asml")
    assert not (tmp_path / "none.sqlite").exists()


@pytest.mark.parametrize(("type_", "near"), [("Compani", "Company"), ("bg:Actr", "Actor")])
def test_an_unknown_class_is_refused_with_the_nearest(index: Path, type_: str, near: str) -> None:
    with pytest.raises(BadParameter) as refused:
        search(index, "a", type=type_)
    assert near in refused.value.remedy
