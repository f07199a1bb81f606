"""How engines differ, read from ``dialects.toml``."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True)
class Dialect:
    """What to know of one engine; the fields are told in ``dialects.toml``."""

    name: str
    server: str
    tested: bool
    pragmas: str = ""
    rdf: str = "application/n-triples"
    cut: str = ""
    cut_graphs: bool = False
    refused: tuple[str, ...] = ()
    timeout: tuple[str, ...] = ()
    unable: tuple[str, ...] = ()
    syntax: str = ""
    repairs: tuple[tuple[str, str], ...] = ()


@functools.cache
def known() -> dict[str, Dialect]:
    """Return all dialects by name, the one of any other engine last."""
    text = (resources.files("beleidsgraaf.query") / "dialects.toml").read_text(encoding="utf-8")
    return {name: _dialect(name, told) for name, told in tomllib.loads(text).items()}


def spoken_by(server: str) -> Dialect:
    """Return the dialect of the engine that answers with this ``Server`` header."""
    return next(each for each in known().values() if server.startswith(each.server))


def cut_headers() -> tuple[str, ...]:
    """Return every header by which an engine says that its answer is not whole."""
    return tuple(each.cut for each in known().values() if each.cut)


def _dialect(name: str, told: dict[str, object]) -> Dialect:
    values = {key: tuple(v) if isinstance(v, list) else v for key, v in told.items()}
    return Dialect(name, **values)  # type: ignore[arg-type]  # a field of another type fails tests
