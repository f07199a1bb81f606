"""What an entity page shows, and paths, as text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from beleidsgraaf import lookup, words
from beleidsgraaf.lookup import EntityPage, Funding, Link, Observation, Step, Text, Vocabulary
from beleidsgraaf.networks import Walked
from beleidsgraaf.records import Evidence, Language, Name, Passage, Relation, Thing

_WORDS: dict[Language, dict[str, str]] = {
    "nl": {
        "also": "ook", "not": "niet te verwarren met", "by": "volgens", "money": "Geld",
        "steps": "Stappen", "figures": "Cijfers", "from": "van", "to": "aan", "for": "voor",
        "deadline": "termijn", "who": "door", "unknown": "onbekend",
        "no-copy": "passage niet te tonen: geen kopie van {}",
        "not-found": "passage niet gevonden in de kopie van {}",
        "nearest": "de passage die er het meest op lijkt",
    },
    "en": {
        "also": "also", "not": "not to be confused with", "by": "according to", "money": "Money",
        "steps": "Steps", "figures": "Figures", "from": "from", "to": "to", "for": "for",
        "deadline": "deadline", "who": "by", "unknown": "unknown",
        "no-copy": "passage cannot be shown: no copy of {}",
        "not-found": "passage not found in the copy of {}",
        "nearest": "the passage that comes nearest",
    },
}  # fmt: skip


def entity_sheet(page: EntityPage, vocabulary: Vocabulary, language: Language) -> str:
    """Return what an entity page shows."""
    return "\n".join(_Sheet(vocabulary, language, page.passages).entity(page))


def path_sheet(
    path: Sequence[Walked],
    vocabulary: Vocabulary,
    language: Language,
    passages: Mapping[str, Passage],
) -> str:
    """Return a path, a step with its modality and its places on each line."""
    return "\n".join(_Sheet(vocabulary, language, passages).path(path))


class _Sheet:
    """Puts answers into lines of text in one language."""

    def __init__(
        self, vocabulary: Vocabulary, language: Language, passages: Mapping[str, Passage]
    ) -> None:
        self._vocabulary = vocabulary
        self._language: Language = language
        self._passages = passages
        self._words = _WORDS[language]

    def entity(self, page: EntityPage) -> Iterator[str]:
        yield from self._head(page)
        for fact in page.facts:
            yield f"  {fact.label.in_language(self._language)}: {self._value(fact.value)}"
        for group in page.groups:
            yield f"\n{group.label.in_language(self._language)} ({group.count})"
            for relation in group.relations:
                yield from self._relation(relation, page.thing)
        for title, found in (
            ("money", page.fundings), ("steps", page.steps), ("figures", page.observations),
        ):  # fmt: skip
            if found:
                yield f"\n{self._words[title]}"
            for each in found:
                yield from self._assertion(each)

    def path(self, path: Sequence[Walked]) -> Iterator[str]:
        for number, walked in enumerate(path, 1):
            sentence = words.step(walked, self._vocabulary, self._language)
            yield f"{number}. {sentence}{self._stated(walked.relation)}"
            yield from self._places(walked.relation.evidence)

    def _head(self, page: EntityPage) -> Iterator[str]:
        kinds = [self._name(page.type_name), *map(self._name, page.kinds)]
        yield f"{self._name(page.thing.name)} ({', '.join(kinds)})"
        yield f"  {page.thing.iri}"
        if page.description:
            yield f"  {self._name(page.description)}"
        if page.other_names:
            others = dict.fromkeys(text.value for text in page.other_names)
            yield f"  {self._words['also']}: {', '.join(others)}"
        if page.not_to_be_confused_with:
            named = ", ".join(map(self._value, page.not_to_be_confused_with))
            yield f"  {self._words['not']}: {named}"

    def _relation(self, relation: Relation, thing: Thing) -> Iterator[str]:
        other = relation.object if relation.subject.iri == thing.iri else relation.subject
        yield f"  - {self._name(other.name)}{self._stated(relation)}"
        if relation.note:
            yield f"    {relation.note}"
        yield from self._places(relation.evidence)

    def _stated(self, relation: Relation) -> str:
        modality = words.modality(relation.modality, self._vocabulary, self._language)
        holder = relation.holder
        by = f", {self._words['by']} {self._name(holder.name)}" if holder else ""
        return f" [{modality}{by}]"

    def _assertion(self, found: lookup.Assertion) -> Iterator[str]:
        by = f", {self._words['by']} {self._name(found.holder.name)}" if found.holder else ""
        yield f"  - {self._name(found.thing.name)} [{self._name(found.modality.name)}{by}]"
        if detail := "; ".join(self._details(found)):
            yield f"    {detail}"
        if found.note:
            yield f"    {found.note}"
        yield from self._places(found.evidence)

    def _details(self, found: lookup.Assertion) -> Iterator[str]:
        if isinstance(found, Funding):
            parties = (("from", found.providers), ("to", found.receivers), ("for", found.purposes))
            for word, things in parties:
                if things:
                    yield f"{self._words[word]} {self._things(things)}"
            coded = (found.form, found.distribution, found.recurrence)
            yield from (self._name(each.name) for each in coded if each and each.code != "unknown")
            if found.amount:
                yield self._quantity(found.amount.value, found.amount.unit, found.precision)
        elif isinstance(found, Step):
            if found.undertaken_by:
                yield f"{self._words['who']} {self._things(found.undertaken_by)}"
            if found.deadline_text:
                yield f"{self._words['deadline']}: {found.deadline_text}"
        elif isinstance(found, Observation) and found.value is not None:
            if found.measure is not None:
                yield self._value(found.measure)
            yield self._quantity(found.value, found.unit, found.precision)
            if found.period:
                yield found.period

    def _quantity(
        self, value: Decimal, unit: lookup.Coded | None, precision: lookup.Coded | None
    ) -> str:
        how = f"{self._name(precision.name)} " if precision and precision.code != "exact" else ""
        number = f"{value:,f}"
        number = number.rstrip("0").rstrip(".") if "." in number else number
        if self._language == "nl":
            number = number.translate({ord(","): ".", ord("."): ","})
        return f"{how}{number} {self._name(unit.name) if unit else ''}".rstrip()

    def _places(self, evidence: Iterable[Evidence]) -> Iterator[str]:
        for each in evidence:
            yield f"    {each.document}, {words.place(each.place, self._language)}"
            passage = self._passages.get(each.iri, Passage("no-copy"))
            if passage.state != "exact":
                yield f"    ({self._words[passage.state].format(each.document)})"
            if passage.text:
                yield textwrap.indent(textwrap.fill(passage.text, 92), "    | ")

    def _value(self, value: Thing | Text | Link) -> str:
        if isinstance(value, Text):
            return value.value
        return self._name(value.name) if value.name else value.iri

    def _things(self, things: Iterable[Thing]) -> str:
        return ", ".join(self._name(thing.name) for thing in things)

    def _name(self, name: Name) -> str:
        return name.in_language(self._language)
