"""Finding and reading things, with a keyboard, in two languages, with and without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from support.serving import serving

OpenPage = Callable[..., Page]


def test_search_by_keyboard_leads_to_a_thing(open_page: OpenPage) -> None:
    page = open_page("/")
    page.get_by_role("combobox").focus()
    page.keyboard.type("asml")
    option = page.get_by_role("option", name="ASML")
    expect(option.first).to_contain_text("bedrijf")
    expect(option.first).to_contain_text("naam")
    page.keyboard.press("ArrowDown")
    expect(option.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/doc/actor/asml$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("ASML")


def test_escape_closes_suggestions_and_enter_searches(open_page: OpenPage) -> None:
    page = open_page("/")
    field = page.get_by_role("combobox")
    field.fill("photon")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/\?q=photon"))
    expect(page.get_by_role("link", name="Smart Photonics", exact=True)).to_be_visible()


def test_search_without_a_result_says_so(open_page: OpenPage) -> None:
    page = open_page("/?q=xyzzyplugh")
    expect(page.get_by_role("main")).to_contain_text("Er is niets gevonden met deze naam.")


def test_funding_says_who_how_much_and_how_sure(open_page: OpenPage) -> None:
    page = open_page("/doc/actor/smart-photonics")
    loan = page.get_by_role("article").filter(has_text="Lening aan Smart Photonics")
    expect(loan.locator(".amount")).to_have_text(re.compile("€ 20 miljoen"))
    expect(loan.locator(".badge")).to_have_text("besloten")
    expect(loan).to_contain_text("Ministerie van Economische Zaken en Klimaat")
    expect(loan).to_contain_text("lening")


@pytest.mark.usefixtures("needs_letter")
def test_passage_opens_with_its_words_marked(open_page: OpenPage) -> None:
    page = open_page("/doc/actor/smart-photonics")
    loan = page.get_by_role("article").filter(has_text="Lening aan Smart Photonics")
    passage = loan.locator("details").filter(has_text="alinea 4")
    expect(passage.locator("summary")).to_contain_text(
        "paragraaf 6, alinea 4, pagina 27 van de brief zoals verzonden"
    )
    expect(passage.locator("mark")).to_be_hidden()
    passage.locator("summary").click()
    expect(passage.locator("mark")).to_be_visible()
    expect(passage.locator("mark")).to_contain_text(re.compile(r"20\s+(mln|miljoen)"))


def test_passage_that_no_copy_holds_says_so(open_page: OpenPage) -> None:
    page = open_page("/doc/actor/hostile")
    passage = page.locator("details").first
    passage.locator("summary").click()
    expect(passage).to_contain_text("geen kopie")


def test_language_switch_keeps_the_page(open_page: OpenPage) -> None:
    page = open_page("/doc/actor/asml")
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    page.get_by_role("link", name="EN", exact=True).click()
    expect(page).to_have_url(re.compile(r"/doc/actor/asml\?lang=en$"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", name="Relations", exact=True)).to_be_visible()
    link = page.locator("#relations a").first
    expect(link).to_have_attribute("href", re.compile("lang=en"))


def test_language_follows_the_browser(open_page: OpenPage) -> None:
    page = open_page("/", locale="en-GB")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_unknown_thing_is_told_in_words(open_page: OpenPage) -> None:
    page = open_page("/doc/actor/bestaat-niet", expected=("404",))
    expect(page.get_by_role("heading", level=1)).to_have_text("Niet gevonden")
    expect(page.get_by_role("main")).to_contain_text("Zoek het op naam.")


def test_wrong_parameter_is_told_in_words(open_page: OpenPage) -> None:
    page = open_page("/explore?focus=actor/asml&depth=many", expected=("400",))
    expect(page.get_by_role("heading", level=1)).to_have_text("Dit verzoek klopt niet")
    expect(page.get_by_role("main")).to_contain_text("1, 2, 3")


def test_without_a_snapshot_the_remedy_is_told(browser: Browser, tmp_path: Path) -> None:
    with serving(tmp_path) as address:
        page = browser.new_page(locale="nl-NL")
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 503
        expect(page.get_by_role("heading", level=1)).to_have_text("De graaf is er nu niet")
        expect(page.get_by_role("main")).to_contain_text("beleidsgraaf build")
        page.close()


def test_without_scripts_everything_can_be_read(open_page: OpenPage) -> None:
    page = open_page("/?q=smart+photonics", java_script_enabled=False)
    page.get_by_role("link", name="Smart Photonics", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Smart Photonics")
    page.locator("svg.drawing a", has_text="Private").first.click()
    expect(page).to_have_url(re.compile("/doc/actor/"))
    page.get_by_role("link", name="Verken het netwerk").click()
    expect(page.locator("svg.drawing")).to_be_visible()
    page.get_by_role("link", name="Tabel").click()
    expect(page.locator("table.relations tbody tr").first).to_be_visible()


def test_hostile_names_are_text(open_page: OpenPage) -> None:
    for path in ("/doc/actor/hostile", "/explore?focus=actor/hostile", "/?q=onerror"):
        page = open_page(path)
        expect(page.locator("body")).to_contain_text("<img src=x onerror=window.hacked=1>")
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.hacked") is None
        assert page.locator("img, main script:not([type='application/json'])").count() == 0
        assert page.locator("a[href^='javascript']").count() == 0
    field = page.get_by_role("combobox").first
    field.fill("onload")
    expect(page.get_by_role("option").first).to_contain_text("</script><svg onload")
    assert page.evaluate("window.hacked") is None


@pytest.mark.parametrize("width", [320, 1024])
@pytest.mark.parametrize("path", ["/", "/?q=fotonica", "/doc/actor/smart-photonics",
                                  "/explore?focus=actor/smart-photonics"])  # fmt: skip
def test_nothing_is_wider_than_the_window(open_page: OpenPage, path: str, width: int) -> None:
    page = open_page(path, viewport={"width": width, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
