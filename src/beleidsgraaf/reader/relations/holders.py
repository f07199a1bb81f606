"""Whose word a clause is: of whoever is quoted in it or above it, else of who signs the text."""

from __future__ import annotations

from typing import Final

from beleidsgraaf.reader.relations.clauses import Clause
from beleidsgraaf.reader.relations.lexicon import saying
from beleidsgraaf.reader.relations.tokens import AUTHOR, Sentence, Thing

_CAN_SAY: Final = frozenset(
    """Actor Company GovernmentBody KnowledgeInstitution Partnership InterestGroup
    InternationalOrganisation Person""".split()
)


def holder(sentence: Sentence, clause: Clause) -> Thing:
    """Return whose word a clause is: "volgens X", or "X stelt" above a subordinate clause."""
    for one in clause.chain():
        quoted = (group for group in one.groups if group.preposition == "volgens")
        if group := next(quoted, None):
            return group.things[0]
        if one is not clause and (said := _sayer(sentence, one)):
            return said
        if one.kind != "sub":
            break
    return AUTHOR


def _sayer(sentence: Sentence, clause: Clause) -> Thing | None:
    if saying().isdisjoint(clause.words(sentence)):
        return None
    subject = next((group for group in clause.groups if not group.preposition), None)
    can = subject is not None and subject.things[0].type in _CAN_SAY
    return subject.things[0] if subject is not None and can else None
