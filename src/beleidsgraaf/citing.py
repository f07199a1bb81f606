"""How to cite the documents that relations rest on, as Dutch practice writes it.

A parliamentary paper is "Kamerstukken II 2020/21, 29826, nr. 124, p. 27" (Leidraad voor juridische
auteurs); the pages are those of the passages.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rdflib import URIRef

from beleidsgraaf import terms
from beleidsgraaf.query.rows import select
from beleidsgraaf.records import Relation

if TYPE_CHECKING:
    from beleidsgraaf.query.backend import Backend
    from beleidsgraaf.query.rows import Row

_PAPER: Final = re.compile(r"kst-(\d+)((?:-[IVXLCDM]+)?)-([A-Za-z0-9]+)")
_YEAR: Final = re.compile(r"(\d{4})-\d{2}(\d{2})")
_CHAMBER: Final = {"tweede-kamer": "II", "eerste-kamer": "I"}


@dataclass(frozen=True, slots=True)
class Citation:
    """One document cited, with the pages in question: Dutch practice, BibTeX, RIS."""

    document: str
    dutch: str
    bibtex: str
    ris: str


async def cite(backend: Backend, relations: Iterable[Relation]) -> list[Citation]:
    """Return the documents of these relations with the pages of their passages, by identifier."""
    pages: dict[str, set[int]] = defaultdict(set)
    for relation in relations:
        for each in relation.evidence:
            pages[each.document].update([each.place.page] if each.place.page else [])
    wanted = [URIRef(terms.thing("document", slug)) for slug in sorted(pages) if slug]
    if not wanted:
        return []
    rows = await select(backend, "citations", document=wanted)
    unique = {_slug(row): row for row in rows}
    return [_citation(slug, unique[slug], sorted(pages[slug])) for slug in sorted(unique)]


def _slug(row: Row) -> str:
    return (terms.split_thing(str(row["document"])) or ("", ""))[1]


def _citation(slug: str, row: Row, pages: Sequence[int]) -> Citation:
    values = {name: str(value) for name, value in row.items()}
    dutch = _paper(values) or ", ".join(filter(None, (values.get("title", slug),
                                                      values.get("issued", ""))))  # fmt: skip
    where = _pages(pages)
    return Citation(
        slug, f"{dutch}, p. {where}" if where else dutch,
        _bibtex(slug, values, dutch, where), _ris(values, dutch, where),
    )  # fmt: skip


def _paper(values: Mapping[str, str]) -> str:
    """Return "Kamerstukken II 2020/21, 29826, nr. 124" of what is a parliamentary paper."""
    found = _PAPER.fullmatch(values.get("identifier", ""))
    if not found:
        return ""
    dossier, budget, number = found.groups()
    chamber = _CHAMBER.get(values.get("chamber", "").rpartition("/")[2], "")
    year = _YEAR.sub(r"\1/\2", values.get("year", ""))
    series = " ".join(filter(None, ("Kamerstukken", chamber, year)))
    mark = f"nr. {number}" if number.isdigit() else number
    return f"{series}, {dossier}{budget.replace('-', ' ')}, {mark}"


def _pages(pages: Sequence[int]) -> str:
    """Return "3-5, 27"."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def _bibtex(slug: str, values: Mapping[str, str], dutch: str, pages: str) -> str:
    given = {
        "author": values.get("author", ""),
        "title": values.get("title", ""),
        "year": values.get("issued", "")[:4],
        "note": dutch,
        "pages": pages.replace("-", "--"),
        "url": values.get("publication", ""),
        "langid": "dutch",
    }
    # the second braces keep capitals, and an office from being read as first and last name
    lines = [f"  {name} = {{{{{_plain(value)}}}}}" for name, value in given.items() if value]
    return f"@misc{{{slug},\n" + ",\n".join(lines) + "\n}"


def _plain(text: str) -> str:
    """Return text without signs that BibTeX reads as its own."""
    return re.sub(r"([&%#$_])", r"\\\1", re.sub(r"[{}\\]", "", text))


def _ris(values: Mapping[str, str], dutch: str, pages: str) -> str:
    given = (
        ("TY", "GOVDOC"), ("AU", values.get("author", "")), ("TI", values.get("title", "")),
        ("PY", values.get("issued", "")[:4]), ("DA", values.get("issued", "").replace("-", "/")),
        ("N1", dutch), ("SP", pages), ("UR", values.get("publication", "")), ("LA", "nl"),
    )  # fmt: skip
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in given if value]
    return "\n".join([*lines, "ER  - "])
