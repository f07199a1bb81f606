"""Look-ups by named templates: terms in, terms out.

A template is a query in ``templates/<name>.rq``. A line ``# VALUES ?name`` is where the terms that
are given for ``name`` enter, as data; a name for which none are given stays open.
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
from beleidsgraaf.query.backend import Backend

Term: TypeAlias = URIRef | Literal
Row: TypeAlias = dict[str, Term]

_MARK: Final = "# VALUES ?"


async def select(
    backend: Backend, template: str, **values: Term | Sequence[Term]
) -> list[dict[str, Term]]:
    """Return the rows of a template; a variable without a value is left out of its row."""
    answer = await backend.query(fill(template, values), lane="lookup")
    result = Result.parse(io.BytesIO(answer.body), format="json")
    return [{str(name): cast(Term, term) for name, term in row.items()} for row in result.bindings]


def fill(template: str, values: dict[str, Term | Sequence[Term]]) -> str:
    """Return the text of a template; raise ``KeyError`` for a name that it has no line for."""
    lines = _text(template).splitlines()
    places = {
        line.strip().removeprefix(_MARK): number
        for number, line in enumerate(lines)
        if line.strip().startswith(_MARK)
    }
    for name, given in values.items():
        several = [given] if isinstance(given, URIRef | Literal) else given
        encoded = " ".join(term.n3() for term in several)
        lines[places[name]] = f"VALUES ?{name} {{ {encoded} }}"
    return terms.sparql_prefixes() + "\n".join(lines)


@functools.cache
def _text(template: str) -> str:
    folder = resources.files("beleidsgraaf.query") / "templates"
    return (folder / f"{template}.rq").read_text(encoding="utf-8")
