"""Look-ups by named templates: terms in, terms out.

A template is a query in ``templates/<name>.rq``. A line ``# VALUES ?name`` is where the terms that
are given for ``name`` enter, as data; a name for which none are given stays open. What stands
behind ``|`` on such a line, and on further lines of that name, holds only where terms are given.
"""

from __future__ import annotations

import functools
import io
from collections.abc import Sequence
from importlib import resources
from typing import Final, TypeAlias, cast

from rdflib import Literal, URIRef
from rdflib.query import Result

from beleidsgraaf import terms
from beleidsgraaf.errors import AnswerTooLarge
from beleidsgraaf.query.backend import Backend

Term: TypeAlias = URIRef | Literal
Row: TypeAlias = dict[str, Term]

_MARK: Final = "# VALUES ?"
#: Rows that are asked for at a time of a template that is wanted whole.
_PAGE: Final = 50_000


async def select(
    backend: Backend, template: str, /, **values: Term | Sequence[Term]
) -> list[dict[str, Term]]:
    """Return the rows of a template; a variable without a value is left out of its row."""
    return await _rows(backend, fill(template, values))


async def first(
    backend: Backend, template: str, most: int, /, **values: Term | Sequence[Term]
) -> list[dict[str, Term]]:
    """Return the first rows of a template that sorts them, at most so many."""
    return await _rows(backend, f"{fill(template, values)}\nLIMIT {int(most)}")


async def whole(backend: Backend, template: str, by: str, most: int = _PAGE) -> list[Row]:
    """Return all rows of a template, however many, asked for in pages.

    A page ends between two values of the variable ``by``, an IRI that every row has. Raise
    :class:`AnswerTooLarge` where a single one fills a page.
    """
    found: list[Row] = []
    while True:
        after = str(found[-1][by]) if found else ""
        page = await _rows(backend, _page(template, by, after, most))
        if len(page) < most:
            return found + page
        last = page[-1][by]
        complete = [row for row in page if row[by] != last]
        if not complete:
            raise AnswerTooLarge(f"One thing fills a page of {most} rows of {template}.")
        found += complete


def _page(template: str, by: str, after: str, most: int) -> str:
    inner = _filled(template, {})
    return (
        f"{terms.sparql_prefixes()}SELECT * WHERE {{ {{\n{inner}\n}}\n"
        f"FILTER(STR(?{by}) > {Literal(after).n3()}) }}\nORDER BY STR(?{by})\nLIMIT {int(most)}"
    )


async def count(backend: Backend, template: str, /, **values: Term | Sequence[Term]) -> int:
    """Return how many rows a template has."""
    inner = _filled(template, values)
    text = f"{terms.sparql_prefixes()}SELECT (COUNT(*) AS ?rows) WHERE {{ {{\n{inner}\n}} }}"
    return int(str((await _rows(backend, text))[0]["rows"]))


def fill(template: str, values: dict[str, Term | Sequence[Term]]) -> str:
    """Return the text of a template; raise ``KeyError`` for a name that it has no line for."""
    return terms.sparql_prefixes() + _filled(template, values)


def _filled(template: str, values: dict[str, Term | Sequence[Term]]) -> str:
    lines = _text(template).splitlines()
    places: dict[str, list[tuple[int, str]]] = {}
    for number, line in enumerate(lines):
        if line.strip().startswith(_MARK):
            name, _, then = line.strip().removeprefix(_MARK).partition(" | ")
            places.setdefault(name, []).append((number, then))
    for name, given in values.items():
        several = [given] if isinstance(given, URIRef | Literal) else given
        encoded = " ".join(term.n3() for term in several)
        for number, then in places[name]:
            lines[number] = then
        head = places[name][0][0]
        lines[head] = f"VALUES ?{name} {{ {encoded} }} {lines[head]}"
    return "\n".join(lines)


async def _rows(backend: Backend, text: str) -> list[Row]:
    answer = await backend.query(text, lane="lookup")
    result = Result.parse(io.BytesIO(answer.body), format="json")
    return [{str(name): cast(Term, term) for name, term in row.items()} for row in result.bindings]


@functools.cache
def _text(template: str) -> str:
    folder = resources.files("beleidsgraaf.query") / "templates"
    return (folder / f"{template}.rq").read_text(encoding="utf-8")
