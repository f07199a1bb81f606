"""The whole graph at one glance: communities, groups of one family, and what ties them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from beleidsgraaf import settings
from beleidsgraaf.lookup.vocabulary import Vocabulary
from beleidsgraaf.networks import ClaimGraph
from beleidsgraaf.overview import Overview, overview
from beleidsgraaf.records import Name, Relation, Thing
from beleidsgraaf.store import communities
from beleidsgraaf.terms import BG, ID
from beleidsgraaf_api.app import create_app
from support.in_thread import serving
from support.small_workspace import built

PAIRS = st.lists(st.tuples(*[st.integers(0, 30).map(lambda n: f"actor/a{n}")] * 2), max_size=60)


def ring(name: str, size: int) -> list[tuple[str, str]]:
    """Every thing of a small world tied to every other."""
    return list(combinations([f"{name}/{number}" for number in range(size)], 2))


def claims(pairs: list[tuple[str, str]]) -> ClaimGraph:
    names = {name for pair in pairs for name in pair}
    things = {name: thing(name) for name in names}
    relations = (
        Relation(f"{ID}claim/{n}", things[a], BG + "uses", things[b], "fact", None, "", ())
        for n, (a, b) in enumerate(pairs)
    )
    return ClaimGraph(things.values(), relations, Vocabulary({}, {}, {}, {}))


def thing(name: str) -> Thing:
    kind, _, slug = name.partition("/")
    return Thing(ID + name, kind, slug, Name(slug, slug), BG + "Actor")


def grouped(pairs: list[tuple[str, str]], most: int) -> Overview:
    found = communities.find((ID + one, ID + other) for one, other in pairs)
    return overview(claims(pairs), found, most=most)


def test_what_is_tied_together_is_one_community() -> None:
    pairs = [*ring("actor/left", 5), *ring("actor/right", 4), ("actor/left/0", "actor/right/0")]
    found = communities.find(pairs)
    assert {found[f"actor/left/{n}"] for n in range(5)} == {0}
    assert {found[f"actor/right/{n}"] for n in range(4)} == {1}


@examples(deadline=None)
@given(PAIRS)
def test_the_order_of_pairs_does_not_matter(pairs: list[tuple[str, str]]) -> None:
    assert communities.find(pairs) == communities.find(reversed(pairs))


def test_a_file_of_communities_is_read_as_written(tmp_path: Path) -> None:
    claim, subject, object_ = (ox.NamedNode(ID + n) for n in ("claim/c", "actor/a", "actor/b"))
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    quads = [
        ox.Quad(claim, ox.NamedNode(rdf + "subject"), subject),
        ox.Quad(claim, ox.NamedNode(rdf + "object"), object_),
    ]
    communities.write(tmp_path / "communities.tsv", quads)
    assert communities.read(tmp_path / "communities.tsv") == {subject.value: 0, object_.value: 0}


@examples(deadline=None, max_examples=50)
@given(PAIRS, st.integers(8, 40))
def test_everything_stands_in_one_group(pairs: list[tuple[str, str]], most: int) -> None:
    found = grouped(pairs, most)
    members = [each.iri for group in found.groups for each in group.members]
    assert sorted(members) == sorted({ID + name for pair in pairs for name in pair})
    assert len(found.groups) <= most
    assert {group.id for group in found.groups} == found.points.keys()


def test_small_groups_share_one_and_say_so() -> None:
    pairs = [pair for n in range(30) for pair in ring(f"actor/w{n}", 3)]
    found = grouped(pairs, 12)
    assert [group.size for group in found.groups if not group.rest] == [3] * 5
    (rest,) = (group for group in found.groups if group.rest)
    assert rest.size == 75


def test_bonds_count_relations_both_ways() -> None:
    pairs = [
        *ring("actor/left", 6), *ring("technology/right", 6),
        ("actor/left/0", "technology/right/0"), ("technology/right/1", "actor/left/1"),
    ]  # fmt: skip
    (bond,) = grouped(pairs, 20).bonds
    assert bond.count == 2
    assert {bond.one.family.code, bond.other.family.code} == {"actor", "subject"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    workspace = built(tmp_path_factory.mktemp("overview"))
    with serving(create_app(settings.load({}), workspace)) as client:
        yield client


def test_each_group_of_the_page_opens_in_the_explorer(client: httpx.Client) -> None:
    page = client.get("/overview", params={"lang": "nl"}).text
    addresses = set(re.findall(r'href="(/explore\?focus=[^"]+)"', page))
    assert addresses
    for address in addresses:
        assert client.get(address.replace("&amp;", "&")).status_code == 200


def test_the_explorer_leads_to_it(client: httpx.Client) -> None:
    assert 'href="/overview' in client.get("/explore").text
