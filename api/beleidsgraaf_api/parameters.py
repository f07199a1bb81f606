"""Parameters that several routes take, turned into values once, with their bounds."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final

from fastapi import Depends, Path, Query, Request

from beleidsgraaf.errors import BadParameter
from beleidsgraaf.lookup import Direction, Wanted, term_iri, thing_iri
from beleidsgraaf.lookup.filters import values
from beleidsgraaf.networks import CERTAINTY

MOST_HITS: Final = 100
MOST_RELATIONS: Final = 500
MOST_DEPTH: Final = 4
MOST_PATHS: Final = 10

Kind = Annotated[str, Path(description="Kind of thing, such as actor.", examples=["actor"])]
Slug = Annotated[str, Path(description="Name within its kind.", examples=["asml"])]


def next_page(request: Request, cursor: str) -> str | None:
    """Return the relative address of the page behind a cursor: the Host header has no part in it.

    ``None`` without a cursor: the page is the last.
    """
    if not cursor:
        return None
    url = request.url.include_query_params(cursor=cursor)
    return f"{url.path}?{url.query}"


def links(request: Request, following: str | None) -> str:
    """Return the ``Link`` header of a page: the first one, and the next where there is one."""
    url = request.url.remove_query_params("cursor")
    first = f"{url.path}?{url.query}" if url.query else url.path
    next_link = f', <{following}>; rel="next"' if following else ""
    return f'<{first}>; rel="first"{next_link}'


def _modalities(
    modality: Annotated[
        list[str], Query(description=f"Only these: {', '.join(CERTAINTY)}.", max_length=20)
    ] = [],  # noqa: B006 - FastAPI copies it
) -> list[str]:
    codes = values(modality)
    if unknown := [code for code in codes if code not in CERTAINTY]:
        raise BadParameter(f"modality: {unknown[0]!r} is none of {', '.join(CERTAINTY)}.")
    return codes


def _types(
    types: Annotated[
        list[str], Query(description="Only things of these classes.", max_length=20)
    ] = [],  # noqa: B006
) -> list[str]:
    return [term_iri(each) for each in values(types)]


def _predicates(
    predicates: Annotated[
        list[str], Query(description="Only these relations.", max_length=40)
    ] = [],  # noqa: B006
) -> list[str]:
    return [term_iri(each) for each in values(predicates)]


Modalities = Annotated[list[str], Depends(_modalities)]
Types = Annotated[list[str], Depends(_types)]
Predicates = Annotated[list[str], Depends(_predicates)]


def _relating(
    modality: Modalities,
    predicate: Annotated[
        str | None, Query(description="Only this one, such as finances.", examples=["activeIn"])
    ] = None,
    direction: Annotated[
        Direction | None, Query(description="`out`: the thing is the subject; `in`: the object.")
    ] = None,
    holder: Annotated[
        str | None, Query(description="Whose word it is.", examples=["actor/kabinet"])
    ] = None,
    as_of: Annotated[
        date | None,
        Query(alias="asOf", description="Stated by this day, and valid on it as far as told."),
    ] = None,
) -> Wanted:
    return Wanted(
        predicate=None if predicate is None else term_iri(predicate),
        direction=direction,
        modalities=tuple(modality),
        holder=None if holder is None else thing_iri(holder, "actor"),
        as_of="" if as_of is None else as_of.isoformat(),
    )


Relating = Annotated[Wanted, Depends(_relating)]
