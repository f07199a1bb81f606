"""The relations of a text as objects of the reader's JSON Lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from beleidsgraaf.reader.names import Gazetteer
from beleidsgraaf.reader.relations.analysis import analysed
from beleidsgraaf.reader.relations.clauses import Clause
from beleidsgraaf.reader.relations.frames import Statement, neighbours, statements
from beleidsgraaf.reader.relations.holders import holder
from beleidsgraaf.reader.relations.modality import modality
from beleidsgraaf.reader.relations.tokens import AUTHOR, Sentence, Thing, as_record
from beleidsgraaf.reader.running import running


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation that the sentence ``text[start:end]`` states, how, and by whose word.

    The subject or object ``author`` is whoever signs the text.
    """

    start: int
    end: int
    statement: Statement
    modality: str
    holder: Thing


def find(text: str, names: Gazetteer, issued: date | None = None) -> list[Relation]:
    """Return the relations of a document's plain text in order, each once a sentence."""
    run = running(text)
    found: list[Relation] = []
    for sentence, parts in analysed(text, names, issued):
        start, end = run.source(sentence[0].start, sentence[-1].end)
        seen: set[tuple[str, str, str]] = set()
        for one, how, whose in _stated(sentence, parts):
            key = (one.relation, one.subject.name, one.object.name)
            if key not in seen:
                seen.add(key)
                found.append(Relation(start, end, one, how, whose))
    return found


def _stated(sentence: Sentence, parts: Sequence[Clause]) -> Iterator[tuple[Statement, str, Thing]]:
    for clause in parts:
        how, whose = modality(sentence, clause), holder(sentence, clause)
        yield from ((one, how, whose) for one in statements(sentence, clause))
    yield from ((one, "fact", AUTHOR) for one in neighbours(sentence))


def finds(text: str, names: Gazetteer, issued: date | None = None) -> Iterator[dict[str, object]]:
    """Yield the relations as objects of the reader's JSON Lines."""
    for one in find(text, names, issued):
        yield {
            "kind": "relation",
            "start": one.start,
            "end": one.end,
            "text": text[one.start : one.end],
            "subject": as_record(one.statement.subject),
            "relation": one.statement.relation,
            "object": as_record(one.statement.object),
            "modality": one.modality,
            "holder": as_record(one.holder),
            "rule": f"relation-{one.statement.rule.removeprefix('=')}",
            "confidence": 0.8,
        }
