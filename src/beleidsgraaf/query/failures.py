"""What is said when there is no answer: the reply or the end of a worker, as an error."""

from __future__ import annotations

import re
import signal
from typing import Final

from beleidsgraaf.errors import (
    AnswerTooLarge,
    BadParameter,
    BeleidsgraafError,
    EngineFailed,
    MemoryLimit,
    QueryRefused,
    QuerySyntaxError,
    QueryTimeout,
    WorkerLost,
)
from beleidsgraaf.query.frames import Head
from beleidsgraaf.query.nursery import End
from beleidsgraaf.settings import Settings

_PLACE: Final = re.compile(r"error at (\d{1,9}):(\d{1,9}): expected (?:one of )?")
#: The engine lists what its grammar expected; these are the parts that are a sentence.
_SENTENCE: Final = re.compile(r"[A-Z][A-Za-z]++(?: [A-Za-z]++){2,20}+|[A-Z][a-z]++ not found")
_FUNCTION: Final = re.compile(r"custom function (<[^>]*+>) is not supported")
_LONGEST: Final = 200
#: Signals by which a process ends through a fault of its own.
_CRASHES: Final = (
    signal.SIGABRT, signal.SIGBUS, signal.SIGFPE, signal.SIGILL, signal.SIGSEGV, signal.SIGTRAP,
)  # fmt: skip
_EXCERPT: Final = 30


def from_reply(head: Head, text: str, settings: Settings) -> BeleidsgraafError:
    """Return the error that a worker's reply names."""
    match head["error"]:
        case "query_syntax":
            return _syntax(head["message"], text)
        case "answer_too_large":
            return too_large(settings)
        case "memory_limit":
            return _starved(settings)
        case "foreign_graph":
            return QueryRefused("The dataset names a graph that is not here.", code="foreign_graph")
        case "not_a_graph":
            return BadParameter("SELECT and ASK give a table, not a graph; ask for another format.")
        case "not_a_table":
            return BadParameter("CONSTRUCT and DESCRIBE give a graph; ask for another format.")
    if function := _FUNCTION.search(head["message"]):
        return BadParameter(f"The function {function[1][:_LONGEST]} is not known here.")
    return EngineFailed("The query engine could not evaluate this query.")


def from_end(end: End, settings: Settings) -> BeleidsgraafError:
    """Return the error for a worker that ended amid a query, by no hand of ours."""
    if end.starved:
        return _starved(settings)
    if end.signal is None or end.signal in _CRASHES:
        return EngineFailed(
            "The query engine failed on this query; other queries are not affected."
        )
    return WorkerLost("The process that answered was ended from outside; please ask again.")


def timeout(settings: Settings) -> QueryTimeout:
    """Return the error for a query over its time."""
    return QueryTimeout(
        f"The query ran longer than {settings.query_seconds:g} s and was ended.",
        remedy="Narrow the patterns, or take the whole graph from the downloads.",
    )


def too_large(settings: Settings) -> AnswerTooLarge:
    """Return the error for an answer over its limits."""
    return AnswerTooLarge(
        f"The answer has more than {settings.answer_rows} rows or {settings.answer_bytes} bytes.",
        remedy="Add LIMIT and OFFSET, or take the whole graph from the downloads.",
    )


def _starved(settings: Settings) -> MemoryLimit:
    return MemoryLimit(
        f"The query needs more than {settings.worker_memory // 1_048_576} MiB and was ended.",
        remedy="Narrow the patterns, or sort and group fewer rows.",
    )


def _syntax(message: str, text: str) -> QuerySyntaxError:
    place = _PLACE.match(message)
    if place is None:
        return QuerySyntaxError("The query is not valid SPARQL.")
    reason = "; ".join(dict.fromkeys(_SENTENCE.findall(message, place.end())))
    return syntax(text, int(place[1]), int(place[2]), reason)


def syntax(text: str, line: int, column: int, reason: str = "") -> QuerySyntaxError:
    """Return the error for what stands in the text at this place; both count from one."""
    detail = f"Line {line}, column {column}: {_found(text, line, column)}"
    if reason:
        detail += f" ({reason})"
    return QuerySyntaxError(detail[:_LONGEST], line=line, column=column)


def _found(text: str, line: int, column: int) -> str:
    """Say what stands at this place, in the reader's own words."""
    lines = text.split("\n")
    rest = lines[line - 1][column - 1 :] if line <= len(lines) else ""
    excerpt = rest[:_EXCERPT].strip()
    return f"did not expect {excerpt!r}." if excerpt else "the query ends or breaks off here."
