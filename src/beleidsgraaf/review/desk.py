"""A document on someone's desk: what was found in it, what is decided, and what comes next."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from pathlib import Path

from beleidsgraaf import __version__
from beleidsgraaf.curation import Source
from beleidsgraaf.errors import BadParameter
from beleidsgraaf.reader.names import gazetteer
from beleidsgraaf.review.decisions import Decision, Log, Verdict
from beleidsgraaf.review.forms import FORMS, missing, set_field, strange
from beleidsgraaf.review.letters import statements, write
from beleidsgraaf.review.proposals import NAMED, propose, turned
from beleidsgraaf.review.stated import Stated
from beleidsgraaf.store import labels
from beleidsgraaf.store.files import GraphFiles


class Desk:
    """One sitting over the proposals of a document; every decision is logged at once.

    ``stated`` are the ids of the proposals that the graph states already; they are left out of
    ``proposals`` unless they are asked for.
    """

    def __init__(
        self,
        source: Source,
        log: Log,
        reviewer: str,
        files: GraphFiles,
        kinds: Collection[str] = (),
        *,
        again: bool = False,
    ) -> None:
        self.source, self.log, self.reviewer, self._files = source, log, reviewer, files
        names = gazetteer(labels.rows(files)) if not kinds or NAMED & set(kinds) else None
        every = propose(source, kinds, names)
        stated = Stated.of(files, source.document)
        decided = log.standing()
        self.known = stated.known
        self.stated = {
            one.id for one in every if one.id not in decided and stated.has(one, source.reading)
        }
        self.proposals = [one for one in every if again or one.id not in self.stated]
        self.holder = log.last_holder()
        self._done: list[int] = []

    def next_open(self, at: int = 0) -> int:
        """Return the place of the first open proposal from here on, or how many there are."""
        standing = self.log.standing()
        while at < len(self.proposals) and self.proposals[at].id in standing:
            at += 1
        return at

    def open_ones(self) -> int:
        """Return how many proposals are not decided on."""
        standing = self.log.standing()
        return sum(one.id not in standing for one in self.proposals)

    def turn(self, at: int) -> bool:
        """Read a figure as funding or the reverse; say whether that could be."""
        other = turned(self.proposals[at], self.source.document)
        if other is not None:
            self.proposals[at] = other
        return other is not None

    def filled(self, kind: str, fields: Mapping[str, str], name: str, text: str) -> dict[str, str]:
        """Return the fields with another value in one.

        Raise :class:`BadParameter` for text that does not fit, and for a thing or code that the
        graph does not know.
        """
        changed = set_field(kind, fields, name, text)
        if strange(kind, name, changed[name], self.known):
            raise BadParameter(f"The graph does not know {changed[name]}.")
        return changed

    def accept(self, at: int, fields: Mapping[str, str], verdict: Verdict = "accepted") -> None:
        """Make a statement of a proposal; its needed fields are filled."""
        proposal = self.proposals[at]
        if lacking := missing(proposal.kind, fields):
            raise BadParameter(f"{lacking[0]} cannot be empty.")
        kept = {name: fields[name] for name in FORMS[proposal.kind].fields if name in fields}
        self.holder = kept["holder"]
        self._log(at, verdict, kept)

    def reject(self, at: int) -> None:
        """Leave a proposal out for good."""
        self._log(at, "rejected", {})

    def back(self) -> int | None:
        """Withdraw the last decision of this sitting; return its place, ``None`` without one."""
        if not self._done:
            return None
        last = self._done.pop()
        self._log(last, "withdrawn", {})
        return last

    def write(self, target: Path) -> int:
        """Write what was accepted into a file of statements; return how many there are."""
        return write(self.log, target, self._files)

    def _log(self, at: int, verdict: Verdict, fields: dict[str, str]) -> None:
        proposal = self.proposals[at]
        assertion, triples = (
            statements(proposal, fields, self.source, self.reviewer) if fields else ("", ())
        )
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self.log.add(
            Decision(
                proposal.id, proposal.kind, verdict, self.reviewer, now, __version__,
                fields, assertion, triples,
            )
        )  # fmt: skip
        if verdict != "withdrawn":
            self._done.append(at)
