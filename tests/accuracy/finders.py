"""The reader's finds as marks, so that they can be compared with those in the texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from accuracy.markup import Mark, MarkedText
from beleidsgraaf.reader.citations import Own
from beleidsgraaf.reader.finding import finds
from beleidsgraaf.reader.names import (
    Gazetteer,
    Label,
    gazetteer,
    joined,
    known_labels,
    labels_from_rows,
)
from beleidsgraaf.text import fold

#: The classes of organisations, instruments, technologies and programmes: what the texts mark.
MARKED_CLASSES: Final = frozenset(
    """Actor Company GovernmentBody KnowledgeInstitution Partnership InterestGroup
    InternationalOrganisation Instrument PolicyFrame Technology""".split()
)


def citations(text: MarkedText) -> list[Mark]:
    """Return the citations that the reader finds."""
    return [_mark(one, " ".join(one["targets"])) for one in _found(text, "citation")]


def amounts(text: MarkedText) -> list[Mark]:
    """Return the amounts that the reader finds, as the marks write their values."""
    return [_mark(one, _amount(one)) for one in _found(text, "amount")]


def dates(text: MarkedText) -> list[Mark]:
    """Return the dates that the reader finds."""
    return [_mark(one, _date(one)) for one in _found(text, "date")]


def deadlines(text: MarkedText) -> list[Mark]:
    """Return the dates by which somebody is to do something, as the reader tells them."""
    found = [one for one in _found(text, "date") if one["deadline"]]
    return [replace(_mark(one, _date(one)), kind="deadline") for one in found]


@dataclass(frozen=True)
class Names:
    """A gazetteer as a finder, and which thing each of its names means."""

    gazetteer: Gazetteer
    things: Mapping[str, frozenset[Label]]

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, str]] = ()) -> Names:
        """Take the names of the graph, given as rows, and those that the reader brings."""
        rows = list(rows)
        things: dict[str, set[Label]] = defaultdict(set)
        for label in joined(labels_from_rows(rows), known_labels()):
            things[fold(label.text)].add(label)
        return cls(gazetteer(rows), {text: frozenset(labels) for text, labels in things.items()})

    def mentions(self, text: MarkedText) -> list[Mark]:
        """Return the mentions of the marked classes; of one that is not linked, all it may be."""
        found = _found(text, "mention", self.gazetteer)
        return [_mark(one, _thing(one)) for one in found if one["type"] in MARKED_CLASSES]

    def resolved(self, text: MarkedText) -> MarkedText:
        """Return the text with the thing instead of the name in each of its mentions' marks."""
        return replace(text, marks=tuple(self._resolved(mark) for mark in text.marks))

    def _resolved(self, mark: Mark) -> Mark:
        if mark.kind != "mention":
            return mark
        labels = self.things.get(fold(mark.value), frozenset())
        labels = frozenset(label for label in labels if label.iri) or labels
        usual = {label.thing for label in labels if fold(label.name) == fold(mark.value)}
        things = usual or {label.thing for label in labels}
        return replace(mark, value=min(things)) if len(things) == 1 else mark


def _found(text: MarkedText, kind: str, names: Gazetteer | None = None) -> list[dict[str, Any]]:
    return finds(text.text, Own(text.document, text.issued), [kind], names)


def _mark(one: Mapping[str, Any], value: str) -> Mark:
    return Mark(one["kind"], one["start"], one["end"], value)


def _amount(one: Mapping[str, Any]) -> str:
    value = f"{one['low']}..{one['high']}" if one["value"] is None else one["value"]
    return f"{value} {one['unit']} {one['qualifier']}"


def _date(one: Mapping[str, Any]) -> str:
    if one["value"] is not None:
        return str(one["value"])
    return f"open {one['year']}" if one.get("year") else "open"


def _thing(one: Mapping[str, Any]) -> str:
    if one["rule"] == "name-ambiguous":
        return " | ".join(["?", one["label"], *one.get("candidates", ())])
    return str(one["entity"] or one["label"])
