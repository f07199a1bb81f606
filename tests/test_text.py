"""Words, digests and folding."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beleidsgraaf.text import digest, find, fold, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De proefhaven, geopend in 2031.", "de proefhaven geopend in 2031"),
        ("spin-offs en spin-\noffs", "spinoffs en spinoffs"),
        ("over-\n\nzicht", "overzicht"),
        ("over\u00adzicht", "overzicht"),
        ("start- en\naanloopkosten", "start en aanloopkosten"),
        ("start-\nen aanloopkosten", "start en aanloopkosten"),
        ("2014-2016 en 34952-40", "2014 2016 en 34952 40"),
        ("ICT-48", "ict 48"),
        ("financie\u0308n", "financi\u00ebn"),
        ("zo\u2019n € 1,5 mln.", "zo n 1 5 mln"),
        ("a_b", "a b"),
        ("", ""),
    ],
)
def test_words(text: str, expected: str) -> None:
    assert " ".join(word.text for word in words(text)) == expected


@given(st.text(max_size=200))
def test_words_stand_where_they_say(text: str) -> None:
    ends = 0
    for word in words(text):
        assert ends <= word.start < word.end <= len(text)
        ends = word.end


@given(st.text(alphabet="ab\u00e9-1 ", max_size=60), st.sampled_from(["NFC", "NFD"]))
def test_words_do_not_depend_on_the_normal_form(text: str, form: str) -> None:
    same = unicodedata.normalize(form, text)  # type: ignore[arg-type]
    assert [w.text for w in words(same)] == [w.text for w in words(text)]


def test_digest_tells_words_apart() -> None:
    assert digest(["ab", "c"]) != digest(["a", "bc"])
    assert digest(["twee", "woorden"]) == (
        "e50acc280f67aa23b7ae01aa9fe8c56edda4791fc7a7c654f40c1a07f9b111e3"
    )


def test_fold_is_for_comparing_names() -> None:
    assert fold("  Financi\u00ebn ") == fold("FINANCIEN") == "financien"


def test_find_gives_every_place() -> None:
    assert find(["a", "b"], ["a", "b", "a", "a", "b"]) == [0, 3]
    assert find([], ["a"]) == []
