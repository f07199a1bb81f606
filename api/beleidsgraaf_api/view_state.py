"""The state of a view as the query of an address: what a link, a file and an export hold.

``focus=actor/asml&depth=1&limit=60`` is where it starts; ``expand=actor/asml~finances~out~25``,
``add=``, ``path=a~b``, ``hide=`` and ``pin=actor/asml@12,-30`` are its steps; ``modality``,
``type``, ``relation``, ``holder``, ``document``, ``from`` and ``until`` filter; ``tab``, ``select``
and ``sort`` are how it is looked at; ``v`` and ``snapshot`` say by what it was made.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal, get_args

from starlette.datastructures import QueryParams

from beleidsgraaf import terms
from beleidsgraaf.errors import BadParameter
from beleidsgraaf.lookup import Direction
from beleidsgraaf.views import FIRST, NOBODY, Expansion, Filter, Point, Wish

VERSION: Final = "1"
DEPTHS: Final = (1, 2, 3)
LIMIT: Final = 60
MOST_STEPS: Final = 200
#: What changes which things there are; all else a page can do by itself.
STRUCTURE: Final = ("focus", "depth", "limit", "expand", "add", "path")

Tab = Literal["network", "table", "timeline", "text"]
TABS: Final[tuple[Tab, ...]] = get_args(Tab)

#: as an address writes a direction -> as a network asks for it
_DIRECTIONS: Final[dict[str, Direction | None]] = {"": None, "out": "out", "in": "in"}
_DATE: Final = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_PIN: Final = re.compile(r"(-?\d{1,6}),(-?\d{1,6})")


@dataclass(frozen=True, slots=True)
class State:
    """What an address asks for; ``snapshot`` is the one it was made on, empty if unknown."""

    wish: Wish
    chosen: Filter
    tab: Tab
    select: str
    snapshot: str


def thing(text: str) -> str:
    """Return the IRI of ``actor/asml``; raise :class:`BadParameter` for anything else."""
    kind, slash, slug = text.partition("/")
    if not slash:
        raise BadParameter("Name a thing as kind/name, such as actor/asml.")
    return terms.thing(kind, slug)


def parse(query: QueryParams) -> State:
    """Return the state that an address holds; raise :class:`BadParameter` with what is wrong."""
    if query.get("v", VERSION) != VERSION:
        raise BadParameter(
            "This address was made by a newer version.", remedy="Use the newer version to open it."
        )
    if sum(len(query.getlist(name)) for name in ("expand", "add", "path", "hide")) > MOST_STEPS:
        raise BadParameter(f"A view has at most {MOST_STEPS} steps.")
    tab = query.get("tab", "network")
    if tab not in TABS:
        raise BadParameter(f"The form is one of {', '.join(TABS)}.")
    wish = Wish(
        thing(query.get("focus", "").strip()),
        depth(query.get("depth", "1")),
        _number(query.get("limit", str(LIMIT)), "limit", 1000),
        [_expansion(each) for each in query.getlist("expand")],
        [thing(each) for each in query.getlist("add")],
        [_pair(each) for each in query.getlist("path")],
        [thing(each) for each in query.getlist("hide")],
        dict(_pin(each) for each in query.getlist("pin")),
    )
    return State(wish, _filter(query), tab, query.get("select", ""), query.get("snapshot", ""))


def depth(text: str) -> int:
    """Return a number of steps from the focus."""
    if text not in map(str, DEPTHS):
        raise BadParameter(
            f"The number of steps is one of {', '.join(map(str, DEPTHS))}.",
            remedy="Choose the number of steps on the page.",
        )
    return int(text)


def _filter(query: QueryParams) -> Filter:
    return Filter(
        frozenset(query.getlist("modality")),
        frozenset(query.getlist("relation")),
        frozenset(query.getlist("type")),
        frozenset(h if h.startswith(NOBODY) else thing(h) for h in query.getlist("holder")),
        frozenset(query.getlist("document")),
        _date(query.get("from", "")),
        _until(_date(query.get("until", ""))),
    )


def _date(text: str) -> str:
    if text and not _DATE.fullmatch(text):
        raise BadParameter("Write a date as 2020-10-30, 2020-10 or 2020.")
    return text


def _until(date: str) -> str:
    """Return the end of a day, month or year: everything in it comes before."""
    return f"{date}-99" if date and len(date) < len("2020-10-30") else date


def _expansion(text: str) -> Expansion:
    name, *more = text.split("~")
    predicate, direction, most = (*more, "", "", "")[:3]
    if direction not in _DIRECTIONS:
        raise BadParameter("A direction is out or in.")
    return Expansion(
        thing(name), predicate, _DIRECTIONS[direction], _number(most or str(FIRST), "expand", 1000)
    )


def step(expansion: Expansion, times: int = 1) -> str:
    """Return an expansion as the address has it, with so many times as many things."""
    name = expansion.thing.removeprefix(terms.ID)
    most = expansion.most * times
    return f"{name}~{expansion.predicate}~{expansion.direction or ''}~{most}"


def _pair(text: str) -> tuple[str, str]:
    start, _, end = text.partition("~")
    return thing(start), thing(end)


def _pin(text: str) -> tuple[str, Point]:
    name, _, place = text.partition("@")
    found = _PIN.fullmatch(place)
    if not found:
        raise BadParameter("A place is two whole numbers, such as actor/asml@12,-30.")
    return thing(name), (float(found[1]), float(found[2]))


def _number(text: str, name: str, most: int) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= most:
        raise BadParameter(f"{name}: a number from 1 to {most}.")
    return int(text)
