"""Columns of numbers below a heading that gives their unit: "(in mln. euro)", "(in %)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from beleidsgraaf.reader.amounts.amount import Amount
from beleidsgraaf.reader.running import RunningText

_SCALE: Final = r"(?P<scale>mln|mld|mrd|miljoenen|miljoen|miljarden|miljard|duizenden|duizend)\.?"
_UNIT: Final = re.compile(
    rf"\(?(?:(?:bedragen|uitgaven|budget|kas|verplichtingen)\s)?(?:in|[x×])\s(?:"
    rf"(?P<percent>%|procenten|procent)|€\s?(?P<thousand>1\.000\.000|1\.000)"
    rf"|(?:€\s|1\s)?{_SCALE}(?:\s(?:€|euro['’]?s?))?"
    rf"|€\s?1?\s{_SCALE.replace('scale', 'scale2')}|(?P<euro>euro['’]?s?|€)|(?P<fte>fte))"
    r"(?=[\s,;.)]|$)|\((?P<sign>€|%)(?=[,)\s]|$)",
    re.I,
)
_CELL: Final = re.compile(
    r"(?<![^\s|(])(?P<sign>-\s?)?(?P<digits>\d{1,3}(?:\.\d{3})+(?:,\d{1,3})?|\d{1,7}(?:,\d{1,3})?)"
    r"(?=[\s|)]|$)"
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_WORDS: Final = re.compile(r"[^\W\d_]+")
_MOST_WORDS: Final = 8
_MOST_BARREN: Final = 4


class _Column(NamedTuple):
    unit: str
    scale: Decimal


def cells(run: RunningText) -> Iterator[Amount]:
    """Yield the numbers in the rows below a heading with a unit."""
    column: _Column | None = None
    barren, at = 0, 0
    for line in run.text.split("\n"):
        start, at = at, at + len(line) + 1
        if heading := _heading(line):
            column, barren = heading, 0
            continue
        if column is None:
            continue
        row = _row(line)
        barren = 0 if row else barren + 1
        if barren > _MOST_BARREN or _is_prose(line):
            column = None
            continue
        for match in row:
            yield _cell(run, column, match, start)


def _heading(line: str) -> _Column | None:
    match = _UNIT.search(line)
    if match is None or not (match[0].startswith("(") or len(_WORDS.findall(line)) <= _MOST_WORDS):
        return None
    if line.rstrip().endswith((".", ";")) and "mln." not in line[-6:]:
        return None
    if match["percent"] or match["sign"] == "%":
        return _Column("percent", Decimal(1))
    if match["fte"]:
        return _Column("fte", Decimal(1))
    return _Column("EUR", _scale(match))


def _scale(match: re.Match[str]) -> Decimal:
    if match["thousand"]:
        return Decimal(match["thousand"].replace(".", ""))
    word = (match["scale"] or match["scale2"] or "").lower()
    if not word:
        return Decimal(1)
    if word.startswith("duizend"):
        return Decimal(1000)
    return Decimal(10**9) if word.startswith(("mld", "mrd", "miljard")) else Decimal(10**6)


def _row(line: str) -> list[re.Match[str]]:
    """Return the cells of a row: numbers behind its label; a row of years is a heading."""
    found = [match for match in _CELL.finditer(line) if not _YEAR.fullmatch(match["digits"])]
    words = _WORDS.findall(line)
    if not found or len(words) > _MOST_WORDS:
        return []
    label = line[: found[0].start()].strip()
    numbered = not label and len(found) > 1 and words
    return found[1:] if numbered and found[0]["digits"].isdigit() else found


def _is_prose(line: str) -> bool:
    return len(_WORDS.findall(line)) > _MOST_WORDS


def _cell(run: RunningText, column: _Column, match: re.Match[str], at: int) -> Amount:
    value = Decimal(match["digits"].replace(".", "").replace(",", ".")) * column.scale
    first, last = run.source(at + match.start(), at + match.end())
    return Amount(
        first, last, run.given[first:last], -value if match["sign"] else value, None, None,
        column.unit, "exact", "", "table-cell", 0.9,
    )  # fmt: skip
