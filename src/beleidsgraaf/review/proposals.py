"""From finds to proposals: what a find would assert, and the passages that it rests on."""

from __future__ import annotations

import calendar
import hashlib
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from beleidsgraaf import terms
from beleidsgraaf.curation import Source
from beleidsgraaf.errors import BadParameter
from beleidsgraaf.reader import citations
from beleidsgraaf.reader.citations import Citation, Own
from beleidsgraaf.reader.finding import Found, finds
from beleidsgraaf.reader.layout import ReadingText, Span

#: The kinds of finds of which proposals are made.
KINDS: Final = ("citation", "amount", "date")

_UNITS: Final = {"EUR": "EUR", "percent": "percent", "fte": "fte", "persoon": "persons"}
_PRECISIONS: Final = {"less-than": "up-to", "range": ""}
_UNRESOLVED: Final = re.compile(r"unresolved|footnote-\d+")
_DAYS: Final = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A find with what it would assert: ``fields`` of the form of its ``kind``, some still empty.

    ``id`` is 12 hex digits of document, kind, words of the first passage and what was read there,
    so it stays the same when the document is read again. ``passages`` stand in order of the
    reading text: the one that a footnote belongs to comes before the footnote.
    """

    id: str
    kind: str
    find: Found
    passages: tuple[Span, ...]
    fields: dict[str, str]


def propose(source: Source, kinds: Collection[str] = ()) -> list[Proposal]:
    """Return the proposals of these kinds, or of all, in order of the document's text.

    Raises :class:`BadParameter` for a kind of which no proposals are made.
    """
    if unknown := sorted(set(kinds) - set(KINDS)):
        raise BadParameter(f"{unknown[0]!r} is none of the kinds {', '.join(KINDS)}.")
    reading = source.reading
    places = _Places(reading)
    seen: Counter[str] = Counter()
    proposals: dict[str, Proposal] = {}
    for one in finds(reading.file, Own(source.document, source.issued), kinds or KINDS):
        passages = places.of(one)
        for fields in _FIELDS[one["kind"]](one, source.document) if passages else ():
            key = _key(source, one, passages[0], fields)
            # two equal sums of one sentence are two; a document cited twice in it is one
            seen[key] += one["kind"] != "citation"
            short = _hash(f"{key}\n{seen[key]}" if seen[key] > 1 else key)
            proposals.setdefault(short, Proposal(short, one["kind"], one, passages, fields))
    return list(proposals.values())


def _key(source: Source, one: Found, passage: Span, fields: dict[str, str]) -> str:
    words = source.reading.digest(passage.index, passage.count)
    read = fields.get("target") or " ".join(str(one.get(part, "")) for part in ("value", "unit"))
    if not read.strip() or one.get("value", "") is None:
        read = " ".join(one["text"].split())
    return "\n".join((source.document, one["kind"], words, read))


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:12]


class _Places:
    """Finds the passages of a find; one in a running header has none."""

    def __init__(self, reading: ReadingText) -> None:
        self._reading = reading
        self._order = sorted((word.start, i) for i, word in enumerate(reading.words))

    def of(self, one: Found) -> tuple[Span, ...]:
        at = bisect_left(self._order, (one["start"], -1))
        if at == len(self._order) or self._order[at][0] >= one["end"]:
            return ()
        own = self._reading.span_at(self._order[at][1])
        if own.kind != "footnote":
            return (own,)
        citation = Citation(one["start"], one["end"], one["text"], (), "", 0)
        marked = citations.carrier(self._reading, citation)
        return (marked, own) if marked else (own,)


def _citation(one: Found, _: str) -> Iterator[dict[str, str]]:
    for target in one["targets"]:
        yield {"target": _document(target), "modality": "fact"}


def _document(target: str) -> str:
    """Return a citation's target as part of an IRI, nothing for one that is not resolved."""
    if _UNRESOLVED.fullmatch(target):
        return ""
    slug = re.sub(r"[^0-9A-Za-z]+", "-", target).strip("-")
    return slug.replace("-", "/", 1) if slug.startswith("dossier-") else slug


def _amount(one: Found, document: str) -> Iterator[dict[str, str]]:
    value, unit = one["value"], _UNITS.get(one["unit"], "")
    shown = " ".join(one["text"].split())
    precision = str(_PRECISIONS.get(one["qualifier"], one["qualifier"]))
    yield {
        "value": "" if value is None else str(value),
        "unit": unit,
        "precision": precision,
        "name-nl": f"{shown} in {document}",
        "name-en": f"{one['unit']} {value if value is not None else shown} in {document}",
        "modality": "fact",
    }


def _deadline(one: Found, document: str) -> Iterator[dict[str, str]]:
    if not one["deadline"]:
        return
    shown = " ".join(one["text"].split())
    start, end = _bounds(one["value"] or "")
    yield {
        "deadline": shown,
        "start": start,
        "end": end,
        "name-nl": f"Termijn {shown} in {document}",
        "name-en": f"Deadline {one['value'] or shown} in {document}",
        "modality": "announced",
    }


def _bounds(value: str) -> tuple[str, str]:
    """Return first and last day of an ISO 8601 date or interval; a single day only bounds last."""
    first, _, last = value.partition("/")
    if _DAYS.fullmatch(first) and first.count("-") == 2 and not last:
        return "", first
    return _day(first, last=False), _day(last or first, last=True)


def _day(text: str, *, last: bool) -> str:
    match = _DAYS.fullmatch(text)
    if match is None:
        return ""
    year, month = int(match[1]), int(match[2] or (12 if last else 1))
    try:
        end = calendar.monthrange(year, month)[1] if last else 1
        return date(year, month, int(match[3] or end)).isoformat()
    except ValueError:
        return ""


_FIELDS: Final[dict[str, Callable[[Found, str], Iterator[dict[str, str]]]]] = {
    "citation": _citation,
    "amount": _amount,
    "date": _deadline,
}


def iri(document: str, proposal: Proposal) -> str:
    """Return the IRI that an assertion of this proposal has, unless it is a claim."""
    kind = {"amount": "observation", "date": "step"}[proposal.kind]
    return terms.thing(kind, f"{document}-{proposal.id}")
