"""From finds to proposals: what a find would assert, and the passages that it rests on."""

from __future__ import annotations

import calendar
import hashlib
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from beleidsgraaf import terms
from beleidsgraaf.curation import Source
from beleidsgraaf.errors import BadParameter
from beleidsgraaf.reader import citations
from beleidsgraaf.reader.citations import Citation, Own
from beleidsgraaf.reader.finding import Found, finds, finds_over_pages
from beleidsgraaf.reader.layout import ReadingText, Span
from beleidsgraaf.reader.names import Gazetteer
from beleidsgraaf.review.contexts import Context

#: The kinds of proposals, each with the kind of find that it is made of.
_FINDS: Final = {
    "citation": "citation",
    "amount": "amount",
    "funding": "amount",
    "date": "date",
    "mention": "mention",
    "relation": "relation",
}
#: The kinds that are made of names.
NAMED: Final = frozenset({"mention", "relation"})
KINDS: Final = tuple(_FINDS)
#: What a clause makes of an amount or a date, by the kind of find.
_SAYS: Final = {"amount": "funding", "date": "step"}
#: A sum may be read as either; a person turns one into the other.
_TURNED: Final = {"amount": "funding", "funding": "amount"}

_UNITS: Final = {"EUR": "EUR", "percent": "percent", "fte": "fte", "persoon": "persons"}
_PRECISIONS: Final = {"less-than": "up-to", "range": ""}
_UNRESOLVED: Final = re.compile(r"unresolved|footnote-\d+")
_DAYS: Final = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A find with what it would assert: ``fields`` of the form of its ``kind``, some still empty.

    ``id`` is 12 hex digits of document, kind of find, words of the first passage and what was read
    there, so it stays the same when the document is read again; of a mention that is linked, of
    document and thing. ``passages`` stand in order of the reading text: the one that a footnote
    belongs to comes before the footnote. ``finds`` are all that it was made of, the first is
    ``find``.
    """

    id: str
    kind: str
    finds: tuple[Found, ...]
    passages: tuple[Span, ...]
    fields: dict[str, str]

    @property
    def find(self) -> Found:
        """The first find that it was made of."""
        return self.finds[0]


def propose(
    source: Source, kinds: Collection[str] = (), names: Gazetteer | None = None
) -> list[Proposal]:
    """Return the proposals of these kinds, or of all, in order of the document's text.

    Mentions say least and are many, so they come after the others.
    ``names`` are those of the graph; without them there are no mentions and relations. Raises
    :class:`BadParameter` for a kind of which no proposals are made.
    """
    if unknown := sorted(set(kinds) - set(KINDS)):
        raise BadParameter(f"{unknown[0]!r} is none of the kinds {', '.join(KINDS)}.")
    wanted = set(kinds or KINDS) - (set() if names else NAMED)
    needed = {_FINDS[kind] for kind in wanted}
    needed |= {_SAYS[kind] for kind in needed & _SAYS.keys()} if names else set()
    own = Own(source.document, source.issued)
    places = _Places(source.reading)
    seen: Counter[str] = Counter()
    proposals: dict[str, Proposal] = {}
    look = finds_over_pages if "\f" in source.reading.file else finds
    found = look(source.reading.file, own, needed, names) if needed else []
    for one in _with_parties(found):
        if passages := places.of(one):
            for proposal in _made(source, one, passages, seen):
                known = proposals.get(proposal.id)
                proposals[proposal.id] = _joined(known, proposal) if known else proposal
    chosen = (one for one in proposals.values() if one.kind in wanted)
    return sorted(chosen, key=lambda one: one.kind == "mention")


def _with_parties(found: list[Found]) -> Iterator[Found]:
    """Yield the finds, each amount and date with what its clause makes of it as ``said``."""
    told = {(one["kind"], one["start"], one["end"]): one for one in found}
    for one in found:
        said = told.get((_SAYS.get(one["kind"], ""), one["start"], one["end"]))
        if one["kind"] not in _SAYS.values():
            yield {**one, "said": said} if said else one


def turned(proposal: Proposal, document: str) -> Proposal | None:
    """Return a plain figure read as funding, or the reverse; ``None`` for what is neither."""
    if proposal.kind not in _TURNED:
        return None
    kind = _TURNED[proposal.kind]
    make = _funding if kind == "funding" else _figure
    return replace(proposal, kind=kind, fields=make(proposal.find, document))


def _made(
    source: Source, one: Found, passages: tuple[Span, ...], seen: Counter[str]
) -> Iterator[Proposal]:
    context = _context(one, passages[-1], source.reading)
    for kind, fields in _FIELDS[one["kind"]](one, source.document, context):
        key = _key(source, one, passages[0], fields)
        # two equal sums of one sentence are two; a document cited twice in it is one
        seen[key] += one["kind"] not in ("citation", "mention")
        short = _hash(f"{key}\n{seen[key]}" if seen[key] > 1 else key)
        yield Proposal(short, kind, (one,), passages, fields)


def _joined(known: Proposal, again: Proposal) -> Proposal:
    """Return a mention with the passages of another; other kinds stay as they were."""
    if known.kind != "mention":
        return known
    passages = tuple(dict.fromkeys((*known.passages, *again.passages)))
    in_order = tuple(sorted(passages, key=lambda span: span.index))
    return replace(known, finds=(*known.finds, *again.finds), passages=in_order)


def _context(one: Found, passage: Span, reading: ReadingText) -> Context:
    before, after = "", ""
    for low, high in reading.segments(passage.index, passage.count):
        before += reading.file[low : max(low, min(high, one["start"]))] + " "
        after += " " + reading.file[min(high, max(low, one["end"])) : high]
    return Context(" ".join(before.split()) + " ", " " + " ".join(after.split()))


def _key(source: Source, one: Found, passage: Span, fields: dict[str, str]) -> str:
    if fields.get("thing"):
        return "\n".join((source.document, one["kind"], fields["thing"]))
    words = source.reading.digest(passage.index, passage.count)
    read = fields.get("target") or _between(one) or _figures(one)
    if not read.strip() or one.get("value", "") is None:
        read = " ".join(one["text"].split())
    return "\n".join((source.document, one["kind"], words, read))


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:12]


def _figures(one: Found) -> str:
    return " ".join(str(one.get(part, "")) for part in ("value", "unit"))


def _between(one: Found) -> str:
    if one["kind"] != "relation":
        return ""
    return "\n".join((one["subject"]["name"], one["relation"], one["object"]["name"]))


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


Made = Iterator[tuple[str, dict[str, str]]]


def _citation(one: Found, _: str, __: Context) -> Made:
    for target in one["targets"]:
        yield "citation", {"target": _document(target), "modality": "fact"}


def _mention(one: Found, _: str, __: Context) -> Made:
    """A name that fits several things leaves the thing open, one that fits none is nothing."""
    if one["entity"] or one.get("candidates"):
        thing = (one["entity"] or "").removeprefix(terms.ID)
        yield "mention", {"thing": thing, "modality": "fact"}


def _relation(one: Found, _: str, __: Context) -> Made:
    """A thing that the graph does not have is left open; so is whoever signs."""
    things = {part: _slug(one[part]) for part in ("subject", "object", "holder")}
    yield "relation", {**things, "relation": one["relation"], "modality": one["modality"]}


def _slug(thing: Mapping[str, str | None]) -> str:
    return (thing.get("entity") or "").removeprefix(terms.ID)


def _document(target: str) -> str:
    """Return a citation's target as part of an IRI, nothing for one that is not resolved."""
    if _UNRESOLVED.fullmatch(target):
        return ""
    slug = re.sub(r"[^0-9A-Za-z]+", "-", target).strip("-")
    return slug.replace("-", "/", 1) if slug.startswith("dossier-") else slug


def _amount(one: Found, document: str, context: Context) -> Made:
    form = context.form(one["unit"]) if one.get("per", "jaar") == "jaar" else ""
    if told := one.get("said"):
        shape = told["form"] if told["form"] != "unknown" else form or "unknown"
        parties = {part: _slug(told[part] or {}) for part in ("provider", "receiver", "holder")}
        said = {"form": shape, "modality": told["modality"], **parties}
        yield "funding", {**_funding(one, document), **said}
    elif form:
        yield "funding", {**_funding(one, document), "form": form}
    else:
        yield "amount", _figure(one, document)


def _figure(one: Found, document: str) -> dict[str, str]:
    return {**_sum(one, document), "modality": "fact"}


def _funding(one: Found, document: str) -> dict[str, str]:
    """Whether the money was decided on or is only intended is for a person to say."""
    recurrence = "yearly" if one.get("per") == "jaar" else ""
    unsaid = {"form": "unknown", "basis": "unknown", "recurrence": recurrence}
    return {**_sum(one, document), **unsaid}


def _sum(one: Found, document: str) -> dict[str, str]:
    value, unit = one["value"], _UNITS.get(one["unit"], "")
    shown = " ".join(one["text"].split())
    return {
        "value": "" if value is None else str(value),
        "unit": unit,
        "precision": str(_PRECISIONS.get(one["qualifier"], one["qualifier"])),
        "name-nl": f"{shown} in {document}",
        "name-en": f"{one['unit']} {value if value is not None else shown} in {document}",
    }


def _deadline(one: Found, document: str, context: Context) -> Made:
    if not (one["deadline"] or context.promises()):
        return
    shown = " ".join(one["text"].split())
    start, end = _bounds(one["value"] or "")
    yield (
        "date",
        {
            "deadline": shown,
            "start": start,
            "end": end,
            "name-nl": f"Termijn {shown} in {document}",
            "name-en": f"Deadline {one['value'] or shown} in {document}",
            "modality": "announced",
            **_step(one.get("said")),
        },
    )


def _step(said: Found | None) -> dict[str, str]:
    """Return who takes the step and whose word it is, as far as the graph has them."""
    if said is None:
        return {}
    by, holder = _slug(said["actor"] or {}), _slug(said["holder"])
    return {"by": by, "modality": said["modality"], "holder": holder}


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


_FIELDS: Final[dict[str, Callable[[Found, str, Context], Made]]] = {
    "citation": _citation,
    "amount": _amount,
    "date": _deadline,
    "mention": _mention,
    "relation": _relation,
}


def iri(document: str, proposal: Proposal) -> str:
    """Return the IRI that an assertion of this proposal has, unless it is a claim."""
    kind = {"amount": "observation", "funding": "funding", "date": "step"}[proposal.kind]
    return terms.thing(kind, f"{document}-{proposal.id}")
