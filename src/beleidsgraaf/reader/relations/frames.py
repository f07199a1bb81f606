"""Frames: what a construction says of the groups in its clause, as the tables tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise, product
from typing import Final

from beleidsgraaf.reader.relations.clauses import Clause
from beleidsgraaf.reader.relations.groups import Group, groups
from beleidsgraaf.reader.relations.lexicon import Verb, rows, verb_forms
from beleidsgraaf.reader.relations.modality import is_passive
from beleidsgraaf.reader.relations.tokens import Sentence, Thing

_ORGANISATIONS: Final = frozenset(
    """Actor Company GovernmentBody KnowledgeInstitution Partnership InterestGroup
    InternationalOrganisation""".split()
)
#: Classes that a class of the tables takes in: an actor may turn out to be a company.
_SORTS: Final[Mapping[str, frozenset[str]]] = {
    "Org": _ORGANISATIONS,
    "Actor": _ORGANISATIONS | {"Person", "Author"},
    "Company": frozenset({"Company", "Actor"}),
    "KnowledgeInstitution": frozenset({"KnowledgeInstitution", "Actor"}),
    "GovernmentBody": frozenset({"GovernmentBody", "Actor"}),
    "Partnership": frozenset({"Partnership", "Actor"}),
    "InterestGroup": frozenset({"InterestGroup", "Actor"}),
}
#: Who can act: an organisation, a person, whoever signs.
ACTORS: Final = _SORTS["Actor"]


@dataclass(frozen=True, slots=True)
class Role:
    """Who plays a part: "agent", "patient", "bare" or the prepositions, and of which classes."""

    places: frozenset[str]
    types: frozenset[str]


@dataclass(frozen=True, slots=True)
class Frame:
    """A construction; ``beside`` are words that must stand in the clause with the cue."""

    relation: str
    cue: str
    beside: tuple[str, ...]
    subject: Role
    object: Role


@dataclass(frozen=True, slots=True)
class Statement:
    """What a clause says: a relation between two things; ``rule`` is the cue of the frame."""

    relation: str
    subject: Thing
    object: Thing
    rule: str


@dataclass(frozen=True, slots=True)
class _Cue:
    at: int
    frame: Frame
    passive: bool


def statements(sentence: Sentence, clause: Clause) -> Iterator[Statement]:
    """Yield what a clause states, by each frame whose cue it has and whose roles it fills."""
    for cue in _cues(sentence, clause):
        frame = cue.frame
        for one, other in _pairs(clause, cue):
            if one.name != other.name:
                yield Statement(frame.relation, one, other, frame.cue)


def _pairs(clause: Clause, cue: _Cue) -> Iterator[tuple[Thing, Thing]]:
    frame = cue.frame
    subject = _fill(clause, cue, frame.subject, set())
    if subject is None:
        return
    ones = _fit(subject, frame.subject)
    if "together" in frame.object.places:
        yield from combinations(ones, 2)
        return
    object_ = _fill(clause, cue, frame.object, {subject.first})
    if object_ is not None and _in_order(cue, subject, object_):
        yield from product(ones, _fit(object_, frame.object))


def neighbours(sentence: Sentence) -> Iterator[Statement]:
    """Yield what a word between two groups of a sentence says: "Optix uit Delft"."""
    for left, right in pairwise(groups(sentence)):
        bracket = "(" in sentence[right.first].gap
        if left.last != right.first or (bracket and not _alone(sentence, right)):
            continue
        for frame in frames().get("~(" if bracket else f"~{right.preposition}", ()):
            sides = {"left": left, "right": right}
            one = sides[next(iter(frame.subject.places))]
            other = sides[next(iter(frame.object.places))]
            for pair in product(_fit(one, frame.subject), _fit(other, frame.object)):
                yield Statement(frame.relation, *pair, frame.cue)


def _alone(sentence: Sentence, group: Group) -> bool:
    """Say whether nothing else stands between the brackets."""
    behind = sentence[group.last].gap if group.last < len(sentence) else ")"
    return len(group.things) == 1 and behind.startswith(")")


def _in_order(cue: _Cue, subject: Group, object_: Group) -> bool:
    """An agent and a patient without prepositions: the agent comes first."""
    both_bare = not subject.preposition and not object_.preposition
    if not both_bare or cue.frame.cue.startswith("="):
        return True
    agent_first = "agent" in cue.frame.subject.places
    return (subject.first < object_.first) == agent_first or _only_one_way(cue, subject, object_)


def _only_one_way(cue: _Cue, subject: Group, object_: Group) -> bool:
    """The classes tell the two apart whatever their order."""
    return not _fit(subject, cue.frame.object) and not _fit(object_, cue.frame.subject)


def _cues(sentence: Sentence, clause: Clause) -> Iterator[_Cue]:
    words = clause.words(sentence)
    present = set(words)
    for at in clause.tokens:
        token = sentence[at]
        if not token.plain:
            continue
        for verb in verb_forms().get(token.low, ()):
            if verb.particle and verb.particle not in words[clause.tokens.index(at) :]:
                continue
            for frame in frames().get(verb.lemma, ()):
                if present.issuperset(frame.beside):
                    yield _Cue(at, frame, _passive(verb, words))
        for frame in frames().get("=" + token.low, ()):
            yield _Cue(at, frame, passive=False)


def _passive(verb: Verb, words: list[str]) -> bool:
    return verb.form == "participle" and is_passive(words)


def _fill(clause: Clause, cue: _Cue, role: Role, taken: set[int]) -> Group | None:
    """Return the group that plays a role: the first that may, or the nearest behind the cue."""
    places = _places(cue, role)
    able = [
        group
        for group in clause.groups
        if group.preposition in places and group.first not in taken and _fit(group, role)
    ]
    if "" in places or not cue.frame.cue.startswith("="):
        return able[0] if able else None
    near = (group for group in able if _close(clause, cue, group))
    return next(near, None)


def _close(clause: Clause, cue: _Cue, group: Group) -> bool:
    """What a predicate's preposition leads in stands right behind it, or is the pronoun."""
    pronoun = group.first == clause.tokens[0] and clause.kind == "relative"
    return pronoun or 0 <= group.first - cue.at <= 2


def _places(cue: _Cue, role: Role) -> frozenset[str]:
    if "agent" in role.places:
        return frozenset({"door"}) if cue.passive else frozenset({""})
    return frozenset("" if place in {"patient", "bare"} else place for place in role.places)


def _fit(group: Group, role: Role) -> list[Thing]:
    return [thing for thing in group.things if thing.type in role.types]


@cache
def frames() -> Mapping[str, tuple[Frame, ...]]:
    """Return the frames by cue: a verb's infinitive, or a predicate behind "="."""
    sorts = {
        name: (_types(subject), _types(object_)) for name, subject, object_ in rows("roles.tsv")
    }
    found: dict[str, list[Frame]] = {}
    for relation, cue, subject, object_ in rows("frames.tsv"):
        domain, range_ = sorts[relation]
        roles = _role(subject, domain), _role(object_, range_)
        for word in cue.split("|"):
            word, *beside = word.split(" ")
            word = cue[0] + word.removeprefix(cue[0]) if cue[0] in "=~" else word
            found.setdefault(word, []).append(Frame(relation, word, tuple(beside), *roles))
    return {cue: tuple(ones) for cue, ones in found.items()}


def _role(text: str, types: frozenset[str]) -> Role:
    places, _, narrower = text.partition(":")
    allowed = _types(narrower.replace("|", " ")) if narrower else types
    if places == "agent" and "Actor" in allowed:
        allowed |= {"Place"}
    return Role(frozenset(places.split("|")), allowed)


def _types(text: str) -> frozenset[str]:
    return frozenset().union(*(_SORTS.get(name, {name}) for name in text.split()))
