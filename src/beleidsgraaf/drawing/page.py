"""A network as one HTML file by pyvis, with a template of ours: it asks nothing of any host.

pyvis' own template loads from other hosts and writes names as HTML. Ours escapes everything, holds
the drawing library in itself, and lets the browser run no other script than these two, by digest.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from importlib import resources
from typing import Any, Final

import pyvis
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from pyvis.network import Network as VisNetwork

from beleidsgraaf.drawing import style
from beleidsgraaf.drawing.picture import Picture
from beleidsgraaf.drawing.texts import TEXTS

_LIBRARY: Final = "templates/lib/vis-9.1.2/vis-network.min.js"
_LABEL: Final = 60
_OPTIONS: Final[dict[str, Any]] = {
    # positions are set beforehand: physics freezes the page for seconds at 200 nodes
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "keyboard": {"enabled": True, "bindToWindow": False}},
    "nodes": {
        "size": 13,
        "widthConstraint": {"maximum": 170},
        "font": {"size": 14, "face": "system-ui, sans-serif", "multi": False},
    },
    "edges": {
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.6}},
        "font": {"size": 11, "face": "system-ui, sans-serif", "multi": False, "align": "middle"},
    },
}


def html(picture: Picture) -> str:
    """Return the page: the network, its legend, and a table that says all that it shows."""
    network = VisNetwork(directed=True, cdn_resources="in_line", notebook=False)
    _fill(network, picture)
    network.options = _OPTIONS
    network.templateEnv = _environment(picture)
    network.path = "network.html"
    return str(network.generate_html(notebook=False))


def _fill(network: VisNetwork, picture: Picture) -> None:
    for node, values in zip(picture.network.nodes, picture.nodes(), strict=True):
        x, y = picture.at(node)
        family = style.family(values["kind"])
        network.add_node(
            values["id"], label=_short(values["label"]), shape=family.shape, color=family.fill,
            x=round(x * 1.1), y=round(y * 1.1), physics=False,
            borderWidth=3 if node.distance == 0 else 1,
        )  # fmt: skip
    seen: Counter[frozenset[str]] = Counter()
    for values in picture.edges():
        ends = frozenset((values["source"], values["target"]))
        look = style.line(values["modality"])
        network.add_edge(
            values["source"], values["target"], id=values["id"], label=_short(values["label"]),
            width=look.width, dashes=list(look.dashes) or False,
            smooth={"enabled": True, "type": "curvedCW", "roundness": 0.1 + 0.15 * seen[ends]},
        )  # fmt: skip
        seen[ends] += 1


def _short(label: str) -> str:
    return label if len(label) <= _LABEL else label[: _LABEL - 1].rstrip() + "…"


def _environment(picture: Picture) -> Environment:
    """Return the templates with what the page needs beside what pyvis hands over."""
    environment = Environment(
        loader=PackageLoader("beleidsgraaf.drawing", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    library = _library()
    script, looks = (_own(name) for name in ("network.js", "network.css"))
    nodes, edges = list(picture.nodes()), list(picture.edges())
    environment.globals.update(
        picture=picture,
        picture_options=_OPTIONS,
        t=TEXTS[picture.language],
        legend=[(family, _points(family)) for family in picture.families()],
        lines=[(code, name, style.line(code)) for code, name in picture.modalities()],
        things={node["id"]: node for node in nodes},
        links={node.thing.iri: picture.link(node.thing) for node in picture.network.nodes},
        relations=edges,
        library=Markup(library),  # noqa: S704 - files of ours and of pyvis, no data
        script=Markup(script),  # noqa: S704
        looks=Markup(looks),  # noqa: S704
        policy=_policy((library, script), looks),
    )
    return environment


def _library() -> str:
    text = (resources.files(pyvis) / _LIBRARY).read_text(encoding="utf-8")
    # the comment at the end names a file that is not there; browsers with open tools ask for it
    return text.partition("//# sourceMappingURL")[0].replace("</script", "<\\/script")


def _own(name: str) -> str:
    return (resources.files("beleidsgraaf.drawing") / "templates" / name).read_text("utf-8")


def _points(family: style.Family) -> str:
    return " ".join(f"{8 + x * 7:.1f},{8 + y * 7:.1f}" for x, y in family.outline)


def _policy(scripts: tuple[str, ...], looks: str) -> str:
    allowed = " ".join(f"'sha256-{_digest(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'sha256-{_digest(looks)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
