"""``/review``: a person decides on what was found in the copies of documents at hand.

These pages write, so they are only there where the service was started for it, and only answer a
browser of this machine that shows one of our own pages.
"""

from __future__ import annotations

import asyncio
import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from beleidsgraaf import terms
from beleidsgraaf.curation import Source, issue_date
from beleidsgraaf.errors import BadParameter, NotAllowed, NotFound, RequestTooLarge
from beleidsgraaf.evidence import Copies
from beleidsgraaf.review import FORMS, Desk, Log, missing, turned
from beleidsgraaf.review.passages import Part, parts
from beleidsgraaf.store.files import GraphFiles
from beleidsgraaf.store.workspace import Workspace
from beleidsgraaf_api.pages import Pages
from beleidsgraaf_api.rendering import Visit

PATH: Final = "/review"
_MOST_BYTES: Final = 64_000
#: More passages of one proposal than this are counted, not shown.
_MOST_PASSAGES: Final = 6
_LOCAL_NAMES: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_OWN_SITE: Final = frozenset({"same-origin", "none"})


@dataclass(frozen=True, slots=True)
class Letter:
    """A document with a copy at hand; ``decided`` counts the decisions that stand."""

    document: str
    decided: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A field of the form; ``choices`` are the codes that the graph has for it."""

    name: str
    value: str
    hint: str
    needed: bool
    choices: Sequence[str]


def routes(pages: Pages, workspace: Workspace, reviewer: str) -> list[BaseRoute]:
    """Return the routes of the pages on which this reviewer, an actor's slug, decides."""
    page = ReviewPages(pages, workspace, reviewer)
    return [
        Route(PATH, page.letters, methods=["GET"]),
        Route(f"{PATH}/{{document}}", page.letter, methods=["GET"]),
        Route(f"{PATH}/{{document}}", page.decide, methods=["POST"]),
    ]


class ReviewPages:
    """The desks of this sitting; a document is read when it is first opened."""

    def __init__(self, pages: Pages, workspace: Workspace, reviewer: str) -> None:
        self._pages, self._workspace, self._reviewer = pages, workspace, reviewer
        self._copies = Copies(workspace.sources)
        self._desks: dict[tuple[str, bool, str], Desk] = {}
        self._lock = asyncio.Lock()

    async def letters(self, request: Request) -> Response:
        """List the documents that can be decided on."""
        _local(request)
        found = await asyncio.to_thread(self._found)
        return self._page("review.html", request, letters=found, reviewer=self._reviewer)

    async def letter(self, request: Request) -> Response:
        """Show a proposal: the one of the address, else the first open one."""
        _local(request)
        desk = await self._desk(request)
        at = _place(desk, request.query_params.get("at", ""))
        return self._proposal(request, desk, at)

    async def decide(self, request: Request) -> Response:
        """Take a decision and lead on to the next proposal; what does not fit is asked again."""
        _local(request)
        desk, given = await self._desk(request), await _form(request)
        at = _place(desk, given.pop("at", ""))
        act = given.pop("act", "")
        if act == "write":
            target = self._workspace.letters / f"{desk.source.document}.ttl"
            number = await asyncio.to_thread(desk.write, target)
            return self._done(request, desk, number)
        if at >= len(desk.proposals) and act != "back":
            return self._leads(request, at)
        if act == "accept":
            return await self._accept(request, desk, at, given)
        return self._leads(request, self._moved(desk, at, act))

    async def _accept(
        self, request: Request, desk: Desk, at: int, given: dict[str, str]
    ) -> Response:
        proposal = desk.proposals[at]
        fields, wrong = dict(proposal.fields), {}
        for name in FORMS[proposal.kind].fields:
            try:
                fields = desk.filled(proposal.kind, fields, name, given.get(name, ""))
            except BadParameter as error:
                fields[name], wrong[name] = given.get(name, ""), error.detail
        if wrong or missing(proposal.kind, fields):
            return self._proposal(request, desk, at, fields, wrong, status=400)
        same = all(
            fields.get(name, "") == value for name, value in proposal.fields.items() if value
        )
        await asyncio.to_thread(desk.accept, at, fields, "accepted" if same else "changed")
        return self._leads(request, desk.next_open(at + 1))

    def _moved(self, desk: Desk, at: int, act: str) -> int:
        match act:
            case "reject":
                desk.reject(at)
                return desk.next_open(at + 1)
            case "next":
                return desk.next_open(at + 1)
            case "back":
                last = desk.back()
                return at if last is None else last
            case "turn":
                desk.turn(at)
                return at
        raise BadParameter("There is no such decision.")

    def _proposal(
        self,
        request: Request,
        desk: Desk,
        at: int,
        fields: dict[str, str] | None = None,
        wrong: dict[str, str] | None = None,
        *,
        status: int = 200,
    ) -> Response:
        if at >= len(desk.proposals):
            return self._done(request, desk)
        proposal = desk.proposals[at]
        shown = {"holder": desk.holder} | proposal.fields if fields is None else fields
        reading = desk.source.reading
        passages = [
            (span.place, parts(span, proposal, reading), _around(desk, span.index))
            for span in proposal.passages[:_MOST_PASSAGES]
        ]
        return self._page(
            "review_letter.html",
            request,
            status=status,
            desk=desk,
            at=at,
            proposal=proposal,
            decision=desk.log.standing().get(proposal.id),
            passages=passages,
            more=max(0, len(proposal.passages) - _MOST_PASSAGES),
            fields=_fields(desk, proposal.kind, shown),
            wrong=wrong or {},
            can_turn=turned(proposal, desk.source.document) is not None,
            action=_address(request),
            progress=(len(desk.proposals) - desk.open_ones(), len(desk.proposals)),
        )

    def _done(self, request: Request, desk: Desk, written: int | None = None) -> Response:
        return self._page(
            "review_done.html", request, desk=desk, written=written, action=_address(request)
        )

    def _leads(self, request: Request, at: int) -> Response:
        return RedirectResponse(_address(request, at), 303)

    def _page(
        self, template: str, request: Request, *, status: int = 200, **values: Any
    ) -> Response:
        page = self._pages.renderer.page(template, Visit.of(request), status=status, **values)
        page.headers["Cache-Control"] = "no-store"
        return page

    def _found(self) -> list[Letter]:
        names = sorted(path.stem for path in self._workspace.sources.glob("*.txt"))
        return [
            Letter(name, len(Log(self._workspace.decisions, name).standing())) for name in names
        ]

    async def _desk(self, request: Request) -> Desk:
        document = request.path_params["document"]
        terms.thing("document", document)
        given = request.query_params
        key = document, given.get("again", "") == "1", given.get("kinds", "")
        async with self._lock:
            if key not in self._desks:
                opened = asyncio.to_thread(self._opened, *key, given.get("issued", ""))
                self._desks[key] = await opened
            return self._desks[key]

    def _opened(self, document: str, again: bool, kinds: str, given: str) -> Desk:
        copy = self._copies.copy(document)
        if copy is None:
            raise NotFound(f"There is no copy of {document}.")
        issued = issue_date(document, given)
        log = Log(self._workspace.decisions, document)
        files = GraphFiles.collect(self._workspace)
        chosen = [kind for kind in kinds.split(",") if kind]
        return Desk(
            Source(document, issued, copy.reading), log, self._reviewer, files, chosen, again=again
        )


def _local(request: Request) -> None:
    """Refuse what does not come from a page of ours in a browser of this machine.

    Another site may send a browser here, also under a name of its own that leads to this machine.
    """
    client = request.client.host if request.client else ""
    named = urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site", "none")
    own = origin is None or urlsplit(origin).netloc == request.headers.get("host")
    # a page of ours names no referrer, and so a form on it no origin
    own = own or (origin == "null" and site == "same-origin")
    if not (_loopback(client) and named in _LOCAL_NAMES and own and site in _OWN_SITE):
        raise NotAllowed("Reviews are made on the machine that serves them.")


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _address(request: Request, at: int | None = None) -> str:
    """Return the address of this desk, at a proposal."""
    visit = Visit.of(request)
    kept = [(name, value) for name, value in visit.query if name != "at"]
    return visit.address(request.url.path, kept if at is None else [("at", str(at)), *kept])


async def _form(request: Request) -> dict[str, str]:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _MOST_BYTES:
            raise RequestTooLarge("A decision is smaller than that.")
    return dict(parse_qsl(body.decode(errors="replace"), keep_blank_values=True))


def _place(desk: Desk, text: str) -> int:
    """Return the place of the address, the first open one by default."""
    if not text:
        return desk.next_open()
    if not text.isascii() or not text.isdigit() or len(text) > 6:
        raise BadParameter("at is the number of a proposal.")
    return min(int(text), len(desk.proposals))


def _around(desk: Desk, index: int) -> tuple[str, str]:
    """Return the passages before and after the one at a word, empty at the ends."""
    spans = desk.source.reading.spans
    at = next(i for i, span in enumerate(spans) if span.index + span.count > index)
    reading, proposal = desk.source.reading, desk.proposals[0]

    def text(i: int) -> str:
        if not 0 <= i < len(spans):
            return ""
        return "".join(part.text for part in parts(spans[i], proposal, reading))

    return text(at - 1), text(at + 1)


def _fields(desk: Desk, kind: str, values: dict[str, str]) -> list[Asked]:
    form = FORMS[kind].fields
    return [
        Asked(name, values.get(name, ""), field.hint, field.needed, _choices(desk, name))
        for name, field in form.items()
    ]


def _choices(desk: Desk, name: str) -> list[str]:
    """Return what the graph knows for a field: the codes of its list, or the actors."""
    start = terms.ID + "actor/" if name in _ACTORS else f"{terms.BG}{_LISTS.get(name, name)}-"
    return sorted(iri.removeprefix(start) for iri in desk.known if iri.startswith(start))


_ACTORS: Final = frozenset({"holder", "provider", "receiver", "by"})
_LISTS: Final = {"measure": "indicator"}

__all__ = ["PATH", "Asked", "Letter", "Part", "ReviewPages", "routes"]
