"""Names that stand in quotation marks behind the noun of what they name: ‘Ruimte voor water’."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from beleidsgraaf.reader.newnames.candidate import Candidate
from beleidsgraaf.reader.newnames.tables import contexts, head_of
from beleidsgraaf.reader.newnames.words import Words

_QUOTED: Final = re.compile(
    r"(?P<noun>[^\W\d_][\w-]{2,40})\s[‘“„'\"]"
    r"(?P<name>[A-Z0-9][^‘“„\"”’'\n.]{1,70})[’”'\"](?!\w)"
)
_FRAMES: Final = frozenset(
    {"PolicyFrame", "Instrument", "Cluster", "Partnership", "Event", "Company"}
)


def candidates(words: Words) -> Iterator[Candidate]:
    """Yield the quoted names whose noun says what they are."""
    for match in _QUOTED.finditer(words.run.text):
        noun = match["noun"].lower()
        head = head_of(noun)
        type_ = contexts().get(noun) or (head.type if head else "")
        first, last = words.at(match.start("name")), words.at(match.end("name"))
        if type_ in _FRAMES and 0 < last - first <= 9:
            yield Candidate(first, last, type_, "name-quoted", 0.9)
