"""Answers as tables on a terminal; what is no terminal gets the whole width."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from beleidsgraaf import terms
from beleidsgraaf.records import Hit, Language

#: Wide enough for any row when the table goes into a pipe or a file: nothing is cut there.
_UNBOUND = 10_000


def solutions(answer: dict[str, Any]) -> None:
    """Print the answer to SELECT or ASK; IRIs are shortened where a prefix fits."""
    if "boolean" in answer:
        print("true" if answer["boolean"] else "false")
        return
    names = answer["head"]["vars"]
    rows = answer["results"]["bindings"]
    _print(names, ([_term(row.get(name)) for name in names] for row in rows))


def hits(found: Iterable[Hit], language: Language) -> None:
    """Print search results."""
    heads = {"nl": ("naam", "te tonen als", "gevonden op"), "en": ("name", "show as", "matched")}
    _print(
        heads[language],
        (
            [hit.thing.name.in_language(language), f"{hit.thing.kind}/{hit.thing.slug}",
             f"{hit.matched} ({hit.why})"]
            for hit in found
        ),
    )  # fmt: skip


def listed(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows as they are."""
    _print(heads, rows)


def _term(value: dict[str, str] | None) -> str:
    if value is None:
        return ""
    return terms.shorten(value["value"]) if value["type"] == "uri" else value["value"]


def _print(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    table = Table(*heads, box=None, header_style="bold", pad_edge=False)
    for row in rows:
        table.add_row(*(Text(cell, overflow="fold") for cell in row))
    width = None if sys.stdout.isatty() else _UNBOUND
    console = Console(width=width, highlight=False)
    for line in console.render_lines(table, pad=False) if width else ():
        print("".join(segment.text for segment in line).rstrip())
    if not width:
        console.print(table)
