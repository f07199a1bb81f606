"""One exchange with a SPARQL endpoint: a whole answer, or an error that says why there is none.

An engine elsewhere may cut its answer and call it a success: by a header, by a body that breaks
off, by a status of its own. All of these are errors here. It is asked at one address: no redirect
is followed, no proxy is taken from the environment, and its words are never passed on.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Sequence
from http import HTTPStatus
from typing import Final
from urllib.parse import urlencode, urlsplit

import httpx

from beleidsgraaf import __version__
from beleidsgraaf.errors import (
    AnswerCut,
    BadParameter,
    BeleidsgraafError,
    Busy,
    EndpointFailed,
    QuerySyntaxError,
)
from beleidsgraaf.query import dialects, failures
from beleidsgraaf.query.backend import JSON
from beleidsgraaf.query.dialects import Dialect
from beleidsgraaf.query.portable import LINES_BEFORE
from beleidsgraaf.settings import Settings

_TOO_LONG: Final = (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.GATEWAY_TIMEOUT)
_TAKEN: Final = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)
_CLOSED: Final = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
_LONGEST_ERROR: Final = 2000
_REMEDY: Final = "Check the setting endpoint, and whether the engine runs."


class Endpoint:
    """The address, the way in, and the limits; safe for many questions at the same time."""

    def __init__(self, settings: Settings, dialect: Dialect | None = None) -> None:
        self.dialect = dialect or dialects.spoken_by("")
        self._settings = settings
        self._url = address(settings)
        self._client = httpx.AsyncClient(
            auth=_auth(settings),
            follow_redirects=False,
            trust_env=False,
            timeout=httpx.Timeout(settings.query_seconds),
            limits=httpx.Limits(max_connections=None),
            headers={
                "User-Agent": f"beleidsgraaf/{__version__}",
                "Accept-Encoding": "identity",
                "Content-Type": "application/x-www-form-urlencoded",
            },
        )

    async def ask(
        self, text: str, accept: str = JSON, dataset: Sequence[tuple[str, str]] = ()
    ) -> bytes:
        """Return the whole body of the answer, at most ``answer_bytes`` long.

        ``dataset`` are parameters of the protocol. The text is sent as it is.
        """
        content = urlencode([("query", text), *dataset]).encode()
        request = self._client.build_request(
            "POST", self._url, content=content, headers={"Accept": accept}
        )
        try:
            response = await self._client.send(request, stream=True)
        except httpx.HTTPError as error:
            raise EndpointFailed("The endpoint cannot be reached.", remedy=_REMEDY) from error
        try:
            return await self._read(response, accept, text)
        except httpx.HTTPError as error:
            raise AnswerCut("The engine's answer broke off.") from error
        finally:
            await response.aclose()

    async def close(self) -> None:
        """Close every connection."""
        await self._client.aclose()

    async def _read(self, response: httpx.Response, accept: str, text: str) -> bytes:
        self.dialect = dialects.spoken_by(response.headers.get("server", ""))
        if response.status_code != HTTPStatus.OK:
            message = (await _beginning(response)).decode("utf-8", "replace")
            raise self._refusal(response.status_code, message, text)
        if any(header in response.headers for header in dialects.cut_headers()):
            raise AnswerCut(
                "The engine leaves out rows beyond a limit of its own.",
                remedy="Add LIMIT and OFFSET, or raise that limit at the engine.",
            )
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != accept or response.headers.get("content-encoding", "identity") != "identity":
            raise EndpointFailed(
                "The endpoint answers in a form that was not asked for.", remedy=_REMEDY
            )
        return await self._body(response)

    async def _body(self, response: httpx.Response) -> bytes:
        body = bytearray()
        async for chunk in response.aiter_raw():
            body += chunk
            if len(body) > self._settings.answer_bytes:
                raise failures.too_large(self._settings)
        return bytes(body)

    def _refusal(self, status: int, message: str, text: str) -> BeleidsgraafError:
        """Return the error for an answer that is none, by its status, else by its words."""
        if status in _CLOSED:
            return EndpointFailed(
                "The endpoint does not let us in.", remedy="Check its user and secret."
            )
        if status in _TAKEN:
            return Busy("The engine is taken.")
        if status == HTTPStatus.PARTIAL_CONTENT:
            return AnswerCut("The engine gave a part of the answer.")
        if status in _TOO_LONG or message.startswith(self.dialect.timeout):
            return failures.timeout(self._settings)
        if message.startswith(self.dialect.unable):
            return BadParameter("The engine that holds the graph cannot evaluate this query.")
        if found := self.dialect.syntax and re.match(self.dialect.syntax, message):
            return _misplaced(found, text)
        if status == HTTPStatus.BAD_REQUEST:
            return QuerySyntaxError("The query is not valid SPARQL to the engine.")
        return EndpointFailed(f"The endpoint answers with status {status}.", remedy=_REMEDY)


def address(settings: Settings) -> str:
    """Return the address of the endpoint; raise :class:`BadParameter` for one that is not asked."""
    parts = urlsplit(settings.endpoint)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.fragment:
        raise BadParameter("The endpoint is the http or https address of a SPARQL service.")
    if parts.username is not None or parts.password is not None:
        raise BadParameter(
            "The endpoint has a password in its address.",
            remedy="Give it as BELEIDSGRAAF_ENDPOINT_USER and BELEIDSGRAAF_ENDPOINT_SECRET.",
        )
    if settings.endpoint_secret and parts.scheme == "http" and not _is_here(parts.hostname):
        raise BadParameter("A secret is sent over https only, but for this machine itself.")
    return settings.endpoint


class _Bearer(httpx.Auth):
    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request):  # type: ignore[no-untyped-def]
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


def _auth(settings: Settings) -> httpx.Auth | None:
    if settings.endpoint_user:
        return httpx.BasicAuth(settings.endpoint_user, settings.endpoint_secret)
    return _Bearer(settings.endpoint_secret) if settings.endpoint_secret else None


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


async def _beginning(response: httpx.Response) -> bytes:
    body = bytearray()
    async for chunk in response.aiter_raw():
        body += chunk
        if len(body) >= _LONGEST_ERROR:
            break
    return bytes(body[:_LONGEST_ERROR])


def _misplaced(found: re.Match[str], text: str) -> QuerySyntaxError:
    """Return the error with its place in the text as it was before the declarations."""
    line = max(int(found[1]) - LINES_BEFORE, 1)
    if found.re.groups < 2:
        return QuerySyntaxError(f"Line {line}: the engine did not understand the query.", line=line)
    _, _, asked = text.partition("\n")
    return failures.syntax(asked, line, int(found[2]))
