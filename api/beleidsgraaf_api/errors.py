"""Every error as ``application/problem+json`` (RFC 9457), with a code for programs.

People who ask for a page get one. What is told is fixed text or made for strangers: no path, host
or stack. A request that is not valid is 400, never 422.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Final, Protocol

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from beleidsgraaf.errors import BeleidsgraafError, QuerySyntaxError, TryAgain
from beleidsgraaf_api.negotiation import media_type

MEDIA_TYPE: Final = "application/problem+json"
TYPE: Final = "https://w3id.org/beleidsgraaf/problem#"
_CODES: Final = {
    400: "bad_request",
    404: "not_found",
    405: "method_not_allowed",
    406: "not_acceptable",
    413: "content_too_large",
    415: "unsupported_media_type",
}
_DETAILS: Final = {
    404: "There is nothing at this address.",
    405: "This address does not take that method.",
}
_FAILED: Final = "The service failed on this request. The failure has been logged."
_log = logging.getLogger(__name__)


def problem(
    status: int,
    code: str,
    title: str,
    detail: str,
    *,
    remedy: str = "",
    headers: Mapping[str, str] | None = None,
    **more: int | None,
) -> Response:
    """Return a problem; ``more`` are members of its own, left out where they are ``None``."""
    body: dict[str, str | int] = {
        "type": TYPE + code,
        "title": title,
        "status": status,
        "detail": detail,
        "code": code,
    }
    if remedy:
        body["remedy"] = remedy
    body |= {name: value for name, value in more.items() if value is not None}
    return Response(json.dumps(body, ensure_ascii=False), status, headers, MEDIA_TYPE)


def from_error(error: BeleidsgraafError) -> Response:
    """Return the problem of an error of the library."""
    place: dict[str, int | None] = {}
    headers = {}
    if isinstance(error, QuerySyntaxError):
        place = {"line": error.line, "column": error.column}
    if isinstance(error, TryAgain):
        headers["Retry-After"] = str(error.retry_after)
    return problem(
        error.status, error.code, error.title, error.detail,
        remedy=error.remedy, headers=headers, **place,
    )  # fmt: skip


class Pages(Protocol):
    """Who tells an error to people."""

    def problem(
        self, request: Request, status: int, detail: str = "", remedy: str = ""
    ) -> Response:
        """Return the page of an error."""


class ErrorAnswers:
    """Tells every error of the application: to programs as a problem, to people as a page."""

    def __init__(self, app: FastAPI, pages: Pages | None = None) -> None:
        self._pages = pages
        app.add_exception_handler(BeleidsgraafError, self._known)
        app.add_exception_handler(RequestValidationError, self._invalid)
        app.add_exception_handler(HTTPException, self._http)
        app.add_exception_handler(Exception, self._unknown)

    async def _known(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, BeleidsgraafError)  # noqa: S101 - the type it is registered for
        if error.status >= 500:
            _log.warning("%s %s: %s", request.method, error.code, error.detail)
        page = self._page(request, error.status, error.detail, error.remedy)
        return page or from_error(error)

    async def _invalid(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)  # noqa: S101
        detail = "; ".join(f"{fault['loc'][-1]}: {fault['msg']}" for fault in error.errors())
        page = self._page(request, 400, detail)
        return page or problem(400, "bad_parameter", "A parameter is not valid", detail)

    async def _http(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # noqa: S101
        title = HTTPStatus(error.status_code).phrase
        code = _CODES.get(error.status_code, "http_error")
        detail = _DETAILS.get(error.status_code, title)
        page = self._page(request, error.status_code, detail)
        return page or problem(error.status_code, code, title, detail, headers=error.headers)

    async def _unknown(self, request: Request, _: Exception) -> Response:
        return self._page(request, 500) or problem(
            500, "internal_error", "Something went wrong", _FAILED
        )

    def _page(
        self, request: Request, status: int, detail: str = "", remedy: str = ""
    ) -> Response | None:
        """Return a page where a person asked, ``None`` where a program did."""
        if self._pages is None or request.url.path.startswith("/api/"):
            return None
        if media_type(request, (MEDIA_TYPE, "application/json", "text/html")) != "text/html":
            return None
        return self._pages.problem(request, status, detail, remedy)
