"""Reading a document: the finds of every kind in one list, in the order of the text.

A finder takes the text and what is known of its document and yields the objects of the reader's
JSON Lines, with ``kind``, ``start``, ``end`` and ``text`` in each. A new kind is one line here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from operator import itemgetter
from typing import Any, Final

from beleidsgraaf.errors import BadParameter
from beleidsgraaf.reader import amounts, citations, dates
from beleidsgraaf.reader.citations import Own

Found = dict[str, Any]
Finder = Callable[[str, Own], Iterator[Found]]

FINDERS: Final[dict[str, Finder]] = {
    "citation": lambda text, own: citations.finds(text, own=own),
    "amount": lambda text, _: amounts.finds(text),
    "date": lambda text, own: dates.finds(text, issued=own.date),
}


def finds(text: str, own: Own, kinds: Collection[str] = ()) -> list[Found]:
    """Return what is found in a text, of these kinds or of all, by place.

    Raises :class:`BadParameter` for a kind that no finder has.
    """
    if unknown := sorted(set(kinds) - FINDERS.keys()):
        raise BadParameter(f"{unknown[0]!r} is none of the kinds {', '.join(FINDERS)}.")
    chosen = (finder for kind, finder in FINDERS.items() if not kinds or kind in kinds)
    return sorted((one for finder in chosen for one in finder(text, own)), key=_place)


_place: Final = itemgetter("start", "end", "kind")
