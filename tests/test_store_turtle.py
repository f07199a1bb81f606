from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beleidsgraaf import terms
from beleidsgraaf.errors import InvalidGraph
from beleidsgraaf.store import canonical, curated, turtle
from support.store import copied

BROKEN = [
    pytest.param("<x:a> <x:b> zzz .\n", "f.ttl:1:13", id="no term"),
    pytest.param("\n\n<x:a> <x:b> <c> .\n", "f.ttl:3:13", id="relative IRI"),
    pytest.param("<x:a> <x:b> 'a\\q' .\n", "f.ttl:1:", id="wrong escape"),
    pytest.param("<x:a> <x:b> <x:c> .\r\n<x:a> y:b <x:c> .\r\n", "f.ttl:2:7", id="no prefix"),
    pytest.param("<x:a> <x:b> <x:c>\n", "f.ttl:2:1", id="no end"),
]


@pytest.mark.parametrize(("text", "place"), BROKEN)
def test_a_syntax_error_names_file_line_and_column(text: str, place: str) -> None:
    problems = turtle.parse(text.encode(), "f.ttl").problems
    assert len(problems) == 1
    assert problems[0].place.startswith(place)


def test_a_syntax_error_gives_the_whole_reason() -> None:
    (problem,) = turtle.parse(b"<x:a> <x:b> y:c .\n", "f.ttl").problems
    assert "The prefix y: has not been declared" in str(problem)


@pytest.mark.parametrize(
    "content",
    ["<x:a> <x:b> 'é' .".encode("latin-1"), "<x:a> <x:b> 'é' .".encode("utf-16")],
    ids=["latin-1", "utf-16"],
)
def test_another_encoding_is_an_error_and_nothing_is_replaced(content: bytes) -> None:
    parsed = turtle.parse(content, "f.ttl")
    assert parsed.problems
    assert not parsed.triples


def test_two_hundred_thousand_nested_lists_do_no_harm() -> None:
    text = "<x:a> <x:b> " + "(" * 200_000 + ")" * 200_000 + " ."
    assert turtle.parse(text.encode(), "f.ttl").triples


def test_the_line_of_each_subject_is_known() -> None:
    text = "@prefix a: <x:> .\n# a:no\na:b\\/c <x:p> 'y\u2028' ;\n  <x:q> a:e .\n<x:d> a a:e .\n"
    assert turtle.subject_lines(text) == {"x:b/c": 3, "x:d": 5}


@pytest.mark.parametrize(
    ("added", "message"),
    [
        ("actor:asml bg:kind [ a bg:Kind ] .", "uses a blank node"),
        ("_:x a bg:Kind .", "uses a blank node"),
        ("actor:asml a bg:Company .", "stands in graph/reference/actors.ttl too"),
        ("actor:asml bg:page <javascript:alert(1)> .", "a scheme that is not let in"),
        ("actor:asml bg:page <file:///etc/passwd> .", "a scheme that is not let in"),
    ],
)
def test_what_no_snapshot_may_hold_is_found_with_its_place(
    tmp_path: Path, added: str, message: str
) -> None:
    small = copied(tmp_path)
    line = small.letter.read_text(encoding="utf-8").count("\n") + 1
    small.append(small.letter, added + "\n")
    problems = curated.read(small.files()).problems
    assert any(message in str(problem) for problem in problems)
    place = "graph/letters/kst-1-1.ttl"
    assert {problem.place for problem in problems} <= {place, f"{place}:{line}"}


def test_a_triple_twice_in_one_graph_is_one(tmp_path: Path) -> None:
    small = copied(tmp_path)
    before = curated.read(small.files())
    small.append(small.actors, "actor:asml a bg:Company .\n")
    after = curated.read(small.files())
    assert not after.problems
    assert len(after.quads) == len(before.quads)


CANONICAL = """\
# Kept at the head.

@prefix actor: <https://w3id.org/beleidsgraaf/id/actor/> .
@prefix bg: <https://w3id.org/beleidsgraaf/def#> .
@prefix claim: <https://w3id.org/beleidsgraaf/id/claim/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

actor:asml a bg:Company ;
    bg:count 3 ;
    skos:altLabel "A\\"B" ,
        "C" .

claim:kst-1-1-0a a bg:Claim ;
    bg:evidence claim:kst-1-1-0a\\/e1 ;
    bg:statedOn "2020-10-30"^^xsd:date ;
    bg:value "3"^^xsd:decimal ,
        2.9 .
"""


def test_canonical_turtle_stays_as_it_is() -> None:
    assert canonical.formatted(CANONICAL.encode(), "f.ttl") == CANONICAL


def test_the_order_and_the_writing_of_the_input_do_not_matter() -> None:
    triples = turtle.parse(CANONICAL.encode(), "f.ttl").triples
    full = ox.serialize(reversed(triples), format=ox.RdfFormat.N_TRIPLES) or b""
    head = "# Kept at the head.\n"
    assert canonical.formatted(head.encode() + full, "f.ttl") == CANONICAL


@pytest.mark.parametrize("text", ["# h\n<x:a> <x:b> '#' . # lost\n", "<x:a> <x:b> 1 .\n# lost\n"])
def test_a_comment_that_would_be_lost_is_refused(text: str) -> None:
    with pytest.raises(InvalidGraph) as caught:
        canonical.formatted(text.encode(), "f.ttl")
    assert caught.value.problems == ("f.ttl:2: a comment below the head would be lost",)


def test_what_is_no_turtle_is_refused_with_its_place() -> None:
    for content in (b"<x:a> <x:b> .", "<x:a> <x:b> 'é' .".encode("latin-1")):
        with pytest.raises(InvalidGraph) as caught:
            canonical.formatted(content, "f.ttl")
        assert caught.value.problems[0].startswith("f.ttl:1:")


def test_a_blank_node_is_refused() -> None:
    with pytest.raises(InvalidGraph):
        canonical.formatted(b"[] <x:b> 1 .", "f.ttl")


_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_names = st.sampled_from(
    ["asml", "a/e1", "9x", "x.y", "x.", "-x", "x%20", "é", "x/", "a-b_c", "", "a:b", "a'b"]
)
_spaces = st.sampled_from([terms.BG, terms.ID, terms.ID + "actor/", "https://example.org/"])
_nodes = st.builds(lambda space, name: ox.NamedNode(space + name), _spaces, _names)
_types = [
    ox.NamedNode(terms.PREFIXES["xsd"] + n) for n in ("integer", "decimal", "boolean", "date")
]
_literals = st.one_of(
    st.builds(ox.Literal, _text),
    st.builds(lambda value: ox.Literal(value, language="nl"), _text),
    st.builds(
        lambda value, datatype: ox.Literal(value, datatype=datatype),
        st.one_of(_text, st.from_regex(r"\A[+-]?[0-9]{0,3}\.?[0-9]{0,3}\Z"), st.just("true")),
        st.sampled_from(_types),
    ),
)
_triples = st.lists(st.builds(ox.Triple, _nodes, _nodes, st.one_of(_nodes, _literals)), max_size=12)


@settings(max_examples=300, deadline=None)
@given(_triples)
def test_what_is_written_reads_back_and_is_a_fixed_point(triples: list[ox.Triple]) -> None:
    text = canonical.write(triples)
    parsed = turtle.parse(text.encode(), "f.ttl")
    assert not parsed.problems
    assert set(parsed.triples) == set(triples)
    assert canonical.formatted(text.encode(), "f.ttl") == text
