"""References over HTTP: any way of writing one, to the documents that it means."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from beleidsgraaf.reader.citations import Own
from beleidsgraaf.reader.citations import resolve as resolved
from beleidsgraaf.reader.citations.resolution import LONGEST_REFERENCE
from beleidsgraaf_api.schemas import Shape

router = APIRouter(prefix="/api/v1", tags=["citations"])


class Resolution(Shape):
    """What a reference means; a reference that means nothing known has no targets."""

    reference: str = Field(examples=["Kamerstukken 33 009 en 32 637, nr. 94"])
    targets: tuple[str, ...] = Field(examples=[["kst-33009-94"]])
    rule: str = Field(examples=["kamerstuk-several-dossiers"])
    confidence: float = Field(ge=0, le=1)


@router.get("/resolve")
async def resolve(
    ref: Annotated[
        str,
        Query(
            min_length=1,
            max_length=LONGEST_REFERENCE,
            description="A reference as one writes it, or an identifier.",
            examples=["Kamerstuk 29 826, nr. 124"],
        ),
    ],
    document: Annotated[
        str,
        Query(
            max_length=60,
            pattern=r"^[0-9A-Za-z-]*$",
            description="The document that it stands in: the context of `op stuk nr. 305`.",
        ),
    ] = "",
) -> Resolution:
    """The documents that a reference means, with the rule that told so."""
    return Resolution.model_validate(resolved(ref, own=Own(document)))
