"""Networks for Gephi (GEXF 1.3) and for many other tools (GraphML)."""

from __future__ import annotations

import io
import re
from typing import Any, Final
from xml.etree import ElementTree as ET

import networkx as nx

from beleidsgraaf.drawing import style
from beleidsgraaf.drawing.picture import Picture

_GEXF: Final = "http://gexf.net/1.3"
_VIZ: Final = "http://gexf.net/1.3/viz"
#: Signs that no XML document may hold, however they are written.
_NO_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_NODE: Final = ("kind", "type", "typeName", "family", "degree", "hidden", "distance")
_EDGE: Final = ("assertion", "predicate", "modality", "modalityName", "holder", "note", "place")
_SHAPES: Final = {"square": "square", "diamond": "diamond", "triangle": "triangle",
                  "triangleDown": "triangle"}  # fmt: skip


def clean(text: str) -> str:
    """Return text that XML may hold."""
    return _NO_XML.sub("\ufffd", text)


def gexf(picture: Picture) -> str:
    """Return GEXF 1.3 with attributes, positions, colours, shapes and widths."""
    ET.register_namespace("", _GEXF)
    ET.register_namespace("viz", _VIZ)
    root = ET.Element(f"{{{_GEXF}}}gexf", version="1.3")
    meta = _add(root, "meta")
    _add(meta, "creator").text = "beleidsgraaf"
    _add(meta, "description").text = clean(f"{picture.title()} ({picture.snapshot_id})")
    graph = _add(root, "graph", defaultedgetype="directed", mode="static")
    _attributes(graph, "node", _NODE)
    _attributes(graph, "edge", _EDGE)
    nodes, edges = _add(graph, "nodes"), _add(graph, "edges")
    for drawn, values in zip(picture.network.nodes, picture.nodes(), strict=True):
        node = _add(nodes, "node", id=values["id"], label=clean(values["label"]))
        _values(node, values, _NODE)
        _node_look(node, picture.at(drawn), style.family(values["kind"]))
    for values in picture.edges():
        edge = _add(
            edges, "edge", id=values["id"], source=values["source"], target=values["target"],
            label=clean(values["label"]), kind=clean(values["label"]),
        )  # fmt: skip
        _values(edge, _placed(values), _EDGE)
        look = style.line(values["modality"])
        ET.SubElement(edge, f"{{{_VIZ}}}thickness", value=str(look.width))
        shape = "dashed" if look.dashes else "solid"
        ET.SubElement(edge, f"{{{_VIZ}}}shape", value=shape)
    return _text(root)


def graphml(picture: Picture) -> str:
    """Return GraphML; positions are the attributes ``x`` and ``y``."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for values in picture.nodes():
        kept = {name: _plain(values[name]) for name in ("label", *_NODE, "x", "y")}
        graph.add_node(values["id"], **kept)
    for values in picture.edges():
        placed = _placed(values)
        kept = {name: _plain(placed[name]) for name in ("label", *_EDGE)}
        graph.add_edge(values["source"], values["target"], values["id"], **kept)
    file = io.BytesIO()
    nx.write_graphml_xml(graph, file, named_key_ids=True)
    return file.getvalue().decode()


def _add(parent: ET.Element, name: str, **attributes: str) -> ET.Element:
    return ET.SubElement(parent, f"{{{_GEXF}}}{name}", attributes)


def _attributes(graph: ET.Element, of: str, names: tuple[str, ...]) -> None:
    block = _add(graph, "attributes", **{"class": of})
    for name in names:
        kind = "integer" if name in ("degree", "hidden", "distance") else "string"
        _add(block, "attribute", id=name, title=name, type=kind)


def _values(parent: ET.Element, values: dict[str, Any], names: tuple[str, ...]) -> None:
    block = _add(parent, "attvalues")
    for name in names:
        _add(block, "attvalue", **{"for": name, "value": clean(str(values[name]))})


def _node_look(node: ET.Element, at: tuple[float, float], family: style.Family) -> None:
    red, green, blue = (str(int(family.fill[i : i + 2], 16)) for i in (1, 3, 5))
    ET.SubElement(node, f"{{{_VIZ}}}color", r=red, g=green, b=blue)
    # Gephi's axis points upwards, that of a screen downwards
    x, y = (str(round(value, 1)) for value in (at[0], -at[1]))
    ET.SubElement(node, f"{{{_VIZ}}}position", x=x, y=y, z="0.0")
    ET.SubElement(node, f"{{{_VIZ}}}size", value="10.0")
    ET.SubElement(node, f"{{{_VIZ}}}shape", value=_SHAPES.get(family.shape, "disc"))


def _placed(values: dict[str, Any]) -> dict[str, Any]:
    places = (f"{each['document']}: {each['place']}" for each in values["evidence"])
    return {**values, "place": "; ".join(places)}


def _plain(value: Any) -> Any:
    return clean(value) if isinstance(value, str) else value


def _text(root: ET.Element) -> str:
    ET.indent(root)
    body = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'
