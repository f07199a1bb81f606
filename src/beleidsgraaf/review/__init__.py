"""Review: what the reader finds is proposed, and a person decides what becomes a statement."""

from __future__ import annotations

from beleidsgraaf.review.decisions import Decision, Log
from beleidsgraaf.review.desk import Desk
from beleidsgraaf.review.forms import FORMS, missing, set_field, strange
from beleidsgraaf.review.letters import statements, write
from beleidsgraaf.review.proposals import KINDS, Proposal, propose, turned
from beleidsgraaf.review.stated import Stated

__all__ = [
    "FORMS", "KINDS", "Decision", "Desk", "Log", "Proposal", "Stated", "missing", "propose",
    "set_field", "statements", "strange", "turned", "write",
]  # fmt: skip
