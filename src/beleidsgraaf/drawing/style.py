"""How families of things and modalities look, in every picture the same.

Shape and line tell them apart without colour; fills hold on light and dark ground.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from beleidsgraaf.records import Name


@dataclass(frozen=True, slots=True)
class Family:
    """Things of a sort: ``shape`` is the name that vis-network has for it, ``outline`` points
    of a polygon within 1, empty for a circle.
    """

    code: str
    name: Name
    shape: str
    fill: str
    outline: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """``dashes`` are lengths drawn and left out in turn, none for a whole line."""

    dashes: tuple[int, ...]
    width: float


_HEXAGON: Final = ((0.95, 0.0), (0.47, 0.82), (-0.47, 0.82), (-0.95, 0.0), (-0.47, -0.82),
                   (0.47, -0.82))  # fmt: skip
_SQUARE: Final = ((-0.78, -0.78), (0.78, -0.78), (0.78, 0.78), (-0.78, 0.78))
_DIAMOND: Final = ((0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0))
_SHEET: Final = ((-0.62, -0.88), (0.62, -0.88), (0.62, 0.88), (-0.62, 0.88))
_UP: Final = ((0.0, -0.95), (0.95, 0.7), (-0.95, 0.7))
_DOWN: Final = ((-0.95, -0.7), (0.95, -0.7), (0.0, 0.95))

FAMILIES: Final = {
    family.code: family
    for family in (
        Family("actor", Name("Partij of ambt", "Party or office"), "dot", "#4f8fd6", ()),
        Family("policy", Name("Beleidskader, doel of maatregel", "Policy frame, goal or measure"),
               "hexagon", "#9474c4", _HEXAGON),
        Family("instrument", Name("Instrument of geldstroom", "Instrument or flow of money"),
               "square", "#d89a2b", _SQUARE),
        Family("subject", Name("Technologie, sector of thema", "Technology, sector or theme"),
               "diamond", "#2f9f86", _DIAMOND),
        Family("document", Name("Document of dossier", "Document or dossier"), "box", "#9aa0a5",
               _SHEET),
        Family("place", Name("Plaats, cluster of gebeurtenis", "Place, cluster or event"),
               "triangle", "#cf6d78", _UP),
        Family("statement", Name("Stap of cijfer", "Step or figure"), "triangleDown", "#7f9a3d",
               _DOWN),
    )
}  # fmt: skip

_OF_KIND: Final = {
    kind: family
    for family, kinds in (
        ("actor", "actor post"),
        ("policy", "frame problem goal measure evaluation"),
        ("instrument", "instrument funding"),
        ("subject", "technology sector theme"),
        ("document", "document dossier"),
        ("place", "place cluster event"),
    )
    for kind in kinds.split()
}

_LINES: Final = {
    "fact": Line((), 2.0),
    "decided": Line((), 3.5),
    "announced": Line((16, 4), 2.5),
    "intended": Line((8, 5), 2.2),
    "expected": Line((9, 4, 2, 4), 2.0),
    "supported": Line((5, 3), 2.0),
    "requested": Line((12, 3, 2, 3), 2.0),
    "explored": Line((2, 4), 2.2),
    "rejected": Line((2, 8), 2.2),
}
_UNKNOWN: Final = Line((1, 6), 1.5)


def family(kind: str) -> Family:
    """Return the family of a kind of thing."""
    return FAMILIES[_OF_KIND.get(kind, "statement")]


def present(kinds: Iterable[str]) -> list[Family]:
    """Return the families of these kinds, in the order of a legend."""
    there = {family(kind).code for kind in kinds}
    return [each for each in FAMILIES.values() if each.code in there]


def line(modality: str) -> Line:
    """Return how the line of a modality is drawn: whole for a fact or what is decided."""
    return _LINES.get(modality, _UNKNOWN)
