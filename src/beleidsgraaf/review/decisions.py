"""What a reviewer decided, one JSON line a decision, only ever added to.

The last line of a proposal holds. A line that was cut off when the machine stopped is no decision.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Final, Literal

from beleidsgraaf import terms

Verdict = Literal["accepted", "changed", "rejected", "withdrawn"]
#: The verdicts that make a statement.
ACCEPTED: Final = ("accepted", "changed")


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision: ``id`` and ``kind`` of the proposal, who, when (UTC), by which reader.

    ``fields`` are those of the form; ``assertion`` is the IRI and ``triples`` the N-Triples of what
    was accepted, so that the statements can be written without a copy of the document.
    """

    id: str
    kind: str
    verdict: Verdict
    reviewer: str
    time: str
    reader: str
    fields: dict[str, str] = field(default_factory=dict)
    assertion: str = ""
    triples: tuple[str, ...] = ()


class Log:
    """The decisions on one document, in ``<folder>/<document>.jsonl``.

    ``unread`` is the number of lines that are no decision.
    """

    def __init__(self, folder: Path, document: str) -> None:
        terms.thing("document", document)
        self.path = folder / f"{document}.jsonl"
        self.lines: list[Decision] = []
        self.unread = 0
        content = self.path.read_bytes() if self.path.exists() else b""
        self._cut_off = bool(content) and not content.endswith(b"\n")
        for line in content.split(b"\n"):
            self._take(line)

    def add(self, decision: Decision) -> None:
        """Append a decision; it is on the disk when this returns."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        line = json.dumps(asdict(decision), ensure_ascii=False).encode() + b"\n"
        with self.path.open("ab") as opened:
            opened.write(b"\n" + line if self._cut_off else line)
            opened.flush()
            os.fsync(opened.fileno())
        self._cut_off = False
        self.lines.append(decision)

    def standing(self) -> dict[str, Decision]:
        """Return the decision that holds on each proposal, withdrawn ones left out."""
        last = {decision.id: decision for decision in self.lines}
        return {key: one for key, one in last.items() if one.verdict != "withdrawn"}

    def last_holder(self) -> str:
        """Return the holder of the latest accepted statement, empty when there is none."""
        holders = (one.fields.get("holder", "") for one in reversed(self.lines))
        return next((holder for holder in holders if holder), "")

    def _take(self, line: bytes) -> None:
        if not line.strip():
            return
        try:
            self.lines.append(_decision(json.loads(line)))
        except (ValueError, TypeError, AttributeError):
            self.unread += 1


def _decision(values: dict[str, Any]) -> Decision:
    known = {one.name for one in fields(Decision)}
    kept = {name: value for name, value in values.items() if name in known}
    return Decision(**{**kept, "triples": tuple(kept.get("triples", ()))})
