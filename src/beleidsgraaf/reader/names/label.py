"""Labels: the names that things go by, as the gazetteer takes them."""

from __future__ import annotations

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


def joined(graph: Iterable[Label], known: Iterable[Label]) -> Iterator[Label]:
    """Yield both; a known thing that the graph has under the same name is the graph's thing.

    So "RVO" leads to the thing that the graph calls by its full name only. A name that the graph
    gives to several things, or flags, joins nothing.
    """
    graph = list(graph)
    by_name: dict[str, dict[str, Label]] = defaultdict(dict)
    for label in graph:
        by_name[fold(label.text)].setdefault(label.iri, label)
    flagged = {fold(label.text) for label in graph if label.ambiguous}
    yield from graph
    for label in known:
        same = list(by_name.get(fold(label.name), {}).values())
        if len(same) == 1 and fold(label.name) not in flagged:
            label = replace(label, iri=same[0].iri, type=same[0].type, name=same[0].name)
        yield label
