"""Clauses: a sentence cut where Dutch cuts it, with what each takes over from its neighbours.

A relative clause or an apposition hangs on the group before it; what stands behind its closing
comma goes on with the clause that it interrupts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, Literal

from beleidsgraaf.reader.relations.groups import Group, groups
from beleidsgraaf.reader.relations.lexicon import finite_forms, is_verb, verb_forms, words_of
from beleidsgraaf.reader.relations.tokens import Sentence

_DEEPEST: Final = 5
Kind = Literal["main", "sub", "relative", "apposition"]
_HARD: Final = re.compile(r"[;:()\[\]–—|•]|\n\s*-|-\s")
_WHERE: Final = re.compile(
    r"waar(aan|achter|bij|door|in|mee|naar|om|onder|op|over|toe|uit|van|voor)$"
)


@dataclass
class Clause:
    """The tokens of a clause by index, its groups, the clause that governs it, its finite verbs.

    ``groups`` has a group for the relative pronoun or the thing that an apposition belongs to.
    """

    kind: Kind
    tokens: list[int]
    groups: list[Group] = field(default_factory=list)
    above: Clause | None = None
    finite: set[str] = field(default_factory=set)

    def chain(self) -> Iterator[Clause]:
        """Yield the clause and those above it, as far up as a reader would still relate them."""
        one: Clause | None = self
        for _ in range(_DEEPEST):
            if one is None:
                return
            yield one
            one = one.above

    def words(self, sentence: Sentence) -> list[str]:
        """Return its words in order."""
        return [sentence[at].low for at in self.tokens]


def clauses(sentence: Sentence) -> list[Clause]:
    """Return the clauses of a sentence, those above before those below."""
    found = groups(sentence)
    held = {at for group in found for at in range(group.first + 1, group.last)}
    parts = _parts(sentence, held)
    made = _assembled(sentence, parts, found)
    clause_of = {at: clause for clause in made for at in clause.tokens}
    for group in found:
        clause_of[group.last - 1].groups.append(group)
    _share_subjects(sentence, made)
    return made


@dataclass
class _Part:
    first: int
    last: int
    gap: str


def _parts(sentence: Sentence, held: set[int]) -> list[_Part]:
    starts = [at for at in range(len(sentence)) if at == 0 or _begins(sentence, at, held)]
    ends = [*starts[1:], len(sentence)]
    return [
        _Part(first, last, sentence[first].gap) for first, last in zip(starts, ends, strict=True)
    ]


def _begins(sentence: Sentence, at: int, held: set[int]) -> bool:
    token = sentence[at]
    if at in held:
        return False
    if "," in token.gap or _HARD.search(token.gap):
        return True
    if not token.plain:
        return False
    if token.low in words_of("subordinator"):
        return not (token.low in {"nu", "als", "of"} and not _verb_ahead(sentence, at))
    if token.low in words_of("relative") and sentence[at - 1].thing:
        return True
    if _WHERE.match(token.low):
        return True
    return token.low in words_of("coordinator") and _verb_ahead(sentence, at)


def _verb_ahead(sentence: Sentence, at: int) -> bool:
    """Say whether a finite verb comes before the next comma and conjunction."""
    for token in sentence[at + 1 :]:
        if "," in token.gap or _HARD.search(token.gap):
            return False
        if token.plain and token.low in words_of("subordinator") | words_of("coordinator"):
            return False
        if token.plain and token.low in finite_forms():
            return True
    return False


def _assembled(sentence: Sentence, parts: Sequence[_Part], found: Sequence[Group]) -> list[Clause]:
    made: list[Clause] = []
    host: Clause | None = None
    for part in parts:
        antecedent = _antecedent(sentence, part, found)
        kind = _kind(sentence, part, antecedent)
        tokens = list(range(part.first, part.last))
        if antecedent is not None and kind in {"relative", "apposition"}:
            pronoun = _pronoun(sentence, part, antecedent)
            made.append(Clause(kind, tokens, [pronoun], made[-1] if made else None))
            continue
        if host is not None and kind == "main" and _goes_on(sentence, host, part):
            host.tokens += tokens
            host.finite |= _finite(sentence, tokens)
            continue
        above = _governor(host, kind, part)
        host = Clause(kind, tokens, [], above, _finite(sentence, tokens))
        made.append(host)
    return made


def _governor(host: Clause | None, kind: Kind, part: _Part) -> Clause | None:
    if host is None or ";" in part.gap:
        return host.above if host is not None and host.kind == "sub" and kind == "sub" else None
    return host


def _kind(sentence: Sentence, part: _Part, antecedent: Group | None) -> Kind:
    token = sentence[part.first]
    if token.plain and antecedent is not None:
        low = token.low
        if (low in words_of("relative") or _WHERE.match(low)) and _final_verb(sentence, part):
            return "relative"
        if _leads_in_relative(sentence, part):
            return "relative"
        if "," in part.gap and _is_apposition(sentence, part):
            return "apposition"
    if token.plain and token.low in words_of("subordinator"):
        return "sub"
    return "main"


def _leads_in_relative(sentence: Sentence, part: _Part) -> bool:
    """Say whether the part begins with "met wie" or "in welke"."""
    return (
        sentence[part.first].low in words_of("preposition")
        and part.last - part.first > 1
        and sentence[part.first + 1].low in {"wie", "welke"}
    )


def _final_verb(sentence: Sentence, part: _Part) -> bool:
    """A relative clause has its finite verb behind; "dat is" and "die wordt" begin a new one."""
    if part.last - part.first < 2:
        return False
    second = sentence[part.first + 1]
    rest = sentence[part.first + 2 : part.last]
    alone = not any(token.plain and token.low in finite_forms() for token in rest)
    return not (second.plain and second.low in finite_forms() and alone and len(rest) > 2) or (
        not sentence[part.first].gap.strip()
    )


def _is_apposition(sentence: Sentence, part: _Part) -> bool:
    """Without a finite verb, and with a participle or an article at its head."""
    tokens = sentence[part.first : part.last]
    if any(token.plain and _only_finite(token.low) for token in tokens):
        return False
    head = tokens[0].low
    return (
        head in words_of("determiner")
        or head in {"onderdeel", "lid", "dochter", "voorzitter", "directeur", "gevestigd"}
        or any(verb.form == "participle" for verb in verb_forms().get(head, ()))
        or any(
            verb.form == "participle"
            for token in tokens[-1:]
            for verb in verb_forms().get(token.low, ())
        )
    )


def _only_finite(word: str) -> bool:
    forms = {verb.form for verb in verb_forms().get(word, ())}
    return word in finite_forms() and "participle" not in forms


def _antecedent(sentence: Sentence, part: _Part, found: Sequence[Group]) -> Group | None:
    """The group that ends right before the part, or one word before it."""
    at = bisect_right(found, part.first, key=lambda group: group.last) - 1
    if at < 0 or part.first - found[at].last > 1:
        return None
    between = sentence[found[at].last : part.first]
    apart = any(token.gap.strip() or is_verb(token.low) for token in between)
    return None if apart else found[at]


def _pronoun(sentence: Sentence, part: _Part, antecedent: Group) -> Group:
    """The group of what a relative pronoun stands for, or an apposition is added to."""
    where = _WHERE.match(sentence[part.first].low)
    preposition = where[1] if where else ""
    if _leads_in_relative(sentence, part):
        preposition = sentence[part.first].low
    preposition = {"mee": "met", "toe": "tot"}.get(preposition, preposition)
    return Group(part.first, part.first + 1, preposition, antecedent.things)


def _goes_on(sentence: Sentence, host: Clause, part: _Part) -> bool:
    """Say whether the part goes on with the clause before it: only one of them has the verb."""
    if _HARD.search(part.gap):
        return False
    here = _finite(sentence, range(part.first, part.last))
    if not words_of("auxiliary").isdisjoint(host.finite):
        here = {word for word in here if not _may_be_infinitive(word)}
    if sentence[part.first].low in words_of("coordinator"):
        return not here and bool(host.finite)
    return not (here and host.finite)


def _finite(sentence: Sentence, tokens: Iterable[int]) -> set[str]:
    words = (sentence[at] for at in tokens)
    return {word.low for word in words if word.plain and _only_finite(word.low)}


def _may_be_infinitive(word: str) -> bool:
    return any(verb.form == "infinitive" for verb in verb_forms().get(word, ()))


def _share_subjects(sentence: Sentence, made: Sequence[Clause]) -> None:
    """Give a clause without a subject that of the one before: "X ontwikkelt A en levert B"."""
    for before, clause in pairwise(made):
        head = sentence[clause.tokens[0]].low
        if head not in words_of("coordinator") or clause.kind != "main":
            continue
        verb = next((at for at in clause.tokens if sentence[at].low in finite_forms()), None)
        if verb is None or verb - clause.tokens[0] > 1:
            continue
        subject = next((group for group in before.groups if not group.preposition), None)
        own = [group for group in clause.groups if not group.preposition]
        if subject is not None and not (own and own[0].first == verb + 1 and len(own) > 1):
            clause.groups.insert(0, Group(clause.tokens[0], clause.tokens[0], "", subject.things))
