"""One reference as a person types it, to its targets, with the rule that fired."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from beleidsgraaf.errors import InputError
from beleidsgraaf.reader.citations.citation import UNRESOLVED, Own
from beleidsgraaf.reader.citations.finding import found
from beleidsgraaf.reader.citations.smooth import smooth

LONGEST_REFERENCE: Final = 500
_CELEX: Final = re.compile(r"[35]\d{4}(?:[A-Z]|[A-Z]{2})\d{4}")
_SLUG: Final = re.compile(r"(?:law|report|motion|dossier|footnote|oj)-[a-z0-9][a-zA-Z0-9.:-]*")


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a reference resolves to; ``targets`` is empty and ``rule`` unresolved for nothing."""

    reference: str
    targets: tuple[str, ...]
    rule: str
    confidence: float


def resolve(text: str, *, own: Own | None = None) -> Resolution:
    """Return the targets of a reference, however it is spelled.

    Raises :class:`InputError` for no text at all, or one longer than a reference is.
    """
    reference = " ".join(text.split())
    if not reference or len(reference) > LONGEST_REFERENCE:
        raise InputError(f"A reference has 1 to {LONGEST_REFERENCE} signs.")
    if _CELEX.fullmatch(reference) or _SLUG.fullmatch(reference):
        return Resolution(reference, (reference,), "identifier", 1.0)
    bare = smooth(reference, layout=False).text
    for attempt, share in ((bare, 1.0), (f"({bare})", 1.0), (f"Kamerstuk {bare}", 0.9)):
        finds = [one for one in found(attempt, own or Own()) if one.targets != (UNRESOLVED,)]
        if finds:
            targets = tuple(dict.fromkeys(target for one in finds for target in one.targets))
            return Resolution(reference, targets, finds[0].rule, finds[0].confidence * share)
    return Resolution(reference, (), UNRESOLVED, 0.0)
