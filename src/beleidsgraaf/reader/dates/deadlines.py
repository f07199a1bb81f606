"""Deadlines: the dates by which somebody is to deliver, send, finish or decide something."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from beleidsgraaf.reader.dates.calendar import bounds
from beleidsgraaf.reader.dates.context import Context
from beleidsgraaf.reader.dates.date import Found

#: Words directly before a date that make it the last day for something.
_BY: Final = re.compile(
    r"(?:^|(?<![^\W_]))(?:uiterlijk|vóór|niet later dan|op zijn laatst|ten laatste"
    r"|deadline(?: is)?|sluitingsdatum|tot uiterlijk)"
    r"(?:\s(?:op|in|per|aan|het|de|eind|einde van|medio|met))*\s$",
    re.I,
)
_BEFORE: Final = re.compile(
    r"(?:^|(?<![^\W_]))voor(?:\s(?:het|de|einde|eind|van|aanvang|begin))*\s$", re.I
)
#: Words that make it the beginning or the length of a state instead.
_SINCE: Final = re.compile(
    r"(?:^|(?<![^\W_]))(?:sinds|sedert|vanaf|tussen|periode|dan|over|uit)(?:\s(?:de|het))?\s$", re.I
)
_TO_COME: Final = re.compile(
    r"\b(?:zal|zullen|zult|ga|gaat|gaan|word|wordt|worden|streef\w*|streven|verwacht\w*|verwachting|voornemens?|beoogd?t?|gepland|planning"
    r"|moet|moeten|dient|dienen|toegezegd|zeg|zegt|verzoekt|verzoek|wil|willen|hoop|hoopt|kan|kunt|kunnen|volgt|volgen|komt|kom|komen|ontvangt"
    r"|ontvangen|stuurt?|zendt?|informeert?|rapporteert?|biedt?|bericht|levert?|leveren|gereed|treedt|treden|start|beslist|besluit|vervalt|presenteert?|publiceert?|verschijnt)\b",
    re.I,
)
_DELIVERS: Final = re.compile(
    r"(?:aan(?: te |ge)?bie|bied|aangeboden|stu(?:ur|ren)|gestuurd|zend|zond|toekomen"
    r"|toegekomen|informe|geïnformeerd|bericht|rapport|oplever|"
    r"op te leveren|lever|afrond|afgerond|af te ronden|gereed|voltooi|indien"
    r"|ingediend|in te dienen|besluit|beslis|publice|verschijn|"
    r"terug(?:kom|te komen)|kom\w* .{0,40}terug|ontvang|present|werking|invoer"
    r"|ingevoerd|in te voeren|realise|gerealiseerd|evalu|geëvalueerd|vastgesteld|"
    r"vast te stellen|reage|reactie|beantwoord|voorgelegd|voor te leggen|afgesloten"
    r"|volg|komt|start|vervalt|klaar|uitgewerkt|uit te werken|bekendgemaakt|verwacht"
    r"|gepland)",
    re.I,
)


#: Whole years and school years are told as the time of a state, not as the last day for an act.
_STATES: Final = frozenset({"year", "years", "year-relative", "school-year"})


def deadline(found: Found, context: Context) -> bool:
    """Say whether a date is a deadline, by the words before it and the verbs of its sentence."""
    if found.deadline is not None:
        return found.deadline
    text = context.run.text
    before = text[max(0, found.start - 40) : found.start]
    if _over(found, context.issued) or _SINCE.search(before):
        return False
    if _BY.search(before):
        return True
    start, end = context.run.sentence(found.start)
    sentence = text[max(start, found.start - 200) : min(end, found.end + 200)]
    to_come = _TO_COME.search(sentence) is not None
    if _BEFORE.search(before) and found.rule not in _STATES:
        return to_come
    return to_come and found.rule not in _STATES and bool(_DELIVERS.search(sentence))


def _over(found: Found, issued: date | None) -> bool:
    """Say whether the date was past when the document was written."""
    if issued is None:
        return False
    if found.value is None:
        return found.year is not None and found.year < issued.year
    return bounds(found.value)[1] < issued
