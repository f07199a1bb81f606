"""The gazetteer: every form of every label in one automaton (Aho-Corasick) over folded tokens."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import ahocorasick

from beleidsgraaf.reader.names.forms import Form, fits, forms
from beleidsgraaf.reader.names.label import Label, Token


@dataclass(frozen=True, slots=True)
class Hit:
    """Tokens ``first`` up to ``last`` of a text that are a label of each of ``labels``."""

    first: int
    last: int
    labels: tuple[Label, ...]


class Gazetteer:
    """Names to look for; made with ``Gazetteer.of``."""

    def __init__(self, automaton: Any, size: int) -> None:
        self._automaton = automaton
        self.size = size

    @classmethod
    def of(cls, labels: Iterable[Label]) -> Gazetteer:
        """Make a gazetteer. A name of a thing with an IRI goes before one of a thing without."""
        by_key: dict[tuple[str, ...], list[Form]] = defaultdict(list)
        for label in dict.fromkeys(labels):
            for form in forms(label):
                by_key[form.key].append(form)
        automaton = ahocorasick.Automaton()
        for key, found in by_key.items():
            automaton.add_word(f" {' '.join(key)} ", tuple(_preferred(found)))
        automaton.make_automaton()
        return cls(automaton, len(by_key))

    def hits(self, text: str, found: list[Token]) -> Iterator[Hit]:
        """Yield the names among the tokens of a text, those that overlap too."""
        if not self.size or not found:
            return
        begins, at = {}, 0
        for index, token in enumerate(found):
            begins[at] = index
            at += len(token.folded) + 1
        hay = f" {' '.join(token.folded for token in found)} "
        for end, group in self._automaton.iter(hay):
            for length in {sum(map(len, form.key)) + len(form.key) + 1 for form in group}:
                first = begins[end - length + 1]
                yield from _hit(text, found, first, group)


def _preferred(found: list[Form]) -> list[Form]:
    linked = [form for form in found if form.label.iri]
    return linked or found


def _hit(text: str, found: list[Token], first: int, group: tuple[Form, ...]) -> Iterator[Hit]:
    last = first + len(group[0].key)
    here = found[first:last]
    between = [text[one.end : other.start] for one, other in pairwise(here)]
    fitting = [form for form in group if fits(form, here, between)]
    exact = [form for form in fitting if form.raws == tuple(token.raw for token in here)]
    if fitting:
        yield Hit(first, last, tuple(dict.fromkeys(form.label for form in exact or fitting)))
