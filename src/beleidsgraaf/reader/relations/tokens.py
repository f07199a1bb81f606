"""The tokens of a sentence: words, and each name, amount or date as one token."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from beleidsgraaf.reader import amounts, dates, names, newnames
from beleidsgraaf.reader.amounts.amount import Amount
from beleidsgraaf.reader.dates.date import Date
from beleidsgraaf.reader.names import Gazetteer
from beleidsgraaf.reader.newnames.words import Words
from beleidsgraaf.reader.running import RunningText, running


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing that the text names at ``start:end`` of the given text; ``type`` is its class.

    ``name`` is its usual or fullest name; ``entity`` its IRI, if it is known.
    """

    start: int
    end: int
    name: str
    type: str
    entity: str | None = None


#: Whoever signs the text, where it says "ik" or "wij".
AUTHOR: Final = Thing(0, 0, "author", "Author")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, name, amount or date at ``start:end`` of the running text, behind its ``gap``."""

    low: str
    start: int
    end: int
    gap: str
    thing: Thing | None = None
    amount: Amount | None = None
    date: Date | None = None

    @property
    def plain(self) -> bool:
        """Whether it is a word and no find."""
        return self.thing is None and self.amount is None and self.date is None


Sentence = Sequence[Token]
_Find = Thing | Amount | Date


def as_record(thing: Thing | None) -> dict[str, object] | None:
    """Return a thing as the reader's JSON Lines have it; whoever signs has only a name."""
    if thing is None or thing == AUTHOR:
        return {"name": AUTHOR.name} if thing else None
    return {
        "start": thing.start,
        "end": thing.end,
        "name": thing.name,
        "type": thing.type,
        "entity": thing.entity,
    }


def sentences(text: str, gazetteer: Gazetteer, *, issued: date | None = None) -> Iterator[Sentence]:
    """Yield the tokens of each sentence of a plain text; ``issued`` is the day of its document."""
    run = running(text)
    merged = list(_merged(run, _finds(text, gazetteer, issued)))
    at = 0
    for start, end in run.sentences:
        sentence = []
        while at < len(merged) and merged[at].start < end:
            if merged[at].start >= start:
                sentence.append(merged[at])
            at += 1
        if sentence:
            yield list(_without_abbreviations(sentence))


def _finds(text: str, gazetteer: Gazetteer, issued: date | None) -> list[_Find]:
    """The finds of the text by place, the longer first where two begin together."""
    known = names.find(text, gazetteer)
    found: list[_Find] = [*amounts.find(text), *dates.find(text, issued=issued)]
    found += [
        Thing(one.start, one.end, one.label, one.type, one.entity)
        for one in known
        if one.rule != "name-ambiguous"
    ]
    found += [
        Thing(one.start, one.end, one.name, one.type) for one in newnames.find(text, gazetteer)
    ]
    return sorted(found, key=lambda one: (one.start, -one.end))


def _merged(run: RunningText, found: Sequence[_Find]) -> Iterator[Token]:
    """Yield each word that no find holds, and each find as one token."""
    at, last = 0, 0
    pending: Token | None = None
    for word in Words.of(run).words:
        start, end = run.source(word.start, word.end)
        if pending is not None:
            if start < last:
                pending = replace(pending, end=word.end)
                continue
            yield _spelled(run, pending)
            pending = None
        while at < len(found) and found[at].end <= start:
            at += 1
        if at < len(found) and found[at].start < end:
            last = found[at].end
            pending = _token(word.start, word.end, word.gap, found[at])
            continue
        yield Token(word.low, word.start, word.end, word.gap)
    if pending is not None:
        yield _spelled(run, pending)


def _token(start: int, end: int, gap: str, one: _Find) -> Token:
    if isinstance(one, Thing):
        return Token("", start, end, gap, thing=one)
    if isinstance(one, Amount):
        return Token("", start, end, gap, amount=one)
    return Token("", start, end, gap, date=one)


def _spelled(run: RunningText, token: Token) -> Token:
    return replace(token, low=run.text[token.start : token.end].lower())


def _without_abbreviations(sentence: Sentence) -> Iterator[Token]:
    """Leave out what brackets repeat of the name before them: "het Centrum (CGW)"."""
    left_out = False
    for at, token in enumerate(sentence):
        if left_out:
            token = replace(token, gap=token.gap.partition(")")[2])
        behind = sentence[at + 1].gap if at + 1 < len(sentence) else ")"
        left_out = at > 0 and _repeats(sentence[at - 1], token) and ")" in behind
        if not left_out:
            yield token


def _repeats(before: Token, token: Token) -> bool:
    one, other = before.thing, token.thing
    return bool(one and other and "(" in token.gap and one.name == other.name)
