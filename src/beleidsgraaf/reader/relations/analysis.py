"""The sentences of a text with their clauses, as relations, fundings and steps all need them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from beleidsgraaf.reader.names import Gazetteer
from beleidsgraaf.reader.relations.clauses import Clause, clauses
from beleidsgraaf.reader.relations.reference import resolved
from beleidsgraaf.reader.relations.tokens import Sentence, sentences


# several finders read the same text, one after the other
@lru_cache(maxsize=1)
def analysed(
    text: str, names: Gazetteer, issued: date | None
) -> tuple[tuple[Sentence, tuple[Clause, ...]], ...]:
    """Return each sentence of a document's plain text, references resolved, with its clauses."""
    every = resolved(list(sentences(text, names, issued=issued)))
    return tuple((sentence, tuple(clauses(sentence))) for sentence in every)
