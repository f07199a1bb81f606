"""Runs the hygiene rules: each is a SELECT that finds what should not be there."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from beleidsgraaf.errors import InvalidGraph
from beleidsgraaf.store.curated import Curated, content
from beleidsgraaf.store.files import GraphFile
from beleidsgraaf.store.problems import Problem
from beleidsgraaf.store.progress import Progress, silent
from beleidsgraaf.terms import shorten


def inspect(
    curated: Curated,
    quads: list[ox.Quad],
    rules: tuple[GraphFile, ...],
    *,
    progress: Progress = silent,
) -> list[Problem]:
    """Return a problem for each row of each rule, over the union of all graphs of ``quads``.

    The first line of a rule is a comment, and is the message. Its first variable is the subject,
    which gives the place; the other variables are shown with their names.
    """
    store = ox.Store()
    store.bulk_extend(quads)
    problems: list[Problem] = []
    for number, rule in enumerate(rules, 1):
        problems += _rows(store, rule, curated)
        progress("rules", number, len(rules))
    return sorted(set(problems))


def _rows(store: ox.Store, rule: GraphFile, curated: Curated) -> Iterator[Problem]:
    text = content(rule).decode("utf-8", errors="replace")
    message = text.partition("\n")[0].lstrip("# ").strip()
    solutions = _evaluate(store, rule, text)
    names = [variable.value for variable in solutions.variables]
    for solution in solutions:
        values = [solution[name] for name in names]
        subject = getattr(values[0], "value", "")
        others = zip(names[1:], values[1:], strict=True)
        details = ", ".join(f"{name} {_shown(value)}" for name, value in others if value)
        shown = f"{shorten(subject)}: {message}" + (f" ({details})" if details else "")
        yield Problem(curated.place(subject) or rule.name, shown)


def _evaluate(store: ox.Store, rule: GraphFile, text: str) -> ox.QuerySolutions:
    try:
        found = store.query(text, use_default_graph_as_union=True)
    except SyntaxError as error:
        problem = f"{rule.name}: {error}"
        raise InvalidGraph("A hygiene rule is no SPARQL.", problems=(problem,)) from None
    if not isinstance(found, ox.QuerySolutions):
        problem = f"{rule.name}: a rule is a SELECT"
        raise InvalidGraph("A hygiene rule is no SELECT.", problems=(problem,))
    return found


def _shown(value: object) -> str:
    return shorten(value.value) if isinstance(value, ox.NamedNode) else str(value)
