"""A thing that is looked up joins the view, with its lines to what is there."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

OpenPage = Callable[..., Page]


def test_a_thing_found_by_name_is_added(open_page: OpenPage) -> None:
    page = open_page("/explore?focus=actor/smart-photonics")
    expect(page.locator("#stage[data-ready]")).to_be_visible()
    nodes = "JSON.parse(document.getElementById('picture').textContent).nodes.map((n) => n.id)"
    assert "actor/asml" not in page.evaluate(nodes)
    field = page.get_by_label("Voeg toe aan dit beeld")
    field.fill("ASML")
    expect(page.locator("#add-list [role=option]").first).to_contain_text("ASML")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**add=actor/asml**")
    expect(page.locator("#details")).to_contain_text("ASML")
    expect(field).to_have_value("")
    page.go_back()
    page.wait_for_url(lambda address: "add=" not in address)


def test_a_name_is_added_by_mouse_and_one_without_lines_stands_alone(open_page: OpenPage) -> None:
    page = open_page("/explore?focus=actor/smart-photonics")
    expect(page.locator("#stage[data-ready]")).to_be_visible()
    lines = page.locator("tr[data-edge]").count()
    page.get_by_label("Voeg toe aan dit beeld").fill("Apotex")
    page.locator("#add-list [role=option]").first.click()
    page.wait_for_url("**add=actor/apotex**")
    expect(page.locator("#details")).to_contain_text("Apotex")
    assert page.locator("tr[data-edge]").count() == lines
