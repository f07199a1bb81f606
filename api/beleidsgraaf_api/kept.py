"""Answers as they are sent, kept in memory: who asks the same again costs nothing.

A snapshot never changes, so an answer is good for as long as its snapshot is served.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from starlette.datastructures import Headers
from starlette.types import Send

from beleidsgraaf_api.negotiation import takes_gzip

#: A shorter body is not worth the work: it goes in one packet either way.
_LEAST_TO_PACK: Final = 1024
#: Packing more than this takes long enough to be kept off the event loop.
_MOST_AT_ONCE: Final = 32_768
_LEVEL: Final = 5
_PACKED: Final = "-gzip"
#: What an entry costs beside its bytes.
_OVERHEAD: Final = 1024
_PACKABLE: Final = (
    "text/", "application/json", "application/xml", "application/n-", "application/javascript",
    "application/sparql-results", "image/svg+xml",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kept:
    """The body of a good answer, its headers, and once somebody took it so its gzip.

    The tag is strong: it is made from the bytes, and the gzip has one of its own.
    """

    body: bytes
    headers: Mapping[str, str]
    packed: bytes = b""
    tag: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if not self.tag:
            digest = hashlib.sha256(self.body)
            digest.update(self.headers.get("content-type", "").encode())
            object.__setattr__(self, "tag", digest.hexdigest()[:32])

    @property
    def size(self) -> int:
        """What it takes in memory, bytes."""
        return len(self.body) + len(self.packed) + _OVERHEAD

    @property
    def packable(self) -> bool:
        """Whether gzip makes it smaller; a picture or a workbook is packed already."""
        kind = self.headers.get("content-type", "").partition(";")[0]
        fits = kind.startswith(_PACKABLE) or kind.endswith(("+xml", "+json"))
        return fits and len(self.body) >= _LEAST_TO_PACK

    async def with_gzip(self) -> Kept:
        """Return the same with its gzip; equal bodies have equal gzips."""
        if len(self.body) <= _MOST_AT_ONCE:
            return replace(self, packed=_pack(self.body))
        return replace(self, packed=await asyncio.to_thread(_pack, self.body))


class AnswerCache:
    """Answers by key, the least recently asked leave first; ``most`` is in bytes.

    An answer of more than an eighth of that is not kept: it would push all others out.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._flights: dict[Hashable, _Flight] = {}
        self.size = 0
        self.hits = 0
        self.misses = 0

    def get(self, key: Hashable) -> Kept | None:
        """Return the answer for this key, if it is kept."""
        found = self._kept.get(key)
        if found is None:
            self.misses += 1
        else:
            self.hits += 1
            self._kept.move_to_end(key)
        return found

    def put(self, key: Hashable, answer: Kept) -> None:
        """Keep an answer, or one that has its gzip now."""
        self._drop(key)
        if answer.size > self._most // 8:
            return
        self._kept[key] = answer
        self.size += answer.size
        while self.size > self._most:
            self._drop(next(iter(self._kept)))

    async def once(self, key: Hashable, make: Callable[[], Awaitable[Kept]]) -> Kept:
        """Return what ``make`` returns; who asks the same meanwhile waits for it as well.

        An error is everybody's and is not kept. When the last one who waits leaves, the work ends.
        """
        flight = self._flights.get(key)
        if flight is None:
            flight = self._flights[key] = _Flight(asyncio.ensure_future(make()))
        flight.waiting += 1
        try:
            return await asyncio.shield(flight.task)
        finally:
            flight.waiting -= 1
            if flight.task.done() or not flight.waiting:
                flight.task.cancel()
                if self._flights.get(key) is flight:
                    del self._flights[key]

    async def send(
        self, key: Hashable, answer: Kept, request: Headers, send: Send, *, method: str = "GET"
    ) -> None:
        """Send an answer as this request takes it: plain or packed, or 304 if it is known there."""
        packed = answer.packable and takes_gzip(request)
        if packed and not answer.packed:
            answer = await answer.with_gzip()
            if key in self._kept:
                self.put(key, answer)
        await _send(answer, request, send, packed=packed, method=method)

    def _drop(self, key: Hashable) -> None:
        gone = self._kept.pop(key, None)
        if gone is not None:
            self.size -= gone.size


@dataclass(slots=True)
class _Flight:
    """Work, and how many wait for it."""

    task: asyncio.Future[Kept]
    waiting: int = 0


def known(request: Headers, tag: str) -> bool:
    """Say whether ``If-None-Match`` names this tag, of the plain bytes or of their gzip."""
    given = ",".join(request.getlist("if-none-match"))
    names = {each.strip().removeprefix("W/").strip('"') for each in given.split(",")}
    return not names.isdisjoint((tag, tag + _PACKED, "*"))


def vary(headers: Mapping[str, str]) -> str:
    """Return what an answer varies by, packing included."""
    given = headers.get("vary", "")
    return f"{given}, Accept-Encoding" if given else "Accept-Encoding"


async def _send(answer: Kept, request: Headers, send: Send, *, packed: bool, method: str) -> None:
    headers = dict(answer.headers)
    headers["vary"] = vary(headers)
    kept = headers.get("cache-control") != "no-store"
    if kept:
        headers["etag"] = f'"{answer.tag}{_PACKED if packed else ""}"'
    if kept and method != "POST" and known(request, answer.tag):
        about = ("cache-control", "content-location", "etag", "vary")
        await _message(send, 304, {name: headers[name] for name in about if name in headers}, b"")
        return
    content = answer.packed if packed else answer.body
    headers["content-length"] = str(len(content))
    if packed:
        headers["content-encoding"] = "gzip"
    await _message(send, 200, headers, b"" if method == "HEAD" else content)


async def _message(send: Send, status: int, headers: Mapping[str, str], body: bytes) -> None:
    raw = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": status, "headers": raw})
    await send({"type": "http.response.body", "body": body})


def _pack(body: bytes) -> bytes:
    return gzip.compress(body, _LEVEL, mtime=0)
