"""What the reader of names gives."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mention:
    """A known name that stands at ``text[start:end]``, in code points of the given text.

    ``entity`` is the IRI, ``None`` when the thing is not in the graph or when the name fits several
    ``candidates``. ``label`` is the usual name, ``rule`` says how the name was known.
    """

    start: int
    end: int
    text: str
    entity: str | None
    label: str
    type: str
    candidates: tuple[str, ...]
    rule: str
    confidence: float
