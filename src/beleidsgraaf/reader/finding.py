"""Reading a document: the finds of every kind in one list, in the order of the text.

A finder takes the text, what is known of its document and the names to look for, and yields the
objects of the reader's JSON Lines, with ``kind``, ``start``, ``end`` and ``text`` in each. A new
kind is one line here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator
from functools import cache
from operator import itemgetter
from typing import Any, Final

from beleidsgraaf.errors import BadParameter
from beleidsgraaf.formats import Extract
from beleidsgraaf.reader import amounts, citations, dates, names, newnames, reflow, relations
from beleidsgraaf.reader.citations import Own
from beleidsgraaf.reader.names import Gazetteer
from beleidsgraaf.reader.relations import fundings, steps

Found = dict[str, Any]
Finder = Callable[[str, Own, Gazetteer | None], Iterator[Found]]


@cache
def _known() -> Gazetteer:
    return names.gazetteer()


FINDERS: Final[dict[str, Finder]] = {
    "citation": lambda text, own, _: citations.finds(text, own=own),
    "amount": lambda text, _, __: amounts.finds(text),
    "date": lambda text, own, _: dates.finds(text, issued=own.date),
    "mention": lambda text, _, gazetteer: names.finds(text, gazetteer or _known()),
    "name": lambda text, _, gazetteer: newnames.finds(text, gazetteer or _known()),
    "funding": lambda text, own, names_: fundings.finds(text, names_ or _known(), own.date),
    "step": lambda text, own, names_: steps.finds(text, names_ or _known(), own.date),
    "relation": lambda text, own, names_: relations.finds(text, names_ or _known(), own.date),
}
#: A date or a name inside a citation is a part of it.
_PARTS: Final = frozenset({"date", "mention", "name"})


def finds(
    text: str, own: Own, kinds: Collection[str] = (), gazetteer: Gazetteer | None = None
) -> list[Found]:
    """Return what is found in a text, of these kinds or of all, by place.

    Without a ``gazetteer`` only the names that the reader brings with it are mentions. Raises
    :class:`BadParameter` for a kind that no finder has.
    """
    if unknown := sorted(set(kinds) - FINDERS.keys()):
        raise BadParameter(f"{unknown[0]!r} is none of the kinds {', '.join(FINDERS)}.")
    chosen = set(kinds or FINDERS)
    needed = chosen | ({"citation"} if chosen & _PARTS else set())
    found = [one for kind in needed for one in FINDERS[kind](text, own, gazetteer)]
    kept = (one for one in _apart(found) if one["kind"] in chosen)
    return sorted(kept, key=itemgetter("start", "end", "kind"))


def finds_in(
    document: Extract, own: Own, kinds: Collection[str] = (), gazetteer: Gazetteer | None = None
) -> list[Found]:
    """Return the finds of a document of any format, each with its ``place`` in the original."""
    text = document.text
    paged = "page" in document.places[0]
    found = (finds_over_pages if paged else finds)(text, own, kinds, gazetteer)
    for one in found:
        one["place"] = document.place(one["start"])
    return found


def finds_over_pages(
    text: str, own: Own, kinds: Collection[str] = (), gazetteer: Gazetteer | None = None
) -> list[Found]:
    """Return the finds of a text whose lines are as wide as its pages; form feeds begin these.

    A find may go on over the end of a line or a page, whatever stands between.
    """
    found = [one for flow in reflow.flows(text) for one in finds(flow, own, kinds, gazetteer)]
    for one in found:
        one["text"] = text[one["start"] : one["end"]]
    return sorted(found, key=itemgetter("start", "end", "kind"))


def _apart(found: list[Found]) -> Iterator[Found]:
    """Yield the finds without those that are a part of a citation."""
    cited = sorted((one["start"], one["end"]) for one in found if one["kind"] == "citation")
    starts = [start for start, _ in cited]
    for one in found:
        at = bisect_right(starts, one["start"]) - 1
        inside = at >= 0 and one["end"] <= cited[at][1]
        if not inside or one["kind"] not in _PARTS:
            yield one
