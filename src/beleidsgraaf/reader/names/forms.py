"""The forms in which a label may stand in a text: its spellings, its inflections, its capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, Literal

from beleidsgraaf.reader.names.label import Label, Token, tokens
from beleidsgraaf.reader.nouns import plurals

Case = Literal["exact", "capital", "any"]

#: Classes whose labels are common nouns: their first capital is that of a heading.
_COMMON: Final = frozenset(
    {"Technology", "Sector", "Theme", "Problem", "Goal", "Measure", "Effect", "Post"}
)
#: Common nouns that open a name and are written with or without a capital.
_OPENERS: Final = frozenset(
    """ministerie stichting provincie gemeente universiteit vereniging inspectie wet raad staat
    verordening richtlijn programma actieplan taskforce platform coalitie koninklijke regionale
    nationale nationaal europese europees kenniscentrum missiegedreven topsector fonds""".split()
)
_ARTICLES: Final = frozenset({"de", "het", "the"})
#: Adjectives with and without -e: "Nationaal Groeifonds", "het Nationale Groeifonds".
_ADJECTIVES: Final = (
    ("aal", "ale"),
    ("eel", "ele"),
    ("ees", "ese"),
    ("ief", "ieve"),
    ("isch", "ische"),
    ("lijk", "lijke"),
    ("ig", "ige"),
    ("ands", "andse"),
    ("air", "aire"),
)


@dataclass(frozen=True, slots=True)
class Form:
    """The folded tokens of a label in one form, what the case of each must be, and the gaps."""

    key: tuple[str, ...]
    cases: tuple[Case, ...]
    raws: tuple[str, ...]
    gaps: tuple[str, ...]
    label: Label


def forms(label: Label) -> Iterator[Form]:
    """Yield the forms of a label; none for a label without letters."""
    if not any(sign.isalpha() for sign in label.text):
        return
    for text in dict.fromkeys(_spellings(label)):
        yield from _forms(replace(label, text=text))


def _spellings(label: Label) -> Iterator[str]:
    """Yield a name as it is and with "&" for "en", which writers take for one another."""
    yield label.text
    if label.type not in _COMMON and label.text[0].isupper():
        yield label.text.replace(" en ", " & ")
        yield label.text.replace(" & ", " en ")


def _forms(label: Label) -> Iterator[Form]:
    parts = tokens(label.text)
    if len(parts) > 1 and parts[0].raw in _ARTICLES and parts[1].raw[0].isupper():
        parts = parts[1:]  # "de SER": the article is no part of the name
    base = _form(label, parts)
    yield base
    if len(parts) > 2 and base.key[0] in _ARTICLES:
        base = _form(label, parts[1:])
        yield base
    yield from _inflected(base)
    yield from _joined(base)


def _form(label: Label, parts: list[Token]) -> Form:
    gaps = tuple(gap(label.text[one.end : other.start]) for one, other in pairwise(parts))
    return Form(
        tuple(part.folded for part in parts),
        tuple(_cases(label, parts)),
        tuple(part.raw for part in parts),
        gaps,
        label,
    )


def gap(text: str) -> str:
    """Return what stands between two tokens, without spaces, hyphens and brackets."""
    return re.sub(r"[\s\-]+", "", text)


def _cases(label: Label, parts: list[Token]) -> Iterator[Case]:
    heading = label.type in _COMMON or len(parts) > 1
    capitals = sum(part.raw[0].isupper() for part in parts)
    for index, part in enumerate(parts):
        case = _case(part.raw)
        opens = index == 0 and case == "capital"
        if opens and heading and (capitals == 1 or part.folded in _OPENERS):
            yield "any"
        else:
            yield case


def _case(raw: str) -> Case:
    upper = sum(sign.isupper() for sign in raw)
    if upper >= 2 or (upper and any(sign.isdigit() for sign in raw)) or len(raw) == 1:
        return "exact"
    return "capital" if upper else "any"


def _inflected(base: Form) -> Iterator[Form]:
    for index, word in enumerate(base.key[:-1]):
        for one in _adjectives(word):
            yield _with(base, index, one)
    last = base.key[-1]
    if base.cases[-1] == "exact":
        if len(base.raws[-1]) > 1 and last[-1].isalpha() and last[-1] != "s":
            yield _with(base, len(base.key) - 1, last + "s")
    elif base.cases[-1] == "any" or len(base.key) > 1:
        for one in plurals(last):
            yield _with(base, len(base.key) - 1, one.replace("'", ""))
    elif last[-1] not in "sxz":
        yield _with(base, 0, last + "s")


def _adjectives(word: str) -> Iterator[str]:
    for without, with_e in _ADJECTIVES:
        if word.endswith(without):
            yield word.removesuffix(without) + with_e
        elif word.endswith(with_e):
            yield word.removesuffix(with_e) + without


def _with(base: Form, index: int, word: str) -> Form:
    raw = base.raws[index]
    if base.cases[index] == "exact":
        raw += word[len(raw) :]
    key = (*base.key[:index], word, *base.key[index + 1 :])
    raws = (*base.raws[:index], raw, *base.raws[index + 1 :])
    return Form(key, base.cases, raws, base.gaps, base.label)


def _joined(base: Form) -> Iterator[Form]:
    """Yield the form of "Sociaal-Economische" without its hyphen, as after a line's end."""
    if len(base.key) == 2 and base.gaps == ("",) and "-" in base.label.text:
        yield Form(("".join(base.key),), (base.cases[0],), ("".join(base.raws),), (), base.label)


def fits(form: Form, found: list[Token], between: list[str]) -> bool:
    """Say whether tokens of a text have the case and the gaps that a form asks for."""
    if any(gap(one) != other for one, other in zip(between, form.gaps, strict=True)):
        return False
    return all(
        _fits(case, raw, token.raw)
        for case, raw, token in zip(form.cases, form.raws, found, strict=True)
    )


def _fits(case: Case, raw: str, written: str) -> bool:
    if case == "exact":
        return written == raw or (written.isupper() and raw.upper() == written and len(raw) > 4)
    return case == "any" or written[0].isupper()
