"""Answers as facts: what two engines may write differently is made equal first."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pyoxigraph as ox

from beleidsgraaf import terms

#: The standard leaves the order of what GROUP_CONCAT joins to the engine.
_JOINED = "; "


def rows(body: bytes) -> list[list[str]]:
    """Return the rows of a table, each cell as a person would write it, open ones empty."""
    told = json.loads(body)
    if "boolean" in told:
        return [[str(told["boolean"]).lower()]]
    names = told["head"]["vars"]
    return [[_cell(row.get(name)) for name in names] for row in told["results"]["bindings"]]


def triples(body: bytes) -> list[str]:
    """Return the triples of a Turtle document, sorted, as lines."""
    return sorted(str(quad.triple) for quad in ox.parse(body, ox.RdfFormat.TURTLE))


def canonical(response: httpx.Response) -> Any:
    """Return what an answer says, whatever the order in which an engine gave it."""
    kind = response.headers["content-type"].partition(";")[0]
    if kind.endswith("json"):
        return _sorted(response.json())
    if kind in ("text/turtle", "application/n-triples"):
        form = ox.RdfFormat.from_media_type(kind)
        return sorted(str(quad.triple) for quad in ox.parse(response.content, form))
    return response.text


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _sorted(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return sorted(map(_sorted, value), key=repr)
    if isinstance(value, str) and _JOINED in value:
        return _JOINED.join(sorted(value.split(_JOINED)))
    return value


def _cell(term: dict[str, str] | None) -> str:
    if term is None:
        return ""
    if term["type"] == "uri":
        return terms.shorten(term["value"])
    value, language = json.dumps(term["value"], ensure_ascii=False), term.get("xml:lang")
    if language:
        return f"{value}@{language}"
    datatype = terms.shorten(term.get("datatype", ""))
    return {
        "": value, "xsd:string": value, "xsd:integer": term["value"], "xsd:boolean": term["value"],
    }.get(datatype) or f"{value}^^{datatype}"  # fmt: skip
