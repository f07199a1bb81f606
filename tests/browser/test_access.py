"""axe-core finds nothing on any page, in both colour schemes, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

OpenPage = Callable[..., Page]
PAGES = {
    "start": "/",
    "results": "/?q=fotonica",
    "thing": "/doc/actor/smart-photonics",
    "network": "/explore?focus=actor/smart-photonics",
    "choose": "/explore",
    "questions": "/questions",
    "question": "/questions/relations-of-a-thing",
    "sparql": "/sparql",
    "statistics": "/statistics",
    "overview": "/overview",
    "claim": "/doc/claim/kst-29826-124-445a6af9ffdf",
    "not found": "/doc/actor/bestaat-niet",
}
_RUN = """async () => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const { violations } = await axe.run(document, { runOnly: tags });
  return violations.map(({ id, nodes }) =>
    `${id}: ${nodes.map(({ html, failureSummary }) => html + " " + failureSummary).join(" | ")}`);
}"""


def violations(page: Page, axe: str) -> list[str]:
    page.evaluate(axe)
    found: list[str] = page.evaluate(_RUN)
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_page_has_no_violation(open_page: OpenPage, axe: str, name: str, scheme: str) -> None:
    width = 1280 if scheme == "light" else 360
    size = {"width": width, "height": 800}
    page = open_page(PAGES[name], expected=("404",), color_scheme=scheme, viewport=size)
    page.evaluate("document.querySelectorAll('details').forEach((part) => (part.open = true))")
    assert violations(page, axe) == []


def test_open_suggestions_have_no_violation(open_page: OpenPage, axe: str) -> None:
    page = open_page("/")
    page.get_by_role("combobox").fill("photon")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert violations(page, axe) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("tab", ["network", "table", "timeline", "text"])
def test_forms_of_a_view_with_a_selection_have_no_violation(
    open_page: OpenPage, axe: str, tab: str, scheme: str
) -> None:
    path = f"{PAGES['network']}&tab={tab}&select=actor/smart-photonics&path=actor/asml~actor/tno"
    width = 1280 if scheme == "light" else 360
    page = open_page(path, color_scheme=scheme, viewport={"width": width, "height": 800})
    expect(page.locator("#details .actions")).to_be_visible()
    page.evaluate("document.querySelectorAll('details').forEach((part) => (part.open = true))")
    assert violations(page, axe) == []


@pytest.mark.parametrize("dialog", ["keys", "cite"])
def test_selected_line_and_dialogs_have_no_violation(
    open_page: OpenPage, axe: str, dialog: str
) -> None:
    page = open_page(PAGES["network"] + "&tab=table")
    page.locator("tr a[data-choose]").first.click()
    expect(page.locator("#details .badge").first).to_be_visible()
    assert violations(page, axe) == []
    if dialog == "cite":
        page.locator("#details").get_by_role("button", name="Citeer").click()
        expect(page.locator("#cite .citation").first).to_be_visible()
    else:
        page.evaluate("document.getElementById('keys').showModal()")
    assert violations(page, axe) == []


def test_every_focus_can_be_seen(open_page: OpenPage) -> None:
    page = open_page("/doc/actor/smart-photonics")
    for _ in range(12):
        page.keyboard.press("Tab")
        width = page.evaluate(
            "() => { const e = document.activeElement; const s = getComputedStyle(e);"
            " const r = e.querySelector('.reach');"
            " return parseFloat(r ? getComputedStyle(r).strokeWidth : s.outlineWidth); }"
        )
        assert width >= 2


def test_targets_are_large_enough(open_page: OpenPage) -> None:
    page = open_page("/explore?focus=actor/smart-photonics")
    small = page.evaluate(
        "() => [...document.querySelectorAll('button, select, input:not([type=hidden]), summary')]"
        ".filter((e) => e.checkVisibility()).map((e) => [e.outerHTML.slice(0, 80),"
        " (e.type === 'checkbox' ? e.closest('label') : e.type === 'file' ?"
        " e.previousElementSibling : e).getBoundingClientRect()])"
        ".filter(([, box]) => box.width < 24 || box.height < 24).map(([html]) => html)"
    )
    assert small == []
