"""Fundings: a sum of money in a clause, with who gives it, who gets it and in what form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from beleidsgraaf.reader.amounts.amount import Amount
from beleidsgraaf.reader.names import Gazetteer
from beleidsgraaf.reader.relations.analysis import analysed
from beleidsgraaf.reader.relations.clauses import Clause
from beleidsgraaf.reader.relations.groups import Group
from beleidsgraaf.reader.relations.holders import holder
from beleidsgraaf.reader.relations.lexicon import rows, verb_forms
from beleidsgraaf.reader.relations.modality import is_passive, modality
from beleidsgraaf.reader.relations.tokens import Sentence, Thing, as_record

_CURRENCIES: Final = frozenset({"EUR", "NLG", "USD", "GBP"})
_PAYS: Final = frozenset(
    """Actor Company GovernmentBody KnowledgeInstitution Partnership InterestGroup
    InternationalOrganisation Person Place Author Instrument PolicyFrame""".split()
)
_GETS: Final = _PAYS | {"Technology", "Cluster", "Event", "Sector"}


@dataclass(frozen=True, slots=True)
class Funding:
    """A sum with its ``provider`` and ``receiver``, where the text says them.

    ``form`` and ``modality`` are codes of the ontology's lists.
    """

    amount: Amount
    provider: Thing | None
    receiver: Thing | None
    form: str
    modality: str
    holder: Thing


@dataclass(frozen=True, slots=True)
class _Payment:
    """A verb of paying: roles in order of preference, and the modality that it brings."""

    beside: tuple[str, ...]
    provider: tuple[str, ...]
    receiver: tuple[str, ...]
    modality: str


_UNKNOWN: Final = "unknown"
#: Where no verb says it, a noun does: "een subsidie van € 3 miljoen aan Optix".
_GRANT: Final = _Payment((), ("uit", "vanuit", "door"), ("aan", "voor"), "fact")


def find(text: str, names: Gazetteer, issued: date | None = None) -> list[Funding]:
    """Return the fundings of a document's plain text, each with its sum, in order."""
    return [
        funding
        for sentence, parts in analysed(text, names, issued)
        for clause in parts
        for funding in _of_clause(sentence, clause)
    ]


def finds(text: str, names: Gazetteer, issued: date | None = None) -> Iterator[dict[str, object]]:
    """Yield the fundings as objects of the reader's JSON Lines."""
    for one in find(text, names, issued):
        yield {
            "kind": "funding",
            "start": one.amount.start,
            "end": one.amount.end,
            "text": one.amount.text,
            "provider": as_record(one.provider),
            "receiver": as_record(one.receiver),
            "form": one.form,
            "modality": one.modality,
            "holder": as_record(one.holder),
            "rule": "funding",
            "confidence": 0.8,
        }


def _of_clause(sentence: Sentence, clause: Clause) -> Iterator[Funding]:
    sums = [at for at in clause.tokens if _is_money(sentence[at].amount)]
    form = _form(clause.words(sentence))
    payment = _payment(sentence, clause) if sums else None
    if payment is None and (form == _UNKNOWN or not sums):
        return
    how, passive = payment or (_GRANT, False)
    said = modality(sentence, clause)
    for at, end in zip(sums, [*sums[1:], len(sentence)], strict=True):
        behind = [group for group in clause.groups if at < group.first < end]
        near = behind if len(sums) > 1 else clause.groups
        provider = _granter(at, behind) or _fill(clause.groups, how.provider, passive, _PAYS)
        receiver = _fill(near, how.receiver, passive, _GETS, provider)
        amount = sentence[at].amount
        if amount is not None and (provider or receiver):
            yield Funding(
                amount,
                provider.things[0] if provider else None,
                receiver.things[0] if receiver else None,
                form,
                how.modality if said == "fact" else said,
                holder(sentence, clause),
            )


def _granter(at: int, behind: Sequence[Group]) -> Group | None:
    """Return whose money it is by the words right behind the sum: "een bijdrage van X van Y"."""
    first = behind[0] if behind else None
    if first is None or first.first > at + 1 or first.preposition not in {"van", "uit"}:
        return None
    return first if first.things[0].type in _PAYS else None


def _is_money(amount: Amount | None) -> bool:
    return amount is not None and amount.unit in _CURRENCIES


def _payment(sentence: Sentence, clause: Clause) -> tuple[_Payment, bool] | None:
    words = clause.words(sentence)
    for at, word in enumerate(words):
        for verb in verb_forms().get(word, ()):
            if verb.particle and verb.particle not in words[at:]:
                continue
            for payment in payments().get(verb.lemma, ()):
                if set(words).issuperset(payment.beside):
                    return payment, verb.form == "participle" and is_passive(words)
    return None


def _fill(
    groups: Sequence[Group],
    places: Sequence[str],
    passive: bool,
    types: frozenset[str],
    taken: Group | None = None,
) -> Group | None:
    for place in places:
        led = _preposition(place, passive)
        for group in groups:
            fits = group.preposition == led and group.things[0].type in types
            if fits and (taken is None or group.first != taken.first):
                return group
    return None


def _preposition(place: str, passive: bool) -> str:
    if place == "agent":
        return "door" if passive else ""
    return "" if place == "patient" else place


def _form(words: Sequence[str]) -> str:
    for word in words:
        for ending, form in _forms().items():
            if word == ending or (len(ending) > 5 and word.endswith(ending)):
                return form
    return _UNKNOWN


@cache
def _forms() -> Mapping[str, str]:
    return {word: form for form, words in rows("forms.tsv") for word in words.split()}


@cache
def payments() -> Mapping[str, tuple[_Payment, ...]]:
    """Return the verbs of paying by infinitive, those with words beside them first."""
    found: dict[str, list[_Payment]] = {}
    for cue, provider, receiver, how in rows("fundings.tsv"):
        lemma, *beside = cue.split()
        payment = _Payment(tuple(beside), tuple(provider.split()), tuple(receiver.split()), how)
        found.setdefault(lemma, []).append(payment)
    return {lemma: tuple(ones) for lemma, ones in found.items()}
