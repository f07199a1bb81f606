"""Measure the reader on the marked texts and print a table.

python tests/accuracy/measure.py open [--kind citation] [--misses]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from accuracy.markup import Mark, MarkedText, half
from accuracy.peer import peer
from accuracy.scores import Finder, lenient, measure, row, strict
from beleidsgraaf.reader import citations


def found_citations(text: MarkedText) -> list[Mark]:
    """Return what our grammar finds."""
    own = citations.Own(text.document, text.issued)
    return [
        Mark("citation", one.start, one.end, " ".join(one.targets))
        for one in citations.find(text.text, own=own)
    ]


#: The finder of each kind; a kind without one is not measured.
FINDERS: dict[str, Finder] = {"citation": found_citations}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table of a half."""
    parser = argparse.ArgumentParser(description="Measure the reader on the marked texts.")
    parser.add_argument("half", choices=["open", "heldout"])
    parser.add_argument("--kind", choices=sorted(FINDERS))
    parser.add_argument("--misses", action="store_true", help="list them (of the open half only)")
    given = parser.parse_args(arguments)
    if given.misses and given.half == "heldout":
        parser.error("what is wrong in the held-out half is not looked at")
    texts = half(given.half)
    print(f"{given.half}: {len(texts)} texts".ljust(28), "precis. recall F1")
    for kind, finder in FINDERS.items():
        if given.kind in {None, kind}:
            report(texts, kind, finder, misses=given.misses)
    other = peer() if given.kind in {None, "citation"} else None
    if other is not None:
        # it gives the words of a find without its label, so only the lenient score means something
        print(row("nllegalcit lenient", measure(texts, "citation", other, lenient)[0]))


def report(texts: Sequence[MarkedText], kind: str, finder: Finder, *, misses: bool) -> None:
    """Print the strict and lenient score of one kind."""
    for name, same in (("strict", strict), ("lenient", lenient)):
        total, lines = measure(texts, kind, finder, same)
        print(row(f"{kind} {name}", total))
        if misses:
            print(*lines, sep="\n")


if __name__ == "__main__":
    main()
