"""Look-ups: what the graph says of a thing, by name, by relation, as a whole.

Every function is asynchronous over a :class:`~beleidsgraaf.query.backend.Backend` and asks it
through the named templates of :mod:`beleidsgraaf.query`.

    entity(backend, iri, copies=None, vocabulary=None) -> EntityPage         NotFound
    relations(backend, iri, predicate=, direction=, modalities=) -> list[Relation]
    relation_counts(backend, iri) -> list[RelationCount]
    find(backend, search_path, text) -> Thing                                NotFound, BadParameter
    Vocabulary.load(backend) -> Vocabulary       names of predicates, types and codes, nl and en
"""

from beleidsgraaf.lookup.answers import (
    Amount,
    Assertion,
    Coded,
    EntityPage,
    Fact,
    Funding,
    Link,
    Observation,
    RelationCount,
    RelationGroup,
    Source,
    Step,
    Text,
)

__all__ = [
    "Amount",
    "Assertion",
    "Coded",
    "EntityPage",
    "Fact",
    "Funding",
    "Link",
    "Observation",
    "RelationCount",
    "RelationGroup",
    "Source",
    "Step",
    "Text",
]
