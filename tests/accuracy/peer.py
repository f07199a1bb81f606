"""nllegalcit, an open recogniser of Dutch legal citations, as a peer; no requirement of ours.

To have it measured beside ours: ``pip install nllegalcit`` into the environment that measures.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import re
from typing import Any

from accuracy.markup import Mark, MarkedText
from accuracy.scores import Finder


def peer() -> Finder | None:
    """Return nllegalcit as a finder, or ``None`` when it is not there."""
    try:
        nllegalcit: Any = importlib.import_module("nllegalcit")
    except ImportError:
        return None

    def found(text: MarkedText) -> list[Mark]:
        with contextlib.redirect_stdout(io.StringIO()):
            all_of = nllegalcit.parse_citations(text.text)
        at, marks = 0, []
        for one in all_of:
            start = text.text.find(one.matched_text, at)
            at = start if start >= 0 else text.text.find(one.matched_text)
            marks.append(Mark("citation", at, at + len(one.matched_text), _of_peer(one)))
        return marks

    return found


def _of_peer(one: Any) -> str:
    """Return a find of nllegalcit as our identifier; its years are "2012-2013"."""
    if hasattr(one, "casenumber"):
        return f"ECLI:{one.country}:{one.court}:{one.year}:{one.casenumber}"
    if hasattr(one, "vergaderingnummer"):
        years = one.vergaderjaar.replace("-", "")
        house = "tk" if one.kamer == "II" else "ek"
        return f"h-{house}-{years}-{one.vergaderingnummer}-{one.itemnummer}"
    if not hasattr(one, "dossiernummer"):
        return str(one.matched_text)
    name = re.sub(r"\s", "", str(one.dossiernummer))
    return f"kst-{name}-{one.ondernummer}" if one.ondernummer else f"dossier-{name}"
