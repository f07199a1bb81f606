"""Query text for an engine elsewhere: what it must declare, and what that engine must not see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from beleidsgraaf import terms
from beleidsgraaf.errors import QueryRefused
from beleidsgraaf.query.dialects import Dialect
from beleidsgraaf.query.tokens import Token, token_at

#: Lines that :func:`declared` puts before the text: places in an engine's errors count them.
LINES_BEFORE: Final = 1
_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def declared(text: str, dialect: Dialect) -> str:
    """Return the text with the pragmas of the dialect and the prefixes of this project."""
    prefixes = terms.sparql_prefixes().replace("\n", " ")
    return f"{dialect.pragmas} {prefixes}".strip() + "\n" + text


def refuse_inner_functions(text: str, dialect: Dialect) -> None:
    """Raise :class:`QueryRefused` for the engine's own functions, which reach past the graph."""
    for token in _tokens(text):
        if token.kind in ("iri", "name"):
            plain = _ESCAPE.sub(_sign, token.text).lower()
            if any(scheme in plain for scheme in dialect.refused):
                raise QueryRefused(
                    "The query names a function of the engine itself.", code="function_refused"
                )


def solutions_of(text: str) -> str:
    """Return a SELECT with as many rows as a CONSTRUCT or DESCRIBE has solutions.

    Empty for a DESCRIBE without a pattern, which has none.
    """
    tokens = [each for each in _until_pattern(text) if each.kind not in ("space", "comment")]
    start = next(i for i, t in enumerate(tokens) if t.text.upper() in ("CONSTRUCT", "DESCRIBE"))
    head, end = tokens[start], _end_of_head(tokens, start)
    rest = text[end:]
    if not rest.strip():
        return ""
    name = "counted"
    while name in text:
        name += "_"
    return f"{text[: head.start]}SELECT (1 AS ?{name}) {rest}"


def _end_of_head(tokens: list[Token], start: int) -> int:
    """Return where the template, or the list of what is described, ends."""
    if tokens[start].text.upper() == "CONSTRUCT":
        template = tokens[start + 1].text == "{"
        last = tokens[-1] if template else tokens[start]
    else:
        last = tokens[start]
        for token in tokens[start + 1 :]:
            if token.kind not in ("variable", "iri", "name") and token.text != "*":
                break
            last = token
    return last.start + len(last.text)


def _until_pattern(text: str) -> Iterator[Token]:
    """Give the tokens up to the end of a CONSTRUCT's template, or to what follows the form."""
    form, depth = "", 0
    for token in _tokens(text):
        yield token
        depth += (token.text == "{") - (token.text == "}") if token.kind == "sign" else 0
        if form and depth == 0 and (token.text == "}" or token.kind == "word"):
            return
        if token.kind == "word" and token.text.upper() in ("CONSTRUCT", "DESCRIBE"):
            form = token.text
        elif form.upper() == "DESCRIBE" and depth:
            return


def _tokens(text: str) -> Iterator[Token]:
    """Give all tokens; what could be an IRI or a comparison is given as an IRI."""
    position = 0
    while position < len(text):
        token = token_at(text, position)
        position += len(token.text)
        yield token


def _sign(escape: re.Match[str]) -> str:
    number = int(escape[1] or escape[2], 16)
    return chr(number) if number < 0x110000 else ""
