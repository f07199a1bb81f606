"""What a text says of the things that it names: relations, each with modality and holder."""

from __future__ import annotations

from beleidsgraaf.reader.relations.finding import Relation, find, finds

__all__ = ["Relation", "find", "finds"]
