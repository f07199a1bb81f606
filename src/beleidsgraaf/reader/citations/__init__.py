"""Citations: what a Dutch official text refers to, by a grammar of named forms."""

from beleidsgraaf.reader.citations.citation import Citation, Own
from beleidsgraaf.reader.citations.finding import find
from beleidsgraaf.reader.citations.resolution import Resolution, resolve

__all__ = ["Citation", "Own", "Resolution", "find", "resolve"]
