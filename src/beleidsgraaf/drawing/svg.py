"""A network as one SVG: links one can tab through, shapes and lines that need no colour.

Looks are presentation attributes, so that a page's own style sheet may override them by class.
"""

from __future__ import annotations

import math
import textwrap
from collections import defaultdict
from collections.abc import Sequence
from typing import Final
from xml.etree import ElementTree as ET

from beleidsgraaf.drawing import style
from beleidsgraaf.drawing.picture import Picture
from beleidsgraaf.drawing.xml import clean
from beleidsgraaf.networks import Node
from beleidsgraaf.positions import LETTER, LONGEST_LABEL
from beleidsgraaf.records import Relation

_RADIUS: Final = 10.0
_BEND: Final = 26.0
_INK: Final = "#1b2733"
_SOFT: Final = "#55616d"
_GROUND: Final = "#ffffff"
_LEGEND_ROW: Final = 22.0
_LEGEND_LEFT: Final = 16.0
#: More names on the lines than this are a tangle; each line has its name as a title always.
_NAMED_LINES: Final = 24

Point = tuple[float, float]


def svg(picture: Picture) -> str:
    """Return the picture as an SVG document with title, description and legend."""
    width, height = picture.size()
    rows = len(picture.families()) + len(picture.modalities()) + 1
    legend = rows * _LEGEND_ROW + 24
    ground = {"class": "ground", "width": "100%", "height": "100%", "fill": _GROUND}
    about: dict[str, str] = {"xml:lang": picture.language, "aria-labelledby": "title desc"}
    root = ET.Element(
        "svg", about, xmlns="http://www.w3.org/2000/svg", role="group", width=_n(width),
        height=_n(height + legend), viewBox=f"0 0 {_n(width)} {_n(height + legend)}",
        **{"font-size": "12", "font-family": "system-ui, sans-serif"},
    )  # fmt: skip
    _text(root, "title", picture.title(), id="title")
    _text(root, "desc", picture.summary(), id="desc")
    ET.SubElement(root, "rect", ground)
    _arrow(root)
    places = _places(picture, width, height)
    lines = ET.SubElement(root, "g", {"class": "lines", "fill": "none", "stroke": _SOFT})
    _lines(lines, picture, places)
    points = ET.SubElement(root, "g", {"class": "points"})
    for node in picture.network.nodes:
        _point(points, picture, node, places[node.thing.iri])
    _legend(root, picture, height)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _places(picture: Picture, width: float, height: float) -> dict[str, Point]:
    return {
        node.thing.iri: (x + width / 2, y + height / 2)
        for node in picture.network.nodes
        for x, y in [picture.at(node)]
    }


def _n(number: float) -> str:
    return f"{number:.1f}".rstrip("0").rstrip(".")


def _text(parent: ET.Element, tag: str, text: str, **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, tag, attributes)
    child.text = clean(text)
    return child


def _arrow(root: ET.Element) -> None:
    marker = ET.SubElement(
        ET.SubElement(root, "defs"), "marker", id="arrow", viewBox="0 0 10 10", refX="9",
        refY="5", markerWidth="11", markerHeight="11", orient="auto",
        markerUnits="userSpaceOnUse",
    )  # fmt: skip
    ET.SubElement(marker, "path", d="M0 0 10 5 0 10z", fill=_SOFT)


def _lines(parent: ET.Element, picture: Picture, places: dict[str, Point]) -> None:
    named = len(picture.network.edges) <= _NAMED_LINES
    for relation, bend in zip(picture.network.edges, _bends(picture.network.edges), strict=True):
        start, end = places[relation.subject.iri], places[relation.object.iri]
        look = style.line(relation.modality)
        group = ET.SubElement(parent, "g", {"class": f"line {relation.modality}"})
        sentence = " ".join(
            (picture.label(relation.subject), picture.predicate(relation),
             picture.label(relation.object), f"({picture.modality(relation.modality)})")
        )  # fmt: skip
        _text(group, "title", sentence)
        curve, middle = _curve(start, end, bend, _room(picture.label(relation.object)))
        attributes = {"d": curve, "stroke-width": _n(look.width), "marker-end": "url(#arrow)"}
        if look.dashes:
            attributes["stroke-dasharray"] = " ".join(map(str, look.dashes))
        ET.SubElement(group, "path", attributes)
        if named:
            _halo(group, picture.predicate(relation), middle, "10", _SOFT)


def _bends(relations: Sequence[Relation]) -> list[float]:
    """Return how far each line bends aside, so that none covers another."""
    together: dict[frozenset[str], list[int]] = defaultdict(list)
    for number, relation in enumerate(relations):
        together[frozenset((relation.subject.iri, relation.object.iri))].append(number)
    bends = [0.0] * len(relations)
    for numbers in together.values():
        for place, number in enumerate(numbers):
            relation = relations[number]
            turn = -1 if relation.subject.iri > relation.object.iri else 1
            bends[number] = (place - (len(numbers) - 1) / 2) * _BEND * turn
    return bends


def _curve(start: Point, end: Point, bend: float, room: Point) -> tuple[str, Point]:
    """Return a path from rim to rim, and its middle; a line to itself is a loop.

    ``room`` is half the width, and the lower edge, of the label under the end.
    """
    if start == end:
        x, y = start
        loop = f"M{_n(x - 8)} {_n(y - 8)}C{_n(x - 40)} {_n(y - 50)} {_n(x + 40)} {_n(y - 50)} "
        return f"{loop}{_n(x + 8)} {_n(y - 10)}", (x, y - 40)
    length = math.dist(start, end)
    ux, uy = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    middle = (
        (start[0] + end[0]) / 2 - uy * bend * 2,
        (start[1] + end[1]) / 2 + ux * bend * 2,
    )
    first = _towards(start, middle, _RADIUS + 1)
    last = _towards(end, middle, max(_RADIUS + 4, _under(end, middle, room)))
    path = f"M{_n(first[0])} {_n(first[1])}Q{_n(middle[0])} {_n(middle[1])} "
    on_curve = (
        (first[0] + last[0]) / 4 + middle[0] / 2,
        (first[1] + last[1]) / 4 + middle[1] / 2,
    )
    return f"{path}{_n(last[0])} {_n(last[1])}", on_curve


def _room(label: str) -> Point:
    lines = _wrapped(label)
    return (LETTER * max(map(len, lines)) / 2 + 3, 14.0 + 13 * len(lines))


def _wrapped(label: str) -> list[str]:
    return textwrap.wrap(clean(label), LONGEST_LABEL, max_lines=2, placeholder=" …") or [""]


def _under(node: Point, other: Point, room: Point) -> float:
    """Return how far from a node its label reaches towards another point: arrows stop there."""
    away = math.dist(node, other) or 1.0
    ux, uy = (other[0] - node[0]) / away, (other[1] - node[1]) / away
    if uy <= 0:
        return 0.0
    side, below = room[0] / abs(ux) if ux else math.inf, room[1] / uy
    return min(side, below) if min(side, below) * uy > _RADIUS else 0.0


def _towards(start: Point, end: Point, distance: float) -> Point:
    share = min(distance / (math.dist(start, end) or 1.0), 0.45)
    return (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)


def _point(parent: ET.Element, picture: Picture, node: Node, at: Point) -> None:
    thing, family = node.thing, style.family(node.thing.kind)
    link = picture.link(thing)
    group = ET.SubElement(parent, "a", {"href": link}) if link else ET.SubElement(parent, "g")
    group.set("class", f"point {family.code}" + (" focus" if node.distance == 0 else ""))
    type_name = picture.vocabulary.name(thing.type).in_language(picture.language)
    hidden = {"nl": "niet getoonde relaties", "en": "relations not shown"}[picture.language]
    more = f", +{node.hidden} {hidden}" if node.hidden else ""
    _text(group, "title", f"{picture.label(thing)}, {type_name}{more}")
    _shape(group, family, at, _RADIUS)
    lines = textwrap.wrap(clean(picture.label(thing)), LONGEST_LABEL, max_lines=2, placeholder=" …")
    for number, line in enumerate(lines):
        weight = "bold" if node.distance == 0 else "normal"
        _halo(group, line, (at[0], at[1] + 23 + 13 * number), "12", _INK, weight)
    if node.hidden:
        _halo(group, f"+{node.hidden}", (at[0] + 17, at[1] - 7), "10", _SOFT)


def _shape(parent: ET.Element, family: style.Family, at: Point, radius: float) -> None:
    look = {"fill": family.fill, "stroke": _INK, "stroke-width": "1"}
    if not family.outline:
        ET.SubElement(parent, "circle", look, cx=_n(at[0]), cy=_n(at[1]), r=_n(radius * 0.85))
        return
    corners = ((at[0] + x * radius, at[1] + y * radius) for x, y in family.outline)
    points = " ".join(f"{_n(x)},{_n(y)}" for x, y in corners)
    ET.SubElement(parent, "polygon", look, points=points)


def _halo(
    parent: ET.Element, text: str, at: Point, size: str, fill: str, weight: str = "normal"
) -> None:
    """Write text that stays readable over lines."""
    _text(
        parent, "text", text, x=_n(at[0]), y=_n(at[1]), fill=fill, stroke=_GROUND,
        **{"font-size": size, "font-weight": weight, "text-anchor": "middle",
           "stroke-width": "3", "paint-order": "stroke", "stroke-linejoin": "round"},
    )  # fmt: skip


def _legend(root: ET.Element, picture: Picture, top: float) -> None:
    legend = ET.SubElement(root, "g", {"class": "legend", "fill": _INK})
    y = top + _LEGEND_ROW
    for family in picture.families():
        _shape(legend, family, (_LEGEND_LEFT + 12, y - 4), 8)
        _text(legend, "text", family.name.in_language(picture.language), x="52", y=_n(y))
        y += _LEGEND_ROW
    for code, name in picture.modalities():
        look = style.line(code)
        attributes = {"d": f"M{_n(_LEGEND_LEFT)} {_n(y - 4)}h28", "stroke": _SOFT, "fill": "none",
                      "stroke-width": _n(look.width)}  # fmt: skip
        if look.dashes:
            attributes["stroke-dasharray"] = " ".join(map(str, look.dashes))
        ET.SubElement(legend, "path", attributes)
        _text(legend, "text", name, x="52", y=_n(y))
        y += _LEGEND_ROW
    _text(legend, "text", f"{picture.summary()} · beleidsgraaf {picture.snapshot_id}",
          x=_n(_LEGEND_LEFT), y=_n(y), fill=_SOFT)  # fmt: skip
