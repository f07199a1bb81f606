"""The document's own date and the tense of a sentence, by which a date without a year is placed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from beleidsgraaf.reader.running import RunningText

#: What may stand behind a day, month, quarter, half or season to place it in a year.
WHEN: Final = (
    r"(?:,?\s(?:van\s)?(?:het\sjaar\s)?(?P<year>(?:1[5-9]|20|21)\d\d)(?![\d])"
    r"|\s['’](?P<short>\d\d)(?!\d)"
    r"|(?:\svan)?\s(?:het\s)?(?P<rel>dit|vorig|verleden|volgend|komend|aankomend|afgelopen|lopend)e?"
    r"\s(?:kalender)?jaar"
    r"|\s(?P<past>j\.?\s?l\.?|jongstleden|laatstleden|l\.\s?l\.)(?![^\W_])"
    r"|\s(?P<next>a\.\s?s\.|e\.\s?k\.|aanstaande|aankomende?|eerstkomende?)(?![^\W\d_]))?"
)
_OFFSETS: Final = {
    **dict.fromkeys(("dit", "lopend", "huidig"), 0),
    **dict.fromkeys(("vorig", "verleden", "afgelopen"), -1),
    **dict.fromkeys(("volgend", "komend", "aankomend"), 1),
}
_FUTURE: Final = re.compile(
    r"\b(?:zal|zullen|zult|gaat|ga|gaan|wordt|worden|word|verwacht\w*|uiterlijk|vóór|voornemens|streef\w*|streven"
    r"|gepland|beoogd\w*|volgt|volgen|komt|komen|moet|moeten|dient|dienen|verzoekt|wil|willen|ontvangt|treedt|treden"
    r"|stuur|zend|informeer|rapporteert|rapporteer|bied|start|begint|voornemen|vanaf)\b",
    re.I,
)
_PAST: Final = re.compile(
    r"\b(?:heeft|hebben|heb|had|hadden|is|zijn|was|waren|werd|werden|bracht|gaf|vond|vonden|kwam|nam"
    r"|ontving|stuurde|schreef|sprak|sloot|ging|\w{3,}(?:te|de)(?:n)?\s(?:de|het|ik|u|zij|hij))\b",
    re.I,
)

#: What is to be done by a day comes after the document, whatever the tense.
_AHEAD: Final = re.compile(
    r"(?:^|(?<![^\W_]))(?:uiterlijk|vóór|voor)(?:\s(?:op|in|het|de|\w{3,6}dag))?\s$", re.I
)


def century(short: str) -> int:
    """Return the year of two figures: '98 is 1998 and '12 is 2012."""
    return int(short) + (2000 if int(short) < 60 else 1900)


@dataclass(frozen=True)
class Context:
    """The running text and the date of the document, ``None`` when that is not known."""

    run: RunningText
    issued: date | None

    def year_of(self, match: re.Match[str], month: int, day: int = 1) -> int | None:
        """Return the year that a match of a form with ``WHEN`` means for this month and day."""
        if match["year"]:
            return int(match["year"])
        if match["short"]:
            return century(match["short"])
        if self.issued is None:
            return None
        if match["rel"]:
            return self.issued.year + _OFFSETS[match["rel"].lower()]
        if match["past"]:
            return self.before(month, day)
        if match["next"]:
            return self.after(month, day)
        return self.near(match.start(), month, day)

    def relative(self, word: str) -> int | None:
        """Return the year that "dit", "vorig" or "volgend" jaar means."""
        return self.issued.year + _OFFSETS[word.lower().rstrip("e")] if self.issued else None

    def before(self, month: int, day: int) -> int | None:
        """Return the year of the last such day up to the document's date."""
        if self.issued is None:
            return None
        return self.issued.year - ((month, day) > (self.issued.month, self.issued.day))

    def after(self, month: int, day: int) -> int | None:
        """Return the year of the first such day from the document's date on."""
        if self.issued is None:
            return None
        return self.issued.year + ((month, day) < (self.issued.month, self.issued.day))

    def near(self, position: int, month: int, day: int) -> int | None:
        """Return the year by the tense of the sentence; without one, of the nearest such day."""
        if self.issued is None:
            return None
        if _AHEAD.search(self.run.text, max(0, position - 24), position):
            return self.after(month, day)
        start, end = self.run.sentence(position)
        sentence = self.run.text[max(start, position - 250) : min(end, position + 250)]
        future, past = _FUTURE.search(sentence), _PAST.search(sentence)
        if future and not past:
            return self.after(month, day)
        if past and not future:
            return self.before(month, day)
        months = month - self.issued.month
        return self.issued.year + (1 if months < -6 else -1 if months > 6 else 0)
