"""Labels: the names that things go by, as the gazetteer takes them."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Final

from beleidsgraaf.text import fold


@dataclass(frozen=True, slots=True)
class Label:
    """A name of a thing. ``name`` is the one that the thing is usually called by.

    ``iri`` is "" for a thing that is known by name and not in the graph. ``ambiguous``: the name
    fits other things as well and is never linked by itself. ``type`` is the class' short name.
    """

    text: str
    iri: str
    type: str
    language: str = "nl"
    ambiguous: bool = False
    name: str = ""

    @property
    def thing(self) -> str:
        """What tells one thing from another: the IRI, or the name of one that has none."""
        return self.iri or self.name or self.text


@dataclass(frozen=True, slots=True)
class Token:
    """A run of letters and digits with the plus signs behind it: folded, as written, and where."""

    folded: str
    raw: str
    start: int
    end: int


#: A number of up to three digits at a word's end may be a footnote mark and stands apart.
_RUN: Final = re.compile(r"[^\W\d_]++(?=\d{1,3}(?![^\W_]))|[^\W_]++\+{0,3}")


_MINISTRY: Final = "Ministerie van "


def tokens(text: str) -> list[Token]:
    """Return the tokens of a text or a label in order."""
    return [
        Token(fold(match[0]), match[0], match.start(), match.end()) for match in _RUN.finditer(text)
    ]


def labels_from_rows(rows: Iterable[Mapping[str, str]]) -> Iterator[Label]:
    """Make labels of rows with ``text``, ``iri``, ``type`` and, if known, ``language``, ``name``
    and ``ambiguous`` ("true" or "").
    """
    for row in rows:
        yield Label(
            row["text"],
            row["iri"],
            row["type"],
            row.get("language", "nl"),
            row.get("ambiguous", "") == "true",
            row.get("name", ""),
        )


def known_labels() -> Iterator[Label]:
    """Yield the labels of organisations, schemes and programmes that Dutch policy often names.

    They have no IRI: a document that names one gives a mention with a label and no entity.
    """
    table = files("beleidsgraaf.reader.names").joinpath("known.tsv").read_text("utf-8")
    for line in table.splitlines():
        if not line or line.startswith("#"):
            continue
        name, kind, *rest = line.split("\t")
        yield Label(name, "", kind, name=name)
        for form in (form.strip() for form in "|".join(rest).split("|")):
            if form:
                yield Label(form.lstrip("?"), "", kind, "nl", form.startswith("?"), name)
            if form and name.startswith(_MINISTRY):
                yield Label(_MINISTRY + form.lstrip("?"), "", kind, name=name)


def joined(graph: Iterable[Label], known: Iterable[Label]) -> Iterator[Label]:
    """Yield both; a known thing that the graph has under one of its names is the graph's thing.

    So "RVO" leads to the thing that the graph calls by its full name only, and the full name to
    one that it calls "CBS" only. A name that the graph gives to several things, or flags, joins
    nothing; by a name other than the usual one only things of the same class are joined.
    """
    graph = list(graph)
    by_text: dict[str, dict[str, Label]] = defaultdict(dict)
    for label in graph:
        by_text[fold(label.text)].setdefault(label.iri, label)
    for label in graph:
        if label.ambiguous:
            by_text[fold(label.text)].clear()
    yield from graph
    for name, group in itertools.groupby(known, key=lambda label: label.name):
        labels = list(group)
        same = by_text[fold(name)] or {
            iri: one
            for label in labels
            if not label.ambiguous
            for iri, one in by_text[fold(label.text)].items()
            if one.type == label.type
        }
        (one,) = same.values() if len(same) == 1 else (None,)
        for label in labels:
            yield replace(label, iri=one.iri, type=one.type, name=one.name) if one else label
