"""The API's description: as FastAPI makes it, with the errors as they really are."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from beleidsgraaf_api.errors import MEDIA_TYPE


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
            response["content"][MEDIA_TYPE] = response["content"].pop("application/json")
