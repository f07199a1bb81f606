"""Deadlines: the dates by which somebody is to deliver, send, finish or decide something.

A deadline binds an act. The day on which a law takes effect or a scheme ends, the day of a meeting,
a target for a year and what is merely expected are dates and no deadlines.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from beleidsgraaf.reader.dates.calendar import bounds
from beleidsgraaf.reader.dates.context import Context
from beleidsgraaf.reader.dates.date import Found

_WORD: Final = r"(?:^|(?<![^\W_]))"
_WEEKDAY: Final = re.compile(r"(?<![^\W_])(?:maan|dins|woens|donder|vrij|zater|zon)dag,?\s$", re.I)
#: Words directly before a date that make it the last day for something.
_BY: Final = re.compile(
    rf"{_WORD}(?:uiterlijk|vóór|v[oó][oó]rdat|niet later dan|op zijn laatst|ten laatste"
    r"|deadline(?: is|:)?|(?:sluitings|inbreng|inlever)datum(?: is|:)?|tot uiterlijk)"
    r"(?:\s(?:op|in|per|aan|het|de|eind|einde van|medio|met|debat|commissiedebat|overleg|van"
    r"|aanvang|begin))*\s$",
    re.I,
)
_BEFORE: Final = re.compile(
    rf"{_WORD}voor(?:\s(?:het|de|einde|eind|van|aanvang|begin|debat|commissiedebat|overleg))*\s$",
    re.I,
)
_UNTIL: Final = re.compile(
    rf"{_WORD}(?:tot(?: en met)?|t/m)(?:\s(?:het|de|eind|einde van))*\s$", re.I
)
#: Words that make it the beginning or the length of a state instead, or deny the deadline.
_SINCE: Final = re.compile(
    rf"{_WORD}(?:sinds|sedert|vanaf|tussen|periode|dan|over|uit|per|met ingang van|niet v[oó][oó]r"
    r"|niet eerder dan)(?:\s(?:de|het))?\s$",
    re.I,
)
#: "Binnen" a window for applying, the last day is the applicant's deadline.
_WINDOW: Final = re.compile(
    r"\b(?:aanvra\w+|aanmeld\w+|aan te melden|inschrij\w+|intekening|indien\w*|ingediend"
    r"|in te dienen|loket|reager\w+|reacties|zienswijz\w+|(?:internet)?consultatie|tender"
    r"|ontvangen)\b",
    re.I,
)
_FROM: Final = re.compile(rf"{_WORD}(?:van|vanaf|tussen)\s", re.I)
#: What takes effect, lasts or lapses on a date.
_EFFECT: Final = re.compile(
    r"\b(?:in werking|inwerking\w+|van kracht|vervallen|vervalt|geldt|gelden|geldig\w*"
    r"|van toepassing|ingaan|ingaat|gaat(?: op| per)? [^,.]{0,30}\d{4} in|loopt|lopen|af ?te lopen"
    r"|aflopen|afloopt|eindigt|eindigen|duurt|duren|expireert|expireren|verstrijkt|verstrijken|plaatsvind\w*"
    r"|plaats te vinden|plaats(?:gevonden)?|vindt|vinden|behandeld|geagendeerd|beschikbaar"
    r"|bijeen\w*|vergader\w*)\b",
    re.I,
)
_TERM_ENDS: Final = re.compile(
    r"\b\w*(?:termijn|periode|deadline|inschrijving|loket|tender|consultatie)\b.{0,60}\b(?:verstrijk|eindig|sluit|afloop"
    r"|loopt .{0,40}\baf)",
    re.I,
)
#: "Inbrengtermijn: 5 november", "Reacties voor de notulen: 5 november"
_LABEL: Final = re.compile(
    r"\b(?:\w*termijn|inbreng|reacties?|aanmeld\w*|deadline|sluiting\w*|gereed)\b[^:.;\n]{0,60}:\s$",
    re.I,
)
_EXPECTED: Final = re.compile(
    r"\b(?:naar verwachting|(?<!ik )verwacht\w*(?! ik)|streefdoel\w*|doelstelling\w*|doelen|doel"
    r"|ambitie|streefcijfer|raming|geraamd|prognose|horizon)\b",
    re.I,
)
_DUTY: Final = re.compile(
    r"\b(?:moet|moeten|dient|dienen|behoort|behoren|verplicht\w*|verzoekt?|verzocht|vraagt?"
    r"|gevraagd|roept|spreekt uit|wil|willen|kan|kunt|kunnen|bereid|toegezegd|zeg|zegt"
    r"|toezegging)\b",
    re.I,
)
_TO_COME: Final = re.compile(
    r"\b(?:zal|zullen|zult|ga|gaat|gaan|word|wordt|worden|streef\w*|streven|voornemens?|gepland"
    r"|planning|hoop|hoopt|verwacht|volgt|volgen|kom|komt|komen|ontvangt|ontvangen|stuurt?|zendt?"
    r"|toestuur|toezend|aanbied|informeert?|rapporteert?|biedt?|bericht|levert?|leveren|gereed|klaar"
    r"|afgerond|voltooid|opgeleverd|beslist|besluit|presenteert?|publiceert?|verschijnt|liggen|ligt"
    r"|dien|diene?n?|reageert?|start|opent|voltooit|rondt|stelt|leg|legt)\b",
    re.I,
)
_DELIVERS: Final = re.compile(
    r"(?:aan(?: te |ge)?bie|\bbied|aangeboden|stu(?:urt?|ren)\b|gestuurd|toezend|\bzend|zenden"
    r"|toegezonden|toekomen|toegekomen|\binforme|geïnformeerd|\bberichten?\b|\bbericht ik\b"
    r"|rapporte|gerapporteerd|oplever|opgeleverd|op te leveren|lever(?:en|t|de)?\b|afrond|afgerond"
    r"|af te ronden|\bgereed|voltooi|\bindien|ingediend|in te dienen"
    r"|\bdien(?:en|t)? .{0,60}\bin(?: bij|[.,;])|publice|verschijn|terugkom|terug te komen"
    r"|kom\w* .{0,40}terug|\bontvang(?:t|en)\b|presente|evaluere|geëvalueerd|voorgelegd|voorleg"
    r"|voor te leggen|\breage|reactie|beantwoord|(?<!als )\bvolg(?:t|en)\b|\bkomt?\b|te komen"
    r"|bekendgemaakt|bekend te maken|uitgewerkt|uit te werken|gestand|adviseren|omgezet"
    r"|om te zetten|implementeren|geïmplementeerd|besluiten\b|beslissen|beslist|vastgesteld"
    r"|vast te stellen|vaststellen|aanhangig|van kracht zijn)",
    re.I,
)
#: Who promises or gets, when a state's time is told for an act: "informeer ik u in 2021".
_PROMISE: Final = re.compile(
    r"\b(?:ik|wij|kabinet|minister|staatssecretaris|regering)\b.*\b(?:u|uw Kamer|de Kamer|Kamer)\b"
    r"|\bu(?:w Kamer)?\b.*\b(?:ik|wij)\b|\bontvangt (?:u|uw Kamer|de Kamer)\b"
    r"|\bverzoekt de regering\b",
    re.I | re.S,
)
_PLEDGE: Final = re.compile(r"\b(?:ik zeg|zeg ik)\b.{0,60}\btoe\b", re.I)
#: Whole years and school years are told as the time of a state, not as the last day for an act.
_STATES: Final = frozenset({"year", "years", "year-relative", "school-year", "decade"})
#: What lasts from one day to another binds no act.
_SPANS: Final = frozenset({"days-two-months", "days-several", "months"})
_DAYS: Final = frozenset({"day", "day-without-year", "day-in-figures", "day-iso"})
_PLANNED: Final = re.compile(
    r"\b(?:gepland|geagendeerd|agenda|voorzien|uitgenodigd|staat|debat|overleg|vergadering)"
    r"\svoor\s",
    re.I,
)
_CLAUSE_END: Final = re.compile(
    r"[;:]\s|,\s(?:waarna|waarbij|zodat|omdat|aangezien|terwijl|maar|en)\s"
)
_WIDEST: Final = 220


def deadline(found: Found, context: Context) -> bool:
    """Say whether a date is a deadline, by the words before it and the verbs of its clause."""
    if found.deadline is not None:
        return found.deadline
    text = context.run.text
    before = _WEEKDAY.sub("", text[max(0, found.start - 80) : found.start])
    if _over(found, context.issued) or _SINCE.search(before):
        return False
    clause = _clause(found, context)
    if _TERM_ENDS.search(clause) or _LABEL.search(before):
        return True
    if _UNTIL.search(before) and not _FROM.search(before):
        return _WINDOW.search(clause) is not None or " de tijd " in clause
    duty = _DUTY.search(clause) is not None
    if (_EFFECT.search(clause) and not duty) or _EXPECTED.search(clause):
        return False
    return _binds(found, before, clause, duty=duty)


def promises(found: Found, context: Context) -> bool:
    """Say whether the clause around a date promises somebody something."""
    clause = _clause(found, context)
    return bool(_DELIVERS.search(clause) and _PROMISE.search(clause))


def _binds(found: Found, before: str, clause: str, *, duty: bool) -> bool:
    """Say whether the date binds an act that its clause asks for or promises."""
    delivers = _DELIVERS.search(clause) is not None
    if _BY.search(before):
        return found.rule not in _STATES or delivers
    if found.rule in _SPANS:
        return False
    if found.rule in _STATES:
        promised = delivers and _PROMISE.search(clause)
        return bool(promised or _PLEDGE.search(clause))
    if found.rule in _DAYS and _BEFORE.search(before):
        return _PLANNED.search(before) is None
    to_come = duty or _TO_COME.search(clause) is not None
    return to_come and (delivers or _BEFORE.search(before) is not None)


def _clause(found: Found, context: Context) -> str:
    """Return the part of the sentence around a date, up to a semicolon or colon."""
    start, end = context.run.sentence(found.start)
    start, end = max(start, found.start - _WIDEST), min(end, found.end + _WIDEST)
    for mark in _CLAUSE_END.finditer(context.run.text, start, end):
        if mark.end() <= found.start:
            start = mark.end()
        elif mark.start() >= found.end:
            end = mark.start()
            break
    return context.run.text[start:end]


def _over(found: Found, issued: date | None) -> bool:
    """Say whether the date was past, or the document's own, when the document was written."""
    if issued is None:
        return False
    if found.value is None:
        return found.year is not None and found.year < issued.year
    return bounds(found.value)[1] <= issued
