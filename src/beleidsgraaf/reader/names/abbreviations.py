"""Abbreviations that a text introduces itself: "Nationaal Coördinator Grondstoffen (NCG)"."""

from __future__ import annotations

import re
from typing import Final

from beleidsgraaf.text import fold

_BEHIND: Final = re.compile(
    r"\s?\((?:hierna|verder|afgekort|voortaan)?:?\s?(?:de\s|het\s)?[‘“\"'’]?"
    r"(?P<short>[A-Z][\w&./+-]{1,11})[’”\"']?\)"
)
_BEFORE: Final = re.compile(r"(?<![\w-])(?P<short>[A-Z][\w&./+-]{1,11})\s\((?:de\s|het\s)?$")


def introduced(text: str, start: int, end: int, name: str) -> tuple[int, int] | None:
    """Return where the abbreviation stands that is introduced beside a name at ``start:end``."""
    behind = _BEHIND.match(text, end)
    if behind and abbreviates(behind["short"], name):
        return behind.span("short")
    before = _BEFORE.search(text, max(0, start - 20), start)
    if before and text[end : end + 1] == ")" and abbreviates(before["short"], name):
        return before.span("short")
    return None


def abbreviates(short: str, name: str) -> bool:
    """Say whether the letters of an abbreviation stand in a name in order, from a word's first."""
    if sum(sign.isupper() for sign in short) < 2 or len(short) >= len(name):
        return False
    letters = [sign for sign in fold(short) if sign.isalpha()]
    rest = fold(name)
    if letters[0] not in {word[0] for word in re.findall(r"[^\W_]+", rest)}:
        return False
    at = 0
    for letter in letters:
        at = rest.find(letter, at) + 1
        if at == 0:
            return False
    return True
