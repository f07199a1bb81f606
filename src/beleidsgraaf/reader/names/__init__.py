"""Known names: where a text names a thing that the graph, or the reader, knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from beleidsgraaf.reader.names.abbreviations import introduced
from beleidsgraaf.reader.names.gazetteer import Gazetteer, Hit
from beleidsgraaf.reader.names.label import (
    Label,
    Token,
    joined,
    known_labels,
    labels_from_rows,
    tokens,
)
from beleidsgraaf.reader.names.mention import Mention
from beleidsgraaf.reader.running import RunningText, running

__all__ = [
    "Gazetteer",
    "Label",
    "Mention",
    "find",
    "finds",
    "gazetteer",
    "joined",
    "known_labels",
    "labels_from_rows",
]

#: A name behind one of these is a person's.
_PERSON: Final = re.compile(
    r"(?<![^\W_])(?:heer|heren|mevrouw|dhr\.|mw\.|mr\.|dr\.|ir\.|prof\.|drs\.|lid|leden|kamerlid)\s"
    r"(?:[A-Z]\.\s?|van\s|de\s|der\s)*$",
    re.I,
)
#: An office is not the ministry: "de Minister van Economische Zaken".
_OFFICE: Final = re.compile(
    r"(?:(?:minister|staatssecretaris|bewindspersoon|ministers|bewindslieden)\s(?:van|voor)"
    r"|voorzitter\svan\s(?:de|het))\s$",
    re.I,
)
#: A chamber in a running header or, alone on its line or before its number, in a letterhead.
_HEAD: Final = re.compile(
    r"(?:\sder\sStaten-Generaal)?(?:,\svergaderjaar\s|[^\S\n]?[12]?(?:\n|$))", re.I
)
#: The maker in the imprint of a report belongs to the report: "(CPB, 2010)".
_IMPRINT: Final = re.compile(r",?\s(?:1[89]|20)\d\d\)")
#: "Verordening (EU) 2015/1589", "Richtlijn 2010/75/EU", "ECLI:NL:RVS:2011:1", an address
_IN_A_NUMBER: Final = re.compile(
    r"(?:(?:verordening|richtlijn|besluit|aanbeveling)\s\((?:EG,\s)?|\d/|:(?=\S)|@|//\S{0,60}|www\.\S{0,40})$",
    re.I,
)
_ADDRESS: Final = re.compile(r"\.(?:nl|com|eu|org|be)(?![^\W_])|:\d|@")
_GENITIVE: Final = re.compile(r"['’]s(?![^\W_])")
_COMPOUND: Final = re.compile(r"-[^\W\d_]")


@dataclass(frozen=True, slots=True)
class _Name:
    start: int
    end: int
    label: Label
    candidates: tuple[str, ...]
    rule: str
    confidence: float


def gazetteer(rows: Iterable[Mapping[str, str]] = ()) -> Gazetteer:
    """Return the names of the graph, given as the rows of ``labels_from_rows``, and the known."""
    return Gazetteer.of(joined(labels_from_rows(rows), known_labels()))


def find(text: str, names: Gazetteer) -> list[Mention]:
    """Return the known names of a document's plain text in order; the longest goes first.

    A name of several things has no entity and lists its candidates. An abbreviation that the text
    introduces behind a known name is a name of that thing from there on.
    """
    return list(_found(text, names))


# several finders read the same text, one after the other
@lru_cache(maxsize=1)
def _found(text: str, names: Gazetteer) -> tuple[Mention, ...]:
    run = running(text)
    found = tokens(run.text)
    hits = list(_longest(_names(run, found, names.hits(run.text, found))))
    return tuple(_mention(run, name) for name in _longest([*_learned(run, hits), *hits]))


def finds(text: str, names: Gazetteer) -> Iterator[dict[str, object]]:
    """Yield the mentions as objects of the reader's JSON Lines."""
    for mention in find(text, names):
        record: dict[str, object] = {
            "kind": "mention",
            "start": mention.start,
            "end": mention.end,
            "text": mention.text,
            "type": mention.type,
            "entity": mention.entity,
            "label": mention.label,
        }
        if mention.candidates:
            record["candidates"] = list(mention.candidates)
        yield record | {"rule": mention.rule, "confidence": mention.confidence}


def _names(run: RunningText, found: list[Token], hits: Iterator[Hit]) -> Iterator[_Name]:
    common = {token.raw for token in found if token.raw.islower()}
    for hit in hits:
        start, end = found[hit.first].start, found[hit.last - 1].end
        if run.in_title(start) or not _stands_free(run.text, start, end, hit):
            continue
        if _is_common(run, start, end, common) or _is_head(run.text, start, end):
            continue
        yield _name(start, _with_genitive(run.text, end), hit)


def _stands_free(text: str, start: int, end: int, hit: Hit) -> bool:
    """A hyphen may join a name to a common noun ("SER-advies"), not to another name."""
    before, behind = text[max(0, start - 2) : start], _COMPOUND.match(text, end)
    if before.endswith("-") and before[:1].isupper():
        return False
    name = hit.labels[0].text
    if behind and (behind[0][1].isupper() or name.islower() or not text[start].isupper()):
        return False
    window = text[max(0, start - 70) : start]
    if _IN_A_NUMBER.search(window) or _ADDRESS.match(text, end) or _OFFICE.search(window):
        return False
    if window.endswith("(") and _IMPRINT.match(text, end):
        return False
    return not (hit.last - hit.first == 1 and _PERSON.search(text, max(0, start - 40), start))


def _is_common(run: RunningText, start: int, end: int, common: set[str]) -> bool:
    """At the head of a sentence a capital says nothing: the text may use the word as a noun."""
    word = run.text[start:end]
    if not word[1:].islower() or not word[0].isupper():
        return False
    return run.sentence(start)[0] == start and word.lower() in common


def _is_head(text: str, start: int, end: int) -> bool:
    chamber = re.match(r"(?:Tweede|Eerste)\sKamer", text[start:end], re.I)
    if chamber is None or not (found := _HEAD.match(text, end)):
        return False
    return "vergaderjaar" in found[0].lower() or text[max(0, start - 1) : start] in ("", "\n")


def _with_genitive(text: str, end: int) -> int:
    match = _GENITIVE.match(text, end)
    return match.end() if match else end


def _name(start: int, end: int, hit: Hit) -> _Name:
    things = tuple(dict.fromkeys(label.thing for label in hit.labels))
    label = hit.labels[0]
    if len(things) > 1 or all(one.ambiguous for one in hit.labels):
        candidates = tuple(one.iri for one in hit.labels if one.iri)
        return _Name(start, end, label, candidates, "name-ambiguous", 0.5)
    return _Name(start, end, label, (), "name", 0.97 if label.iri else 0.9)


def _longest(names: Iterator[_Name] | list[_Name]) -> Iterator[_Name]:
    at = 0
    for name in sorted(names, key=lambda each: (each.start, -each.end)):
        if name.start >= at:
            yield name
            at = name.end


def _learned(run: RunningText, names: list[_Name]) -> Iterator[_Name]:
    """Yield the later uses of abbreviations that the text introduces behind known names."""
    taught: dict[str, tuple[int, _Name]] = {}
    for name in names:
        spelled = run.text[name.start : name.end]
        place = introduced(run.text, name.start, name.end, spelled)
        if place and name.rule != "name-ambiguous":
            taught.setdefault(run.text[slice(*place)], (place[0], name))
    if not taught:
        return
    shorts = "|".join(re.escape(short) for short in sorted(taught, key=len, reverse=True))
    pattern = re.compile(rf"(?<![^\W_])(?<![^\W_]-)(?:{shorts})(?![^\W\d_]|-[A-Z])")
    for match in pattern.finditer(run.text):
        first, full = taught[match[0]]
        if match.start() >= first:
            end = _with_genitive(run.text, match.end())
            yield _Name(match.start(), end, full.label, (), "name-abbreviated", 0.95)


def _mention(run: RunningText, name: _Name) -> Mention:
    start, end = run.source(name.start, name.end)
    linked = name.label.iri if name.rule != "name-ambiguous" else ""
    label = name.label
    return Mention(
        start, end, run.given[start:end], linked or None, label.name or label.text, label.type,
        name.candidates, name.rule, name.confidence,
    )  # fmt: skip
