"""Two numbers that bound one amount: "5 tot 10 miljoen euro", "tussen 16% en 20%"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from beleidsgraaf.reader.amounts.amount import Quantity

_JOINT: Final = re.compile(
    r"\s?(?:(?P<dash>-)|(?P<en>(?<=\s)en)|(?P<tot>(?<=\s)(?:tot(?: en met)?|t/m"
    r"|naar))|(?P<a>(?<=\s)[àa]))\s?"
    r"(?:(?<=\s)(?:de|het|maximaal|ruim|circa|ca\.|ongeveer)\s)?(?P<sign>€|EUR|euro)?\s?"
)
_BETWEEN: Final = re.compile(r"(?:^|(?<=\W))tussen\s(?:de\s|het\s)?(?:€\s?|EUR\s)?$", re.I)
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
        inner = _JOINT.match(text, low.end, high.start)
        if inner is None or inner.end() != high.start:
            return None
        joint = inner
    if not high.unit or (low.unit and low.unit != high.unit):
        return None
    if not _reads_as_range(low, joint, text):
        return None
    return high


def _reads_as_range(low: Quantity, joint: re.Match[str], text: str) -> bool:
    before = text[max(0, low.start - 60) : low.start]
    if joint["en"]:
        return _BETWEEN.search(before) is not None
    if joint["tot"]:
        if joint["tot"] == "naar":
            return False
        governed = _FROM.sub("", before)
        return not (low.unit and changes(governed)) or not low.unit
    if joint["dash"]:
        return low.value >= 0 and not re.fullmatch(r"(?:1[5-9]|20|21)\d\d", low.digits)
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
    match = _BETWEEN.search(text, max(0, low.start - 20), low.start)
    return match.start() if match else low.start
