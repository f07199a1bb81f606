"""Columns of numbers below a heading that gives their unit: "(in mln. euro)", "(in %)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from beleidsgraaf.reader.amounts.amount import Amount
from beleidsgraaf.reader.nouns import singular
from beleidsgraaf.reader.running import RunningText

_SCALE: Final = r"(?P<scale>mln|mld|mrd|miljoenen|miljoen|miljarden|miljard|duizenden|duizend)\.?"
#: "(€ mln.)", "x € 1.000", "in miljoenen euro's", "(in %)", "| fte |", "Aantal aanvragen"
_UNIT: Final = re.compile(
    rf"(?:(?:(?<![^\W_])in\s|[x×*]\s?|\(|\|\s)(?:(?P<percent>%|procenten|procent)"
    rf"|(?P<sign>€\s?)?(?:[x×*]\s?)?(?P<sign2>€\s?)?(?:1\s)?(?:{_SCALE}|(?P<thousand>1\.000\.000|1\.000))"
    rf"(?:\s(?P<behind>€|euro['’]?s?))?|(?P<euro>€|euro['’]?s?)"
    rf"|(?P<symbol>fte|MW|GW|GWh|TWh|PJ|Mton|kton|ton|ha|km|kg))(?=[\s,;.)|]|$)"
    rf"|(?<![^\W_])aantal\s(?P<things>[^\W\d_]+))",
    re.I,
)
_CELL: Final = re.compile(
    r"(?<![^\s|(])(?:(?P<sign>-)?(?P<digits>\d{1,3}(?:\.\d{3})+(?:,\d{1,3})?|\d{1,7}(?:,\d{1,3})?)"
    r"|(?P<empty>-|n\.v\.t\.|p\.?m\.?|n\.?b\.?))(?=[\s|)]|$)"
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_TITLE: Final = re.compile(r"\W*tabel\s", re.I)
_WORDS: Final = re.compile(r"[^\W\d_]+")
_MOST_WORDS: Final = 8
_MOST_BARREN: Final = 4


class _Column(NamedTuple):
    unit: str
    scale: Decimal


def cells(run: RunningText) -> Iterator[Amount]:
    """Yield the numbers in the rows below a heading with a unit, or with one for each column."""
    columns: list[_Column] = []
    barren, at = 0, 0
    for line in run.text.split("\n"):
        start, at = at, at + len(line) + 1
        if heading := _heading(line):
            columns, barren = heading, 0
            continue
        if not columns:
            continue
        row = _row(line)
        barren = 0 if row else barren + 1
        if barren > _MOST_BARREN or (not row and _is_prose(line)):
            columns = []
            continue
        for column, match in _placed(columns, row):
            yield _cell(run, column, match, start)


def _heading(line: str) -> list[_Column]:
    """Return the columns of a heading; none of a line of prose."""
    found = list(_UNIT.finditer(line))
    bracketed = any(match[0].startswith("(") for match in found)
    announced = _TITLE.match(line) or line.rstrip().endswith(":")
    if not bracketed and not announced and _is_prose(line):
        return []
    if line.rstrip().endswith((".", ";")) and "mln." not in line[-6:]:
        return []
    columns = [column for match in found if (column := _column(match))]
    counted = all(match["things"] for match in found)
    return [] if counted else columns


def _column(match: re.Match[str]) -> _Column | None:
    if match["percent"]:
        return _Column("percent", Decimal(1))
    if match["things"]:
        return _Column(singular(match["things"].lower()), Decimal(1))
    if match["symbol"]:
        return _Column({"ha": "hectare"}.get(match["symbol"], match["symbol"]), Decimal(1))
    if match["euro"]:
        return _Column("EUR", Decimal(1))
    money = match["sign"] or match["sign2"] or match["behind"]
    return _Column("EUR", _scale(match)) if money or match["scale"] else None


def _scale(match: re.Match[str]) -> Decimal:
    if match["thousand"]:
        return Decimal(match["thousand"].replace(".", ""))
    word = match["scale"].lower()
    if word.startswith("duizend"):
        return Decimal(1000)
    return Decimal(10**9) if word.startswith(("mld", "mrd", "miljard")) else Decimal(10**6)


def _row(line: str) -> list[re.Match[str]]:
    """Return the cells of a row: numbers behind its label; a row of years is a heading."""
    found = [match for match in _CELL.finditer(line) if not _YEAR.fullmatch(match["digits"] or "")]
    words = _WORDS.findall(line)
    if not found or (_is_prose(line) and not _ends_in_cells(line, found)):
        return []
    label = line[: found[0].start()].strip()
    numbered = not label and len(found) > 1 and words
    return found[1:] if numbered and (found[0]["digits"] or "").isdigit() else found


def _placed(
    columns: list[_Column], row: list[re.Match[str]]
) -> Iterator[tuple[_Column, re.Match[str]]]:
    """Yield each number with its column; where those do not fit, it is not known which it is."""
    if len(columns) == 1:
        columns = columns * len(row)
    if len(columns) == len(row):
        yield from (
            (column, cell) for column, cell in zip(columns, row, strict=True) if cell["digits"]
        )


def _ends_in_cells(line: str, found: list[re.Match[str]]) -> bool:
    """Say whether two cells or more end the line: a row, however long its label."""
    return len(found) > 1 and not line[found[-2].end() :].replace(found[-1][0], "").strip(" |")


def _is_prose(line: str) -> bool:
    return len(_WORDS.findall(line)) > _MOST_WORDS


def _cell(run: RunningText, column: _Column, match: re.Match[str], at: int) -> Amount:
    value = Decimal(match["digits"].replace(".", "").replace(",", ".")) * column.scale
    first, last = run.source(at + match.start(), at + match.end())
    return Amount(
        first, last, run.given[first:last], -value if match["sign"] else value, None, None,
        column.unit, "exact", "", "table-cell", 0.9,
    )  # fmt: skip
