"""A document as text, and from each place in that text the way back to the original."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from beleidsgraaf.errors import UnreadableDocument

#: ``{"page": 3}``, ``{"paragraph": 12}``, ``{"line": 40}`` or ``{"element": "/html/body/p[2]"}``.
Place = dict[str, int | str]


@dataclass(frozen=True, slots=True)
class Extract:
    """The text of a document; ``places[i]`` holds from code point ``starts[i]`` on.

    A page but the first begins with a form feed.
    """

    text: str
    starts: tuple[int, ...]
    places: tuple[Place, ...]

    def place(self, offset: int) -> Place:
        """Return the place in the original of a code point of the text."""
        return self.places[max(0, bisect_right(self.starts, offset) - 1)]


@dataclass(slots=True)
class Blocks:
    """Gathers an :class:`Extract`: paragraphs with a blank line between them, notes last."""

    _parts: list[str] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    _places: list[Place] = field(default_factory=list)
    _notes: list[tuple[str, Place]] = field(default_factory=list)
    _length: int = 0

    def add(self, text: str, place: Place) -> None:
        """Append a paragraph; one without text is left out."""
        if text := text.strip():
            self._starts.append(self._length)
            self._places.append(place)
            self._parts.append(f"{text}\n\n")
            self._length += len(text) + 2

    def add_note(self, text: str, place: Place) -> None:
        """Keep a note, number first, for the end."""
        self._notes.append((text, place))

    def notes(self) -> int:
        """Return how many notes are kept."""
        return len(self._notes)

    def result(self, name: str) -> Extract:
        """Return what was gathered; raise :class:`UnreadableDocument` when that is nothing."""
        for text, place in self._notes:
            self.add(text, place)
        if not self._parts:
            raise UnreadableDocument(f"{name} has no text.")
        text = "".join(self._parts)[:-1]
        return Extract(text, tuple(self._starts), tuple(self._places))


def paths(tags: list[str]) -> Iterator[str]:
    """Give the step of an element path for each sibling: ``p``, or ``p[2]`` of several."""
    count: dict[str, int] = {}
    for tag in tags:
        count[tag] = count.get(tag, 0) + 1
        yield f"{tag}[{count[tag]}]" if tags.count(tag) > 1 else tag
