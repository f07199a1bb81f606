"""The SPARQL page as people use it: write, complete, run, look at the answer in another way."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from browser.test_access import violations

OpenPage = Callable[..., Page]
RELATIONS = """PREFIX bg: <https://w3id.org/beleidsgraaf/def#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?from ?relation ?to ?modality WHERE {
  VALUES ?from { <https://w3id.org/beleidsgraaf/id/actor/smart-photonics> }
  ?claim rdf:subject ?from ; rdf:predicate ?relation ; rdf:object ?to ; bg:modality ?modality .
}"""
SUMS = """PREFIX bg: <https://w3id.org/beleidsgraaf/def#>
SELECT ?funding ?euros ?on WHERE {
  ?funding bg:amount/bg:value ?euros ; bg:statedOn ?on } ORDER BY DESC(?euros) LIMIT 9"""
HOSTILE = """SELECT ?x ?t WHERE { ?x ?p ?t FILTER(CONTAINS(STR(?t), "onerror")) }"""
BROKEN = "SELECT ?x WHERE {\n  ?x a bg:Company ;; }}"


def address(query: str, view: str = "table") -> str:
    return f"/sparql?query={quote(query)}&view={view}"


def editor(page: Page) -> Page:
    """Wait until the field is an editor, and put the cursor at its end."""
    page.locator("#editor[data-ready]").wait_for()
    page.locator("#editor .cm-content").click()
    page.keyboard.press("Control+End")
    return page


def write(page: Page, query: str) -> None:
    editor(page)
    page.keyboard.press("Control+a")
    # where text replaces coloured text, Chromium itself tries a style, which the policy stops
    page.keyboard.press("Delete")
    page.keyboard.insert_text(query)


def test_a_query_is_written_run_and_kept_in_the_address(open_page: OpenPage) -> None:
    page = open_page("/sparql")
    write(page, RELATIONS)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#outcome")).to_contain_text("rijen")
    expect(page.locator("#answer table")).to_contain_text("Ecosysteem voor geïntegreerde fotonica")
    page.get_by_role("link", name="Netwerk", exact=True).last.click()
    expect(page.locator("#answer svg.drawing")).to_be_visible()
    page.go_back()
    expect(page.locator("#answer table")).to_be_visible()
    assert "query=" in page.url


def test_a_name_completes_to_its_iri(open_page: OpenPage) -> None:
    page = open_page("/sparql")
    write(page, "SELECT ?p ?o { ")
    page.keyboard.type("@smart phot", delay=20)
    expect(page.get_by_role("option").first).to_contain_text("Smart Photonics")
    page.wait_for_timeout(150)  # a list that has just opened takes no key yet
    page.keyboard.press("Enter")
    expect(page.locator("#editor .cm-content")).to_contain_text(
        "actor:smart-photonics # Smart Photonics"
    )


@pytest.mark.parametrize(("typed", "wanted"), [("bg:Comp", "bg:Company"), ("PREF", "PREFIX")])
def test_terms_complete(open_page: OpenPage, typed: str, wanted: str) -> None:
    page = open_page("/sparql")
    write(page, "")
    page.keyboard.type(typed, delay=20)
    page.keyboard.press("Control+ ")
    expect(page.get_by_role("option").first).to_contain_text(wanted)


def test_an_error_is_shown_at_its_place(open_page: OpenPage) -> None:
    page = open_page("/sparql", expected=("400",))
    write(page, BROKEN)
    page.get_by_role("button", name="Voer uit").click()
    expect(page.get_by_role("alert")).to_contain_text("Regel 2")
    expect(page.locator("#editor .cm-error")).to_be_visible()


@pytest.mark.parametrize(
    ("query", "view", "shown"),
    [
        (RELATIONS, "table", "table.answer"),
        (RELATIONS, "network", "svg.drawing"),
        (SUMS, "chart", ".chart rect"),
        (SUMS, "timeline", ".timeline time"),
        (SUMS, "raw", "pre.raw"),
    ],
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_view_is_shown_and_has_no_violation(
    open_page: OpenPage, axe: str, query: str, view: str, shown: str, scheme: str
) -> None:
    width = 1280 if scheme == "light" else 360
    size = {"width": width, "height": 800}
    page = open_page(address(query, view), color_scheme=scheme, viewport=size)
    expect(page.locator(f"#answer {shown}").first).to_be_visible()
    page.evaluate("document.querySelectorAll('details').forEach((part) => (part.open = true))")
    assert violations(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_page_of_an_error_has_no_violation(open_page: OpenPage, axe: str) -> None:
    page = open_page(address(BROKEN), expected=("400",), viewport={"width": 360, "height": 800})
    expect(page.get_by_role("alert")).to_be_visible()
    assert violations(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("view", ["table", "network", "chart", "raw"])
def test_hostile_texts_are_text(open_page: OpenPage, view: str) -> None:
    page = open_page(address(HOSTILE, view))
    page.locator("#outcome").wait_for()
    assert page.locator("#answer img").count() == 0
    if view != "chart":
        expect(page.locator("#answer")).to_contain_text("onerror")


def test_it_works_without_a_script(open_page: OpenPage) -> None:
    page = open_page("/sparql", java_script_enabled=False)
    page.get_by_label("Vraag in SPARQL").fill(SUMS)
    page.get_by_role("button", name="Voer uit").click()
    expect(page.locator("#answer table tbody tr")).to_have_count(9)


def test_the_query_is_copied_as_a_command(open_page: OpenPage) -> None:
    page = open_page(address(SUMS), permissions=["clipboard-read", "clipboard-write"])
    page.locator("#editor[data-ready]").wait_for()
    for name in ("curl", "Python", "R"):
        page.locator("#answer summary", has_text=name).last.click()
        page.locator("#answer details[open] button").last.click()
        expect(page.locator("#status")).not_to_be_empty()
        assert "ORDER BY" in page.evaluate("navigator.clipboard.readText()")
        page.locator("#answer details[open] summary").last.click()
