"""Dates: every form of the case file against one issue date, nothing in texts without any."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accuracy.markup import parse
from beleidsgraaf.reader.dates import Date, find, finds

DATA = Path(__file__).parent / "data"
CASES = DATA.joinpath("dates.tsv").read_text("utf-8").splitlines()
NONE = DATA.joinpath("no-dates.txt").read_text("utf-8").splitlines()
ISSUED = date(2020, 10, 30)
MONTHS = (
    "januari februari maart april mei juni juli augustus september oktober november december"
).split()


def shown(found: Date) -> str:
    return found.value or (f"open {found.year}" if found.year else "open")


@pytest.mark.parametrize("case", CASES)
def test_each_form_is_found_whole(case: str) -> None:
    text, marks = parse(case)
    found = [(one.start, one.end, shown(one), one.deadline) for one in find(text, issued=ISSUED)]
    assert found == [(mark.start, mark.end, mark.value, mark.deadline) for mark in marks]


@pytest.mark.parametrize("text", NONE)
def test_other_years_are_no_dates(text: str) -> None:
    assert find(text, issued=ISSUED) == []


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_day_in_words_and_figures_has_its_value(day: date) -> None:
    for written in (
        f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        f"{day.day} {MONTHS[day.month - 1]}\n{day.year}",
        f"{day.day:02d}-{day.month:02d}-{day.year}",
        day.isoformat(),
    ):
        (found,) = find(f"Het besluit van {written} is bekend.", issued=None)
        assert (found.value, found.text) == (day.isoformat(), written)


@given(st.dates(date(1990, 1, 1), date(2050, 12, 31)), st.dates(date(2000, 1, 1)))
def test_the_last_such_day_is_not_after_the_document(day: date, issued: date) -> None:
    text = f"De brief van {day.day} {MONTHS[day.month - 1]} jl. is bekend."
    for found in find(text, issued=issued):
        assert found.value is not None
        assert date.fromisoformat(found.value) <= issued


def test_without_a_document_date_relative_dates_stay_open() -> None:
    found = find("De brief van 6 augustus jl. en de nota van dit jaar.", issued=None)
    assert [(one.value, one.year) for one in found] == [(None, None), (None, None)]


@given(st.text("0123456789-/. \njanfebmrtuli'vóoreindkwQ", max_size=60))
def test_any_text_is_read(text: str) -> None:
    for found in find(text, issued=ISSUED):
        assert found.text == text[found.start : found.end] != ""


@pytest.mark.parametrize(
    "piece",
    [
        "1 en 2, ",
        "1-1-",
        "2019-",
        "in 2019, ",
        "eerste kwartaal van ",
        "12 mei tot ",
        "ik u, ",
        "maart, ",
    ],
)
def test_time_grows_with_the_text(piece: str) -> None:
    def seconds(text: str) -> float:
        begin = time.process_time()
        find(text, issued=ISSUED)
        return time.process_time() - begin

    text = piece * (8_000 // len(piece))
    short = min(seconds(text) for _ in range(3))
    assert min(seconds(text * 10) for _ in range(3)) < 12 * short + 0.3


def test_the_record_has_the_shape_of_json_lines() -> None:
    (record,) = finds("Ik stuur u het rapport voor 1 april 2021.", issued=ISSUED)
    assert record == {
        "kind": "date",
        "start": 28,
        "end": 40,
        "text": "1 april 2021",
        "value": "2021-04-01",
        "deadline": True,
        "rule": "day",
        "confidence": 0.98,
    }
