"""Finds things by name, abbreviation or identifier in the index of a snapshot.

Best first: the whole name, an abbreviation, another whole name or an identifier, the beginning of
a name, a part of one. A thing comes once, with the label that fits best.
"""

from __future__ import annotations

import difflib
import sqlite3
from pathlib import Path
from typing import Final, Literal

from beleidsgraaf import terms
from beleidsgraaf.errors import BadParameter, SnapshotError
from beleidsgraaf.records import Hit, Name, Thing
from beleidsgraaf.store.folding import fold

MOST_CHARACTERS: Final = 200
MOST_HITS: Final = 1000

_WHY: Final[dict[str, Literal["name", "abbreviation", "other name", "identifier"]]] = {
    "name": "name",
    "abbreviation": "abbreviation",
    "other": "other name",
    "identifier": "identifier",
}
_SCORES: Final = (1.0, 0.95, 0.9, 0.85, 0.6, 0.5, 0.3)

# Things are numbered in order of their IRI, so equal names come in that order.
_QUERY: Final = """
SELECT iri, kind, slug, nl, en, type, text, source, best FROM (
    SELECT thing, text, source, min(CASE
        WHEN folded <> :folded THEN CASE
            WHEN substr(folded, 1, length(:folded)) = :folded THEN 4
            WHEN instr(' ' || folded, ' ' || :folded) THEN 5 ELSE 6 END
        WHEN source = 'name' THEN 0
        WHEN source = 'abbreviation' THEN 1
        WHEN source = 'other' THEN 2 ELSE 3 END * 1000000 + length(folded)) AS best
    FROM label WHERE {found} {of_type}
    GROUP BY thing ORDER BY best, thing LIMIT :limit
) AS found JOIN thing ON thing.id = found.thing ORDER BY best, thing.id
"""
_PARTS: Final = "id IN (SELECT rowid FROM part WHERE part MATCH :parts)"
_WORDS: Final = "id IN (SELECT rowid FROM word WHERE word MATCH :words)"
_OF_TYPE: Final = "AND thing IN (SELECT thing FROM class WHERE iri = :type)"


def search(path: Path, text: str, *, type: str | None = None, limit: int = 20) -> list[Hit]:
    """Return the hits for ``text``, best first; an empty or unknown name gives none.

    ``type`` is a class, as IRI, ``bg:Actor`` or ``Actor``; its subclasses count. Raise
    :class:`BadParameter` for a text over 200 characters, a bad class, or a limit outside 1 to 1000.
    """
    if len(text) > MOST_CHARACTERS:
        raise BadParameter(f"A search text has at most {MOST_CHARACTERS} characters.")
    if not 1 <= limit <= MOST_HITS:
        raise BadParameter(f"The limit is a number from 1 to {MOST_HITS}.")
    wanted = _class(type) if type else ""
    folded = fold(text)
    if not folded:
        return []
    parts, words = _match_texts(folded)
    values: dict[str, str | int] = {
        "folded": folded,
        "parts": parts,
        "words": words,
        "type": wanted,
        "limit": limit,
    }
    conditions = [condition for condition, match in ((_PARTS, parts), (_WORDS, words)) if match]
    found = " AND ".join(conditions)
    query = _QUERY.format(found=found, of_type=_OF_TYPE if wanted else "")
    rows = _rows(path, query, values)
    if wanted and not rows:
        _known_class(path, wanted)
    return [_hit(row) for row in rows]


def _match_texts(folded: str) -> tuple[str, str]:
    """Return the two match texts; each word is a quoted string, so that nothing in it is syntax."""
    quoted = [(word, f'"{word}"') for word in folded.replace('"', "").split()]
    parts = " ".join(text for word, text in quoted if len(word) >= 3)
    words = " ".join(f"{text}*" for word, text in quoted if len(word) < 3)
    return parts, words


def _known_class(path: Path, iri: str) -> None:
    """Raise :class:`BadParameter` with the nearest classes for one that the graph does not have."""
    known = {str(row[0]) for row in _rows(path, "SELECT DISTINCT iri FROM class", {})}
    if iri not in known:
        by_name = {terms.shorten(one).removeprefix("bg:"): one for one in known}
        name = terms.shorten(iri).removeprefix("bg:")
        near = difflib.get_close_matches(name, by_name, 3, 0.5)
        remedy = f"try {' or '.join(near)}" if near else f"try {', '.join(sorted(by_name))}"
        raise BadParameter(f"Nothing in the graph is of the class {name}.", remedy=remedy)


def _class(name: str) -> str:
    if name.startswith(("http://", "https://")):
        return name
    if ":" in name:
        return terms.expand(name)
    if not terms.is_local_name(name):
        raise BadParameter("A type is the name of a class, such as Company.")
    return terms.BG + name


def _rows(path: Path, query: str, values: dict[str, str | int]) -> list[tuple[str, ...]]:
    try:
        # immutable: no lock, no journal, no file beside it; the snapshot never changes.
        database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            return database.execute(query, values).fetchall()
        finally:
            database.close()
    except sqlite3.Error as error:
        raise SnapshotError("The search index cannot be read.") from error


def _hit(row: tuple[str, ...]) -> Hit:
    iri, kind, slug, nl, en, type_, matched, source, best = row
    rank = int(best) // 1_000_000
    thing = Thing(iri=iri, kind=kind, slug=slug, name=Name(nl=nl, en=en), type=type_)
    why = _WHY[source] if rank < 4 else "part of a name"
    return Hit(thing=thing, matched=matched, why=why, score=_SCORES[rank])
