"""The reading text of an invented letter that is set as extractors set them."""

from __future__ import annotations

from pathlib import Path

import pytest

from beleidsgraaf.evidence import joined
from beleidsgraaf.reader import sentences
from beleidsgraaf.reader.layout import ReadingText, Span, read

LETTER = Path(__file__).parent / "data" / "letters" / "kst-99999-3.txt"


@pytest.fixture(scope="module")
def reading() -> ReadingText:
    return read(LETTER.read_text(encoding="utf-8"))


def shown(reading: ReadingText, span: Span) -> str:
    return joined(reading.file, reading.segments(span.index, span.count))


def span_of(reading: ReadingText, start: str) -> Span:
    found = [span for span in reading.spans if shown(reading, span).startswith(start)]
    assert len(found) == 1, start
    return found[0]


def test_page_furniture_is_no_passage(reading: ReadingText) -> None:
    text = " ".join(shown(reading, span) for span in reading.spans)
    for furniture in ("Pagina", "Ons kenmerk", "HV-12", "Vaarwegen"):
        assert furniture not in text


def test_a_sentence_runs_over_the_page(reading: ReadingText) -> None:
    span = span_of(reading, "Dat vraagt om een aanpak")
    assert shown(reading, span).endswith(
        "waarin gemeenten, schippers en werven vanaf het begin meedoen."
    )
    assert len(reading.segments(span.index, span.count)) == 2
    assert span.place.page == 1


def test_footnotes_stand_apart_and_keep_their_section(reading: ReadingText) -> None:
    notes = [span for span in reading.spans if span.kind == "footnote"]
    assert [note.place.footnote for note in notes] == [1, 2, 3, 4]
    assert [note.place.section for note in notes] == ["", "1", "1", "2"]
    assert shown(reading, notes[1]).endswith("https://voorbeeld.invalid/havens-in-beeld")
    assert all(note.index >= reading.body_words for note in notes)


def test_marks_are_no_words(reading: ReadingText) -> None:
    span = span_of(reading, "De aanpak loopt sinds")
    assert reading.words[span.index + span.count - 1].text == "gedragen"


def test_broken_words_are_whole(reading: ReadingText) -> None:
    texts = {word.text for word in reading.words}
    assert {"overzicht", "middelen", "start", "aanloopkosten"} <= texts


@pytest.mark.parametrize(
    ("start", "section", "heading", "paragraph", "page", "kind"),
    [
        ("Met deze brief", "", "", 2, 1, "sentence"),
        ("De proefhaven in", "1", "", 1, 1, "sentence"),
        ("De werf bouwt", "1", "Box 1: De werf van Brandsma", 2, 2, "sentence"),
        ("Het kabinet is voornemens", "2", "", 1, 2, "sentence"),
        ("een fonds voor schone", "2", "", 2, 2, "list-item"),
        ("De Kamer ontvangt", "2", "", 3, 2, "sentence"),
        ("Dat onderzoek", "2", "", 3, 3, "sentence"),
    ],
)
def test_places(
    reading: ReadingText,
    start: str,
    section: str,
    heading: str,
    paragraph: int,
    page: int,
    kind: str,
) -> None:
    span = span_of(reading, start)
    assert (span.place.section, span.place.heading) == (section, heading)
    assert (span.place.paragraph, span.place.page, span.kind) == (paragraph, page, kind)


def test_table_rows_are_passages(reading: ReadingText) -> None:
    rows = [shown(reading, span) for span in reading.spans if span.kind == "table-cell"]
    assert "Zilverdijk 1,2 2,0 2,4" in rows


def test_every_word_is_in_one_passage(reading: ReadingText) -> None:
    ends = [0, *(span.index + span.count for span in reading.spans)]
    assert [span.index for span in reading.spans] == ends[:-1]
    assert ends[-1] == len(reading.words)


@pytest.mark.parametrize("text", ["", "\n\n \n", "1", "een enkele regel zonder einde"])
def test_odd_texts_are_read(text: str) -> None:
    assert len(read(text).words) == len(text.split())


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Op 8 september jl. is het voorstel gedeeld. Het vervolg komt later.", 2),
        ("Zie Kamerstuk 99 999, nr. 3, blz. 7. De Kamer is op de hoogte.", 2),
        ("Het gaat om 20 mln. euro. Daarvan is 2,5 mln. Het restant volgt.", 3),
        ("De motie Heerma c.s. vraagt dit. De heer M.C. de Vries stemde voor.", 2),
        ("De werf Brandsma B.V., een bedrijf in het noorden, bouwt. Klaar!", 2),
        ("Wat nu? \u2018Eerst dit.\u2019 Dan dat.", 3),
        ("In 2019. Daarna niet meer.", 2),
    ],
)
def test_sentences(text: str, count: int) -> None:
    found = list(sentences.spans(text))
    assert len(found) == count, [text[a:b] for a, b in found]
