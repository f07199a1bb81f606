"""Reading over HTTP: a document in, what the reader finds out."""

from __future__ import annotations

from datetime import date as calendar
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.responses import Response

from beleidsgraaf.errors import BadParameter, NotAcceptable, UnknownMediaType
from beleidsgraaf.reader.finding import FINDERS
from beleidsgraaf.reader.frames import Request as Asked
from beleidsgraaf_api import protocol, schemas
from beleidsgraaf_api.negotiation import media_type
from beleidsgraaf_api.service import service

router = APIRouter(prefix="/api/v1", tags=["reading"])

_JSON: Final = "application/json"
_LINES: Final = "application/jsonl"
_PLAIN: Final = "text/plain"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: Whole files; which format one has shows from its content.
_FILES: Final = ("application/pdf", _WORD, "text/html", "application/xml", "text/xml")
_DOCUMENT: Final = r"^[0-9A-Za-z-]*$"
_LONGEST_NAME: Final = 60
_LETTER: Final = "Op 3 maart jl. ging € 20 miljoen naar ASML (Kamerstuk 33 009, nr. 92)."
_FINDS: Final = [
    {"kind": "date", "start": 3, "end": 14, "text": "3 maart jl.", "value": "2020-03-03"},
    {"kind": "amount", "start": 20, "end": 32, "text": "€ 20 miljoen", "value": 20000000},
]
_FIND: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["kind", "start", "end", "text"],
    "properties": {
        "kind": {"type": "string", "enum": list(FINDERS)},
        "start": {"type": "integer", "minimum": 0, "description": "First code point."},
        "end": {"type": "integer", "minimum": 0, "description": "The code point behind it."},
        "text": {"type": "string"},
        "rule": {"type": "string"},
        "confidence": {"type": "number", "minimum": 0, "maximum": 1},
        "place": {
            "type": "object",
            "description": "Where it begins in the original.",
            "properties": {
                "page": {"type": "integer", "minimum": 1},
                "paragraph": {"type": "integer", "minimum": 1},
                "line": {"type": "integer", "minimum": 1},
                "element": {"type": "string"},
            },
        },
    },
}


class Letter(BaseModel):
    """A text, and what is known of the document that it is of."""

    model_config = ConfigDict(extra="forbid")

    text: str
    document: str = Field("", max_length=_LONGEST_NAME, pattern=_DOCUMENT)
    date: calendar | None = None
    kinds: list[str] = Field(default_factory=list, max_length=len(FINDERS))


@router.post(
    "/readings",
    responses={
        200: {
            "description": "The finds in the order of the text.",
            "content": {
                _JSON: {"schema": {"type": "array", "items": _FIND}, "example": _FINDS},
                _LINES: {"schema": {"type": "string"}},
            },
        },
        **{
            status: {"model": schemas.Problem, "description": reason}
            for status, reason in {
                406: "The finds are not made in that format.",
                408: "The text did not come in time.",
                413: "The text or its finds pass a limit.",
                415: "The body is of a kind that is not read.",
                504: "The text was not read in time.",
            }.items()
        },
    },
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                _PLAIN: {"schema": {"type": "string", "minLength": 1}, "example": _LETTER},
                _JSON: {
                    "schema": Letter.model_json_schema(),
                    "example": {"text": _LETTER, "document": "kst-33009-97", "date": "2020-06-29"},
                },
                **{kind: {"schema": {"type": "string", "format": "binary"}} for kind in _FILES},
            },
        }
    },
)
async def readings(
    request: Request,
    document: Annotated[
        str,
        Query(
            max_length=_LONGEST_NAME,
            pattern=_DOCUMENT,
            description="The document, such as kst-33009-97; its own number is no citation.",
        ),
    ] = "",
    date: Annotated[
        calendar | None, Query(description="The day of the document, for `6 augustus jl.`.")
    ] = None,
    kinds: Annotated[
        str, Query(description=f"Only these, with commas: {', '.join(FINDERS)}.", max_length=100)
    ] = "",
) -> Response:
    """The citations, amounts, dates and known names of a document.

    The body is a text in UTF-8, a PDF, Word file, web page or XML of the official publications, or
    JSON with its text, document, date and kinds, which then hold instead of the parameters. Offsets
    count code points of the text; `place` leads back to the page, paragraph, element or line. A
    file without a text layer is `needs_ocr`, one with a password `encrypted_document`. Nothing is
    kept.
    """
    label = media_type(request, (_JSON, _LINES))
    if label is None:
        raise NotAcceptable(f"Finds are given as {_JSON} and {_LINES}.")
    kind, limits = protocol.media_type(request), service(request).settings
    if kind not in (_PLAIN, _JSON, *_FILES):
        raise UnknownMediaType(f"Send {_PLAIN}, {_JSON}, {', '.join(_FILES)}.")
    most = limits.reading_file_bytes if kind in _FILES else limits.reading_bytes
    content = await protocol.body(request, most)
    if kind == _JSON:
        letter = _letter(content)
        content = letter.text.encode()
    else:
        chosen = [kind.strip() for kind in kinds.split(",") if kind.strip()]
        letter = Letter(text="", document=document, date=date, kinds=chosen)
    if unknown := sorted(set(letter.kinds) - FINDERS.keys()):
        raise BadParameter(f"kinds: {unknown[0]!r} is none of {', '.join(FINDERS)}.")
    asked = Asked(
        size=len(content),
        name="The document",
        most_bytes=most,
        document=letter.document,
        date=letter.date.isoformat() if letter.date else "",
        kinds=letter.kinds,
    )
    lines = await service(request).readings.read(content, asked)
    headers = {"Cache-Control": "no-store", "Vary": "Accept"}
    return Response(lines if label == _LINES else _array(lines), 200, headers, label)


def _letter(content: bytes) -> Letter:
    """Return what a body of JSON says."""
    try:
        return Letter.model_validate_json(content)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False)
        raise BadParameter(
            "; ".join(f"{_place(one['loc'])}: {one['msg']}" for one in faults)
        ) from None


def _place(location: tuple[int | str, ...]) -> str:
    return ".".join(map(str, location)) or "body"


def _array(lines: bytes) -> bytes:
    return b"[" + b",".join(lines.splitlines()) + b"]"
