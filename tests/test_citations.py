"""The citation grammar: surface forms as data, round trips, what is no citation, linear time."""

from __future__ import annotations

import time
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accuracy.markup import Mark, parse
from accuracy.scores import strict
from beleidsgraaf.errors import BadParameter, InputError
from beleidsgraaf.reader import layout
from beleidsgraaf.reader.citations import Own, carrier, find, resolve
from beleidsgraaf.reader.finding import finds

DATA = Path(__file__).parent / "data"
CASES = [
    line.split("\t")
    for line in (DATA / "citations.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
NONE = (DATA / "citations-none.txt").read_text(encoding="utf-8").splitlines()
MARKED = [
    line.split("\t")
    for line in (DATA / "citations-marked.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def unescaped(surface: str) -> str:
    return surface.encode("ascii").decode("unicode_escape")


@pytest.mark.parametrize(("surface", "document", "targets", "rule"), CASES)
def test_form(surface: str, document: str, targets: str, rule: str) -> None:
    text = unescaped(surface)
    found = find(text, own=Own(document))
    assert ";".join(" ".join(one.targets) for one in found) == targets
    assert not found or found[0].rule == rule
    assert all(text[one.start : one.end] == one.text for one in found)


@pytest.mark.parametrize(("surface", "document", "targets", "rule"), CASES)
def test_form_amid_running_text(
    surface: str,
    document: str,
    targets: str,
    rule: str,  # noqa: ARG001 - the words around it may make another one fire
) -> None:
    text = f"Ik verwijs naar {unescaped(surface).rstrip('.')}; voorts geldt dat de markt groeit."
    found = find(text, own=Own(document))
    assert ";".join(" ".join(one.targets) for one in found) == targets


@pytest.mark.parametrize("text", NONE)
def test_nothing_is_found_where_nothing_is_cited(text: str) -> None:
    assert find(text) == []
    assert find(f"Het kabinet schrijft: {text} Dat is alles.") == []


@pytest.mark.parametrize(("document", "marked"), MARKED)
def test_sentence(document: str, marked: str) -> None:
    text, marks = parse(marked.replace("\\n", "\n"))
    found = find(text, own=Own(document))
    given = [Mark("citation", one.start, one.end, " ".join(one.targets)) for one in found]
    assert [text[one.start : one.end] for one in given] == [
        text[mark.start : mark.end] for mark in marks
    ]
    assert all(map(strict, given, marks))


DOSSIERS = st.integers(20_000, 37_999).filter(lambda number: number != 21_501)
CHAPTERS = st.sampled_from(["", "", "", "IIA", "IV", "V", "VI", "VIII", "IX", "XIII", "XVI", "XIX"])
SPACES = st.sampled_from([" ", "\u00a0", "\n", " \n", "\u2009"])
NUMBERS = st.integers(1, 4999).map(str)
LETTERS = st.from_regex(r"[A-H]|A[A-H]", fullmatch=True)


@st.composite
def dossiers(draw: st.DrawFn) -> tuple[str, str]:
    digits = str(draw(DOSSIERS))
    chapter = draw(CHAPTERS)
    joint = draw(st.sampled_from(["", " ", "\u00a0", "."]))
    surface = digits[:2] + joint + digits[2:]
    if not chapter:
        return surface, digits
    return f"{surface}{draw(st.sampled_from([' ', '-']))}{chapter}", f"{digits}-{chapter}"


@st.composite
def references(draw: st.DrawFn) -> tuple[str, tuple[str, ...]]:
    label = draw(st.sampled_from(["Kamerstuk", "Kamerstukken", "kamerstukken", "Kst."]))
    year = draw(st.integers(1996, 2025))
    years = draw(
        st.sampled_from(["", f"{year}/{(year + 1) % 100:02}, ", f"{year}\u2013{year + 1}, "])
    )
    chamber = draw(st.sampled_from(["", "II "])) if years else ""
    surface, name = draw(dossiers())
    others = draw(st.lists(dossiers(), max_size=3))
    numbers = draw(st.lists(NUMBERS, min_size=1, max_size=4, unique=True))
    word = "nr." if len(numbers) == 1 else "nrs."
    listed = numbers[0] if len(numbers) == 1 else f"{', '.join(numbers[:-1])} en {numbers[-1]}"
    filed = "".join(f", {other}" for other, _ in others)
    space = draw(SPACES)
    text = f"{label}{space}{chamber}{years}{surface}{filed}, {word}{space}{listed}"
    return text, tuple(f"kst-{name}-{number}" for number in numbers)


@settings(deadline=None)
@given(references())
def test_a_reference_made_of_parts_is_found_as_it_was_made(
    made: tuple[str, tuple[str, ...]],
) -> None:
    text, targets = made
    (found,) = find(f"Zie ook ({text}), dat eerder verscheen.")
    assert (found.text, found.targets) == (text, targets)


@settings(deadline=None)
@given(dossiers(), LETTERS)
def test_letters_are_of_the_eerste_kamer(dossier: tuple[str, str], letter: str) -> None:
    surface, name = dossier
    (found,) = find(f"Kamerstukken I 2018/19, {surface}, {letter}, p. 3.")
    assert found.targets == (f"kst-{name}-{letter}",)


@settings(deadline=None)
@given(dossiers(), NUMBERS)
def test_an_identifier_means_itself(dossier: tuple[str, str], number: str) -> None:
    identifier = f"kst-{dossier[1]}-{number}"
    assert resolve(identifier).targets == (identifier,)


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="KamerstukIVX0123456789 ,.;-/()\n\u00a0\u00adnren", max_size=200))
def test_any_text_gives_ordered_finds_at_their_place(text: str) -> None:
    found = find(text)
    assert all(text[one.start : one.end] == one.text and one.targets for one in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


def test_its_own_number_is_no_citation() -> None:
    text = (
        "Kamerstuk 33 009, nr. 92 volgt.\n\nkst-33009-92\nISSN 0921 - 7371\n"
        "Tweede Kamer, vergaderjaar 2019\u20132020, 33 009, nr. 92 2\nZie 33 009, nr. 91."
    )
    found = find(text, own=Own("kst-33009-92", date(2020, 6, 29)))
    assert [one.targets for one in found] == [("kst-33009-91",)]


def test_running_headers_are_none_even_when_the_document_is_not_known() -> None:
    header = "Tweede Kamer, vergaderjaar 2019\u20132020, 33 009, nr. 92 {}\n"
    text = "De markt groeit.\n" + header.format(1) + "Dat is goed.\n" + header.format(2)
    assert find(text) == []


def test_a_page_header_amid_a_reference_is_left_out() -> None:
    text = "Zie de brief (Kamerstuk 35300 XIII,\nPagina 1 van 2\nnr. 42) en meer.\nPagina 2 van 2\n"
    (found,) = find(text)
    assert found.targets == ("kst-35300-XIII-42",)
    assert text[found.start : found.end].endswith("nr. 42")


def test_a_citation_in_a_footnote_belongs_to_the_sentence_with_its_mark() -> None:
    text = (
        "De markt groeit snel. Het kabinet steunt de sector met geld.1 De steun is tijdelijk.\n"
        "\n\n1 Kamerstuk 33 009, nr. 92\n"
    )
    reading = layout.read(text)
    (found,) = find(text)
    span = carrier(reading, found)
    assert span is not None
    first = reading.words[span.index]
    assert text[first.start : first.end] == "Het"


@pytest.mark.parametrize(
    ("reference", "targets"),
    [
        ("29826-124", ("kst-29826-124",)),
        ("29826, nr. 124", ("kst-29826-124",)),
        ("Kamerstukken 33 009 en 32 637, nr. 94", ("kst-33009-94",)),
        ("36410-XIII", ("dossier-36410-XIII",)),
        ("35976", ("dossier-35976",)),
        ("32019R0452", ("32019R0452",)),
        ("law-grondwet-art-68", ("law-grondwet-art-68",)),
        ("zomaar wat", ()),
    ],
)
def test_resolve(reference: str, targets: tuple[str, ...]) -> None:
    answer = resolve(reference)
    assert answer.targets == targets
    assert (answer.rule == "unresolved") == (not targets)


@pytest.mark.parametrize("reference", ["", "  \n", "x" * 501])
def test_resolve_refuses_what_is_no_reference(reference: str) -> None:
    with pytest.raises(InputError):
        resolve(reference)


def test_finds_of_several_kinds_come_in_the_order_of_the_text() -> None:
    text = "Op 3 maart 2020 ging \u20ac 20 miljoen naar de sector (Kamerstuk 33 009, nr. 92)."
    found = finds(text, Own(), ["citation", "amount", "date"])
    assert [one["kind"] for one in found] == ["date", "amount", "citation"]
    assert finds(text, Own(), ["citation"]) == [found[-1]]
    with pytest.raises(BadParameter):
        finds(text, Own(), ["klank"])


HOSTILE = [
    "Kamerstukken 1, 2, 3 en ",
    "Kamerstukken 33 009, 32 637 en ",
    "33 009, 32 637 en ",
    "12 345 ",
    "1234567890",
    "(((((((((",
    "(nr. ",
    "Kamerstuk 33 009, nr. 1 en op stuk nr. 300 ",
    "motie-Aa (33 009, nr. 1) op stuk nr. 300 ",
    "motie Aa Bb Cc Dd/",
    "artikel 3, onderdeel a, b, c en d, ",
    "artikel 1, eerste lid, en ",
    "Wet op de ",
    "rapport \u2018Aa ",
    "A&A&A&",
    "voorstel voor een verordening COM(2020) 1 ",
    "Verordening (EU) 2016/679 PbEU L 1 ",
    "Handelingen II 2019/20, nr. 1, item 1, item 2 en ",
    "Stb. 2020, 1, 2, 3 en ",
    "voetnoot 1, 2, 3 en ",
    "kst-12345-",
    "a-\n",
    "moties-Aa en -Bb, -Cc en -Dd c.s. en ",
    "het rapport Aa bb cc ",
    "TNO (2020). Aa bb ",
    "Besluit aa bb het Besluit aa ",
    "COM(2020) 12, 13, 14 en ",
    "Verordening (EG) 70/2001 gewijzigd bij nr. 3/2004 ",
    "2022Z02871 ",
    "adviseert in ",
    "Zij krijgt nr. 3 (33009). op stuk nr. 9 ",
    "\u00ad \n",
    "a1 ",
    " " * 32,
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_ten_times_the_text_takes_at_most_twelve_times_the_time(piece: str) -> None:
    short = piece * (8000 // len(piece))
    long = short * 10
    # other work on the machine only ever adds; growth that is not linear fails every time
    assert any(_growth(short, long) <= 12 for _ in range(4))


def _growth(short: str, long: str) -> float:
    return min(_seconds(long) for _ in range(2)) / min(_seconds(short) for _ in range(2))


def _seconds(text: str) -> float:
    begin = time.perf_counter()
    find(text)
    return time.perf_counter() - begin
