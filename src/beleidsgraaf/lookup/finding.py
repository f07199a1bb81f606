"""One thing from what a person typed: an IRI, a short IRI, ``kind/slug``, a slug or a name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from beleidsgraaf import terms
from beleidsgraaf.errors import BadParameter, NotFound
from beleidsgraaf.lookup import things
from beleidsgraaf.records import Hit, Thing
from beleidsgraaf.store.search import search

if TYPE_CHECKING:
    from beleidsgraaf.query.backend import Backend

_SLUG: Final = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*(?:/e[0-9]{1,4})?")
_CANDIDATES: Final = 8
_STATEMENTS: Final = frozenset({"claim", "funding", "observation", "step"})


async def find(backend: Backend, search_path: Path, text: str) -> Thing:
    """Return the one thing that this text names; a statement gives way to what it is about.

    Raise :class:`BadParameter` with the candidates for a name of several things, and
    :class:`NotFound`, with what comes near, for a name of none.
    """
    text = text.strip()
    found = await things.described(backend, _iris(text))
    if found:
        return _only(text, found.values())
    hits = search(search_path, text, limit=50)
    whole = [hit.thing for hit in hits if hit.why != "part of a name"]
    if whole:
        return _only(text, whole)
    raise NotFound(f"Nothing in the graph is named {text!r}.", remedy=_near(hits))


def _iris(text: str) -> list[str]:
    """Return the IRIs that the text may stand for; a bare slug may be of any kind."""
    if text.startswith(("http://", "https://")):
        return [text] if terms.split_thing(text) else []
    kind, slash, slug = text.removeprefix("bgi:").partition("/")
    if slash:
        return [terms.thing(kind, slug)] if kind in terms.KINDS and _SLUG.fullmatch(slug) else []
    return [terms.thing(kind, text) for kind in terms.KINDS] if _SLUG.fullmatch(text) else []


def _only(text: str, found: Iterable[Thing]) -> Thing:
    every = list(found)
    candidates = [each for each in every if each.kind not in _STATEMENTS] or every
    if len(candidates) == 1:
        return candidates[0]
    raise BadParameter(
        f"{text!r} is the name of {len(candidates)} things: {_listed(candidates)}.",
        remedy="Give the one you mean as kind/name.",
    )


def _near(hits: Iterable[Hit]) -> str:
    near = [hit.thing for hit in hits][:_CANDIDATES]
    return f"Did you mean: {_listed(near)}?" if near else "Look for it with: beleidsgraaf search"


def _listed(candidates: Iterable[Thing]) -> str:
    return ", ".join(f"{each.name.nl or each.name.en} ({each.kind}/{each.slug})"
                     for each in list(candidates)[:_CANDIDATES])  # fmt: skip
