"""The graph as tables, one a class, with a description of each column (CSV on the Web).

A cell with several values has them sorted, with `` | `` between them. Coded values and terms of the
ontology stand as ``bg:name``, things as their IRI.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby
from typing import IO, Final

import pyoxigraph as ox

from beleidsgraaf import terms

SEPARATOR: Final = " | "
_CLASSES: Final = {
    "claims": "bg:Claim",
    "fundings": "bg:Funding",
    "steps": "bg:Step",
    "observations": "bg:Observation",
    "corrections": "bg:Correction",
    "evidence": "oa:SpecificResource",
}
_NAMED: Final = terms.expand("skos:prefLabel")
_ASSERTED: Final = terms.BG + "modality"
_TYPE: Final = terms.expand("rdf:type")
#: The first day that a zip can tell: the content decides the bytes, not the day.
_DAY: Final = (1980, 1, 1, 0, 0, 0)

_Value = ox.NamedNode | ox.Literal


@dataclass(frozen=True, slots=True)
class Column:
    """``path`` leads from the thing of a row to the values; empty is the thing itself."""

    table: str
    name: str
    path: str
    type: str
    nl: str
    en: str


class _Index:
    """The triples by subject, and those of evidence by object too."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self.values: dict[str, dict[str, list[_Value]]] = {}
        self.back: dict[str, list[_Value]] = {}
        for quad in quads:
            subject, value = quad.subject, quad.object
            if not isinstance(subject, ox.NamedNode) or not isinstance(value, _Value):
                continue
            predicate = quad.predicate.value
            self.values.setdefault(subject.value, {}).setdefault(predicate, []).append(value)
            if predicate == terms.BG + "evidence":
                self.back.setdefault(value.value, []).append(subject)

    def follow(self, node: str, path: str) -> list[_Value]:
        """Return the values at the end of a path such as ``bg:amount/bg:value``."""
        found: list[_Value] = [ox.NamedNode(node)]
        for step in filter(None, path.split("/")):
            found = [value for each in found for value in self._step(each.value, step)]
        return found

    def _step(self, node: str, step: str) -> list[_Value]:
        if step == "^bg:evidence":
            return self.back.get(node, [])
        name, at, language = step.partition("@")
        values = self.values.get(node, {}).get(terms.expand(name), [])
        return [v for v in values if not at or getattr(v, "language", None) == language]


def columns() -> tuple[Column, ...]:
    """Return the columns of all tables, in order."""
    text = (files("beleidsgraaf.store") / "tables.tsv").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return tuple(Column(*line.split("\t")) for line in lines)


def write(quads: Iterable[ox.Quad], output: IO[bytes]) -> None:
    """Write a zip with a CSV file a table and ``csv-metadata.json``, the columns described."""
    index = _Index(quads)
    with zipfile.ZipFile(output, "w") as archive:
        for table, given in groupby(columns(), lambda column: column.table):
            _add(archive, f"{table}.csv", _csv(index, table, tuple(given)))
        _add(archive, "csv-metadata.json", json.dumps(_described(), ensure_ascii=False, indent=1))


def _add(archive: zipfile.ZipFile, name: str, text: str) -> None:
    info = zipfile.ZipInfo(name, _DAY)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    archive.writestr(info, text)


def _csv(index: _Index, table: str, given: tuple[Column, ...]) -> str:
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow(column.name for column in given)
    for node in sorted(_rows(index, table)):
        rows.writerow(_cell(index, node, column) for column in given)
    return text.getvalue()


def _rows(index: _Index, table: str) -> Iterator[str]:
    wanted = terms.expand(_CLASSES[table]) if table in _CLASSES else None
    for node, values in index.values.items():
        if wanted is not None:
            if any(value.value == wanted for value in values.get(_TYPE, ())):
                yield node
        elif node.startswith(terms.ID) and _NAMED in values and _ASSERTED not in values:
            yield node


def _cell(index: _Index, node: str, column: Column) -> str:
    values = {value.value for value in index.follow(node, column.path)}
    if column.type == "code":
        values = {terms.shorten(v) for v in values if v.startswith(terms.BG)}
    return SEPARATOR.join(sorted(values))


def _described() -> dict[str, object]:
    """Return the metadata as CSV on the Web has them."""
    tables = groupby(columns(), lambda column: column.table)
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "dc:license": {"@id": "https://creativecommons.org/publicdomain/zero/1.0/"},
        "tables": [
            {"url": f"{table}.csv", "tableSchema": {"primaryKey": "id", "columns": _schema(given)}}
            for table, given in tables
        ],
    }


def _schema(given: Iterable[Column]) -> list[dict[str, object]]:
    return [
        {
            "name": column.name,
            "titles": column.name,
            "datatype": "string" if column.type == "code" else column.type,
            "separator": SEPARATOR,
            "dc:description": [
                {"@value": column.nl, "@language": "nl"},
                {"@value": column.en, "@language": "en"},
            ],
        }
        for column in given
    ]
