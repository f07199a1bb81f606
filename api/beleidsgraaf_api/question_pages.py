"""``/questions``: the prepared questions as cards, and each with a form and its answer."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from rdflib import Literal, URIRef
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from beleidsgraaf import lookup, questions, terms
from beleidsgraaf.lookup import things
from beleidsgraaf.query.rows import Term
from beleidsgraaf.questions import Parameter, Question
from beleidsgraaf.records import Language, Name, Thing
from beleidsgraaf_api.pages import Pages
from beleidsgraaf_api.question_words import PLAIN, word
from beleidsgraaf_api.questions import known
from beleidsgraaf_api.rendering import Visit
from beleidsgraaf_api.service import Served, served

MOST_ROWS: Final = 200
_RESERVED: Final = frozenset({"lang"})
_Binding = Mapping[str, Mapping[str, str]]
_Cell = Thing | lookup.Text | None


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a parameter, as it is typed, with the name of what it stands for."""

    typed: str
    name: str


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter in the form, with a value for each of its inputs; an open one has one empty."""

    name: str
    label: Name
    values: tuple[Value, ...]


def routes(pages: Pages) -> list[BaseRoute]:
    """Return the routes of the questions."""
    shown = QuestionPages(pages)
    return [
        Route("/questions", shown.cards, methods=["GET"]),
        Route("/questions/{id}", shown.question, methods=["GET"]),
    ]


class QuestionPages:
    """The list, and a page for each question."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    async def cards(self, request: Request) -> Response:
        """Return all questions, or those with ``?keyword=``."""
        now, chosen = await served(request), request.query_params.get("keyword", "")
        every = known().values()
        return self._pages.renderer.page(
            "questions.html",
            Visit.of(request),
            snapshot=now.snapshot_id,
            keywords=_shared(every),
            chosen=chosen,
            questions=[each for each in every if not chosen or chosen in each.keywords],
        )

    async def question(self, request: Request) -> Response:
        """Return one question with its form and its answer."""
        now, visit = await served(request), Visit.of(request)
        question = questions.one(known(), request.path_params["id"])
        given = await _given(now, request)
        sparql = question.fill(given)
        answer = json.loads((await now.backend.query(sparql)).body)
        rows = answer["results"]["bindings"]
        names = await _names(now, question, given, rows[:MOST_ROWS])
        fields = [_field(each, given, names, visit.language) for each in question.parameters]
        columns = _columns(answer["head"]["vars"], rows, fields)
        return self._pages.renderer.page(
            "question.html",
            visit,
            snapshot=now.snapshot_id,
            question=question,
            fields=fields,
            columns=[(column, word(column.removesuffix("Name"))) for column in columns],
            rows=[[_cell(now, row, c, names) for c in columns] for row in rows[:MOST_ROWS]],
            count=len(rows),
            most=MOST_ROWS,
            sparql=sparql,
            pictured=_joins(rows),
            files=[(each, _file(question, given, each)) for each in ("csv", "xlsx")],
        )


async def _given(now: Served, request: Request) -> dict[str, list[Term]]:
    """Return the terms of the query string; what is no term may be the name of a thing."""
    given: dict[str, list[Term]] = {}
    for name, text in request.query_params.multi_items():
        if name not in _RESERVED:
            values = given.setdefault(name, [])
            if text.strip():
                values.append(await _term(now, name, text.strip()))
    return given


async def _term(now: Served, name: str, text: str) -> Term:
    term = questions.term(text)
    if isinstance(term, URIRef) or name in PLAIN:
        return term
    return URIRef((await lookup.find(now.backend, now.search, text)).iri)


def _joins(rows: Iterable[_Binding]) -> bool:
    """Return whether a row names two different things, which a network can join."""
    return any(
        len({t["value"] for t in row.values() if terms.split_thing(t["value"])}) > 1 for row in rows
    )


def _shared(every: Iterable[Question]) -> list[str]:
    """Return the keywords that choose among the questions: those of two or more."""
    words = [word for question in every for word in question.keywords]
    return sorted({word for word in words if words.count(word) > 1})


def _columns(
    variables: Sequence[str], rows: Sequence[_Binding], fields: Iterable[Field]
) -> list[str]:
    """Return the columns that tell something; ``xName`` is shown by ``x``.

    Left out are empty ones, those that only repeat the one value of a parameter, and directions:
    a relation is named as it reads.
    """
    known = {f.name for f in fields if len(f.values) == 1 and f.values[0].typed} if rows[1:] else ()
    return [
        name
        for name in variables
        if name.removesuffix("Name") not in set(variables) - {name}
        and name not in known
        and not name.startswith("direction")
        and any(name in row or f"{name}Name" in row for row in rows)
    ]


async def _names(
    now: Served, question: Question, given: Mapping[str, list[Term]], rows: Sequence[_Binding]
) -> dict[str, Thing]:
    """Return what each IRI of the form and of the answer stands for."""
    found = {term["value"] for row in rows for term in row.values() if term["type"] == "uri"}
    for parameter in question.parameters:
        found |= {str(term) for term in _terms(parameter, given) if isinstance(term, URIRef)}
    described = await things.described(now.backend, filter(terms.split_thing, found))
    return {iri: described.get(iri) or _concept(now, iri) for iri in found}


def _concept(now: Served, iri: str) -> Thing:
    return Thing(iri, "", "", now.vocabulary.name(iri), "")


def _terms(parameter: Parameter, given: Mapping[str, list[Term]]) -> list[Term]:
    if parameter.name in given:
        return given[parameter.name]
    return [_default(text) for text in parameter.default.split()]


def _default(text: str) -> Term:
    if text.startswith("<"):
        return URIRef(text[1:-1])
    prefix, colon, _ = text.partition(":")
    return URIRef(terms.expand(text)) if colon and prefix in terms.PREFIXES else Literal(text)


def _field(
    parameter: Parameter,
    given: Mapping[str, list[Term]],
    names: Mapping[str, Thing],
    language: Language,
) -> Field:
    values = [
        Value(_typed(term), _name(term, names, language)) for term in _terms(parameter, given)
    ]
    return Field(parameter.name, word(parameter.name), tuple(values) or (Value("", ""),))


def _name(term: Term, names: Mapping[str, Thing], language: Language) -> str:
    return names[str(term)].name.in_language(language) if isinstance(term, URIRef) else ""


def _typed(term: Term) -> str:
    """Return a term as a person types it."""
    kind, slug = terms.split_thing(str(term)) or ("", "")
    if kind:
        return f"{kind}/{slug}"
    return terms.shorten(str(term)) if isinstance(term, URIRef) else str(term)


def _cell(now: Served, row: _Binding, column: str, names: Mapping[str, Thing]) -> _Cell:
    term = row.get(column)
    if term is None:
        label = row.get(f"{column}Name")
        return lookup.Text(label["value"], label.get("xml:lang", "")) if label else None
    if term["type"] == "uri":
        number = column.removeprefix("relation")
        if row.get(f"direction{number}", {}).get("value") == "naar" and number != column:
            name = now.vocabulary.predicate(term["value"], "in")
            return replace(names[term["value"]], name=name)
        return names[term["value"]]
    return lookup.Text(term["value"], term.get("xml:lang", ""), term.get("datatype", ""))


def _file(question: Question, given: Mapping[str, list[Term]], format: str) -> str:
    values = [(name, _typed(term)) for name, found in given.items() for term in found]
    opened = [(name, "") for name, found in given.items() if not found]
    query = urlencode([*values, *opened, ("format", format)], safe="/")
    return f"/api/v1/questions/{question.id}?{query}"
