"""What the grammar gives, a citation in a text, and what it must know of the text's document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

UNRESOLVED: Final = "unresolved"


@dataclass(frozen=True, slots=True)
class Own:
    """The document that is read: its identifier (``kst-29826-124``) and its date, where known.

    Its own number is no citation; its dossier is the context of "op stuk nr. 305".
    """

    document: str = ""
    date: date | None = None

    @property
    def dossier(self) -> str:
        """The dossier of a Kamerstuk with its suffix, as ``29826`` or ``36200-XIII``; else ""."""
        parts = self.document.split("-")
        return "-".join(parts[1:-1]) if parts[0] == "kst" and len(parts) > 2 else ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference that stands at ``text[start:end]``, in code points of the text that was given.

    ``targets`` are identifiers (``kst-33009-94``, ``32019R0452``) in the order of the text, or only
    ``unresolved``; ``rule`` names the form that matched.
    """

    start: int
    end: int
    text: str
    targets: tuple[str, ...]
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Find:
    """A citation in the smooth text; ``open_numbers`` still wait for the dossier in context."""

    start: int
    end: int
    targets: tuple[str, ...]
    rule: str
    confidence: float = 0.99
    open_numbers: tuple[str, ...] = ()
