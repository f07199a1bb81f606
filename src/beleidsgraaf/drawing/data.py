"""Networks as JSON, in our own shape and that of Cytoscape, and as a table."""

from __future__ import annotations

import json
from typing import Any, Final

from beleidsgraaf import tables
from beleidsgraaf.drawing import style
from beleidsgraaf.drawing.picture import Picture

_COLUMNS: Final = (
    "from", "label", "to", "modality", "modalityName", "holder", "note", "document", "place",
    "source", "predicate", "target", "assertion",
)  # fmt: skip


def json_text(picture: Picture) -> str:
    """Return the network in our own shape; positions lie within -1 and 1."""
    network = picture.network
    return _dumped(
        {
            "snapshot": picture.snapshot_id,
            "focus": network.focus.iri,
            "title": picture.title(),
            "language": picture.language,
            "width": network.width,
            "height": network.height,
            "hiddenNodes": network.hidden_nodes,
            "nodes": list(picture.nodes()),
            "edges": list(picture.edges()),
        }
    )


def cyjs(picture: Picture) -> str:
    """Return the network for Cytoscape: elements, positions, and a style of ours."""
    places = dict(zip((n["id"] for n in picture.nodes()), _places(picture), strict=True))
    nodes = [
        {"data": {**_flat(node), "name": node["label"]}, "position": places[node["id"]]}
        for node in picture.nodes()
    ]
    edges = [{"data": {**_flat(edge), "interaction": edge["label"]}} for edge in picture.edges()]
    return _dumped(
        {
            "format_version": "1.0",
            "generated_by": "beleidsgraaf",
            "target_cytoscapejs_version": "~3",
            "data": {"name": picture.title(), "snapshot": picture.snapshot_id},
            "elements": {"nodes": nodes, "edges": edges},
            "style": list(_rules(picture)),
        }
    )


def table(picture: Picture, format: tables.Format) -> bytes:
    """Return the relations as CSV or as a workbook, a row each."""
    names = {node["id"]: node["label"] for node in picture.nodes()}
    with tables.writer(format, "Beleidsgraaf", _COLUMNS) as writer:
        writer.add(_row(edge, names) for edge in picture.edges())
        return writer.close()


def _row(edge: dict[str, Any], names: dict[str, str]) -> list[tables.Cell]:
    row = {
        **edge,
        "from": names[edge["source"]],
        "to": names[edge["target"]],
        "document": "; ".join(dict.fromkeys(each["document"] for each in edge["evidence"])),
        "place": "; ".join(each["place"] for each in edge["evidence"]),
    }
    return [str(row.get(name, "")) for name in _COLUMNS]


def _places(picture: Picture) -> list[dict[str, float]]:
    return [{"x": round(x, 1), "y": round(y, 1)} for x, y in map(picture.at, picture.network.nodes)]


def _flat(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values that are no lists: tables of other tools hold nothing else."""
    return {name: value for name, value in values.items() if not isinstance(value, list)}


def _rules(picture: Picture) -> list[dict[str, Any]]:
    nodes: list[dict[str, Any]] = [
        {
            "selector": f'node[family = "{family.code}"]',
            "style": {"background-color": family.fill, "label": "data(name)"},
        }
        for family in picture.families()
    ]
    edges: list[dict[str, Any]] = [
        {
            "selector": f'edge[modality = "{code}"]',
            "style": {
                "line-style": "dashed" if style.line(code).dashes else "solid",
                "width": style.line(code).width,
                "target-arrow-shape": "triangle",
                "curve-style": "bezier",
            },
        }
        for code, _ in picture.modalities()
    ]
    return nodes + edges


def _dumped(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
