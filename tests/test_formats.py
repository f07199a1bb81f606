"""Documents of every format: the same finds as in their plain text, each with its place."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any

import pytest

from accuracy.markup import half
from beleidsgraaf import formats
from beleidsgraaf.reader.citations import Own
from beleidsgraaf.reader.finding import Found, finds, finds_in
from beleidsgraaf.reader.names import Gazetteer, gazetteer
from beleidsgraaf.store import labels
from beleidsgraaf.store.files import GraphFiles
from support.renderings import RENDERINGS

LARGEST = 10_000_000
#: Of 1,845 finds. Two columns break headings and titles, which plain text keeps on a line; an
#: ``al`` for each line parts what a text that was broken amid its sentences had together.
MOST_OTHERS = {"pdf": 2, "pdf of two columns": 8, "docx": 0, "html": 0, "xml": 6}


@cache
def names() -> Gazetteer:
    return gazetteer(labels.rows(GraphFiles.collect()))


def read(content: bytes, own: Own = Own(), name: str = "brief") -> list[Found]:  # noqa: B008
    return finds_in(formats.extract(content, name, LARGEST), own, (), names())


def said(found: list[dict[str, Any]]) -> Counter[tuple[str, ...]]:
    """What finds say, whatever the spaces and hyphens at the ends of lines."""
    values = ("targets", "value", "unit", "qualifier", "entity", "label", "deadline")
    return Counter(
        (
            one["kind"],
            "".join(one["text"].split()).replace("-", ""),
            *(str(one.get(value)) for value in values),
        )
        for one in found
    )


@pytest.mark.parametrize("name", RENDERINGS)
def test_every_format_gives_the_finds_of_the_plain_text(name: str) -> None:
    others = total = 0
    for text in half("open"):
        own = Own(text.document, text.issued)
        plain = said(finds(text.text, own, (), names()))
        found = said(read(RENDERINGS[name](text.text), own, text.name))
        total += plain.total()
        others += (plain - found).total() + (found - plain).total()
    assert total > 1800
    assert others <= MOST_OTHERS[name]
