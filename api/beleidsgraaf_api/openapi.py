"""The API's description: as FastAPI makes it, with the errors as they really are."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI

from beleidsgraaf.errors import BeleidsgraafError
from beleidsgraaf_api.errors import MEDIA_TYPE, TYPE


class DescribedApi(FastAPI):
    """Says that a request that is not valid is 400, and that every error is a problem."""

    def openapi(self) -> dict[str, Any]:
        """Return the description; it is made once."""
        if self.openapi_schema is None:
            made = super().openapi()
            for path in made["paths"].values():
                for operation in path.values():
                    _correct(operation["responses"])
            for unused in ("HTTPValidationError", "ValidationError"):
                made["components"]["schemas"].pop(unused, None)
        return super().openapi()


def _correct(responses: dict[str, Any]) -> None:
    responses.pop("422", None)
    for status, response in responses.items():
        if status >= "400" and "application/json" in response.get("content", {}):
            shape = response["content"].pop("application/json")
            response["content"][MEDIA_TYPE] = shape | {"example": _example(int(status))}


def _example(status: int) -> dict[str, str | int]:
    """Return a problem as the service tells it: of the first error with this status."""
    raised = {each.status: each for each in reversed(_errors(BeleidsgraafError))}
    error = raised.get(status)
    code = error.code if error else "http_error"
    return {
        "type": TYPE + code,
        "title": error.title if error else HTTPStatus(status).phrase,
        "status": status,
        "detail": HTTPStatus(status).description or HTTPStatus(status).phrase,
        "code": code,
    }


def _errors(root: type[BeleidsgraafError]) -> list[type[BeleidsgraafError]]:
    """Return an error and all below it, those of the widest meaning last."""
    return [*(each for below in root.__subclasses__() for each in _errors(below)), root]
