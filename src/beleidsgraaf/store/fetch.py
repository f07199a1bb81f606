"""The one client that asks other hosts, and only the official publications.

Every address, the first and each redirect, is checked anew: https, an allowed host, no user-info,
no port, and a name that resolves to public addresses only. The connection goes to the address that
was checked, so a name that resolves otherwise a moment later changes nothing.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, urljoin, urlsplit

import httpx

from beleidsgraaf import __version__
from beleidsgraaf.errors import FetchBusy, FetchFailed, FetchRefused, NotPublished
from beleidsgraaf.settings import Settings
from beleidsgraaf.store.deadline import Deadline

HOSTS: Final = frozenset({"zoek.officielebekendmakingen.nl", "repository.overheid.nl"})
XML: Final = frozenset({"application/xml", "text/xml"})
_MOST_REDIRECTS: Final = 5
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})


def resolve(host: str) -> list[str]:
    """Return the addresses of a host, none when it has no name."""
    try:
        found = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    except OSError:
        return []
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Say whether an address is one of the public internet."""
    found = ipaddress.ip_address(address)
    inner = getattr(found, "ipv4_mapped", None) or found
    return inner.is_global and not inner.is_multicast


@dataclass(frozen=True, slots=True)
class Outside:
    """What the client may reach, and how; the defaults are the official publications."""

    hosts: frozenset[str] = HOSTS
    resolve: Callable[[str], list[str]] = resolve
    accepts: Callable[[str], bool] = is_public
    port: int = 443
    tls: ssl.SSLContext | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: the address that gave it in the end, and its decoded bytes."""

    url: str
    body: bytes


class Client:
    """Fetches one address at a time, whole and within its limits, or raises."""

    def __init__(self, settings: Settings, outside: Outside | None = None) -> None:
        self._settings = settings
        self._outside = outside or Outside()
        contact = f" (+{settings.contact})" if settings.contact else ""
        self._headers = {
            "User-Agent": f"beleidsgraaf/{__version__}{contact}",
            "Accept-Encoding": "gzip",
        }

    def get(self, url: str, types: frozenset[str]) -> Fetched:
        """Return what is at ``url``, of one of these media types, after at most five redirects.

        Raise :class:`FetchRefused` for an address that is not asked, :class:`FetchFailed` for
        an answer that is no publication.
        """
        # A transport, not a client of httpx: that follows cookies and reads redirects by itself.
        # Without ``trust_env`` no proxy comes from the environment.
        verify = self._outside.tls or True
        with (
            Deadline(self._settings.fetch_seconds) as deadline,
            httpx.HTTPTransport(verify=verify, trust_env=False) as transport,
        ):
            for _ in range(_MOST_REDIRECTS + 1):
                answer = self._once(transport, url, types, deadline)
                if isinstance(answer, Fetched):
                    return answer
                url = answer
        raise FetchFailed("The publication redirects too often.")

    def _once(
        self, transport: httpx.HTTPTransport, url: str, types: frozenset[str], deadline: Deadline
    ) -> Fetched | str:
        """Return the answer, or the address that it redirects to."""
        request = self._request(self._checked(url), types, deadline)
        try:
            with closing(transport.handle_request(request)) as response:
                if response.status_code in _REDIRECTS and "location" in response.headers:
                    return urljoin(url, response.headers["location"])
                _expect(response, types)
                return Fetched(url, self._body(response, deadline))
        except httpx.HTTPError as error:
            deadline.raise_if_over()
            raise FetchFailed(
                "The publication could not be fetched: no connection, or it broke off.",
                remedy="try again later, or give a file: beleidsgraaf sources add FILE",
            ) from error

    def _request(
        self, target: SplitResult, types: frozenset[str], deadline: Deadline
    ) -> httpx.Request:
        timeout = httpx.Timeout(self._settings.fetch_seconds).as_dict()
        accept = ", ".join(sorted(types))
        return httpx.Request(
            "GET",
            self._pinned(target),
            headers={"Host": target.netloc, "Accept": accept, **self._headers},
            extensions={
                "sni_hostname": target.netloc,  # TLS checks the name, not the number
                "trace": deadline.watch,
                "timeout": timeout,
            },
        )

    def _checked(self, url: str) -> SplitResult:
        if not url.isascii() or not url.isprintable() or set(url) & set(" \\"):
            raise FetchRefused("The address has signs that no address has.")
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            raise FetchRefused("The address is not valid.") from None
        if parts.scheme != "https":
            raise FetchRefused("Only https is asked.")
        if "@" in parts.netloc or parts.netloc != parts.hostname or port is not None:
            raise FetchRefused("An address with a user, a port or an odd host is not asked.")
        if parts.hostname not in self._outside.hosts:
            raise FetchRefused("This host is none of the official publications.")
        return parts

    def _pinned(self, target: SplitResult) -> httpx.URL:
        """Return the address with the checked number in place of the name."""
        addresses = self._outside.resolve(target.netloc)
        if not addresses:
            raise FetchFailed(
                "The official publications cannot be reached: no network, or no such name.",
                remedy="give a file instead: beleidsgraaf sources add FILE",
            )
        if not all(self._outside.accepts(address) for address in addresses):
            raise FetchRefused("The host has an address that is not public.")
        path = target.path + (f"?{target.query}" if target.query else "")
        return httpx.URL(
            scheme="https", host=addresses[0], port=self._outside.port, raw_path=path.encode()
        )

    def _body(self, response: httpx.Response, deadline: Deadline) -> bytes:
        most = self._settings.fetch_bytes
        body = bytearray()
        for chunk in _decoded(response, most):
            body += chunk
            if len(body) > most:
                raise FetchFailed(f"The publication is larger than {most} bytes.")
            deadline.raise_if_over()
        return bytes(body)


def _expect(response: httpx.Response, types: frozenset[str]) -> None:
    status = response.status_code
    if status == 404:
        raise NotPublished("There is no publication with this identifier.")
    if status in (429, 503):
        told = response.headers.get("retry-after", "")
        after = int(told) if told.isdecimal() and len(told) < 7 else None
        when = "later" if after is None else f"in {after} seconds"
        raise FetchBusy(
            "The official publications are busy.", remedy=f"try again {when}", retry_after=after
        )
    if status != 200:
        raise FetchFailed(f"The official publications answered with status {status}.")
    media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type not in types:
        raise FetchFailed("The answer is no publication but something else.")


def _decoded(response: httpx.Response, most: int) -> Iterator[bytes]:
    """Give the decoded body; never more than ``most`` bytes and one, whatever it is packed as."""
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding == "identity":
        yield from response.iter_raw(65_536)
        return
    if encoding != "gzip":
        raise FetchFailed("The answer is packed in a way that is not asked.")
    unpacker = zlib.decompressobj(wbits=31)
    left = most + 1
    try:
        for chunk in response.iter_raw(65_536):
            part = unpacker.decompress(chunk, left)
            left -= len(part)
            yield part
            if left <= 0:
                return
    except zlib.error:
        raise FetchFailed("The answer is packed wrongly.") from None
    if not unpacker.eof:
        raise FetchFailed("The answer broke off.")
