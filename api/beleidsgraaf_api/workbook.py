"""The answer to a query as a workbook."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from beleidsgraaf import tables
from beleidsgraaf_api import sparql_cells
from beleidsgraaf_api.sparql_results import Results

MEDIA_TYPE: Final = tables.MEDIA_TYPE["xlsx"]


def write(results: Results, title: str) -> bytes:
    """Return a sheet with a row for each solution; columns of numbers hold numbers."""
    numbers = frozenset(sparql_cells.numeric(results))
    with tables.writer("xlsx", title, results.columns) as writer:
        writer.add(
            [_plain(row.get(c, {}).get("value", ""), number=c in numbers) for c in results.columns]
            for row in results.rows
        )
        return writer.close()


def _plain(value: str, *, number: bool) -> str | Decimal:
    return Decimal(value) if number and value else value
