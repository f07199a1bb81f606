"""Every limit and choice, once, as data: name, default, unit, help.

A setting is given as an option of the command line, else as the environment variable
``BELEIDSGRAAF_<NAME>``, else by its default. ``beleidsgraaf settings`` lists them and the
documentation is made from the same table.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from beleidsgraaf.errors import BadParameter


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting; ``default`` also gives its type; the value of a ``secret`` is not shown."""

    name: str
    default: int | float | str
    unit: str
    help: str
    secret: bool = False


SETTINGS: tuple[Setting, ...] = (
    Setting("query_bytes", 65_536, "bytes", "Longest query text that is accepted."),
    Setting("query_depth", 64, "levels", "Deepest nesting of braces, brackets and parentheses."),
    Setting("query_triple_patterns", 200, "patterns", "Most triple patterns in one query."),
    Setting("query_clauses", 40, "clauses", "Most OPTIONAL, UNION, MINUS, BIND or FILTER, each."),
    Setting(
        "query_operators", 500, "signs", "Most operators (+ - * / | & ! ^ = < >) in one query."
    ),
    Setting("query_seconds", 10.0, "s", "Wall time of one query; then its worker is ended."),
    Setting("worker_memory", 1_073_741_824, "bytes", "Memory of a worker above the snapshot's."),
    Setting("snapshot_memory", 4_294_967_296, "bytes", "A snapshot that takes more stays on disk."),
    Setting("answer_rows", 100_000, "rows", "Most rows in one answer."),
    Setting("answer_bytes", 67_108_864, "bytes", "Largest answer."),
    Setting("query_workers", 2, "processes", "Workers for the queries of strangers."),
    Setting("lookup_workers", 1, "processes", "Workers for the service's own look-ups."),
    Setting("query_queue", 32, "queries", "Queries that may wait for a worker; more get 503."),
    Setting("cache_bytes", 134_217_728, "bytes", "Memory for answers that are kept."),
    Setting("drain_seconds", 15.0, "s", "Time for running answers when the service is ended."),
    Setting("client_seconds", 60.0, "s", "Worker time of one client in a minute; more gets 429."),
    Setting("worker_queries", 1000, "queries", "Queries after which a worker is replaced."),
    Setting("reading_bytes", 1_048_576, "bytes", "Longest text that the service reads at once."),
    Setting("reading_file_bytes", 10_485_760, "bytes", "Largest PDF, DOCX, HTML or XML at once."),
    Setting("reading_seconds", 20.0, "s", "Time for reading one text; then its process is ended."),
    Setting("reading_memory", 536_870_912, "bytes", "Memory for reading one text."),
    Setting("reading_workers", 2, "processes", "Texts that the service reads at the same time."),
    Setting("document_bytes", 52_428_800, "bytes", "Largest document that is read."),
    Setting("fetch_bytes", 20_971_520, "bytes", "Largest publication that is fetched."),
    Setting("fetch_seconds", 30.0, "s", "Time for one request to the official publications."),
    Setting("fetch_pause", 1.0, "s", "Least time between two requests to them."),
    Setting("network_nodes", 300, "nodes", "Most nodes in one network; the rest is counted."),
    Setting("path_length", 6, "steps", "Longest path that is looked for."),
    Setting("endpoint", "", "", "SPARQL endpoint that holds the graph; without one, this machine."),
    Setting("endpoint_user", "", "", "Name to give to the endpoint; without one, a bearer token."),
    Setting("endpoint_secret", "", "", "Password or token for the endpoint.", secret=True),
    Setting("access_log", "", "", "A line of JSON a request: requests, or queries for their text."),
    Setting("base_url", "", "", "Address under which pages and links are published."),
    Setting("contact", "", "", "Contact (mail or web address) named in the descriptions."),
    Setting("publisher", "Beleidsgraaf", "", "Name of who publishes this service."),
    Setting("publisher_iri", "", "", "IRI of the publisher; by default that of the project."),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """The values in force; made by :func:`load`, passed on, never changed."""

    query_bytes: int
    query_depth: int
    query_triple_patterns: int
    query_clauses: int
    query_operators: int
    query_seconds: float
    worker_memory: int
    snapshot_memory: int
    answer_rows: int
    answer_bytes: int
    query_workers: int
    lookup_workers: int
    query_queue: int
    cache_bytes: int
    drain_seconds: float
    client_seconds: float
    worker_queries: int
    reading_bytes: int
    reading_file_bytes: int
    reading_seconds: float
    reading_memory: int
    reading_workers: int
    document_bytes: int
    fetch_bytes: int
    fetch_seconds: float
    fetch_pause: float
    network_nodes: int
    path_length: int
    endpoint: str
    endpoint_user: str
    endpoint_secret: str = field(repr=False)
    access_log: str
    base_url: str
    contact: str
    publisher: str
    publisher_iri: str


def load(environ: Mapping[str, str] | None = None, **given: int | float | str) -> Settings:
    """Return the settings in force; raise :class:`BadParameter` for a value of the wrong type."""
    environ = os.environ if environ is None else environ
    return Settings(**{s.name: _value(s, environ, given) for s in SETTINGS})  # type: ignore[arg-type]


def _value(
    setting: Setting, environ: Mapping[str, str], given: Mapping[str, int | float | str]
) -> int | float | str:
    variable = f"BELEIDSGRAAF_{setting.name.upper()}"
    raw = given.get(setting.name, environ.get(variable, setting.default))
    try:
        value = type(setting.default)(raw)
    except ValueError:
        kind = type(setting.default).__name__
        raise BadParameter(f"{variable} must be a value of type {kind}.") from None
    if not isinstance(value, str) and value <= 0:
        raise BadParameter(f"{variable} must be above zero.")
    return value
