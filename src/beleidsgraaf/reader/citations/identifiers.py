"""Identifiers that stand for themselves: kst-33009-92, blg-1184123, 2020D43344, ECLI numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from beleidsgraaf.reader.citations.citation import UNRESOLVED, Find

#: Identifiers of the official publications: a family, then its parts.
_PUBLISHED: Final = re.compile(
    r"(?<![\w-])(?P<family>kst|blg|kv-tk|kv-ek|ah-tk|ah-ek|h-tk|h-ek|nds-tk|stb|stcrt|trb|gmb|prb|wsb)"
    r"-\s{0,2}(?P<rest>(?=\w*\d)[0-9A-Za-z]{1,14}(?:-\s{0,2}[0-9A-Za-z]{1,12}){0,4})(?![\w-])",
    re.IGNORECASE,
)
#: The Tweede Kamer numbers documents (D), cases (Z) and activities (A): 2020D43344.
_PARLIAMENT: Final = re.compile(r"(?<![\w-])(?P<number>20\d\d[DZA]\d{5})(?!\w)")
#: A case is a question where the words before it say so.
_QUESTION: Final = re.compile(
    r"\b(?:kamervra(?:gen|ag)|vraagnummers?|(?:schriftelijke|mondelinge|eerdere|gestelde|nadere)\s+vragen"
    r"|(?<!leden\s)vragen\s+(?:van\s+(?:het\s+lid|de\s+leden)|(?:met|onder)\b))\b",
    re.IGNORECASE,
)
#: The document's own number: alone on a line over the head of questions, or called the agenda's.
_OWN_HEAD: Final = re.compile(
    r"[ \t]*+\r?\n\s*+(?:\(ingezonden|Antwoord\b|Vragen\s+van|Mededeling\s+van)"
)
_OWN_ACTIVITY: Final = re.compile(r"\bactiviteit(?:s?nummer)?\s*+:?\s*+$", re.IGNORECASE)
_SENTENCE_END: Final = re.compile(r"[.?!;]\s+[A-Z]")
#: Until 2010 questions had numbers of ten digits: 2070803210.
_OLD_QUESTION: Final = re.compile(
    r"(?:vraagnummers?|kamervragen?)\s+(?:nr\.?\s*+)?\(?(?P<number>20\d{8})(?!\d)", re.IGNORECASE
)
_ECLI: Final = re.compile(
    r"(?<!\w)ECLI\s?:\s?(?P<country>[A-Z]{2})\s?:\s?(?P<court>[A-Z0-9]{1,7})\s?:\s?(?P<year>\d{4})\s?:"
    r"\s?(?P<number>[A-Z0-9]{1,25}(?:\.[A-Z0-9]{1,25})*)",
    re.IGNORECASE,
)
_LJN: Final = re.compile(r"(?<!\w)LJN\s?:?\s?[A-Z]{2}\s?\d{4}(?!\d)")


def find(text: str) -> Iterator[Find]:
    """Yield the identifiers of a text."""
    for match in _PUBLISHED.finditer(text):
        if target := published(match):
            yield Find(match.start(), match.end(), (target,), "identifier")
    for match in _PARLIAMENT.finditer(text):
        if not _is_own(text, match):
            yield _parliament(text, match)
    for match in _OLD_QUESTION.finditer(text):
        yield Find(*match.span("number"), (f"kv-tk-{match['number']}",), "question-number", 0.9)
    for match in _ECLI.finditer(text):
        target = re.sub(r"\s", "", match[0]).upper()
        yield Find(match.start(), match.end(), (target,), "ecli")
    for match in _LJN.finditer(text):
        yield Find(match.start(), match.end(), (UNRESOLVED,), UNRESOLVED, 0.5)


def published(match: re.Match[str]) -> str:
    """Return an identifier in its usual spelling, or "" when its parts do not fit its family."""
    family = match["family"].casefold()
    rest = re.sub(r"\s", "", match["rest"])
    if family == "kst":
        if not re.fullmatch(r"(?:\d{5}|\d{4}(?=-))(?:-[A-Za-z0-9]{1,6}){0,2}", rest):
            return ""
        rest = "-".join(part if part[0].isdigit() else part.upper() for part in rest.split("-"))
        return f"kst-{rest}" if "-" in rest else f"dossier-{rest}"
    if family == "blg":
        return f"blg-{rest}" if rest.isdigit() else ""
    if family in {"stb", "stcrt", "trb", "gmb", "prb", "wsb"}:
        return f"{family}-{rest}" if re.fullmatch(r"\d{4}-\d{1,6}(?:-n\d)?", rest) else ""
    return f"{family}-{rest}"


def _is_own(text: str, match: re.Match[str]) -> bool:
    line = ("\n" + text[max(0, match.start() - 40) : match.start()]).rpartition("\n")[2]
    if _OWN_ACTIVITY.search(line):
        return True
    return not line.strip() and _OWN_HEAD.match(text, match.end()) is not None


def _parliament(text: str, match: re.Match[str]) -> Find:
    number = match["number"]
    before = text[max(0, match.start() - 200) : match.start()]
    if "Z" in number and _is_question(before):
        return Find(match.start(), match.end(), (f"kv-tk-{number}",), "question-number", 0.9)
    return Find(match.start(), match.end(), (number,), "parliament-number")


def _is_question(before: str) -> bool:
    """Say whether the sentence before a case's number speaks of questions."""
    words = list(_QUESTION.finditer(before))
    return bool(words) and _SENTENCE_END.search(before, words[-1].end()) is None
