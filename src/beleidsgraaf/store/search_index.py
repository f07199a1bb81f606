"""Writes the search index of a snapshot: an SQLite file of folded names."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from beleidsgraaf.store import facts
from beleidsgraaf.store.folding import fold
from beleidsgraaf.terms import BG, PREFIXES, split_thing

_TYPE = PREFIXES["rdf"] + "type"
_SOURCES = {
    PREFIXES["skos"] + "prefLabel": "name",
    PREFIXES["dcterms"] + "title": "title",
    PREFIXES["skos"] + "altLabel": "other",
    PREFIXES["dcterms"] + "identifier": "identifier",
    PREFIXES["skos"] + "notation": "identifier",
}

# Trigrams find parts of names; the word index finds what is shorter than three letters by prefix.
_SCHEMA = """
CREATE TABLE thing (id INTEGER PRIMARY KEY, iri TEXT UNIQUE, kind TEXT, slug TEXT,
    type TEXT, nl TEXT, en TEXT);
CREATE TABLE class (thing INTEGER, iri TEXT, PRIMARY KEY (iri, thing)) WITHOUT ROWID;
CREATE TABLE label (id INTEGER PRIMARY KEY, thing INTEGER, text TEXT, folded TEXT, source TEXT);
CREATE INDEX label_folded ON label (folded);
CREATE VIRTUAL TABLE part USING fts5(folded, content='', tokenize='trigram case_sensitive 1');
CREATE VIRTUAL TABLE word USING fts5(folded, content='', prefix='1 2',
    tokenize='unicode61 remove_diacritics 0');
"""


@dataclass(slots=True)
class _Entry:
    types: set[str] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)
    labels: dict[tuple[str, str], None] = field(default_factory=dict)


def write(path: Path, quads: Iterable[ox.Quad]) -> int:
    """Index every named thing of ours; return how many there are. ``path`` must not exist."""
    quads = list(quads)
    parents = facts.class_tree(quad.triple for quad in quads)
    entries = sorted((iri, entry) for iri, entry in _entries(quads).items() if entry.labels)
    database = sqlite3.connect(path)
    try:
        database.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _SCHEMA)
        for number, (iri, entry) in enumerate(entries, 1):
            _insert(database, number, iri, entry, parents)
        database.executescript("INSERT INTO part(part) VALUES('optimize');")
        database.commit()
        database.executescript("INSERT INTO word(word) VALUES('optimize'); VACUUM;")
    finally:
        database.close()
    return len(entries)


def is_abbreviation(label: str) -> bool:
    """Say whether a label is short, one word and mostly capitals: EZK is, PhotonDelta is not."""
    capitals = sum(sign.isupper() for sign in label)
    return len(label) <= 8 and " " not in label and 2 * capitals > len(label)


def _entries(quads: Iterable[ox.Quad]) -> dict[str, _Entry]:
    entries: dict[str, _Entry] = defaultdict(_Entry)
    for quad in sorted(quads, key=str):
        subject, value = quad.subject, quad.object
        if not isinstance(subject, ox.NamedNode) or split_thing(subject.value) is None:
            continue
        source = _SOURCES.get(quad.predicate.value)
        if source is not None and isinstance(value, ox.Literal):
            _add_label(entries[subject.value], source, value)
        elif quad.predicate.value == _TYPE and isinstance(value, ox.NamedNode):
            entries[subject.value].types.add(value.value)
    return entries


def _add_label(entry: _Entry, source: str, value: ox.Literal) -> None:
    if source in ("name", "title"):
        language = (value.language or "nl").partition("-")[0]
        if source == "name" or language not in entry.names:
            entry.names[language] = value.value
    elif source == "other" and is_abbreviation(value.value):
        source = "abbreviation"
    if fold(value.value):
        entry.labels[value.value, "name" if source == "title" else source] = None


def _insert(
    database: sqlite3.Connection,
    number: int,
    iri: str,
    entry: _Entry,
    parents: dict[ox.NamedNode, set[ox.NamedNode]],
) -> None:
    kind, slug = split_thing(iri) or ("", "")
    names = (entry.names.get("nl", ""), entry.names.get("en", ""))
    if not any(names):
        names = (next(iter(entry.labels))[0], "")
    row = (number, iri, kind, slug, _most_specific(entry.types, parents), *names)
    database.execute("INSERT INTO thing VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    classes = set(entry.types).union(*(_above(one, parents) for one in entry.types))
    database.executemany("INSERT INTO class VALUES (?, ?)", ((number, c) for c in sorted(classes)))
    for label, source in entry.labels:
        values = (number, label, fold(label), source)
        added = database.execute(
            "INSERT INTO label (thing, text, folded, source) VALUES (?, ?, ?, ?)", values
        )
        found = (added.lastrowid, values[2])
        database.execute("INSERT INTO part (rowid, folded) VALUES (?, ?)", found)
        database.execute("INSERT INTO word (rowid, folded) VALUES (?, ?)", found)


def _above(iri: str, parents: dict[ox.NamedNode, set[ox.NamedNode]]) -> set[str]:
    return facts.superclasses(parents, ox.NamedNode(iri))


def _most_specific(types: set[str], parents: dict[ox.NamedNode, set[ox.NamedNode]]) -> str:
    """Return the stated type with the most classes above it, one of ours before others."""
    return min(types, key=lambda t: _specificity(t, parents), default="")


def _specificity(iri: str, parents: dict[ox.NamedNode, set[ox.NamedNode]]) -> tuple[bool, int, str]:
    return (not iri.startswith(BG), -len(_above(iri, parents)), iri)
