"""The prepared questions over HTTP: what there is to ask, and the answers."""

from __future__ import annotations

import asyncio
import functools
import json
from collections.abc import Mapping
from typing import Any, Final

from fastapi import APIRouter, Request, Response

from beleidsgraaf import executables, questions
from beleidsgraaf.query.rows import Term
from beleidsgraaf.questions import Question
from beleidsgraaf.store import packaged
from beleidsgraaf_api import schemas, sparql_results, workbook
from beleidsgraaf_api.negotiation import media_type
from beleidsgraaf_api.service import served, service

router = APIRouter(prefix="/api/v1/questions", tags=["questions"])

_JSON: Final = "application/sparql-results+json"
_CSV: Final = "text/csv"
_TURTLE: Final = "text/turtle"
_FORMATS: Final = {"json": "application/json", "csv": _CSV, "xlsx": workbook.MEDIA_TYPE}
_RESERVED: Final = frozenset({"lang", "format"})
_DESCRIBED: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "content": {
            _CSV: {"schema": {"type": "string"}},
            workbook.MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}},
        }
    }
}
_ALL: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {_TURTLE: {"schema": {"type": "string"}}}}
}


@functools.cache
def known() -> Mapping[str, Question]:
    """Return the questions by id; they come with the software and do not change as it runs."""
    return questions.load(packaged.folders().graph / "questions")


@router.get("", response_model=schemas.Questions, responses=_ALL)
async def all_questions(request: Request) -> Response:
    """Every prepared question, with its parameters and its SPARQL.

    Accept `text/turtle` gives each as a `sh:SPARQLExecutable`.
    """
    vary = {"Vary": "Accept"}
    if media_type(request, ("application/json", _TURTLE)) == _TURTLE:
        address = str(request.base_url).rstrip("/")
        base = service(request).settings.base_url.rstrip("/") or address
        graph = executables.described(known().values(), f"{base}/sparql")
        return Response(graph.serialize(format="turtle"), media_type=_TURTLE, headers=vary)
    every = tuple(schemas.Question.model_validate(each) for each in known().values())
    body = schemas.Questions(questions=every).model_dump_json(by_alias=True)
    return Response(body, media_type="application/json", headers=vary)


@router.get("/{id}", response_model=schemas.AnsweredQuestion, responses=_DESCRIBED)
async def answered(request: Request, id: str) -> Response:
    """One question with its answer; the query string gives parameters other values.

    A value is a thing (`technology/fotonica`), a CURIE (`bg:finances`), an IRI, or a text; a
    parameter that is repeated has several values. `?format=csv`, `?format=xlsx` or Accept gives
    the rows alone.
    """
    question = questions.one(known(), id)
    text = question.fill(_given(request))
    backend = (await served(request)).backend
    wanted = _wanted(request)
    answer = await backend.query(text, accept=_CSV if wanted == _CSV else _JSON)
    if wanted == _CSV:
        return Response(answer.body, media_type=_CSV)
    if wanted == workbook.MEDIA_TYPE:
        results = sparql_results.read(answer.body, "SELECT", service(request).settings.answer_rows)
        body = await asyncio.to_thread(workbook.write, results, "Beleidsgraaf")
        headers = {"Content-Disposition": f'attachment; filename="{question.id}.xlsx"'}
        return Response(body, media_type=wanted, headers=headers)
    told = {
        **schemas.Question.model_validate(question).model_dump(by_alias=True),
        "sparql": text,
        "answer": json.loads(answer.body),
    }
    return Response(json.dumps(told, ensure_ascii=False), media_type="application/json")


def _given(request: Request) -> dict[str, list[Term]]:
    given: dict[str, list[Term]] = {}
    for name, value in request.query_params.multi_items():
        if name not in _RESERVED:
            given.setdefault(name, []).extend([questions.term(value)] if value else [])
    return given


def _wanted(request: Request) -> str:
    asked = request.query_params.get("format")
    if asked is None:
        return media_type(request, tuple(_FORMATS.values())) or _FORMATS["json"]
    return _FORMATS.get(asked, _FORMATS["json"])
