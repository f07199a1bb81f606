"""The words of SPARQL, enough of them to count by: the grammar's terminals, section 19.8.

Every alternative is possessive and every token starts where the last one ended, so that the time
is linear in the text, whatever the text. Python before 3.11.5 forgets to step back when a branch
fails midway in a possessive group: there a branch looks ahead before it takes anything, or, in long
strings, the group is greedy with branches that differ in their first sign.
"""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple, cast

from beleidsgraaf.errors import BadEncoding, QuerySyntaxError

Kind = Literal[
    "space", "comment", "string", "iri", "blank", "name", "word", "variable", "lang", "number",
    "sign",
]  # fmt: skip


class Token(NamedTuple):
    """One token: its kind, its text, and the offset where it starts."""

    kind: Kind
    text: str
    start: int


#: PN_CHARS_BASE
_BASE: Final = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
#: What VARNAME adds after its first sign
_MORE: Final = "\u00b7\u0300-\u036f\u203f-\u2040"
#: PN_CHARS
_CHARS: Final = rf"{_BASE}_0-9\-{_MORE}"
#: PLX
_ESCAPED: Final = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%]"

#: A prefix longer than this is none: looking for its colon must not take the rest of the text.
_PREFIX_LENGTH: Final = 255

_BEFORE_IRI: Final = r"""
  (?P<space>   [ \t\r\n]++ )
| (?P<comment> \#[^\r\n]*+ )
| (?P<string>  \"{3} (?: [^"\\]++ | \\. | "(?!"") )* \"{3}
             | '{3} (?: [^'\\]++ | \\. | '(?!'') )* '{3}
             | (?!\"{3}) " (?: [^"\\\r\n]++ | \\[^\r\n] )*+ "
             | (?!'{3}) ' (?: [^'\\\r\n]++ | \\[^\r\n] )*+ ' )
"""
_IRI: Final = r"""
| (?P<iri>     < (?: [^\x00-\x20<>"{}|^`\\]++ | \\u[0-9A-Fa-f]{4} | \\U[0-9A-Fa-f]{8} )*+ > )
"""
_AFTER_IRI: Final = rf"""
| (?P<blank>   _: [{_BASE}_0-9] (?: [{_CHARS}]++ | (?=\.++[{_CHARS}]) \.++ )*+ )
| (?P<name>    (?: [{_BASE}] [{_CHARS}.]{{0,{_PREFIX_LENGTH}}}+ )? :
               (?: (?: [{_BASE}_0-9:] | {_ESCAPED} )
                   (?: [{_CHARS}:]++ | {_ESCAPED} | (?=\.++[{_CHARS}:%\\]) \.++ )*+ )? )
| (?P<word>    [A-Za-z][A-Za-z0-9_]*+ )
| (?P<variable> [?$] [{_BASE}_0-9] [{_BASE}_0-9{_MORE}]*+ )
| (?P<lang>    @ [A-Za-z]++ (?: --?[A-Za-z0-9]++ )*+ )
| (?P<number>  [0-9]*+ \. [0-9]*+ [eE] [+-]?+ [0-9]++ | [0-9]*+ \. [0-9]++
             | [0-9]++ (?: [eE] [+-]?+ [0-9]++ )? )
| (?P<sign>    << | >> | \^\^ | && | \|\| | [!<>]= | [{{}}()\[\];,.*/|^?+\-=<>!~] )
"""
_FLAGS: Final = re.VERBOSE | re.DOTALL
_TOKEN: Final = re.compile(_BEFORE_IRI + _IRI + _AFTER_IRI, _FLAGS)
_TOKEN_BUT_IRI: Final = re.compile(_BEFORE_IRI + _AFTER_IRI, _FLAGS)


def token_at(text: str, start: int, *, iri: bool = True) -> Token:
    """Return the token that starts here; without ``iri`` an angle bracket is an operator.

    Raises :class:`QuerySyntaxError` or :class:`BadEncoding` where none starts.
    """
    found = (_TOKEN if iri else _TOKEN_BUT_IRI).match(text, start)
    if found is None:
        raise _no_token(text, start)
    return Token(cast(Kind, found.lastgroup), found[0], start)


def syntax_error(text: str, start: int, reason: str) -> QuerySyntaxError:
    """Return the error for this offset, with its line and column."""
    line = text.count("\n", 0, start) + 1
    column = start - text.rfind("\n", 0, start)
    return QuerySyntaxError(f"Line {line}, column {column}: {reason}", line=line, column=column)


def _no_token(text: str, start: int) -> QuerySyntaxError | BadEncoding:
    if text[start : start + 2] in ("\\u", "\\U"):
        return BadEncoding("\\u escapes are read within strings and IRIs only.")
    if text[start] in "'\"":
        return syntax_error(text, start, "this string does not end.")
    return syntax_error(text, start, "this sign has no meaning here.")
