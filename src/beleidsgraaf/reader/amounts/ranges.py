"""Two numbers that bound one amount: "5 tot 10 miljoen euro", "tussen 16% en 20%"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from beleidsgraaf.reader.amounts.amount import Quantity

_YEAR: Final = re.compile(r"(?:1[5-9]|20|21)\d\d")
_JOINT: Final = re.compile(
    r"\s?(?:(?P<dash>-)|(?P<en>(?<=\s)en)|(?P<tot>(?<=\s)(?:tot(?: en met)?|t/m"
    r"|naar))|(?P<a>(?<=\s)[àa]))\s?"
    r"(?:(?<=\s)(?:de|het|maximaal|ruim|circa|ca\.|ongeveer)\s)?(?P<sign>€|EUR|euro)?\s?"
)
_BETWEEN: Final = re.compile(
    r"(?:^|(?<=\W))tussen\s(?:de\s|het\s)?(?:(?:circa|ca\.|ongeveer|ruim|grofweg)\s)?"
    r"(?:€\s?|EUR\s)?$",
    re.I,
)
_FROM: Final = re.compile(
    r"(?:^|(?<=\W))van\s(?:€\s?|EUR\s)?(?:circa\s|ruim\s|ca\.\s|ongeveer\s)?$", re.I
)
#: After a verb of change "van 11% tot 12%" gives two states, no range; "gedaald tot 9%" one.
_CHANGE: Final = re.compile(
    r"\b(?:(?:ge)?(?:stijg\w*|stegen|steeg|daald?e?n?|daalt|dalen|groei(?:t|en|de|den|d)|halveer\w*)"
    r"|(?:toe|af)(?:ge)?n(?:omen|emen|am|amen|eemt)|(?:toe|af)name|neemt|nam|namen"
    r"|terug(?:ge)?(?:vallen|valt|viel|bracht|gaan|ging|lopen)|op(?:ge)?(?:lopen|hoogd|schroefd)"
    r"|ver(?:hoog|laag|hog|lag|dubbel)\w*|gehalveerd|krimp\w*|gekrompen|uit(?:ge)?breid|bijgesteld)\b",
    re.I,
)


def changes(before: str) -> bool:
    """Say whether a verb of change governs what follows ``before``."""
    return _CHANGE.search(before.rpartition(".")[2]) is not None


def join(low: Quantity, high: Quantity, text: str) -> Quantity | None:
    """Return ``high`` stretched over both when the two are a range, with the unit they share.

    ``low`` keeps its own value; the caller holds both.
    """
    joint = _JOINT.fullmatch(text, low.end, high.start)
    if joint is None:
        return None
    if low.money_first and not high.unit and not _YEAR.fullmatch(high.digits):
        high = replace(high, unit=low.unit, rule=low.rule)
    if not high.unit or (low.unit and low.unit != high.unit):
        return None
    if not _reads_as_range(low, high, joint, text):
        return None
    return high


def _reads_as_range(low: Quantity, high: Quantity, joint: re.Match[str], text: str) -> bool:
    before = text[max(0, low.start - 60) : low.start]
    if _YEAR.fullmatch(low.digits) and not low.unit and (high.scale or high.rule != "count"):
        return False
    if joint["en"]:
        return _BETWEEN.search(before) is not None
    if joint["tot"]:
        if joint["tot"] == "naar":
            return False
        governed = _FROM.sub("", before)
        return not (low.unit and changes(governed)) or not low.unit
    if joint["dash"]:
        return low.value >= 0 and not _YEAR.fullmatch(low.digits)
    return True


def bounds(low: Quantity, high: Quantity) -> tuple[Quantity, Quantity]:
    """Give the lower bound the scale of the higher when it has none and stays the lower."""
    if low.scale is None and high.scale is not None and low.value * high.scale <= high.total:
        grouped = low.digits.count(".") > 0 and low.value >= 1000
        if not grouped:
            low = replace(low, scale=high.scale)
    return low, high


def opening(low: Quantity, text: str) -> int:
    """Return where the range begins: at "tussen", which makes it one."""
    match = _BETWEEN.search(text, max(0, low.start - 30), low.start)
    return match.start() if match else low.start


#: What parts the members of a list that share the unit of the last: "10, 20 en 30 miljoen euro".
_PARTED: Final = re.compile(
    r"(?P<comma>,)?\s(?:(?P<word>en|of|naar|respectievelijk|resp\.|versus)\s)?(?:van\s|naar\s)?"
    r"(?:(?:circa|ca\.|ongeveer|ruim|bijna|maximaal|zo['’]n|nog geen|meer dan)\s)?"
)
_LETTERED: Final = re.compile(r"[A-Z][\w-]*\s$")


def shared(found: Sequence[Quantity], text: str) -> list[Quantity]:
    """Give members of a list the unit and the scale that stand behind the last of them."""
    given = list(found)
    goes_on = False
    for at in range(len(given) - 2, -1, -1):
        one, after = given[at], given[at + 1]
        parted = _PARTED.fullmatch(text, one.end, after.start) if after.unit else None
        if (
            parted
            and parted["word"] == "en"
            and _BETWEEN.search(text[max(0, one.start - 30) : one.start])
        ):
            parted = None
        goes_on = parted is not None and (parted["word"] is not None or goes_on)
        if goes_on:
            given[at] = _like(one, after, text)
            goes_on = given[at] is not one
    return given


def _like(one: Quantity, after: Quantity, text: str) -> Quantity:
    scale = one.scale or after.scale
    small = one.scale is None and one.value < 1000
    if one.unit:
        joined = one.unit == after.unit and one.money_first and after.money_first and small
        return replace(one, scale=scale) if joined else one
    named = _LETTERED.search(text[max(0, one.start - 20) : one.start]) is not None
    if named or not one.digits or _YEAR.fullmatch(one.digits) or one.rule != "number":
        return one
    return replace(one, unit=after.unit, scale=scale if small else one.scale, rule=after.rule)
