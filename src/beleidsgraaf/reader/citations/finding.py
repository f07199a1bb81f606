"""All rules over one text: what each finds, which of two that overlap holds, what is left out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from beleidsgraaf.reader.citations import (
    context,
    debates,
    european,
    gazettes,
    identifiers,
    kamerstukken,
    laws,
    motions,
    reports,
    unlabelled,
)
from beleidsgraaf.reader.citations.citation import UNRESOLVED, Citation, Find, Own
from beleidsgraaf.reader.citations.smooth import SmoothText, smooth

#: Every rule; of two finds that begin at one place the longer holds, then the earlier rule.
RULES: Final[tuple[Callable[[str], Iterator[Find]], ...]] = (
    identifiers.find,
    kamerstukken.find,
    debates.find,
    gazettes.find,
    european.find,
    laws.find,
    unlabelled.find,
    context.pieces,
    context.footnotes,
    motions.find,
    reports.find,
)
_SENTENCE_END: Final = re.compile(r"[.!?]\s+[A-Z\u2018\u201c]|\b[Mm]oties?\b|;")
#: The chair of a debate renumbers a motion that she calls by name.
_RENUMBERS: Final = re.compile(
    r"\s+is\s+in\s+die\s+zin\s+gewijzigd\b.*\skrijgt\s+(?:nu\s+|thans\s+)?", re.DOTALL
)
_ABBREVIATION: Final = re.compile(r"c\.\s?s\.|\b(?:nr|nrs|o\.a|jl|d\.d|blz|p)\.")


def find(text: str, *, own: Own | None = None) -> list[Citation]:
    """Return the citations of a text in order; none overlaps another."""
    page = smooth(text)
    return [_citation(text, page, one) for one in found(page.text, own or Own())]


def found(text: str, own: Own) -> list[Find]:
    """Return the finds in a smooth text."""
    all_of = (one for rule in RULES for one in rule(text))
    kept = context.completed(_apart(all_of), own)
    kept = [one for one in kept if not _is_own(one, own)]
    numbered = [one for one in kept if one.targets[0].startswith(("kst-", UNRESOLVED))]
    starts = [one.start for one in numbered]
    return [
        one
        for one in kept
        if one.rule != "motion-by-name"
        or not _has_number(text, one, numbered, bisect_left(starts, one.start))
    ]


def _citation(text: str, page: SmoothText, one: Find) -> Citation:
    start, end = page.source(one.start, one.end)
    return Citation(start, end, text[start:end], one.targets, one.rule, one.confidence)


def _apart(finds: Iterable[Find]) -> list[Find]:
    kept: list[Find] = []
    end = 0
    for one in sorted(finds, key=lambda one: (one.start, -one.end)):
        if one.start >= end:
            kept.append(one)
            end = one.end
    return kept


def _is_own(one: Find, own: Own) -> bool:
    return bool(own.document) and set(one.targets) == {own.document}


def _has_number(text: str, motion: Find, numbered: list[Find], at: int) -> bool:
    """Say whether a motion's number stands in brackets behind its name, or just before it."""
    if at < len(numbered) and _belongs(
        text[motion.end : min(numbered[at].start, motion.end + 401)]
    ):
        return True
    between = text[numbered[at - 1].end : motion.start] if at else "-"
    return re.fullmatch(r"\s*[(:]\s*(?:de\s+)?", between[:99]) is not None


def _belongs(between: str) -> bool:
    if len(between) <= 400 and _RENUMBERS.fullmatch(between):
        return True
    if len(between) > 400 or _SENTENCE_END.search(_ABBREVIATION.sub("", between)):
        return False
    in_brackets = between.rfind("(") > between.rfind(")") or between.rfind("[") > between.rfind("]")
    return in_brackets or between.strip() in {"", ",", "op stuk"}
