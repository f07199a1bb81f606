"""What the graph states of a document already, so that nobody is asked for it again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Final

import pyoxigraph as ox

from beleidsgraaf import terms
from beleidsgraaf.reader.layout import ReadingText
from beleidsgraaf.review.proposals import Proposal
from beleidsgraaf.store import curated
from beleidsgraaf.store.files import GraphFiles
from beleidsgraaf.text import fold

_SOURCE: Final = terms.expand("oa:hasSource")
_EVIDENCE: Final = terms.BG + "evidence"
_DIGEST: Final = terms.BG + "passageDigest"
_AMOUNT: Final = terms.BG + "amount"
_VALUE: Final = terms.BG + "value"
_DEADLINES: Final = tuple(terms.BG + name for name in ("deadlineText", "deadlineEnd"))
_DOCUMENT: Final = terms.ID + "document/"
#: A reading that names no publication by its number may be a document under another name.
_LOOSE: Final = ("report-", "motion-", "dossier/")

Parts = dict[str, set[str]]


@dataclass(slots=True)
class Said:
    """What the assertions on one passage say: things named, values, deadlines (folded)."""

    things: set[str] = field(default_factory=set)
    values: set[Decimal] = field(default_factory=set)
    deadlines: set[str] = field(default_factory=set)


class Stated:
    """What assertions that rest on one document say, by passage and in all.

    ``known`` are the IRIs of everything that the curated files describe.
    """

    def __init__(self, passages: dict[str, Said], known: frozenset[str]) -> None:
        self.known = known
        self._passages = passages
        self._things = {thing for said in passages.values() for thing in said.things}

    @classmethod
    def of(cls, files: GraphFiles, document: str) -> Stated:
        """Read the curated files and keep what rests on this document."""
        about: dict[str, Parts] = defaultdict(lambda: defaultdict(set))
        for quad in curated.read(files).quads:
            if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, ox.Triple):
                about[quad.subject.value][quad.predicate.value].add(quad.object.value)
        known = frozenset(about)
        own = terms.thing("document", document)
        passages: dict[str, Said] = defaultdict(Said)
        for parts in list(about.values()):
            for evidence in parts.get(_EVIDENCE, ()):
                if own in about[evidence][_SOURCE]:
                    for digest in about[evidence][_DIGEST]:
                        _add(passages[digest], parts, about)
        for said in passages.values():
            said.things.discard(own)
        return cls(passages, known)

    def has(self, proposal: Proposal, reading: ReadingText) -> bool:
        """Say whether the graph states this of the document, a mention anywhere in it."""
        if proposal.kind == "mention":
            candidates = proposal.find.get("candidates") or [proposal.find["entity"]]
            return self._things.issuperset(candidates)
        said = [
            self._passages[digest]
            for span in proposal.passages
            if (digest := reading.digest(span.index, span.count)) in self._passages
        ]
        return any(_SAME[proposal.kind](proposal, one) for one in said)


def _add(said: Said, parts: Parts, about: dict[str, Parts]) -> None:
    every = {value for values in parts.values() for value in values}
    said.things |= {value for value in every if value.startswith(terms.ID)}
    amounts = (about[node] for node in parts.get(_AMOUNT, ()))
    said.values |= set(_numbers(v for one in (parts, *amounts) for v in one.get(_VALUE, ())))
    said.deadlines |= {fold(value) for name in _DEADLINES for value in parts.get(name, ())}


def _numbers(values: Iterable[str]) -> Iterator[Decimal]:
    for value in values:
        try:
            yield Decimal(value)
        except InvalidOperation:
            continue


def _citation(proposal: Proposal, said: Said) -> bool:
    target = proposal.fields["target"]
    if target and not target.startswith(_LOOSE):
        return _DOCUMENT + target in said.things
    return any(thing.startswith(_DOCUMENT) for thing in said.things)


def _value(proposal: Proposal, said: Said) -> bool:
    given = [str(proposal.find.get(part)) for part in ("value", "low", "high")]
    return not said.values.isdisjoint(_numbers([proposal.fields["value"], *given]))


def _deadline(proposal: Proposal, said: Said) -> bool:
    year = proposal.find.get("year") or ""
    given = {fold(proposal.fields["deadline"]), proposal.fields["end"], str(year)} - {""}
    return any(one in deadline or deadline in one for one in given for deadline in said.deadlines)


def _relation(proposal: Proposal, said: Said) -> bool:
    ends = {proposal.find[part].get("entity") for part in ("subject", "object")}
    return said.things.issuperset(ends)


_SAME: Final[dict[str, Callable[[Proposal, Said], bool]]] = {
    "citation": _citation,
    "amount": _value,
    "funding": _value,
    "date": _deadline,
    "relation": _relation,
}
