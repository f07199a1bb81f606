"""The values that the parts hand to each other: frozen, plain, without behaviour of an engine.

Names come in Dutch and English as :class:`Name`; a page or an answer picks one with
``in_language``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["nl", "en"]
PassageState = Literal["exact", "nearest", "not-found", "no-copy"]


@dataclass(frozen=True, slots=True)
class Name:
    """A label in Dutch and English; one may be empty, not both."""

    nl: str
    en: str

    def in_language(self, language: Language) -> str:
        """Return the label in this language, else the other one."""
        return (self.nl or self.en) if language == "nl" else (self.en or self.nl)


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity, named: what a list, a node or a link needs.

    ``type`` is the IRI of its most specific class, ``kind`` and ``slug`` are the parts of its IRI.
    """

    iri: str
    kind: str
    slug: str
    name: Name
    type: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a document: its section, paragraph in that section, page as sent, footnote.

    ``heading`` is the unnumbered heading or box in the section under which the passage stands.
    """

    section: str
    paragraph: int | None = None
    page: int | None = None
    footnote: int | None = None
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage, by its words: ``digest`` is the SHA-256 of them joined by one space."""

    iri: str
    document: str
    place: Place
    word_index: int
    word_count: int
    digest: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage as a copy of the document has it.

    ``segments`` are ``(start, end)`` offsets in code points of the copy, in order: a footnote or a
    page header may stand amid a sentence. ``text`` joins them with line breaks and marks resolved;
    ``before`` and ``after`` are its surroundings in the same section.
    """

    state: PassageState
    text: str = ""
    before: str = ""
    after: str = ""
    segments: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """One step between two things, as one assertion states it.

    ``assertion`` is the IRI of the claim or funding; ``predicate`` the IRI of the relation;
    ``modality`` the code behind ``bg:modality-``; the dates are ISO 8601, empty where not given.
    """

    assertion: str
    subject: Thing
    predicate: str
    object: Thing
    modality: str
    holder: Thing | None
    note: str
    evidence: tuple[Evidence, ...]
    stated_on: str = ""
    valid_from: str = ""
    valid_to: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One search result: ``matched`` is the label or identifier that fits, ``why`` says how."""

    thing: Thing
    matched: str
    why: Literal["name", "abbreviation", "other name", "identifier", "part of a name"]
    score: float
