"""Which language and which media type a request prefers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection

from beleidsgraaf.records import Language

#: A longer header is no browser's; its first entries decide.
_MOST_ENTRIES: Final = 40


def language(connection: HTTPConnection) -> Language:
    """Return the language of an answer: ``?lang=``, else Accept-Language, else Dutch."""
    asked = connection.query_params.get("lang")
    if asked in ("nl", "en"):
        return "en" if asked == "en" else "nl"
    header = connection.headers.get("accept-language", "")
    for tag, _ in _ranked(header):
        primary = tag.partition("-")[0]
        if primary in ("nl", "en"):
            return "en" if primary == "en" else "nl"
    return "nl"


def media_type(connection: HTTPConnection, offered: Sequence[str]) -> str | None:
    """Return the offered type that the Accept header likes best, ``None`` when it likes none.

    Without a header, and between equals, the first that is offered wins.
    """
    wanted = _ranked(connection.headers.get("accept", "")) or [("*/*", 1.0)]
    qualities = {each: _quality(each, wanted) for each in offered}
    best = max(offered, key=lambda each: qualities[each])
    return best if qualities[best] > 0 else None


def takes_gzip(headers: Headers) -> bool:
    """Say whether the client unpacks gzip; without a header it may not."""
    weights = dict(reversed(_ranked(headers.get("accept-encoding", ""))))
    return weights.get("gzip", weights.get("*", 0.0)) > 0


def _quality(offered: str, wanted: Sequence[tuple[str, float]]) -> float:
    """Return the quality of the most specific range that fits."""
    group = offered.partition("/")[0] + "/*"
    for fitting in (offered, group, "*/*"):
        for range_, quality in wanted:
            if range_ == fitting:
                return quality
    return 0.0


def _ranked(header: str) -> list[tuple[str, float]]:
    """Return the entries of a header, the best first; what is no quality counts as zero."""
    entries = []
    for entry in header.split(",", _MOST_ENTRIES)[:_MOST_ENTRIES]:
        name, *parameters = (part.strip().lower() for part in entry.split(";"))
        if name:
            entries.append((name, _weight(parameters)))
    return sorted(entries, key=lambda entry: -entry[1])


def _weight(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                weight = float(parameter[2:])
            except ValueError:
                return 0.0
            return weight if 0 <= weight <= 1 else 0.0
    return 1.0
