"""Dutch verbs: the forms of an infinitive, by the rules of spelling and the table of strong verbs.

An infinitive is written with a bar behind a prefix that parts ("over|nemen") and an asterisk where
its last syllables have no stress ("leveren*": "levert", not "leveert").
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

_KEPT_WHOLE: Final = ("be", "ge", "her", "ont", "ver", "er")
#: Written without a bar they do not part, and the participle has no ge-.
_MAY_PART: Final = ("onder", "over", "door", "voor", "om", "mis", "aan", "vol")
_OPEN: Final = re.compile(r"(?:^|[^aeiouy])([aeou])[bcdfgklmnprstvwz]$|^([aeou])[a-z]$")
_DOUBLE: Final = re.compile(r"([bdfgklmnprst])\1$")
_DEVOICED: Final = {"v": "f", "z": "s"}
_VOICELESS: Final = ("t", "k", "f", "s", "ch", "p", "x")
#: A long vowel that the spelling of the infinitive already shows, or no stress.
_UNSTRESSED: Final = re.compile(r"[a-z]{3}el$|ig$")


@dataclass(frozen=True, slots=True)
class Verb:
    """The forms of a verb without its parting ``prefix``; ``participle`` is written whole."""

    infinitive: str
    prefix: str
    present: frozenset[str]
    past: frozenset[str]
    participle: str

    @property
    def finite(self) -> frozenset[str]:
        """The forms that a finite verb has in a main clause, without the prefix."""
        return self.present | self.past


@cache
def _strong() -> Mapping[str, tuple[str, str, str]]:
    table = files("beleidsgraaf.reader.verbs").joinpath("strong.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and line[0] != "#")
    return {row[0]: (row[1], row[2], row[3]) for row in rows}


@cache
def verb(written: str) -> Verb:
    """Return the forms of an infinitive."""
    prefix, _, infinitive = written.rstrip("*").rpartition("|")
    stem = _stem(infinitive, stressed=not written.endswith("*"))
    present = frozenset({stem, stem if stem.endswith("t") else stem + "t", infinitive})
    if base := _base(infinitive):
        before = infinitive.removesuffix(base)
        singular, plural, participle = _strong()[base]
        kept = participle if not before else before + participle.removeprefix("ge")
        parted = prefix + kept
        if base in {"gaan", "staan", "slaan"}:
            present = frozenset({infinitive[:-2], infinitive[:-1] + "t", infinitive})
        elif base in {"doen", "zien"}:
            present = frozenset({infinitive[:-1], infinitive[:-1] + "t", infinitive})
        return Verb(
            infinitive, prefix, present, frozenset({before + singular, before + plural}), parted
        )
    hard = infinitive.removesuffix("en").endswith(_VOICELESS)
    past = stem + ("te" if hard else "de")
    ge = "" if not prefix and infinitive.startswith(_KEPT_WHOLE) and len(infinitive) > 6 else "ge"
    if prefix and infinitive.startswith(_KEPT_WHOLE):
        ge = ""
    if not prefix and infinitive.startswith(_MAY_PART):
        ge = ""
    end = "" if stem.endswith("t" if hard else "d") else ("t" if hard else "d")
    body = _DIAERESIS.get(stem[0], stem[0]) + stem[1:] if ge else stem
    return Verb(
        infinitive, prefix, present, frozenset({past, past + "n"}), f"{prefix}{ge}{body}{end}"
    )


_DIAERESIS: Final = {"e": "ë", "i": "ï"}


def _base(infinitive: str) -> str:
    """Return the strong verb that an infinitive is, or that a prefix was put before."""
    table = _strong()
    if infinitive in table:
        return infinitive
    for before in (*_KEPT_WHOLE, *_MAY_PART):
        if infinitive.startswith(before) and infinitive[len(before) :] in table:
            return infinitive[len(before) :]
    return ""


def _stem(infinitive: str, *, stressed: bool) -> str:
    stem = infinitive.removesuffix("en") if infinitive.endswith("en") else infinitive[:-1]
    if _DOUBLE.search(stem):
        stem = stem[:-1]
    elif stressed and not _UNSTRESSED.search(stem) and _OPEN.search(stem):
        stem = f"{stem[:-1]}{stem[-2]}{stem[-1]}"
    if stem[-1:] in _DEVOICED:
        stem = stem[:-1] + _DEVOICED[stem[-1]]
    return stem


@cache
def common() -> frozenset[str]:
    """Return forms of the verbs that any text has, auxiliaries among them."""
    listed = files("beleidsgraaf.reader.verbs").joinpath("common.txt").read_text("utf-8")
    return frozenset(listed.split())
