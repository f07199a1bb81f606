"""New names: what a text names that no list knows, by shape and context, with its class."""

from __future__ import annotations

from beleidsgraaf.reader.newnames.finding import NewName, find, finds

__all__ = ["NewName", "find", "finds"]
