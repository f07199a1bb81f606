"""The lists, as data: what each holds, how it is sorted and filtered, what a table of it shows."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

from beleidsgraaf import terms
from beleidsgraaf.lookup import assertions, documents, things
from beleidsgraaf.lookup.answers import Assertion, Document
from beleidsgraaf.lookup.filters import Filter
from beleidsgraaf.records import Name, Thing

if TYPE_CHECKING:
    from beleidsgraaf.lookup.vocabulary import Vocabulary
    from beleidsgraaf.query.backend import Backend

Item: TypeAlias = Assertion | Document | Thing
Reader: TypeAlias = Callable[["Backend", Sequence[str], "Vocabulary"], Awaitable[Sequence[Item]]]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: where in an item its value is, such as ``subject.name``."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Listing:
    """One list. ``fixed`` binds variables of the template whatever is asked."""

    name: str
    title: Name
    help: str
    classes: tuple[str, ...]
    order: tuple[str, ...]
    filters: tuple[Filter, ...]
    columns: tuple[Column, ...]
    reader: Reader
    fixed: dict[str, str] = field(default_factory=dict)


def _columns(*given: str) -> tuple[Column, ...]:
    """Read ``name=path``; a name alone is its own path."""
    pairs = (each.partition("=") for each in given)
    return tuple(Column(name, path or name) for name, _, path in pairs)


async def _named(backend: Backend, iris: Sequence[str], _: Vocabulary) -> Sequence[Item]:
    found = await things.described(backend, iris)
    return [found[iri] for iri in iris if iri in found]


_STATED: Final = (
    Filter("modality", "modality", "code", "How sure it is.", "modality-", "decided"),
    Filter("holder", "holder", "thing", "Whose word it is.", "actor", "actor/kabinet"),
    Filter("document", "document", "thing", "The document that says so.", "document",
           "document/kst-29826-124"),
    Filter("asOf", "asOf", "date", "Stated by this day, and valid on it as far as it is told.",
           example="2020-12-31"),
)  # fmt: skip
_STATED_COLUMNS: Final = (
    "modality", "holder", "statedOn=stated_on", "validFrom=valid_from", "validTo=valid_to", "note",
)  # fmt: skip

_CLAIMS: Final = Listing(
    "claims",
    Name("Beweringen", "Claims"),
    "What documents state of two things, in the order of the text.",
    ("bg:Claim",),
    ("bg:statedOn",),
    (
        Filter("subject", "subject", "thing", "What it is said of.", example="actor/asml"),
        Filter("predicate", "predicate", "relation", "The relation.", example="activeIn"),
        Filter("object", "object", "thing", "What the relation leads to."),
        Filter("about", "about", "thing", "Subject or object."),
        *_STATED,
    ),
    _columns(
        "iri=thing.iri", "subject", "subjectIri=subject.iri", "predicate",
        "predicateIri=predicate.iri", "object", "objectIri=object.iri", *_STATED_COLUMNS,
    ),
    assertions.read,
)  # fmt: skip

_FUNDINGS: Final = Listing(
    "fundings",
    Name("Geld", "Fundings"),
    "Money that moves or is set aside, with or without a sum. Never total over different bases.",
    ("bg:Funding",),
    ("bg:statedOn",),
    (
        Filter("provider", "provider", "thing", "Who gives.", "actor", "actor/mnre1130"),
        Filter("receiver", "receiver", "thing", "Who gets.", "actor"),
        Filter("purpose", "purpose", "thing", "What it is for."),
        Filter("form", "form", "code", "Loan, subsidy and so on.", "form-", "loan"),
        Filter("minAmount", "least", "number", "At least this sum, in euro.", example="20000000"),
        Filter("maxAmount", "most", "number", "At most this sum, in euro."),
        *_STATED,
    ),
    _columns(
        "iri=thing.iri", "name=thing", "providers", "channels", "receivers", "purposes", "form",
        "amount=amount.value", "unit=amount.unit.code", "precision", "distribution", "recurrence",
        "budgetBasis=budget_basis", "fundedFrom=funded_from", "partOf=part_of",
        "listComplete=list_complete", *_STATED_COLUMNS,
    ),
    assertions.read,
)  # fmt: skip

_STEPS: Final = Listing(
    "steps",
    Name("Stappen", "Steps"),
    "What is to happen, the earliest deadline first; without a deadline last.",
    ("bg:Step",),
    ("bg:deadlineStart", "bg:deadlineEnd"),
    (
        Filter("kind", "step", "code", "Bill, policy action and so on.", "step-", "bill"),
        Filter("undertakenBy", "undertaker", "thing", "Who does it.", "actor"),
        Filter("addressedTo", "addressee", "thing", "To whom.", "actor", "actor/tweede-kamer"),
        Filter("concerns", "concern", "thing", "What it is about."),
        Filter("deadlineBefore", "due", "date", "Due on this day or before.",
               example="2021-12-31"),
        Filter("deadlineAfter", "notDue", "date", "Due on this day or after."),
        *_STATED,
    ),
    _columns(
        "iri=thing.iri", "name=thing", "kind", "undertakenBy=undertaken_by",
        "addressedTo=addressed_to", "concerns", "deadlineText=deadline_text",
        "deadlineStart=deadline_start", "deadlineEnd=deadline_end", "fulfilledBy=fulfilled_by",
        *_STATED_COLUMNS,
    ),
    assertions.read,
)  # fmt: skip

_DOCUMENTS: Final = Listing(
    "documents",
    Name("Documenten", "Documents"),
    "Letters, motions, reports, acts; the oldest first, without a date last.",
    ("bg:Document",),
    ("dcterms:issued", "dcterms:date"),
    (
        Filter("type", "class", "class", "Only this class.", "Document", "Motion"),
        Filter("dossier", "dossier", "thing", "Numbered or also filed in.", "dossier",
               "dossier/29826"),
        Filter("maker", "maker", "thing", "Who made or submitted it."),
        Filter("cites", "cited", "thing", "Documents that cite this one.", "document"),
        Filter("citedBy", "citing", "thing", "Documents that this one cites.", "document",
               "document/kst-29826-124"),
        Filter("issuedAfter", "issuedFrom", "date", "Issued on this day or after."),
        Filter("asOf", "issuedBy", "date", "Issued on this day or before.",
               example="2020-12-31"),
    ),
    _columns(
        "iri=thing.iri", "title=thing", "type=type_name", "identifier", "issued", "makers",
        "dossiers", "publication",
    ),
    documents.read,
)  # fmt: skip

_CITATIONS: Final = Listing(
    "citations",
    Name("Aanhalingen", "Citations"),
    "Which document cites which, with the footnote, in the order of the text.",
    ("bg:Claim",),
    ("bg:statedOn",),
    (
        Filter("citing", "subject", "thing", "The document that cites.", "document",
               "document/kst-29826-124"),
        Filter("cited", "object", "thing", "The document that is cited.", "document"),
        *_STATED,
    ),
    _columns(
        "iri=thing.iri", "citing=subject", "citingId=subject.slug", "cited=object",
        "citedId=object.slug", "footnote=footnote_number", *_STATED_COLUMNS,
    ),
    assertions.read,
    {"predicate": "bg:cites"},
)  # fmt: skip

_OBSERVATIONS: Final = Listing(
    "observations",
    Name("Cijfers", "Observations"),
    "Figures that are no transfer of money, the cells of tables with them.",
    ("bg:Observation",),
    ("bg:statedOn",),
    (
        Filter("measure", "measure", "code", "What is measured.", "indicator-",
               "share-of-employment"),
        Filter("population", "population", "thing", "Of whom or what.", example="place/nederland"),
        Filter("unit", "unit", "code", "Percent, persons and so on.", "unit-", "percent"),
        *_STATED,
    ),
    _columns(
        "iri=thing.iri", "name=thing", "measure", "population", "period", "value",
        "unit=unit.code", "precision", *_STATED_COLUMNS,
    ),
    assertions.read,
)  # fmt: skip

_ENTITIES: Final = Listing(
    "entities",
    Name("Dingen", "Entities"),
    "Every thing that the graph names, by its Dutch name; claims have a list of their own.",
    (
        "bg:Actor", "bg:PolicyFrame", "bg:Instrument", "bg:Funding", "bg:Technology", "bg:Sector",
        "bg:Theme", "bg:Problem", "bg:Goal", "bg:Measure", "bg:Evaluation", "bg:Place",
        "bg:Cluster", "bg:Event", "bg:Document", "bg:Dossier", "bg:Post", "bg:Step",
        "bg:Observation",
    ),
    ("skos:prefLabel",),
    (Filter("type", "class", "class", "Only this class.", example="Company"),),
    _columns("iri", "name", "nameNl=name.nl", "nameEn=name.en", "kind", "slug", "type"),
    _named,
)  # fmt: skip

LISTINGS: Final = {
    each.name: each
    for each in (_CLAIMS, _FUNDINGS, _STEPS, _DOCUMENTS, _CITATIONS, _OBSERVATIONS, _ENTITIES)
}


def expanded(curies: Sequence[str]) -> list[str]:
    """Return the IRIs of these classes or properties."""
    return [terms.expand(each) for each in curies]
