"""Words: what a passage is recognised by, whatever the copy's line breaks, pages or spaces.

A word is a run of letters and digits, NFC and case-folded. Letters joined by a hyphen are one word
("spin-offs" is ``spinoffs``): a hyphen at a line's end may be the word's own or the typesetter's,
and no copy tells which, so neither counts. A hyphen that stands for a left-out part ("start- en
scale-ups") ends its word.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

_RUN: Final = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
_HYPHEN: Final = re.compile(r"[-\u00ad\u2010\u2011](\s*)")
_AFTER_LEFT_OUT_PART: Final = frozenset({"en", "of", "tot", "and", "or", "dan", "noch", "maar"})


class Word(NamedTuple):
    """A word and where it stands: ``start`` and ``end`` are code points of the text it is from."""

    text: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """Return the words of a text in order."""
    found: list[Word] = []
    for match in _RUN.finditer(text):
        word = Word(normal(match[0]), match.start(), match.end())
        if found and _one_word(text, found[-1], word):
            word = Word(found[-1].text + word.text, found.pop().start, word.end)
        found.append(word)
    return found


def normal(run: str) -> str:
    """Return a run of letters and digits as a word: NFC, case-folded."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", run).casefold())


def _one_word(text: str, left: Word, right: Word) -> bool:
    gap = _HYPHEN.fullmatch(text, left.end, right.start)
    if gap is None or not (left.text[-1].isalpha() and right.text[0].isalpha()):
        return False
    return not (gap[1] and right.text in _AFTER_LEFT_OUT_PART)


def digest(passage: Iterable[str]) -> str:
    """Return the SHA-256, in hex, of a passage's words joined by one space."""
    return hashlib.sha256(" ".join(passage).encode()).hexdigest()


def fold(text: str) -> str:
    """Return text for comparing names: no case, no accents, single spaces."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return " ".join(bare.split())


def find(needle: Sequence[str], hay: Sequence[str], start: int = 0) -> list[int]:
    """Return every index at which the words ``needle`` stand in ``hay``, from ``start`` on."""
    if not needle:
        return []
    first, size = needle[0], len(needle)
    last = len(hay) - size
    return [
        index
        for index in range(start, last + 1)
        if hay[index] == first and list(hay[index : index + size]) == list(needle)
    ]
