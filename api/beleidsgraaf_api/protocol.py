"""Reads a request of the SPARQL 1.1 Protocol: section 2.1, the query operation.

GET with ``?query=``, POST of a form, POST of the query itself. There is no update operation.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from beleidsgraaf.errors import (
    AddressTooLong,
    BadEncoding,
    BadParameter,
    InputError,
    QueryRefused,
    RequestTimeout,
    RequestTooLarge,
    UnknownMediaType,
)
from beleidsgraaf.query import guard
from beleidsgraaf.settings import Settings

_FORM: Final = "application/x-www-form-urlencoded"
_DIRECT: Final = "application/sparql-query"
_UPDATE: Final = "application/sparql-update"
#: Web servers cut a request line at 64 KiB; before that we say what to do instead.
_LONGEST_ADDRESS: Final = 60_000
#: A form spends three signs on one byte, and has other fields.
_FORM_GROWTH: Final = 3
_OTHER_FIELDS: Final = 4_096
_MOST_FIELDS: Final = 100
#: A body has at most tens of kilobytes; who sends it byte by byte would keep a connection.
_BODY_SECONDS: Final = 10

Fields = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Operation:
    """What was asked; ``query`` is ``None`` where the request has none."""

    query: str | None
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    format: str


async def read(request: Request, settings: Settings) -> Operation:
    """Return the operation of a GET or POST; raise an ``InputError`` for what is none."""
    fields = _address_fields(request)
    if request.method == "POST":
        await _add_body(fields, request, settings)
    if "update" in fields:
        raise _read_only()
    queries = fields.get("query", [])
    if len(queries) > 1:
        raise BadParameter("A request has one query; this one has several.")
    if request.method == "POST" and not queries:
        raise BadParameter("The form has no field named query.")
    return Operation(
        query=queries[0] if queries else None,
        default_graphs=_graphs(fields, "default-graph-uri"),
        named_graphs=_graphs(fields, "named-graph-uri"),
        format=fields.get("format", [""])[-1],
    )


def _address_fields(request: Request) -> Fields:
    raw: bytes = request.scope["query_string"]
    if len(raw) > _LONGEST_ADDRESS:
        raise AddressTooLong("The address is too long; send the query as the body of a POST.")
    return _fields(raw)


async def _add_body(fields: Fields, request: Request, settings: Settings) -> None:
    """Add the fields of the body, or the body itself as the field ``query``."""
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise UnknownMediaType("Compressed bodies are not read.")
    kind = media_type(request)
    if kind == _UPDATE:
        raise _read_only()
    if kind == _FORM:
        most = _FORM_GROWTH * settings.query_bytes + _OTHER_FIELDS
        for name, values in _fields(await body(request, most)).items():
            fields.setdefault(name, []).extend(values)
    elif kind == _DIRECT:
        direct = await body(request, settings.query_bytes)
        fields.setdefault("query", []).append(guard.decode(direct))
    else:
        raise UnknownMediaType(f"Send the query as {_DIRECT} or as {_FORM}.")


def media_type(request: Request) -> str:
    """Return the kind of a body; raise :class:`UnknownMediaType` for a charset but UTF-8."""
    name, *parameters = request.headers.get("content-type", "").lower().split(";")
    for parameter in parameters:
        key, _, value = parameter.strip().partition("=")
        if key == "charset" and value.strip('"') not in ("utf-8", "utf8", "us-ascii"):
            raise UnknownMediaType("Bodies are read in UTF-8 only.")
    return name.strip()


async def body(request: Request, most: int) -> bytes:
    """Return the body of at most so many bytes; raise an ``InputError`` if it does not come."""
    received = bytearray()
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            async for part in request.stream():
                received += part
                if len(received) > most:
                    raise RequestTooLarge(f"The body has more than {most} bytes.")
    except TimeoutError:
        raise RequestTimeout(f"The body did not come within {_BODY_SECONDS} seconds.") from None
    except ClientDisconnect:
        raise InputError("The request ended before its body did.") from None
    return bytes(received)


def _fields(encoded: bytes) -> Fields:
    try:
        pairs = parse_qsl(
            guard.decode(encoded),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except UnicodeDecodeError:
        raise BadEncoding("A parameter is not valid UTF-8.") from None
    except ValueError:
        raise BadParameter(f"There are more than {_MOST_FIELDS} parameters.") from None
    fields: Fields = {}
    for name, value in pairs:
        fields.setdefault(name, []).append(value)
    return fields


def _graphs(fields: Fields, name: str) -> tuple[str, ...]:
    return tuple(guard.own_graph(iri) for iri in fields.get(name, []))


def _read_only() -> QueryRefused:
    return QueryRefused("This endpoint is read-only.", code="update_refused")
