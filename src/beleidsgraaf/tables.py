"""Lists as tables: rows of cells in one language, written as CSV or as a workbook.

Every row ends with what it rests on: place, passage where a copy is at hand, official address, and
the snapshot that it comes from.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal, Protocol, TypeAlias, cast

import xlsxwriter  # type: ignore[import-untyped]

from beleidsgraaf import words
from beleidsgraaf.errors import AnswerTooLarge
from beleidsgraaf.lookup import Assertion, Coded, Item, Link, Listing, Part, Text
from beleidsgraaf.lookup.listings import Column
from beleidsgraaf.records import Evidence, Language, Name, Thing

Format = Literal["csv", "xlsx"]
Cell: TypeAlias = str | Decimal | int | bool

MEDIA_TYPE: Final[dict[Format, str]] = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_GROUNDS: Final = ("source", "place", "passage", "passageState", "publication")
_JOINT: Final = "; "
#: What a spreadsheet would take for the start of a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
#: The most signs that a workbook's cell takes.
_LONGEST_CELL: Final = 32_767
_WIDTH: Final = 24


@dataclass(frozen=True, slots=True)
class Table:
    """How a list becomes rows; the heads are for programs, the same in every language."""

    listing: Listing
    language: Language
    snapshot: str

    @property
    def heads(self) -> tuple[str, ...]:
        """The names of the columns."""
        return (*(column.name for column in self.listing.columns), *self._grounds, "snapshot")

    @property
    def _grounds(self) -> tuple[str, ...]:
        stated = any(column.path == "modality" for column in self.listing.columns)
        return _GROUNDS if stated else ()

    def rows(self, part: Part) -> Iterator[list[Cell]]:
        """Yield a row for each item."""
        for item in part.items:
            cells = [_at(item, column, self.language) for column in self.listing.columns]
            grounds = self._resting(item, part) if isinstance(item, Assertion) else []
            yield [*cells, *grounds, self.snapshot]

    def _resting(self, item: Assertion, part: Part) -> list[Cell]:
        """Return the cells of the evidence; several pieces stand in one cell, in one order."""
        return [
            _joined(each.document for each in item.evidence),
            _joined(words.place(each.place, self.language) for each in item.evidence),
            _joined(part.passages[each.iri].text for each in item.evidence),
            _joined(part.passages[each.iri].state for each in item.evidence),
            _joined(dict.fromkeys(_publication(each, part) for each in item.evidence)),
        ]


def _publication(evidence: Evidence, part: Part) -> str:
    source = part.sources.get(evidence.document)
    return source.publication if source else ""


def _joined(texts: Iterable[str]) -> str:
    return " | ".join(text for text in texts if text)


def _at(item: Item, column: Column, language: Language) -> Cell:
    """Return the value at a path; what is not there is an empty cell."""
    value: object = item
    for name in column.path.split("."):
        value = getattr(value, name, None)
    return _cell(value, language)


def _cell(value: object, language: Language) -> Cell:
    match value:
        case None:
            return ""
        case Name():
            return value.in_language(language)
        case Thing() | Coded() | Link(name=Name()):
            return cast(Name, value.name).in_language(language)
        case Link():
            return value.iri
        case Text():
            return value.value
        case tuple():
            return _JOINT.join(str(_cell(each, language)) for each in value)
        case bool() | int() | Decimal():
            return value
        case _:
            return str(value)


class Writer(Protocol):
    """Takes rows one after another and gives the whole file."""

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Write these rows behind those before."""

    def close(self) -> bytes:
        """Return the file; nothing may be added behind it."""


@contextmanager
def writer(format: Format, title: str, heads: Sequence[str]) -> Iterator[Writer]:
    """Give a writer of this format that has the heads already; its files go when it is left."""
    made = _Csv() if format == "csv" else _Workbook(title)
    try:
        made.add([heads])
        yield made
    finally:
        made.leave()


class _Csv:
    """CSV as RFC 4180 has it, in UTF-8."""

    def __init__(self) -> None:
        self._file = io.StringIO(newline="")
        self._writer = csv.writer(self._file)

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        self._writer.writerows([_plain(cell) for cell in row] for row in rows)

    def close(self) -> bytes:
        return self._file.getvalue().encode()

    def leave(self) -> None:
        self._file.close()


def _plain(cell: Cell) -> str:
    """Return a cell that no spreadsheet runs: text that looks like a formula gets an apostrophe."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    text = str(cell)
    return f"'{text}" if isinstance(cell, str) and text.startswith(_FORMULA) else text


class _Workbook:
    """A workbook that keeps one row in memory; every text is written as text, never as formula."""

    def __init__(self, title: str) -> None:
        self._file = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._file, {"constant_memory": True})
        self._sheet = self._book.add_worksheet(title)
        self._sheet.set_column(0, 60, _WIDTH)
        self._sheet.freeze_panes(1, 0)
        self._bold = self._book.add_format({"bold": True})
        self._row = 0

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        for row in rows:
            for column, cell in enumerate(row):
                self._write(column, cell)
            self._row += 1

    def _write(self, column: int, cell: Cell) -> None:
        if isinstance(cell, bool):
            self._sheet.write_boolean(self._row, column, cell)
        elif isinstance(cell, Decimal | int):
            self._sheet.write_number(self._row, column, cell)
        elif cell:
            if len(cell) > _LONGEST_CELL:
                raise AnswerTooLarge("A cell is longer than a workbook takes; ask for CSV.")
            style = None if self._row else self._bold
            self._sheet.write_string(self._row, column, cell, style)

    def close(self) -> bytes:
        self._book.close()
        return self._file.getvalue()

    def leave(self) -> None:
        """Remove the rows that lie on disk, whatever became of the workbook."""
        if not self._book.fileclosed:
            self._book.close()
