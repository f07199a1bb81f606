"""Web pages, parsed as browsers do: each block of text with the path of its element."""

from __future__ import annotations

import re
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from beleidsgraaf.errors import UnreadableDocument
from beleidsgraaf.formats.extract import Blocks, Extract
from beleidsgraaf.formats.plain import decoded

_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I)
_HEAD: Final = 4096
#: Labels that browsers take for windows-1252, as the WHATWG Encoding Standard has them.
_WESTERN: Final = frozenset({"ascii", "us-ascii", "iso-8859-1", "iso8859-1", "latin1", "l1"})
_LEFT_OUT: Final = frozenset(
    "head script style template noscript nav iframe object svg math select button textarea -comment"
    .split()
)  # fmt: skip
_BLOCKS: Final = frozenset(
    "html body address article aside blockquote caption center dd details dialog div dl dt fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu ol p pre"
    " section summary table tbody tfoot thead tr ul".split()
)  # fmt: skip
_CELLS: Final = frozenset({"td", "th"})
_DEEPEST: Final = 2_000
#: Signs that no page's text has: the end of a line and of a cell.
_BREAK: Final = "\x1e"
_NEXT_CELL: Final = "\x1f"
_NO_SIGNS: Final = str.maketrans("", "", _BREAK + _NEXT_CELL)


def extract(content: bytes, name: str, most_bytes: int) -> Extract:
    """Return the text of a page: a block a line, cells of a table row two spaces apart.

    Of a page that says which part is its ``main`` one, that part.
    """
    if len(content) > most_bytes:
        raise UnreadableDocument(f"{name} is larger than {most_bytes} bytes.")
    declared = _CHARSET.search(content[:_HEAD])
    label = declared[1].decode().lower() if declared else "utf-8"
    text = decoded(content, name, "windows-1252" if label in _WESTERN else label)
    tree = LexborHTMLParser(text.translate(_NO_SIGNS))
    page = _Page("/main[" if tree.css_first("main") else "")
    if tree.root is not None:
        page.read(tree.root, name)
    return page.blocks.result(name)


class _Page:
    """Goes through the elements in order, without recursion: a stranger's page may be deep."""

    def __init__(self, within: str) -> None:
        self.blocks = Blocks()
        self._within = within
        self._line = ""
        self._path = ""

    def read(self, root: LexborNode, name: str) -> None:
        waiting: list[tuple[LexborNode | None, str, int]] = [(root, "/html", 0)]
        while waiting:
            node, path, depth = waiting.pop()
            if node is None:
                self._close(path)
            elif depth > _DEEPEST:
                raise UnreadableDocument(f"{name} is nested too deep.")
            elif node.is_text_node:
                self._add(node.text_content or "", path)
            elif node.tag == "br":
                self._line += _BREAK
            elif node.tag not in _LEFT_OUT:
                waiting.extend(self._opened(node, path, depth))

    def _opened(
        self, node: LexborNode, path: str, depth: int
    ) -> list[tuple[LexborNode | None, str, int]]:
        """Return what comes next, last first: the children, then the end of a block."""
        block = node.tag in _BLOCKS
        if block:
            self._close(path)
        if node.tag in _CELLS and self._line.strip():
            self._line += _NEXT_CELL
        count: dict[str, int] = {}
        next_up: list[tuple[LexborNode | None, str, int]] = []
        child = node.first_child
        while child is not None:
            tag = child.tag or ""
            count[tag] = count.get(tag, 0) + 1
            own = tag in _BLOCKS or tag in _CELLS
            step = f"{path}/{tag}[{count[tag]}]" if own else path
            next_up.append((child, step.replace("/body[1]", "/body"), depth + 1))
            child = child.next
        return [*([(None, path, depth)] if block else []), *reversed(next_up)]

    def _add(self, text: str, path: str) -> None:
        if not self._line.strip():
            self._path = path
        self._line += text

    def _close(self, path: str) -> None:
        lines = (map(_one_line, row.split(_NEXT_CELL)) for row in self._line.split(_BREAK))
        text = "\n".join("  ".join(cells) for cells in lines)
        if self._within in (place := self._path or path):
            self.blocks.add(text, {"element": place})
        self._line = ""


def _one_line(text: str) -> str:
    return " ".join(text.split())
