"""Deciding in the terminal: shows one proposal after another and takes a key for each."""

from __future__ import annotations

import os
import re
import select
import sys
import termios
import tty
import unicodedata
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import typer
from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from beleidsgraaf import __version__, terms
from beleidsgraaf.curation import place_in_words
from beleidsgraaf.errors import BadParameter
from beleidsgraaf.evidence import joined
from beleidsgraaf.review import FORMS, Decision, missing, set_field, statements, strange, turned

if TYPE_CHECKING:
    from collections.abc import Collection

    from beleidsgraaf.curation import Source
    from beleidsgraaf.reader.layout import ReadingText, Span
    from beleidsgraaf.review import Log, Proposal
    from beleidsgraaf.review.decisions import Verdict

#: Noncharacters, which no text has, around a find while its passage is joined to one line.
_OPEN: Final = "\ufdd0"
_CLOSE: Final = "\ufdd1"
_FOUND: Final = re.compile(f"({_OPEN}[^{_CLOSE}]*{_CLOSE})")
_WIDE: Final = 110
_ESCAPE: Final = b"\x1b"
_END: Final = b"\x04"
_KEYS: Final = "[a]ccept  [r]eject  [c]hange  {kind}[n]ext  [b]ack  [q]uit"
#: More passages than this are counted, not shown.
_SHOWN: Final = 4


class Session:
    """One sitting over the proposals that are open; every decision is logged at once."""

    def __init__(
        self,
        proposals: list[Proposal],
        log: Log,
        source: Source,
        reviewer: str,
        known: Collection[str],
    ) -> None:
        self._all = proposals
        self._log = log
        self._source = source
        self._reviewer = reviewer
        self._known = known
        self._holder = log.last_holder()
        self._done: list[int] = []
        self._console = Console(highlight=False)

    def run(self) -> None:
        """Go through the open proposals until the last one, ``q``, or the end of the input."""
        at = 0
        while (at := self._next_open(at)) < len(self._all):
            try:
                moved = self._ask(at)
            except (EOFError, KeyboardInterrupt, typer.Abort):
                moved = None
            if moved is None:
                return
            at = moved

    def _next_open(self, at: int) -> int:
        standing = self._log.standing()
        while at < len(self._all) and self._all[at].id in standing:
            at += 1
        return at

    def _ask(self, at: int) -> int | None:
        """Show a proposal, act on a key, and return where to go on; ``None`` is out."""
        proposal = self._all[at]
        self._show(at, proposal.fields)
        while True:
            match _key():
                case "a":
                    return self._accept(at, dict(proposal.fields), "accepted")
                case "c":
                    return self._change(at)
                case "k":
                    return self._turn(at)
                case "r":
                    return self._decide(at, "rejected", {})
                case "n":
                    return at + 1
                case "b":
                    return self._back(at)
                case "q":
                    return None

    def _turn(self, at: int) -> int:
        """Read a figure as funding or the reverse, and show it again."""
        other = turned(self._all[at], self._source.document)
        if other is not None:
            self._all[at] = other
        return at

    def _accept(self, at: int, fields: dict[str, str], verdict: Verdict) -> int:
        kind = self._all[at].kind
        if self._holder and not fields.get("holder"):
            fields = {**fields, "holder": self._holder}
        while names := missing(kind, fields):
            fields = self._filled(kind, fields, names[0])
        self._holder = fields["holder"]
        return self._decide(at, verdict, fields)

    def _change(self, at: int) -> int:
        """Ask for each field; an empty line keeps what stands there, a hyphen empties it."""
        kind, fields = self._all[at].kind, dict(self._all[at].fields)
        fields.setdefault("holder", self._holder)
        for name in FORMS[kind].fields:
            fields = self._filled(kind, fields, name)
        return self._accept(at, fields, "changed")

    def _filled(self, kind: str, fields: dict[str, str], name: str) -> dict[str, str]:
        field = FORMS[kind].fields[name]
        while True:
            given = fields.get(name, "")
            asked = f"{name} ({field.hint})"
            text: str = typer.prompt(asked, default=given, show_default=bool(given))
            try:
                filled = set_field(kind, fields, name, "" if text.strip() == "-" else text)
            except BadParameter as error:
                self._console.print(Text(error.detail, style="red"))
                continue
            if not strange(kind, name, filled[name], self._known):
                return filled
            self._console.print(Text(f"The graph does not know {filled[name]}.", style="red"))

    def _decide(self, at: int, verdict: Verdict, fields: dict[str, str]) -> int:
        proposal = self._all[at]
        assertion, triples = (
            statements(proposal, fields, self._source, self._reviewer) if fields else ("", ())
        )
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self._log.add(
            Decision(
                proposal.id, proposal.kind, verdict, self._reviewer, now, __version__,
                fields, assertion, triples,
            )
        )  # fmt: skip
        self._console.print(Text(verdict, style="red" if verdict == "rejected" else "green"))
        if verdict != "withdrawn":
            self._done.append(at)
        return at + 1

    def _back(self, at: int) -> int:
        """Withdraw the last decision of this sitting and go back to it."""
        if not self._done:
            self._console.print(Text("Nothing was decided yet in this sitting.", style="red"))
            return at
        last = self._done.pop()
        self._decide(last, "withdrawn", {})
        return last

    def _show(self, at: int, fields: dict[str, str]) -> None:
        proposal = self._all[at]
        shown = Panel(
            find_in_passage(proposal, self._source.reading),
            title=Text(f"{at + 1} of {len(self._all)}: {proposal.kind}"),
            subtitle=Text(place_in_words(proposal.passages[-1].place)),
        )
        beside = Table("field", "proposed", box=None, header_style="bold")
        for name in FORMS[proposal.kind].fields:
            default = self._holder if name == "holder" else ""
            beside.add_row(Text(name), Text(_printable(fields.get(name) or default or "?")))
        if self._console.width >= _WIDE:
            grid = Table.grid(expand=True)
            grid.add_column(ratio=3)
            grid.add_column(ratio=2)
            grid.add_row(shown, beside)
            self._console.print(grid)
        else:
            self._console.print(shown, beside)
        if candidates := proposal.find.get("candidates"):
            named = ", ".join(iri.removeprefix(terms.ID) for iri in candidates)
            self._console.print(Text(f"This name may mean {named}.", style="yellow"))
        turns = "[k]ind  " if turned(proposal, self._source.document) else ""
        self._console.print(Text(_KEYS.format(kind=turns), style="dim"))


def find_in_passage(proposal: Proposal, reading: ReadingText) -> Text:
    """Return the passages of a proposal, one a line, with its find highlighted."""
    text = Text()
    for number, span in enumerate(proposal.passages[:_SHOWN]):
        text.append("\n" if number else "")
        for part in _parts(span, proposal, reading):
            found = part.startswith(_OPEN)
            text.append(part.strip(_OPEN + _CLOSE), style="bold reverse" if found else "")
    if (more := len(proposal.passages) - _SHOWN) > 0:
        text.append(f"\n+ {more} more passages", style="dim")
    return text


def _parts(span: Span, proposal: Proposal, reading: ReadingText) -> list[str]:
    """Return a passage as one line, in parts: those that begin with a sign of ours are finds."""
    pieces = [
        _marked(reading.file, low, high, proposal)
        for low, high in reading.segments(span.index, span.count)
    ]
    line = "\n".join(pieces)
    line = _printable(joined(line, ((0, len(line)),)))
    return [part for part in _FOUND.split(line) if part]


def _marked(file: str, low: int, high: int, proposal: Proposal) -> str:
    """Return a part of the file with our signs around the finds in it."""
    marked, at = "", low
    for one in proposal.finds:
        first, last = max(one["start"], at), min(one["end"], high)
        if first < last:
            marked += f"{file[at:first]}{_OPEN}{file[first:last]}{_CLOSE}"
            at = last
    return marked + file[at:high]


def _printable(text: str) -> str:
    """Leave out control characters: a terminal would obey them."""
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cc")


def _key() -> str:
    """Return the next key of a terminal, or the first sign of the next line of other input."""
    if sys.stdin.isatty():
        return _pressed(sys.stdin.fileno())
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.strip()[:1].lower()


def _pressed(terminal: int) -> str:
    """Return the next key; one pressed ahead counts, an arrow is none of ours."""
    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal, termios.TCSADRAIN)
        sign = os.read(terminal, 1)
        # a sequence, such as an arrow's, runs up to its first letter or tilde
        while sign == _ESCAPE and select.select([terminal], [], [], 0)[0]:
            part = os.read(terminal, 1)
            if part.isalpha() or part in (b"", b"~"):
                break
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
    if sign in (b"", _END):
        raise EOFError
    return sign.decode(errors="replace").lower()
