"""Amounts: every form of the case file, nothing in texts without any, spelling there and back."""

from __future__ import annotations

import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accuracy.markup import parse
from beleidsgraaf.reader.amounts import Amount, find, finds
from beleidsgraaf.reader.nouns import singular
from beleidsgraaf.reader.numerals import SCALES, TEENS, TENS, UNITS, value_of

DATA = Path(__file__).parent / "data"
CASES = DATA.joinpath("amounts.tsv").read_text("utf-8").splitlines()
NONE = DATA.joinpath("no-amounts.txt").read_text("utf-8").splitlines()


def plain(value: Decimal | None) -> str:
    text = format(value or Decimal(0), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown(amount: Amount) -> str:
    value = plain(amount.value)
    if amount.qualifier == "range":
        value = f"{plain(amount.low)}..{plain(amount.high)}"
    return f"{value} {amount.unit} {amount.qualifier}"


@pytest.mark.parametrize("case", CASES)
def test_each_form_is_found_whole(case: str) -> None:
    text, marks = parse(case)
    found = [(one.start, one.end, shown(one)) for one in find(text)]
    assert found == [(mark.start, mark.end, mark.value) for mark in marks]


@pytest.mark.parametrize("text", NONE)
def test_other_numbers_are_no_amounts(text: str) -> None:
    assert find(text) == []


def spelled(number: int) -> str:
    """Write a number below a thousand million in Dutch words (Leidraad 6.9)."""
    names = {value: name for name, value in {**UNITS, **TEENS, **TENS}.items() if name != "één"}
    if number >= 10**6:
        rest = f" {spelled(number % 10**6)}" if number % 10**6 else ""
        return f"{spelled(number // 10**6)} miljoen{rest}"
    if number >= 1000:
        head = "" if number < 2000 else spelled(number // 1000)
        return f"{head}duizend" + (f" {spelled(number % 1000)}" if number % 1000 else "")
    if number >= 100:
        head = "" if number < 200 else names[number // 100]
        return f"{head}honderd" + (spelled(number % 100) if number % 100 else "")
    if number in names:
        return names[number]
    unit = names[number % 10]
    return f"{unit}{'ën' if unit.endswith('e') else 'en'}{names[number // 10 * 10]}"


@given(st.integers(1, 10**9 - 1))
def test_a_number_in_words_has_its_value(number: int) -> None:
    text = f"Het kost {spelled(number)} euro extra."
    assert [one.value for one in find(text)] == [Decimal(number)]


@given(st.integers(1, 999_999))
def test_a_number_in_one_word_has_its_value(number: int) -> None:
    assert value_of(spelled(number).replace(" ", "")) == number


@given(st.integers(0, 10**12), st.integers(0, 99))
def test_a_sum_in_digits_has_its_value(whole: int, cents: int) -> None:
    digits = f"{whole:,}".replace(",", ".") + f",{cents:02d}"
    (found,) = find(f"Het kost € {digits} extra.")
    assert found.value == Decimal(whole) + Decimal(cents) / 100
    assert found.text == f"€ {digits}"


@given(
    st.decimals("0.1", "999.9", places=1),
    st.sampled_from(["mln.", "mld.", "mrd.", "miljoen", "miljard", "mln", "duizend"]),
    st.sampled_from([" ", "\n", "\u00a0", " \n \n", "\u202f"]),
)
def test_white_space_does_not_matter(number: Decimal, scale: str, space: str) -> None:
    digits = str(number).replace(".", ",")
    (found,) = find(f"Het kost €{space}{digits}{space}{scale}{space}meer dan voorzien.")
    assert found.value == number * SCALES[scale.rstrip(".")]


@given(st.text("€1234567890.,-– \nmlnjoe%tusdrachig", max_size=60))
def test_any_text_is_read(text: str) -> None:
    for found in find(text):
        assert found.text == text[found.start : found.end] != ""


@pytest.mark.parametrize(
    "piece",
    [
        "zestienzestien",
        "1.000.",
        "€ ",
        "tussen de 1 en ",
        "1-2-",
        "van 1 tot ",
        "een half ",
        "1 000 ",
        "10, ",
    ],
)
def test_time_grows_with_the_text(piece: str) -> None:
    def seconds(text: str) -> float:
        begin = time.process_time()
        find(text)
        return time.process_time() - begin

    text = piece * (8_000 // len(piece))
    short = min(seconds(text) for _ in range(3))
    assert min(seconds(text * 10) for _ in range(3)) < 12 * short + 0.3


def test_rows_have_the_unit_of_their_heading() -> None:
    text = (
        "Tabel 2: Uitgaven (in mln. euro)\n\n2021 2022 2023\n\nOnderzoek 12,5 13,0 -4\n\n"
        "Onderwijs 1.200 7 8\n\nHet kabinet heeft hier verder geen opmerkingen over en "
        "verwijst naar de tekst van bladzijde 12.\n"
    )
    values = [amount.value for amount in find(text)]
    assert values == [Decimal(n) * 10**6 for n in ("12.5", "13", "-4", "1200", "7", "8")]


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (
            "Regeling  Budget (€ mln.)  Aandeel (%)  Aantal projecten\nWBSO  1.281  45  20.000\n",
            ["1281000000 EUR", "45 percent", "20000 project"],
        ),
        ("Kasreeks (€ mln)\n2022 2023 2024\nOnderzoek 10 - 30\n", ["10000000 EUR", "30000000 EUR"]),
        (
            "| Regio | € x 1 mln. | fte |\n| --- | --- | --- |\n| Noord | 12,3 | 45 |\n",
            ["12300000 EUR", "45 fte"],
        ),
        ("Subsidies (bedragen x € 1.000)\nTNO 1.234\n", ["1234000 EUR"]),
        ("Budget (€ mln.) Aandeel (%)\nTwee 1 2 3\n", []),
    ],
)
def test_each_column_has_the_unit_of_its_heading(table: str, values: list[str]) -> None:
    assert [f"{plain(one.value)} {one.unit}" for one in find(table)] == values


def test_a_rate_is_told() -> None:
    texts = ("€ 5 mln. per jaar", "jaarlijks € 5 mln.", "€ 5 mln. structureel", "€ 5 per inwoner")
    assert [find(text)[0].per for text in texts] == ["jaar", "jaar", "jaar", "inwoner"]


def test_the_record_has_the_shape_of_json_lines() -> None:
    (record,) = finds("ruim 23,5 miljoen euro")
    assert record == {
        "kind": "amount",
        "start": 0,
        "end": 22,
        "text": "ruim 23,5 miljoen euro",
        "value": 23500000,
        "unit": "EUR",
        "qualifier": "more-than",
        "rule": "money-word",
        "confidence": 0.98,
    }


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("banen", "baan"),
        ("bedrijven", "bedrijf"),
        ("huizen", "huis"),
        ("pillen", "pil"),
        ("mogelijkheden", "mogelijkheid"),
        ("auto's", "auto"),
        ("kinderen", "kind"),
        ("artikelen", "artikel"),
        ("technologieën", "technologie"),
        ("gemeenten", "gemeente"),
    ],
)
def test_the_singular_follows_the_spelling(plural: str, one: str) -> None:
    assert singular(plural) == one
