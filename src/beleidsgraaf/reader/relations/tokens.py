"""The tokens of a sentence: words, and names, amounts and dates as one token each."""

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
_Span = tuple[int, int, Token]


def sentences(text: str, issued: date | None, gazetteer: Gazetteer) -> Iterator[Sentence]:
    """Yield the tokens of each sentence of a document's plain text."""
    run = running(text)
    merged = list(_merged(run, _spans(text, issued, gazetteer)))
    at = 0
    for start, end in run.sentences:
        sentence = []
        while at < len(merged) and merged[at].start < end:
            if merged[at].start >= start:
                sentence.append(merged[at])
            at += 1
        if sentence:
            yield list(_without_abbreviations(sentence))


def _spans(text: str, issued: date | None, gazetteer: Gazetteer) -> list[_Span]:
    """The finds of the text by place, the longer first where two begin together."""
    known = names.find(text, gazetteer)
    found: list[_Span] = [
        (
            one.start,
            one.end,
            _blank(thing=Thing(one.start, one.end, one.label, one.type, one.entity)),
        )
        for one in known
        if one.rule != "name-ambiguous"
    ]
    found += [
        (one.start, one.end, _blank(thing=Thing(one.start, one.end, one.name, one.type)))
        for one in newnames.find(text, gazetteer, known)
    ]
    found += [(one.start, one.end, _blank(amount=one)) for one in amounts.find(text)]
    found += [(one.start, one.end, _blank(date=one)) for one in dates.find(text, issued=issued)]
    return sorted(found, key=lambda span: (span[0], -span[1]))


def _blank(
    thing: Thing | None = None, amount: Amount | None = None, date: Date | None = None
) -> Token:
    return Token("", 0, 0, "", thing, amount, date)


def _merged(run: RunningText, spans: Sequence[_Span]) -> Iterator[Token]:
    """Yield each word that no find holds, and each find as one token."""
    at, pending = 0, None
    for word in Words.of(run).words:
        start, end = run.source(word.start, word.end)
        if pending is not None:
            token, last = pending
            if start < last:
                pending = (replace(token, end=word.end), last)
                continue
            yield replace(token, low=run.text[token.start : token.end].lower())
            pending = None
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        if at < len(spans) and spans[at][0] < end:
            pending = (
                replace(spans[at][2], start=word.start, end=word.end, gap=word.gap),
                spans[at][1],
            )
            continue
        yield Token(word.low, word.start, word.end, word.gap)
    if pending is not None:
        yield replace(pending[0], low=run.text[pending[0].start : pending[0].end].lower())


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
