"""Look-ups: what the graph says of a thing, by name, by relation, as a whole.

Every function is asynchronous over a :class:`~beleidsgraaf.query.backend.Backend` and asks it
through the named templates of :mod:`beleidsgraaf.query`; none holds a value in its text.
"""

from beleidsgraaf.lookup.answers import (
    Amount,
    Assertion,
    Claim,
    Coded,
    Direction,
    Document,
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
from beleidsgraaf.lookup.dates import Dated, dates
from beleidsgraaf.lookup.definitions import SORTS, Definition, definitions
from beleidsgraaf.lookup.entities import described, entity, passages
from beleidsgraaf.lookup.filters import Filter, term_iri, thing_iri
from beleidsgraaf.lookup.finding import find
from beleidsgraaf.lookup.listings import LISTINGS, Item, Listing
from beleidsgraaf.lookup.lists import Lists, Page, Part
from beleidsgraaf.lookup.places import evidence, evidence_in, sources, stating
from beleidsgraaf.lookup.steps import (
    Wanted,
    all_relations,
    relation_counts,
    relation_page,
    relations,
)
from beleidsgraaf.lookup.things import every
from beleidsgraaf.lookup.vocabulary import Vocabulary

__all__ = [
    "LISTINGS",
    "SORTS",
    "Amount",
    "Assertion",
    "Claim",
    "Coded",
    "Dated",
    "Definition",
    "Direction",
    "Document",
    "EntityPage",
    "Fact",
    "Filter",
    "Funding",
    "Item",
    "Link",
    "Listing",
    "Lists",
    "Observation",
    "Page",
    "Part",
    "RelationCount",
    "RelationGroup",
    "Source",
    "Step",
    "Text",
    "Vocabulary",
    "Wanted",
    "all_relations",
    "dates",
    "definitions",
    "described",
    "entity",
    "every",
    "evidence",
    "evidence_in",
    "find",
    "passages",
    "relation_counts",
    "relation_page",
    "relations",
    "sources",
    "stating",
    "term_iri",
    "thing_iri",
]
