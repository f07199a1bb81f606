"""The network as one uses it: it is drawn, a line leads to its passage, a point can be moved."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

OpenPage = Callable[..., Page]
AROUND = "/explore?focus=actor/smart-photonics"
_COLOURS = """async (png) => {
  const image = new Image();
  image.src = "data:image/png;base64," + png;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const pixels = new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer);
  const counts = new Map();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  return [...counts.values()].filter((count) => count > 40).length;
}"""


def ready(page: Page) -> None:
    expect(page.locator("#stage[data-ready]")).to_be_visible()
    page.locator("#stage").scroll_into_view_if_needed()
    # one frame for sigma to draw in
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))")


def where(page: Page, **asked: str) -> tuple[float, float]:
    """Return where in the window a point or line is drawn."""
    at = page.evaluate(
        """(asked) => {
          const stage = document.getElementById("stage");
          stage.dispatchEvent(new CustomEvent("where", { detail: asked }));
          const box = stage.getBoundingClientRect();
          return [box.x + asked.at.x, box.y + asked.at.y];
        }""",
        asked,
    )
    return (at[0], at[1])


def iri(page: Page, label: str) -> str:
    found: str = page.evaluate(
        "(label) => JSON.parse(document.getElementById('picture').textContent)"
        ".nodes.find((node) => node.label === label).id",
        label,
    )
    return found


def form(page: Page, name: str) -> None:
    """Show network, table, line of time or text."""
    page.get_by_role("navigation", name="Weergave").get_by_role("link", name=name).click()


def loan(page: Page) -> str:
    """Return the line of the decided loan."""
    row = page.locator("tr[data-modality=decided]").filter(has_text="financiert").first
    return (row.get_attribute("id") or "").removeprefix("row-")


def test_network_is_drawn(open_page: OpenPage, browser: Browser) -> None:
    page = open_page(AROUND)
    ready(page)
    expect(page.locator("svg.drawing")).to_be_hidden()
    picture = base64.b64encode(page.locator("#stage").screenshot()).decode()
    blank = browser.new_page()
    try:
        # ground, outlines, letters, and at least two families and two kinds of line
        assert blank.evaluate(_COLOURS, picture) >= 6
    finally:
        blank.close()


@pytest.mark.usefixtures("needs_letter")
def test_click_on_a_line_shows_its_passage(open_page: OpenPage) -> None:
    page = open_page(AROUND)
    ready(page)
    page.mouse.click(*where(page, edge=loan(page)))
    details = page.locator("#details")
    expect(details).to_contain_text("financiert")
    expect(details.locator(".badge")).to_have_text("besloten")
    expect(details).to_contain_text("Kabinet")
    expect(details.locator("summary").first).to_contain_text("paragraaf 6")
    expect(details.locator("mark").first).to_be_visible()


def test_click_on_a_point_lists_its_relations(open_page: OpenPage) -> None:
    page = open_page(AROUND)
    ready(page)
    page.mouse.click(*where(page, node=iri(page, "Smart Photonics")))
    details = page.locator("#details")
    expect(details.get_by_role("heading", name="Smart Photonics", exact=True)).to_be_visible()
    expect(details.get_by_role("link", name="Open de pagina")).to_have_attribute(
        "href", "/doc/actor/smart-photonics"
    )
    details.locator("[data-own-relations] button").first.click()
    expect(details.locator("details").first).to_be_visible()


def test_drag_moves_a_point(open_page: OpenPage) -> None:
    page = open_page(AROUND)
    ready(page)
    asml = iri(page, "Smart Photonics")
    x, y = where(page, node=asml)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y + 30, steps=4)
    page.mouse.up()
    moved = where(page, node=asml)
    assert moved == pytest.approx((x + 40, y + 30), abs=4)


def test_shift_and_arrows_move_the_selected_point(open_page: OpenPage) -> None:
    page = open_page(AROUND)
    ready(page)
    node = iri(page, "Smart Photonics")
    x, y = where(page, node=node)
    page.mouse.click(x, y)
    page.locator("#stage").focus()
    page.keyboard.press("Shift+ArrowRight")
    moved = where(page, node=node)
    assert moved == pytest.approx((x + 20, y), abs=3)


def test_zoom_brings_points_apart_and_fit_brings_them_back(open_page: OpenPage) -> None:
    page = open_page(AROUND)
    ready(page)
    ends = [iri(page, "Smart Photonics"), iri(page, "Private investeerders in Smart Photonics")]

    def apart() -> float:
        (x1, y1), (x2, y2) = (where(page, node=end) for end in ends)
        return float(((x1 - x2) ** 2 + (y1 - y2) ** 2) ** 0.5)

    before = apart()
    page.get_by_role("button", name="Vergroot").click()
    page.wait_for_timeout(150)
    assert apart() > before * 1.3
    page.get_by_role("button", name="Alles in beeld").click()
    page.wait_for_timeout(150)
    assert apart() == pytest.approx(before, rel=0.02)


def test_filter_leaves_out_lines_and_rows_and_is_in_the_address(open_page: OpenPage) -> None:
    page = open_page(AROUND)
    ready(page)
    decided = page.locator("tr[data-modality=decided]")
    form(page, "Tabel")
    expect(decided.first).to_be_visible()
    page.get_by_role("checkbox", name=re.compile("besloten")).uncheck()
    expect(decided.first).to_be_hidden()
    assert "modality=fact" in page.url
    assert "decided" not in page.url
    again = open_page(page.url.partition("/explore")[1] + page.url.partition("/explore")[2])
    expect(again.locator("tr[data-modality=decided]").first).to_be_hidden()
    expect(again.get_by_role("checkbox", name=re.compile("besloten"))).not_to_be_checked()


def test_depth_is_in_the_address(open_page: OpenPage) -> None:
    page = open_page(AROUND)
    ready(page)
    before = page.locator("table.relations tbody tr").count()
    page.get_by_label("Stappen vanaf het midden").select_option("2")
    expect(page).to_have_url(re.compile("focus=actor/smart-photonics&depth=2"))
    ready(page)
    assert page.locator("table.relations tbody tr").count() > before


def test_row_of_the_table_selects_its_line(open_page: OpenPage) -> None:
    page = open_page(AROUND)
    ready(page)
    form(page, "Tabel")
    page.locator(f"#row-{loan(page)}").get_by_role("link", name="financiert").click()
    expect(page.locator("#details .badge")).to_have_text("besloten")


def test_without_webgl_the_still_picture_stays(open_page: OpenPage) -> None:
    page = open_page("/")
    page.context.add_init_script(
        "const real = HTMLCanvasElement.prototype.getContext;"
        "HTMLCanvasElement.prototype.getContext = function (kind, ...more) {"
        "  return kind.startsWith('webgl') ? null : real.call(this, kind, ...more); };"
    )
    page.goto(page.url.rstrip("/") + AROUND)
    expect(page.locator("svg.drawing")).to_be_visible()
    expect(page.locator("#no-webgl")).to_be_visible()
    form(page, "Tabel")
    expect(page.locator("table.relations tbody tr").first).to_be_visible()
