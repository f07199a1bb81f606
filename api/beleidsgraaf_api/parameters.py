"""Parameters that several routes take, turned into values once, with their bounds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Final

from fastapi import Depends, Path, Query

from beleidsgraaf import terms
from beleidsgraaf.errors import BadParameter
from beleidsgraaf.networks import CERTAINTY

MOST_HITS: Final = 100
MOST_RELATIONS: Final = 500
MOST_DEPTH: Final = 4
MOST_PATHS: Final = 10

Kind = Annotated[str, Path(description="Kind of thing, such as actor.", examples=["actor"])]
Slug = Annotated[str, Path(description="Name within its kind.", examples=["asml"])]


def thing_iri(text: str) -> str:
    """Return the IRI of a thing given as IRI, ``bgi:actor/asml`` or ``actor/asml``."""
    kind, slash, slug = text.removeprefix(terms.ID).removeprefix("bgi:").partition("/")
    if not slash:
        raise BadParameter("Name a thing as kind/name, such as actor/asml, or by its IRI.")
    return terms.thing(kind, slug)


def term_iri(text: str) -> str:
    """Return the IRI of an ontology term given as IRI, ``bg:finances`` or ``finances``."""
    local = text.removeprefix(terms.BG).removeprefix("bg:")
    if not terms.is_local_name(local):
        raise BadParameter("Name a term of the ontology by its local name, such as finances.")
    return terms.BG + local


def _list(given: Sequence[str]) -> list[str]:
    """Return the values of a parameter that may be repeated, or have commas."""
    return [part for each in given for part in each.split(",") if part]


def _modalities(
    modality: Annotated[
        list[str], Query(description=f"Only these: {', '.join(CERTAINTY)}.", max_length=20)
    ] = [],  # noqa: B006 - FastAPI copies it
) -> list[str]:
    codes = _list(modality)
    if unknown := [code for code in codes if code not in CERTAINTY]:
        raise BadParameter(f"modality: {unknown[0]!r} is none of {', '.join(CERTAINTY)}.")
    return codes


def _types(
    types: Annotated[
        list[str], Query(description="Only things of these classes.", max_length=20)
    ] = [],  # noqa: B006
) -> list[str]:
    return [term_iri(each) for each in _list(types)]


def _predicates(
    predicates: Annotated[
        list[str], Query(description="Only these relations.", max_length=40)
    ] = [],  # noqa: B006
) -> list[str]:
    return [term_iri(each) for each in _list(predicates)]


Modalities = Annotated[list[str], Depends(_modalities)]
Types = Annotated[list[str], Depends(_types)]
Predicates = Annotated[list[str], Depends(_predicates)]
