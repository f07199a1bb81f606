"""The competency questions: named queries with parameters, kept as ``graph/questions/*.rq``.

A file starts with comments (``title@nl``, ``title@en``, ``description@nl``, ``description@en``,
``keywords``). A line ``VALUES ?name { ... }`` is a parameter and its default; ``# VALUES ?name``
is a parameter that is open unless one is given. What is given enters as terms; a parameter that
is given without a value is open.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rdflib import Literal, URIRef

from beleidsgraaf import terms
from beleidsgraaf.errors import BadParameter, InvalidGraph, NotFound
from beleidsgraaf.query.rows import Term
from beleidsgraaf.records import Name

_HEAD: Final = re.compile(r"# (?P<key>[a-z]+(?:@(?:nl|en))?): (?P<value>.*)")
_PARAMETER: Final = re.compile(
    r"\s*(?:# VALUES \?(?P<open>\w+)|VALUES \?(?P<name>\w+) \{(?P<default>[^}]*)\})\s*"
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: ``default`` is its terms as SPARQL, empty when it is open."""

    name: str
    default: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question: what it asks in words, its parameters, and its SPARQL."""

    id: str
    title: Name
    description: Name
    keywords: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    sparql: str

    def fill(self, given: Mapping[str, Sequence[Term]]) -> str:
        """Return the SPARQL with these terms in place of the defaults; no terms leave it open.

        Raises :class:`BadParameter` that names the parameters there are.
        """
        known = [parameter.name for parameter in self.parameters]
        if unknown := sorted(set(given) - set(known)):
            names = ", ".join(known) or "none"
            raise BadParameter(f"No parameter {unknown[0]}; this question has: {names}.")
        lines = [_filled(line, given) for line in self.sparql.splitlines()]
        return terms.sparql_prefixes() + "\n".join(lines) + "\n"


def _filled(line: str, given: Mapping[str, Sequence[Term]]) -> str:
    match = _PARAMETER.fullmatch(line)
    name = match and (match["open"] or match["name"])
    if not name or name not in given:
        return line
    values = " ".join(term.n3() for term in given[name])
    return f"VALUES ?{name} {{ {values} }}" if values else f"# VALUES ?{name}"


def load(folder: Path) -> dict[str, Question]:
    """Return the questions of a folder by id, which is the name of the file."""
    return {path.stem: _question(path) for path in sorted(folder.glob("*.rq"))}


def one(questions: Mapping[str, Question], wanted: str) -> Question:
    """Return a question; raise :class:`NotFound` with the ids there are."""
    if wanted not in questions:
        raise NotFound(
            "There is no such question.", remedy=f"one of: {', '.join(questions) or 'none'}"
        )
    return questions[wanted]


def _question(path: Path) -> Question:
    text = path.read_text(encoding="utf-8")
    head: dict[str, str] = {}
    lines = text.splitlines()
    while lines and (match := _HEAD.fullmatch(lines[0])):
        head[match["key"]] = match["value"].strip()
        lines.pop(0)
    missing = {"title@nl", "title@en", "description@nl", "description@en", "keywords"} - set(head)
    if missing:
        problem = f"questions/{path.name}: no {', '.join(sorted(missing))}"
        raise InvalidGraph("A question is not described.", problems=(problem,))
    return Question(
        path.stem,
        Name(head["title@nl"], head["title@en"]),
        Name(head["description@nl"], head["description@en"]),
        tuple(word.strip() for word in head["keywords"].split(",")),
        tuple(_parameters(lines)),
        "\n".join(lines) + "\n",
    )


def _parameters(lines: Sequence[str]) -> list[Parameter]:
    found = (_PARAMETER.fullmatch(line) for line in lines)
    return [
        Parameter(match["open"] or match["name"], (match["default"] or "").strip())
        for match in found
        if match
    ]


def term(text: str) -> Term:
    """Return a value that a person typed as a term: an IRI, a CURIE, a thing, else a literal.

    A thing may be typed as ``kind/slug``.
    """
    kind, slash, slug = text.partition("/")
    if slash and kind in terms.KINDS:
        return URIRef(terms.thing(kind, slug))
    if text.startswith(("http://", "https://")):
        if re.search(r"[\x00-\x20<>\"{}|\\^`]", text):
            raise BadParameter("That is no IRI.")
        return URIRef(text)
    prefix, colon, local = text.partition(":")
    if colon and prefix in terms.PREFIXES and re.fullmatch(r"[\w-]+", local):
        return URIRef(terms.expand(text))
    return Literal(text)
