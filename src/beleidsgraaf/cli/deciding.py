"""Deciding in the terminal: shows one proposal after another and takes a key for each."""

from __future__ import annotations

import os
import select
import sys
import termios
import tty
from typing import TYPE_CHECKING, Final

import typer
from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from beleidsgraaf import terms
from beleidsgraaf.curation import place_in_words
from beleidsgraaf.errors import BadParameter
from beleidsgraaf.review import FORMS, missing, turned
from beleidsgraaf.review.passages import parts, printable

if TYPE_CHECKING:
    from beleidsgraaf.reader.layout import ReadingText
    from beleidsgraaf.review import Desk, Proposal
    from beleidsgraaf.review.decisions import Verdict

_WIDE: Final = 110
_ESCAPE: Final = b"\x1b"
_END: Final = b"\x04"
_KEYS: Final = "[a]ccept  [r]eject  [c]hange  {kind}[n]ext  [b]ack  [q]uit"
#: More passages than this are counted, not shown.
_SHOWN: Final = 4


class Session:
    """One sitting over the proposals that are open; every decision is logged at once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._console = Console(highlight=False)

    def run(self) -> None:
        """Go through the open proposals until the last one, ``q``, or the end of the input."""
        at = 0
        while (at := self._desk.next_open(at)) < len(self._desk.proposals):
            try:
                moved = self._ask(at)
            except (EOFError, KeyboardInterrupt, typer.Abort):
                moved = None
            if moved is None:
                return
            at = moved

    def _ask(self, at: int) -> int | None:
        """Show a proposal, act on a key, and return where to go on; ``None`` is out."""
        proposal = self._desk.proposals[at]
        self._show(at, proposal.fields)
        while True:
            match _key():
                case "a":
                    return self._accept(at, dict(proposal.fields), "accepted")
                case "c":
                    return self._change(at)
                case "k":
                    self._desk.turn(at)
                    return at
                case "r":
                    self._desk.reject(at)
                    return self._said(at, "rejected", "red")
                case "n":
                    return at + 1
                case "b":
                    return self._back(at)
                case "q":
                    return None

    def _accept(self, at: int, fields: dict[str, str], verdict: Verdict) -> int:
        kind = self._desk.proposals[at].kind
        if self._desk.holder and not fields.get("holder"):
            fields = {**fields, "holder": self._desk.holder}
        while names := missing(kind, fields):
            fields = self._filled(kind, fields, names[0])
        self._desk.accept(at, fields, verdict)
        return self._said(at, verdict, "green")

    def _change(self, at: int) -> int:
        """Ask for each field; an empty line keeps what stands there, a hyphen empties it."""
        proposal = self._desk.proposals[at]
        kind, fields = proposal.kind, dict(proposal.fields)
        fields.setdefault("holder", self._desk.holder)
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
                return self._desk.filled(kind, fields, name, "" if text.strip() == "-" else text)
            except BadParameter as error:
                self._console.print(Text(error.detail, style="red"))

    def _said(self, at: int, verdict: str, style: str) -> int:
        self._console.print(Text(verdict, style=style))
        return at + 1

    def _back(self, at: int) -> int:
        """Withdraw the last decision of this sitting and go back to it."""
        last = self._desk.back()
        if last is None:
            self._console.print(Text("Nothing was decided yet in this sitting.", style="red"))
            return at
        self._said(last, "withdrawn", "green")
        return last

    def _show(self, at: int, fields: dict[str, str]) -> None:
        proposal, source = self._desk.proposals[at], self._desk.source
        shown = Panel(
            find_in_passage(proposal, source.reading),
            title=Text(f"{at + 1} of {len(self._desk.proposals)}: {proposal.kind}"),
            subtitle=Text(place_in_words(proposal.passages[-1].place)),
        )
        beside = Table("field", "proposed", box=None, header_style="bold")
        for name in FORMS[proposal.kind].fields:
            default = self._desk.holder if name == "holder" else ""
            beside.add_row(Text(name), Text(printable(fields.get(name) or default or "?")))
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
        turns = "[k]ind  " if turned(proposal, source.document) else ""
        self._console.print(Text(_KEYS.format(kind=turns), style="dim"))


def find_in_passage(proposal: Proposal, reading: ReadingText) -> Text:
    """Return the passages of a proposal, one a line, with its find highlighted."""
    text = Text()
    for number, span in enumerate(proposal.passages[:_SHOWN]):
        text.append("\n" if number else "")
        for part in parts(span, proposal, reading):
            text.append(part.text, style="bold reverse" if part.found else "")
    if (more := len(proposal.passages) - _SHOWN) > 0:
        text.append(f"\n+ {more} more passages", style="dim")
    return text


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
