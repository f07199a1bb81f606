"""Measure the reader on the marked texts and print a table.

python tests/accuracy/measure.py open [--kind citation] [--misses]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from accuracy import finders, proposed, statements
from accuracy.markup import MarkedText, half
from accuracy.peer import peer
from accuracy.scores import Finder, lenient, measure, row, strict
from beleidsgraaf.reader.names import gazetteer
from beleidsgraaf.store import labels
from beleidsgraaf.store.files import GraphFiles

KINDS = ("citation", "amount", "date", "deadline", "mention", "name", "relation", "funding", "step")
FINDERS: dict[str, Finder] = {
    "citation": finders.citations,
    "amount": finders.amounts,
    "date": finders.dates,
    "deadline": finders.deadlines,
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table of a half."""
    parser = argparse.ArgumentParser(description="Measure the reader on the marked texts.")
    parser.add_argument("half", choices=["open", "heldout"])
    parser.add_argument("--kind", choices=KINDS)
    parser.add_argument("--misses", action="store_true", help="list them (of the open half only)")
    given = parser.parse_args(arguments)
    if given.misses and given.half == "heldout":
        parser.error("what is wrong in the held-out half is not looked at")
    texts = half(given.half)
    print(f"{given.half}: {len(texts)} texts".ljust(28), "precis. recall F1")
    for kind, finder in FINDERS.items():
        if given.kind in {None, kind}:
            report(texts, kind, kind, finder, misses=given.misses)
    if given.kind in {None, "mention"}:
        report_names(texts, misses=given.misses)
    if given.kind in {None, "name"}:
        report_new_names(given.half, misses=given.misses)
    if given.kind in {None, "relation"}:
        report_relations(given.half, misses=given.misses)
    if given.kind in {None, "funding"}:
        report_fundings(given.half, misses=given.misses)
    if given.kind in {None, "step"}:
        report_steps(given.half, misses=given.misses)
    other = peer() if given.kind in {None, "citation"} else None
    if other is not None:
        # it gives the words of a find without its label, so only the lenient score means something
        print(row("nllegalcit lenient", measure(texts, "citation", other, lenient)[0]))


def report_names(texts: Sequence[MarkedText], *, misses: bool) -> None:
    """Print the scores of the reader's own names, and of these with the labels of the graph."""
    graph = labels.rows(GraphFiles.collect())
    for title, rows in (("mention", []), ("mention+graph", graph)):
        names = finders.Names.of(rows)
        resolved = [names.resolved(text) for text in texts]
        report(resolved, title, "mention", names.mentions, misses=misses)


def report_new_names(half_: str, *, misses: bool) -> None:
    """Print the scores of the names that neither the reader's list nor the graph knows."""
    if not (texts := proposed.half(half_)):
        return
    known = gazetteer(labels.rows(GraphFiles.collect()))
    for name, strict_ in (("strict", True), ("lenient", False)):
        total, lines = proposed.measure(texts, known, strict=strict_)
        print(row(f"new name {name}", total))
        if misses and strict_:
            print(*lines, sep="\n")


def report_relations(half_: str, *, misses: bool) -> None:
    """Print the scores of relations between two things, and of the modality of the right ones."""
    known = gazetteer(labels.rows(GraphFiles.collect()))
    stated, modalities, lines = statements.measure(half_, known)
    if stated.marked:
        print(row("relation", stated))
        print(row("modality of the right ones", modalities))
        if misses:
            print(*lines, sep="\n")


def report_fundings(half_: str, *, misses: bool) -> None:
    """Print the scores of the fundings that have a sum."""
    known = gazetteer(labels.rows(GraphFiles.collect()))
    for name, strict_ in (("strict", True), ("lenient", False)):
        total, lines = statements.measure_fundings(half_, known, strict=strict_)
        if total.marked:
            print(row(f"funding {name}", total))
            if misses and strict_:
                print(*lines, sep="\n")


def report_steps(half_: str, *, misses: bool) -> None:
    """Print the scores of the steps that have an actor and a bounded deadline."""
    total, lines = statements.measure_steps(half_, gazetteer(labels.rows(GraphFiles.collect())))
    if total.marked:
        print(row("step", total))
        if misses:
            print(*lines, sep="\n")


def report(
    texts: Sequence[MarkedText], title: str, kind: str, finder: Finder, *, misses: bool
) -> None:
    """Print the strict and lenient score of one kind."""
    for name, same in (("strict", strict), ("lenient", lenient)):
        total, lines = measure(texts, kind, finder, same)
        print(row(f"{title} {name}", total))
        if misses:
            print(*lines, sep="\n")


if __name__ == "__main__":
    main()
