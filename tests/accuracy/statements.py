"""The relations that the texts of proposals state, and the score of those that the reader finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from accuracy.proposed import FOLDER, NamedText, load
from accuracy.scores import Score
from beleidsgraaf.reader import relations
from beleidsgraaf.reader.names import Gazetteer
from beleidsgraaf.reader.relations import fundings, steps
from beleidsgraaf.reader.relations.tokens import AUTHOR, Thing

#: A relation that holds either way.
_EITHER_WAY = "cooperatesWith"


@dataclass(frozen=True, slots=True)
class Claim:
    """A relation between two slugs of a text, with its modality."""

    subject: str
    relation: str
    object: str
    modality: str

    @property
    def ends(self) -> tuple[str, str, str]:
        """What makes two claims the same, whatever their modality."""
        if self.relation == _EITHER_WAY:
            return (self.relation, *sorted((self.subject, self.object)))  # type: ignore[return-value]
        return self.relation, self.subject, self.object


def claims(path: Path) -> list[Claim]:
    """Return the claims written below a text."""
    _, _, below = path.read_text("utf-8").partition("\n=====\n")
    rows = (line.split("\t") for line in below.splitlines())
    return [Claim(row[1], row[2], row[3], row[4]) for row in rows if row[0] == "claim"]


def found(text: NamedText, known: Gazetteer) -> list[Claim]:
    """Return the reader's relations, each thing by the slug of the mark that it overlaps."""
    every = (
        Claim(
            _slug(text, one.statement.subject),
            one.statement.relation,
            _slug(text, one.statement.object),
            one.modality,
        )
        for one in relations.find(text.text, known)
    )
    return list({one.ends: one for one in every}.values())


def _slug(text: NamedText, thing: Thing) -> str:
    if thing == AUTHOR:
        return AUTHOR.name
    for mark, slug in zip(text.marks, text.slugs, strict=True):
        if mark.start < thing.end and thing.start < mark.end:
            return slug
    return f"?{thing.name}"


def measure(half: str, known: Gazetteer) -> tuple[Score, Score, list[str]]:
    """Score the relations, and the modality of those that are right; and list what is wrong."""
    stated, modalities, lines = Score(), Score(), []
    for path in sorted((FOLDER / half).glob("*.txt")):
        text, marked = load(path), claims(path)
        here = found(text, known)
        want = {one.ends for one in marked}
        right = [one for one in here if one.ends in want]
        sure = [one for one in right if _same_modality(one, marked)]
        stated += Score(len(here), len(want), len(right))
        modalities += Score(len(right), len(right), len(sure))
        lines += _wrong(text.name, here, marked, sure)
    return stated, modalities, lines


def _same_modality(one: Claim, marked: Sequence[Claim]) -> bool:
    return any(one.ends == other.ends and one.modality == other.modality for other in marked)


def _wrong(
    name: str, here: Sequence[Claim], marked: Sequence[Claim], sure: Sequence[Claim]
) -> list[str]:
    got, want = {one.ends for one in here}, {one.ends for one in marked}
    return [
        *(f"+ {name}: {' '.join(one.ends)}" for one in here if one.ends not in want),
        *(f"- {name}: {' '.join(one.ends)}" for one in marked if one.ends not in got),
        *(
            f"~ {name}: {' '.join(one.ends)} {one.modality}"
            for one in here
            if one.ends in want and one not in sure
        ),
    ]


@dataclass(frozen=True, slots=True)
class Sum:
    """A funding of a text: two slugs, "-" for who is not said; ``sum`` as the texts write it."""

    provider: str
    receiver: str
    form: str
    sum: str

    def same(self, other: Sum, *, strict: bool) -> bool:
        """Strictly the same in all parts; leniently in sum and a party, and none denied."""
        if strict or self.sum != other.sum:
            return self == other
        pairs = ((self.provider, other.provider), (self.receiver, other.receiver))
        told = [(one, another) for one, another in pairs if _UNSAID not in (one, another)]
        return bool(told) and all(one == another for one, another in told)


_UNSAID = "-"


def sums(path: Path) -> list[Sum]:
    """Return the fundings with a sum that are written below a text."""
    _, _, below = path.read_text("utf-8").partition("\n=====\n")
    rows = (line.split("\t") for line in below.splitlines())
    return [
        Sum(row[1], row[2], row[3], row[4])
        for row in rows
        if row[0] == "funding" and row[4] != _UNSAID
    ]


def measure_fundings(half: str, known: Gazetteer, *, strict: bool) -> tuple[Score, list[str]]:
    """Score the fundings with a sum; and list what is wrong."""
    total, lines = Score(), []
    for path in sorted((FOLDER / half).glob("*.txt")):
        text, marked = load(path), sums(path)
        here = list(dict.fromkeys(_sum(text, one) for one in fundings.find(text.text, known)))
        right = [one for one in here if any(one.same(other, strict=strict) for other in marked)]
        total += Score(len(here), len(marked), len(right))
        lines += [f"+ {text.name}: {one}" for one in here if one not in right]
        lines += [
            f"- {text.name}: {one}"
            for one in marked
            if not any(one.same(other, strict=strict) for other in here)
        ]
    return total, lines


def _sum(text: NamedText, one: fundings.Funding) -> Sum:
    amount = one.amount
    ends = (amount.low, amount.high) if amount.value is None else (amount.value,)
    value = "..".join(f"{end:.0f}" for end in ends if end is not None)
    parties = [_slug(text, party) if party else _UNSAID for party in (one.provider, one.receiver)]
    return Sum(parties[0], parties[1], one.form, f"{value} {amount.unit}")


def deadlines(path: Path) -> set[tuple[str, str]]:
    """Return actor and deadline of the steps written below a text that have both."""
    _, _, below = path.read_text("utf-8").partition("\n=====\n")
    rows = (line.split("\t") for line in below.splitlines())
    told = ((row[1], row[2]) for row in rows if row[0] == "step")
    return {step for step in told if _UNSAID not in step and step[1] != _OPEN}


_OPEN = "open"


def measure_steps(half: str, known: Gazetteer) -> tuple[Score, list[str]]:
    """Score the steps with an actor and a bounded deadline; and list what is wrong."""
    total, lines = Score(), []
    for path in sorted((FOLDER / half).glob("*.txt")):
        text, marked = load(path), deadlines(path)
        here = {
            (_slug(text, one.actor), one.deadline.value)
            for one in steps.find(text.text, known, text.issued)
            if one.actor and one.deadline.value
        }
        total += Score(len(here), len(marked), len(here & marked))
        lines += [f"+ {text.name}: {one}" for one in sorted(here - marked)]
        lines += [f"- {text.name}: {one}" for one in sorted(marked - here)]
    return total, lines
