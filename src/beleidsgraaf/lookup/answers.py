"""What a look-up answers with: frozen values, names in Dutch and English, no wording of a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from beleidsgraaf.records import Evidence, Name, Passage, Relation, Thing

Direction = Literal["out", "in"]


@dataclass(frozen=True, slots=True)
class Coded:
    """A coded value: ``code`` is its ``skos:notation``, such as ``decided`` or ``up-to``."""

    code: str
    name: Name


@dataclass(frozen=True, slots=True)
class Text:
    """A literal: ``language`` is empty where it has none; ``datatype`` is an IRI or empty."""

    value: str
    language: str = ""
    datatype: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """An address outside the graph, or a term that is no thing of ours; named where it has a name.

    ``name`` is ``None`` for an address; only ``http`` and ``https`` may be made a link of.
    """

    iri: str
    name: Name | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A property of the thing that no assertion carries, such as a date or a broader concept.

    ``direction`` is ``in`` where the other thing has the property; ``label`` is already inverted.
    """

    predicate: str
    label: Name
    direction: Direction
    value: Thing | Text | Link


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum in base units, such as 20000000 with unit code ``EUR``."""

    value: Decimal
    unit: Coded | None


@dataclass(frozen=True, slots=True)
class Assertion:
    """What every assertion has: how sure, whose word, when, and the passages it rests on.

    Dates are ISO 8601 as the graph has them, empty where it has none.
    """

    thing: Thing
    modality: Coded
    holder: Thing | None
    stated_on: str
    note: str
    evidence: tuple[Evidence, ...]
    valid_from: str = ""
    valid_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Assertion):
    """A relation that is stated; ``footnote_number`` is the note that a citation stands in."""

    subject: Thing | Text | Link
    predicate: Link
    object: Thing | Text | Link
    footnote_number: int | None = None


@dataclass(frozen=True, slots=True)
class Funding(Assertion):
    """Money that moves or is set aside, with or without a sum."""

    providers: tuple[Thing, ...] = ()
    channels: tuple[Thing, ...] = ()
    receivers: tuple[Thing, ...] = ()
    purposes: tuple[Thing, ...] = ()
    form: Coded | None = None
    amount: Amount | None = None
    precision: Coded | None = None
    distribution: Coded | None = None
    recurrence: Coded | None = None
    budget_basis: Coded | None = None
    funded_from: tuple[Thing, ...] = ()
    part_of: tuple[Thing, ...] = ()
    list_complete: bool | None = None


@dataclass(frozen=True, slots=True)
class Step(Assertion):
    """Something that is to happen; the deadline has dates only where its words bound it."""

    kind: Coded | None = None
    undertaken_by: tuple[Thing, ...] = ()
    addressed_to: tuple[Thing, ...] = ()
    concerns: tuple[Thing, ...] = ()
    deadline_text: str = ""
    deadline_start: str = ""
    deadline_end: str = ""
    fulfilled_by: tuple[Thing, ...] = ()


@dataclass(frozen=True, slots=True)
class Observation(Assertion):
    """A figure that is no transfer of money."""

    measure: Thing | Text | Link | None = None
    population: Thing | Text | Link | None = None
    period: str = ""
    value: Decimal | None = None
    unit: Coded | None = None
    precision: Coded | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document in a list; ``issued`` may be a year, ``publication`` its official address."""

    thing: Thing
    type_name: Name
    identifier: str
    issued: str
    makers: tuple[Thing, ...]
    dossiers: tuple[Thing, ...]
    publication: str


@dataclass(frozen=True, slots=True)
class RelationGroup:
    """The relations of a thing over one predicate in one direction, sorted by name.

    ``label`` reads from the thing: "financiert" outwards, "gefinancierd door" inwards. ``count``
    is the number of relations; ``relations`` holds them all.
    """

    predicate: str
    label: Name
    direction: Direction
    relations: tuple[Relation, ...]

    @property
    def count(self) -> int:
        """The number of relations."""
        return len(self.relations)


@dataclass(frozen=True, slots=True)
class RelationCount:
    """How many relations a thing has over one predicate in one direction."""

    predicate: str
    label: Name
    direction: Direction
    count: int


@dataclass(frozen=True, slots=True)
class Source:
    """A document that evidence points into; ``publication`` is its official address or empty."""

    document: Thing
    identifier: str
    issued: str
    publication: str


@dataclass(frozen=True, slots=True)
class EntityPage:
    """All that the graph says of one thing.

    ``sources`` is keyed as ``Evidence.document`` is (by the slug of the document), ``passages`` by
    the IRI of the evidence; without copies of the documents each passage has the state
    ``no-copy``. ``modalities`` names every code that a relation's ``modality`` may hold.
    """

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
    modalities: Mapping[str, Name] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    passages: Mapping[str, Passage] = field(default_factory=dict)
