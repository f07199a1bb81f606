"""Words that say how a number is meant: "ruim", "circa", "nog geen", "oplopend tot"."""

from __future__ import annotations

import re
from typing import Final

from beleidsgraaf.reader.amounts.amount import Qualifier
from beleidsgraaf.reader.amounts.ranges import changes

_FORMS: Final[dict[Qualifier, str]] = {
    "up-to": r"oplopend (?:tot|naar)(?: maximaal| en met)?|tot (?:maximaal|ten hoogste|wel"
    r"|een maximum van|en met|aan)|tot"
    r"|(?:maximaal|max\.|ten hoogste|hoogstens|hooguit|niet (?:meer|hoger) dan"
    r"|op zijn hoogst|(?:een )?maximum van|≤)",
    "more-than": r"(?:iets |veel |ruim |fors )?(?:meer|hoger|groter) dan|ruim(?: boven)?"
    r"|(?:ten minste|tenminste|minstens|minimaal"
    r"|min\.|op zijn minst|(?:een )?minimum van|zeker|(?:iets |net |ver )?boven"
    r"|dikke|dik|niet (?:minder|lager) dan|>|≥)",
    "less-than": r"(?:iets |veel |fors )?(?:minder|lager|kleiner) dan|bijna|krap(?: aan)?"
    r"|nog geen|net geen"
    r"|net niet|kleine|krappe|(?:iets |net |ver )?onder|tegen|haast|<",
    "about": r"circa|ca\.?|ongeveer|omstreeks|naar schatting|zo['’ ]?n|grofweg|ruwweg|globaal"
    r"|om en nabij|pakweg|rond|rondom"
    r"|plusminus|plm\.|slordige|gemiddeld zo['’]n|in de orde van(?: grootte van)?|±|~"
    r"|\+/-|naar raming|bij benadering|afgerond|geschat",
}
_QUALIFIER: Final = re.compile(
    r"(?:^|(?<![^\W_]))(?:"
    + "|".join(f"(?P<{name.replace('-', '_')}>{form})" for name, form in _FORMS.items())
    + r")(?:\s(?:circa|ca\.|ongeveer|zo['’]n|maximaal|bijna|ruim)|(?<!tot)\s(?:de|het|een))?"
    r"\s?(?<![^\W_](?=\d))$",
    re.I,
)
_WINDOW: Final = 34
_STARTS: Final = re.compile(r"(?<![^\W_])[^\W\d_]|[<>≥≤±~+]")
#: "onder", "boven" and "tegen" are prepositions of place as well; they need "de".
_NEEDS_ARTICLE: Final = frozenset({"onder", "boven", "tegen"})


def qualifier(text: str, start: int) -> tuple[Qualifier, int]:
    """Return the qualifier of the number at ``start``, and where its words begin."""
    low = max(0, start - _WINDOW)
    window = text[low:start]
    for candidate in _STARTS.finditer(window):
        match = _QUALIFIER.match(window, candidate.start())
        if match is None or (found := _accepted(match)) is None:
            continue
        if found == "up-to" and _plain_tot(match) and changes(text[: low + match.start()][-60:]):
            return "exact", start
        return found, low + match.start()
    return "exact", start


def _plain_tot(match: re.Match[str]) -> bool:
    return match[0].strip().lower() == "tot"


def _accepted(match: re.Match[str]) -> Qualifier | None:
    for name in _FORMS:
        words = match[name.replace("-", "_")]
        if words is None:
            continue
        if words.lower().split()[-1] in _NEEDS_ARTICLE and "de" not in match[0].lower().split():
            return None
        return name
    return None
