"""Steps: who is to do something by a date that a clause gives as its deadline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from beleidsgraaf.reader.dates.date import Date
from beleidsgraaf.reader.names import Gazetteer
from beleidsgraaf.reader.relations.analysis import analysed
from beleidsgraaf.reader.relations.clauses import Clause
from beleidsgraaf.reader.relations.frames import ACTORS
from beleidsgraaf.reader.relations.holders import holder
from beleidsgraaf.reader.relations.modality import modality
from beleidsgraaf.reader.relations.tokens import Sentence, Thing, as_record

#: A deadline in a plain statement is a promise; something that is a fact has none.
_PROMISED: Final = "announced"


@dataclass(frozen=True, slots=True)
class Step:
    """What is to happen by ``deadline``; ``actor`` takes the step, where the clause says who."""

    deadline: Date
    actor: Thing | None
    modality: str
    holder: Thing


def find(text: str, names: Gazetteer, issued: date | None) -> list[Step]:
    """Return the steps of a document's plain text in order of their deadlines."""
    return [
        step
        for sentence, parts in analysed(text, names, issued)
        for clause in parts
        for step in _of_clause(sentence, clause)
    ]


def finds(text: str, names: Gazetteer, issued: date | None) -> Iterator[dict[str, object]]:
    """Yield the steps as objects of the reader's JSON Lines; each stands where its date does."""
    for one in find(text, names, issued):
        yield {
            "kind": "step",
            "start": one.deadline.start,
            "end": one.deadline.end,
            "text": one.deadline.text,
            "actor": as_record(one.actor),
            "deadline": one.deadline.value,
            "modality": one.modality,
            "holder": as_record(one.holder),
            "rule": "step",
            "confidence": 0.8,
        }


def _of_clause(sentence: Sentence, clause: Clause) -> Iterator[Step]:
    deadlines = [one for at in clause.tokens if (one := sentence[at].date) and one.deadline]
    if not deadlines:
        return
    said = modality(sentence, clause)
    how = _PROMISED if said in {"fact", "rejected"} else said
    actor = _actor(clause, clause.words(sentence))
    for deadline in deadlines:
        yield Step(deadline, actor, how, holder(sentence, clause))


def _actor(clause: Clause, words: Sequence[str]) -> Thing | None:
    """Return the agent of a passive clause, or else the first actor without a preposition."""
    places = ("door", "") if "door" in words else ("",)
    able = (
        group.things[0]
        for place in places
        for group in clause.groups
        if group.preposition == place and group.things[0].type in ACTORS
    )
    return next(able, None)
