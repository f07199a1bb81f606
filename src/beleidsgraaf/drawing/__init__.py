"""Networks as files: data for programs, pictures for people, a page that stands alone.

Whatever a label holds is text in all of them.
"""

from __future__ import annotations

from typing import Final, Literal, get_args

from beleidsgraaf import tables
from beleidsgraaf.drawing import data, svg, xml
from beleidsgraaf.drawing.picture import Picture

Format = Literal["json", "cyjs", "gexf", "graphml", "svg", "html", "csv", "xlsx"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)

MEDIA_TYPE: Final[dict[Format, str]] = {
    "json": "application/json",
    "cyjs": "application/json",
    "gexf": "application/gexf+xml",
    "graphml": "application/graphml+xml",
    "svg": "image/svg+xml",
    "html": "text/html",
    "csv": tables.MEDIA_TYPE["csv"],
    "xlsx": tables.MEDIA_TYPE["xlsx"],
}


def write(picture: Picture, format: Format) -> bytes:
    """Return the picture as a whole file in this format, UTF-8."""
    if format == "html":
        from beleidsgraaf.drawing import page  # pyvis takes a second to import

        return page.html(picture).encode()
    if format == "csv" or format == "xlsx":
        return data.table(picture, format)
    writers = {
        "json": data.json_text,
        "cyjs": data.cyjs,
        "gexf": xml.gexf,
        "graphml": xml.graphml,
        "svg": svg.svg,
    }
    return writers[format](picture).encode()


__all__ = ["FORMATS", "MEDIA_TYPE", "Format", "Picture", "write"]
