"""What the words around a find say of it: is a sum money that moves, is a date promised.

The words are data: beginnings of Dutch words, by what they say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

#: Words of money that moves or is set aside, by the form that they tell.
FUNDING: Final[Mapping[str, tuple[str, ...]]] = {
    "loan": ("lening", "leningen", "leent", "geleend", "krediet", "kredieten"),
    "equity": ("kapitaalinjectie", "aandelenkapitaal", "deelneming", "participeert"),
    "subsidy": ("subsid", "gesubsid"),
    "guarantee": ("garantie", "garandeert", "borgstelling"),
    "co-financing": ("cofinanc", "co-financ", "medefinanc", "gecofinanc"),
    "tax": ("fiscal", "belastingvoordeel", "aftrekpost"),
    "unknown": (
        "financ", "gefinanc", "bekosti", "beschikbaar", "budget", "fonds", "begroting", "begroot",
        "gereserveerd", "reserveer", "uitgetrokken", "trekt", "trekken", "vrijgemaakt",
        "geïnvesteerd", "investeer", "investering", "bijdrage", "bijgedragen", "steun", "impuls",
        "toegekend", "toegezegd", "verstrek", "envelop", "middelen", "miljoenennota", "intensiver",
        "enveloppe", "gecommitteerd", "uitgekeerd", "vergoed", "compensatie", "draagt",
        "omvang", "gaat", "gaan", "ging",
    ),
}  # fmt: skip
#: Words of a figure that no one gives to another.
FIGURE: Final = (
    "omzet", "winst", "verlies", "toegevoegde waarde", "bbp", "bnp", "export", "import",
    "marktwaarde", "beurswaarde", "schade", "schuld", "salaris", "loon", "inkomen",
    "prijs", "prijzen", "tarief", "productiewaarde", "handel", "boete", "grens van",
    "drempel", "besparing", "kosten van",
)  # fmt: skip
#: What a sender says that he will do before a day.
PROMISE: Final = (
    "informeer", "geïnformeerd", "toezend", "toegezonden", "toesturen", "toegestuurd", "stuur",
    "sturen", "gestuurd", "zend", "bied", "aanbieden", "aangeboden", "komt", "kom", "komen",
    "rapporteer", "bericht", "ontvangt", "ontvangen", "toekomen", "terugkom", "presenteer", "meld",
)  # fmt: skip
#: Words directly before a date that make it the last day for something.
_BY: Final = re.compile(
    r"(?<![^\W_])(?:uiterlijk|vóór|voor|niet later dan|binnen)"
    r"(?:\s(?:op|in|aan|het|de|deze|dit|eind|einde|begin|medio|van|aanvang))*\s*$",
    re.I,
)
_EURO: Final = "EUR"


def _beginnings(words: tuple[str, ...]) -> re.Pattern[str]:
    listed = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![^\W_])(?:{listed})", re.I)


_FUNDING: Final = {form: _beginnings(words) for form, words in FUNDING.items()}
_FIGURE: Final = _beginnings(FIGURE)
_PROMISE: Final = _beginnings(PROMISE)


@dataclass(frozen=True, slots=True)
class Context:
    """A passage as one line, cut at its find: the words before it and those behind it."""

    before: str
    after: str

    def form(self, unit: str) -> str:
        """Return the form of a funding by the words nearest to a sum, "" for a plain figure."""
        if unit != _EURO:
            return ""
        near = {form: self._distance(words) for form, words in _FUNDING.items()}
        form = min(near, key=lambda one: (near[one], one == "unknown"))
        return form if near[form] < self._distance(_FIGURE) else ""

    def promises(self) -> bool:
        """Say whether a date is the last day for what the sentence promises."""
        said = _PROMISE.search(self.before) or _PROMISE.search(self.after)
        return bool(said and _BY.search(self.before))

    def _distance(self, words: re.Pattern[str]) -> float:
        """Return how many signs lie between the find and the nearest of these words."""
        behind = words.search(self.after)
        before = [len(self.before) - match.end() for match in words.finditer(self.before)]
        return min([*before, behind.start() if behind else float("inf")], default=float("inf"))
