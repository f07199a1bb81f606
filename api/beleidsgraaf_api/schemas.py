"""The shapes of the answers: camelCase fields, names always in Dutch and English."""

from __future__ import annotations

from decimal import Decimal
from typing import Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from beleidsgraaf.lookup import Direction
from beleidsgraaf.records import PassageState

T = TypeVar("T", bound="Shape")


class Shape(BaseModel):
    """Made from the library's values, whose fields have the same names in snake_case."""

    model_config = ConfigDict(
        alias_generator=to_camel, from_attributes=True, populate_by_name=True, frozen=True
    )


class Name(Shape):
    """A label in Dutch and English; one may be empty."""

    nl: str = Field(examples=["Halfgeleiderindustrie"])
    en: str = Field(examples=["Semiconductor industry"])


class Thing(Shape):
    """An entity: `/api/v1/entities/{kind}/{slug}` has all of it."""

    iri: str = Field(examples=["https://w3id.org/beleidsgraaf/id/actor/asml"])
    kind: str = Field(examples=["actor"])
    slug: str = Field(examples=["asml"])
    name: Name
    type: str = Field(examples=["https://w3id.org/beleidsgraaf/def#Company"])


class Text(Shape):
    """A literal value."""

    value: str
    language: str = ""
    datatype: str = ""


class Link(Shape):
    """An address outside the graph, or a term of the ontology with its name."""

    iri: str
    name: Name | None = None


class Coded(Shape):
    """A coded value."""

    code: str = Field(examples=["decided"])
    name: Name


class Place(Shape):
    """Where in the document; the page is that of the letter as sent."""

    section: str = Field(examples=["6"])
    heading: str = ""
    paragraph: int | None = None
    page: int | None = Field(default=None, examples=[28])
    footnote: int | None = None


class Evidence(Shape):
    """A passage by its words; `passages` of the same answer has its text by this `iri`."""

    iri: str
    document: str = Field(examples=["kst-29826-124"])
    place: Place
    word_index: int
    word_count: int
    digest: str


class Passage(Shape):
    """A passage as the copy at hand has it; `no-copy` without one."""

    state: PassageState
    text: str = ""
    before: str = ""
    after: str = ""


class Source(Shape):
    """A document that evidence points into."""

    document: Thing
    identifier: str
    issued: str = Field(examples=["2020-10-30"])
    publication: str = Field(
        examples=["https://zoek.officielebekendmakingen.nl/kst-29826-124.html"]
    )


class Relation(Shape):
    """A step between two things, as one assertion states it."""

    assertion: str
    subject: Thing
    predicate: str = Field(examples=["https://w3id.org/beleidsgraaf/def#activeIn"])
    object: Thing
    modality: str = Field(examples=["fact"])
    holder: Thing | None
    note: str
    evidence: tuple[Evidence, ...]
    stated_on: str = Field(examples=["2020-10-30"])
    valid_from: str
    valid_to: str


class Fact(Shape):
    """A property that no assertion carries."""

    predicate: str
    label: Name
    direction: Direction
    value: Thing | Text | Link


class Amount(Shape):
    """A sum in the base unit."""

    value: Decimal = Field(examples=["20000000"])
    unit: Coded | None


class Assertion(Shape):
    """What every assertion has."""

    thing: Thing
    modality: Coded
    holder: Thing | None
    stated_on: str
    note: str
    evidence: tuple[Evidence, ...]
    valid_from: str
    valid_to: str


class Claim(Assertion):
    """A relation that is stated; `footnoteNumber` is the note that a citation stands in."""

    subject: Thing | Text | Link
    predicate: Link
    object: Thing | Text | Link
    footnote_number: int | None = Field(examples=[42])


class Funding(Assertion):
    """Money that moves or is set aside."""

    providers: tuple[Thing, ...]
    channels: tuple[Thing, ...]
    receivers: tuple[Thing, ...]
    purposes: tuple[Thing, ...]
    form: Coded | None
    amount: Amount | None
    precision: Coded | None
    distribution: Coded | None
    recurrence: Coded | None
    budget_basis: Coded | None
    funded_from: tuple[Thing, ...]
    part_of: tuple[Thing, ...]
    list_complete: bool | None


class Step(Assertion):
    """Something that is to happen."""

    kind: Coded | None
    undertaken_by: tuple[Thing, ...]
    addressed_to: tuple[Thing, ...]
    concerns: tuple[Thing, ...]
    deadline_text: str
    deadline_start: str
    deadline_end: str
    fulfilled_by: tuple[Thing, ...]


class Observation(Assertion):
    """A figure that is no transfer."""

    measure: Thing | Text | Link | None
    population: Thing | Text | Link | None
    period: str
    value: Decimal | None
    unit: Coded | None
    precision: Coded | None


class Document(Shape):
    """A document in a list; the date may be a year."""

    thing: Thing
    type_name: Name
    identifier: str = Field(examples=["kst-29826-124"])
    issued: str = Field(examples=["2020-10-30"])
    makers: tuple[Thing, ...]
    dossiers: tuple[Thing, ...]
    publication: str


class Listed(Shape, Generic[T]):
    """A page of a list; `total` counts all that pass the filters."""

    items: tuple[T, ...]
    total: int = Field(examples=[23])
    next: str | None = Field(description="Address of the next page, null on the last.")
    snapshot: str = Field(examples=["0a1b2c3d4e5f"])
    sources: dict[str, Source]
    passages: dict[str, Passage]


class RelationGroup(Shape):
    """The relations over one predicate in one direction."""

    predicate: str
    label: Name
    direction: Direction
    count: int
    relations: tuple[Relation, ...]


class RelationCount(Shape):
    """How many relations there are over one predicate in one direction."""

    predicate: str
    label: Name
    direction: Direction
    count: int


class Entity(Shape):
    """All that the graph says of one thing."""

    thing: Thing
    type_name: Name
    kinds: tuple[Name, ...]
    other_names: tuple[Text, ...]
    not_to_be_confused_with: tuple[Thing | Text | Link, ...]
    description: Name | None
    facts: tuple[Fact, ...]
    groups: tuple[RelationGroup, ...]
    fundings: tuple[Funding, ...]
    steps: tuple[Step, ...]
    observations: tuple[Observation, ...]
    modalities: dict[str, Name]
    sources: dict[str, Source]
    passages: dict[str, Passage]


class Relations(Shape):
    """A page of the relations of a thing; `total` counts all that fit the filters."""

    thing: Thing
    total: int
    next: str | None = Field(description="Address of the next page, null on the last.")
    relations: tuple[Relation, ...]
    sources: dict[str, Source]
    passages: dict[str, Passage]


class RelationCounts(Shape):
    """The numbers of relations of a thing."""

    thing: Thing
    counts: tuple[RelationCount, ...]


class Hit(Shape):
    """A search result: what matched, and how."""

    thing: Thing
    matched: str = Field(examples=["EZK"])
    why: Literal["name", "abbreviation", "other name", "identifier", "part of a name"]
    score: float


class Hits(Shape):
    """Search results, best first."""

    query: str
    hits: tuple[Hit, ...]


class WalkedStep(Shape):
    """One step of a path; `forward` says that it goes from subject to object."""

    start: Thing
    end: Thing
    forward: bool
    label: Name
    relation: Relation


class Path(Shape):
    """A way between two things; `text` says it in the language that was asked for."""

    length: int
    text: str = Field(examples=["ASML is actief in halfgeleiderindustrie (feit)"])
    steps: tuple[WalkedStep, ...]


class Paths(Shape):
    """Ways between two things: the shortest first, among equals the surest."""

    start: Thing
    end: Thing
    max_length: int
    paths: tuple[Path, ...]
    sources: dict[str, Source]
    passages: dict[str, Passage]


class Health(Shape):
    """The process lives."""

    status: Literal["alive"] = "alive"


class Readiness(Shape):
    """The service can answer from this snapshot."""

    status: Literal["ready"] = "ready"
    snapshot: str = Field(examples=["0a1b2c3d4e5f"])


class Problem(Shape):
    """An error (RFC 9457); `code` is stable, `remedy` is there when something mends it."""

    type: str
    title: str
    status: int
    detail: str
    code: str = Field(examples=["bad_parameter"])
    remedy: str | None = None


class Parameter(Shape):
    """A parameter of a question; `default` is SPARQL, empty for one that is open."""

    name: str = Field(examples=["technology"])
    default: str


class Question(Shape):
    """A prepared question."""

    id: str = Field(examples=["state-financing-of-companies"])
    title: Name
    description: Name
    keywords: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    sparql: str


class Questions(Shape):
    """All prepared questions."""

    questions: tuple[Question, ...]


class AnsweredQuestion(Question):
    """A prepared question with its answer, as SPARQL 1.1 Query Results JSON."""

    answer: dict[str, object]
