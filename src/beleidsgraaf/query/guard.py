"""Looks at a stranger's query before the engine does.

It refuses what this service never does, and shapes that end the engine: measured on pyoxigraph
0.5.13, 2,200 nested braces, 7,000 terms of a sum or 2,700 BINDs end the process, and 400 triple
patterns or 200 OPTIONALs keep the planner busy for seconds on an empty store. It does not judge
syntax, beyond what it needs so that it and the engine read the same words.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from beleidsgraaf import terms
from beleidsgraaf.errors import BadEncoding, QueryRefused, QueryTooLarge
from beleidsgraaf.query.tokens import Token, syntax_error, token_at
from beleidsgraaf.query.words import FORMS, KNOWN, UPDATES, VOLATILE
from beleidsgraaf.settings import Settings

_CLOSING: Final = {")": "(", "]": "[", "}": "{", ">>": "<<"}
_OPERATORS: Final = frozenset("+ - * / | || && ! ^ = != < > <= >= ?".split())
_CLAUSES: Final = frozenset("OPTIONAL UNION MINUS BIND FILTER GRAPH VALUES HAVING".split())
_OPERANDS: Final = frozenset({"iri", "name", "blank", "variable", "string", "number"})
#: No expression can start like this after ``<``: a colon ends a name and two slashes no division.
_ABSOLUTE: Final = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*+://")
_NOTHING: Final = Token("space", "", 0)


@dataclass(frozen=True, slots=True)
class Scan:
    """A query that may be evaluated: its text, its form, and the dataset that it names itself.

    ``volatile`` says that the same query may have another answer on the same snapshot; ``normal``
    is the query without comments and layout, equal for queries that only differ in those.
    """

    text: str
    normal: str
    form: str
    volatile: bool
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


def decode(body: bytes) -> str:
    """Return the text of a query sent as bytes; raise :class:`BadEncoding` if it is no UTF-8."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadEncoding(f"The query is not valid UTF-8 (byte {error.start + 1}).") from None


def check(text: str, settings: Settings) -> Scan:
    """Return what the query asks for; raise an ``InputError`` for what is not evaluated."""
    text = text.removeprefix("\ufeff")
    _check_signs(text, settings)
    scanner = _Scanner(text, settings)
    scanner.run()
    return Scan(
        text,
        scanner.normal,
        scanner.form,
        scanner.volatile,
        tuple(scanner.default_graphs),
        tuple(scanner.named_graphs),
    )


def _check_signs(text: str, settings: Settings) -> None:
    try:
        size = len(text.encode())
    except UnicodeEncodeError:
        raise BadEncoding("The query has half a surrogate pair.") from None
    if "\0" in text:
        raise BadEncoding("The query has a NUL character.")
    if size > settings.query_bytes:
        raise QueryTooLarge(
            f"The query has {size} bytes; at most {settings.query_bytes} are accepted.",
            code="query_too_large",
        )


class _Scanner:
    """One walk over the tokens, with what has been counted so far."""

    def __init__(self, text: str, settings: Settings) -> None:
        self.form = ""
        self.volatile = False
        self.default_graphs: list[str] = []
        self.named_graphs: list[str] = []
        self._text = text
        self._settings = settings
        self._open: list[str] = []
        self._values: int | None = None
        self._counts: Counter[str] = Counter()
        self._pattern_begun = False
        self._prefixes = dict(terms.PREFIXES)
        self._last = self._before_last = _NOTHING
        self._parts: list[str] = []
        self._gap = False

    @property
    def normal(self) -> str:
        return "".join(self._parts).strip()

    def run(self) -> None:
        position = 0
        while position < len(self._text):
            token = self._token(position)
            position += len(token.text)
            if token.kind in ("space", "comment"):
                self._gap = True
                continue
            self._parts += (" ", token.text) if self._gap else (token.text,)
            self._gap = False
            self._see(token)
            self._before_last, self._last = self._last, token
        if not self.form:
            raise syntax_error(self._text, len(self._text), "there is no query here.")

    def _token(self, position: int) -> Token:
        """Return the next token, with ``<`` read as the engine would where it could be either."""
        token = token_at(self._text, position)
        if not token.text.startswith("<") or not self._after_operand():
            return token
        if token.text == "<<":
            return Token("sign", "<", position)
        if token.kind != "iri" or _ABSOLUTE.match(token.text):
            return token
        if "'" in token.text or "#" in token.text:
            raise syntax_error(
                self._text, position, "put a space after this <, or write it as %3C."
            )
        return token_at(self._text, position, iri=False)

    def _after_operand(self) -> bool:
        """Say whether an operator may stand here."""
        return (
            self._innermost() == "("
            and self._values is None
            and (
                self._last.kind in _OPERANDS
                or self._last.kind == "lang"
                or self._last.text.upper() in (")", "TRUE", "FALSE")
            )
        )

    def _innermost(self) -> str:
        return self._open[-1] if self._open else ""

    def _see(self, token: Token) -> None:
        if token.kind == "word":
            self._see_word(token)
        elif token.kind == "sign":
            self._see_sign(token)
        elif token.kind in _OPERANDS:
            self._see_operand(token)

    # -- words ---------------------------------------------------------------------------------

    def _see_word(self, token: Token) -> None:
        word = token.text.upper()
        if word not in KNOWN:
            raise syntax_error(self._text, token.start, f"{token.text[:30]!r} is no SPARQL word.")
        if word == "SERVICE":
            raise _federation()
        if word in UPDATES:
            raise _update(word)
        self.volatile |= word in VOLATILE
        if word in FORMS and not self.form:
            self.form = word
        if word in _CLAUSES:
            self._count(word, self._settings.query_clauses)
        if word == "AS":
            self._count(word, self._settings.query_triple_patterns)
        if word == "VALUES":
            self._values = len(self._open)
        if word not in ("A", "TRUE", "FALSE"):
            self._end_pattern()

    # -- brackets and operators ----------------------------------------------------------------

    def _see_sign(self, token: Token) -> None:
        sign = token.text
        if sign in ("(", "[", "{", "<<"):
            self._see_opening(token)
        elif sign in _CLOSING:
            self._see_closing(token)
        elif sign in (".", ";", ",") and self._innermost() != "(":
            self._end_pattern()
        elif sign in _OPERATORS and self._values is None:
            self._count("operators", self._settings.query_operators)
            if sign == "/":  # a step of a path is a triple pattern to the planner
                self._count_pattern()

    def _see_opening(self, token: Token) -> None:
        if token.text == "{":
            self._refuse_glued_service()
            self._end_pattern()
            self._count("groups", self._settings.query_triple_patterns)
        if token.text != "(":
            self._pattern_begun = False
        self._open.append(token.text)
        if len(self._open) > self._settings.query_depth:
            raise QueryTooLarge(
                f"Brackets are nested deeper than {self._settings.query_depth}.",
                code="query_too_deep",
            )

    def _see_closing(self, token: Token) -> None:
        if self._innermost() != _CLOSING[token.text]:
            raise syntax_error(self._text, token.start, f"{token.text!r} closes nothing.")
        self._open.pop()
        if token.text != ")":
            self._end_pattern()
            self._pattern_begun = token.text != "}"
        if token.text == "}" and self._values == len(self._open):
            self._values = None

    # -- terms ---------------------------------------------------------------------------------

    def _see_operand(self, token: Token) -> None:
        if not self._open:
            self._see_term_outside(token)
        elif self._values is not None:
            return
        elif self._innermost() != "(":
            self._pattern_begun = True
        elif self._last.kind in _OPERANDS:  # two terms side by side: a list, two triples each
            self._count_pattern()
            self._count_pattern()

    def _see_term_outside(self, token: Token) -> None:
        """Take what stands before the braces: prefixes, the dataset, what is described."""
        before = self._last.text.upper()
        if token.kind not in ("iri", "name"):
            return
        if self._before_last.text.upper() == "PREFIX" and token.kind == "iri":
            self._prefixes[self._last.text.removesuffix(":")] = token.text[1:-1]
        elif before == "FROM":
            self.default_graphs.append(self._graph(token))
        elif before == "NAMED":
            self.named_graphs.append(self._graph(token))
        elif before not in ("PREFIX", "BASE"):
            self._refuse_glued_from(token)
            self._count_pattern()

    def _graph(self, token: Token) -> str:
        iri = token.text[1:-1]
        if token.kind == "name":
            prefix, _, local = token.text.partition(":")
            iri = self._prefixes.get(prefix, "") + local.replace("\\", "")
        return own_graph(iri)

    # -- the engine also reads SERVICE:x and FROM:x, without a space ------------------------------

    def _refuse_glued_service(self) -> None:
        prefix = self._last.text.partition(":")[0].upper()
        if (
            self._last.kind == "name"
            and "SERVICE" in prefix
            and self._before_last.text.upper() != "GRAPH"
        ):
            raise _federation()

    def _refuse_glued_from(self, token: Token) -> None:
        if token.text.partition(":")[0].upper().endswith(("FROM", "FROMNAMED")):
            raise syntax_error(self._text, token.start, "write a space after FROM.")

    # -- counts --------------------------------------------------------------------------------

    def _end_pattern(self) -> None:
        if self._pattern_begun:
            self._pattern_begun = False
            self._count_pattern()

    def _count_pattern(self) -> None:
        self._count("triple patterns", self._settings.query_triple_patterns)

    def _count(self, what: str, most: int) -> None:
        self._counts[what] += 1
        if self._counts[what] > most:
            raise QueryTooLarge(f"The query has more than {most} {what}.", code="query_too_complex")


def own_graph(iri: str) -> str:
    """Return the IRI of a graph of ours; raise :class:`QueryRefused` for any other."""
    if not iri.startswith(terms.GRAPH):
        raise QueryRefused(
            "FROM and the dataset parameters choose among the graphs of this service only.",
            code="foreign_graph",
        )
    return iri


def _federation() -> QueryRefused:
    return QueryRefused(
        "SERVICE is switched off: this endpoint asks no other.", code="federation_refused"
    )


def _update(word: str) -> QueryRefused:
    if word == "LOAD":
        return QueryRefused("LOAD is switched off.", code="load_refused")
    return QueryRefused("This endpoint is read-only.", code="update_refused")
