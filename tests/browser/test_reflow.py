"""Every page fits in 320 pixels, and in 1280 zoomed to 200%: it scrolls one way only."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

OpenPage = Callable[..., Page]
PAGES = {
    "start": "/",
    "results": "/?q=fotonica",
    "explorer": "/explore?focus=actor/smart-photonics",
    "table": "/explore?focus=actor/smart-photonics&tab=table",
    "documents": "/documents",
    "letter": "/documents/kst-29826-124",
    "thing": "/doc/actor/smart-photonics",
    "questions": "/questions",
    "question": "/questions/relations-of-a-thing",
    "sparql": "/sparql",
    "statistics": "/statistics",
    "overview": "/overview",
    "claim": "/doc/claim/kst-29826-124-445a6af9ffdf",
    "definitions": "/def",
}
#: 1280 pixels at 200% are 640 of the style sheet.
WINDOWS = {320: 1, 640: 2}
_CUT_OFF = """() => [...document.querySelectorAll("main *")].filter((part) => {
  const style = getComputedStyle(part);
  const own = [...part.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  return own && part.clientWidth > 1 && part.scrollWidth > part.clientWidth + 1
    && ["hidden", "clip"].includes(style.overflowX);
}).map((part) => part.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("width", WINDOWS)
@pytest.mark.parametrize("name", PAGES)
def test_page_fits(open_page: OpenPage, name: str, width: int) -> None:
    size = {"width": width, "height": 512}
    page = open_page(PAGES[name], viewport=size, device_scale_factor=WINDOWS[width])
    page.evaluate("document.querySelectorAll('details').forEach((part) => (part.open = true))")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(_CUT_OFF) == []
