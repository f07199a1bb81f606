"""The explorer as one uses it: expand, hide, pin, undo, ways, filters, forms, links, files."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest
from playwright.sync_api import Page, expect

from browser.test_network import AROUND, form, iri, ready, where

OpenPage = Callable[..., Page]
MINISTRY = "Ministerie van Economische Zaken en Klimaat"


def select(page: Page, label: str) -> str:
    """Click a point; give its name in addresses."""
    node = iri(page, label)
    page.mouse.click(*where(page, node=node))
    expect(page.locator("#details h2").first).to_have_text(label)
    return node


def edges(page: Page) -> int:
    return page.locator("tr[data-edge]:not([hidden])").count()


def places(page: Page) -> dict[str, tuple[float, float]]:
    """Return where on the stage each thing stands."""
    found: list[str] = page.evaluate(
        "() => [...document.querySelectorAll('tr[data-edge] th a')]"
        ".map((link) => new URL(link.href).pathname.replace('/doc/', ''))"
    )
    left, top = page.evaluate(
        "() => { const box = document.getElementById('stage').getBoundingClientRect();"
        " return [box.x, box.y]; }"
    )
    at = {node: where(page, node=node) for node in dict.fromkeys(found)}
    return {node: (x - left, y - top) for node, (x, y) in at.items()}


def path(page: Page) -> str:
    return page.url.partition("/explore")[1] + page.url.partition("/explore")[2]


def test_counts_before_expanding_then_one_request_and_the_same_places(open_page: OpenPage) -> None:
    page = open_page(AROUND)
    ready(page)
    select(page, MINISTRY)
    button = page.locator("#details [data-expand='commissions~out']")
    expect(button).to_contain_text(re.compile(r"geeft opdracht tot\s*0 / 1"))
    rows = edges(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    button.click()
    expect(page.locator("#speech")).to_contain_text("Punten erbij")
    assert edges(page) > rows
    assert len([url for url in asked if "/explore?" in url]) == 1
    assert len(asked) == 1
    after = places(page)
    expect(button).to_contain_text("1 / 1")
    expect(button).to_be_disabled()
    page.reload()
    ready(page)
    for node, place in places(page).items():
        assert place == pytest.approx(after[node], abs=1.5)


def test_undo_and_redo_are_back_and_forward(open_page: OpenPage) -> None:
    page = open_page(AROUND)
    ready(page)
    rows = edges(page)
    select(page, MINISTRY)
    page.locator("#details [data-expand='']").click()
    expect(page.locator("#speech")).to_contain_text("Punten erbij")
    more = edges(page)
    page.locator("#details").get_by_role("button", name="Verbergen").click()
    expect(page.get_by_role("button", name="Toon 1 verborgen")).to_be_visible()
    assert edges(page) < more
    page.go_back()
    expect(page.get_by_role("button", name="Toon 1 verborgen")).to_be_hidden()
    assert edges(page) == more
    page.keyboard.press("Control+z")
    expect(page.locator("tr[data-edge]")).to_have_count(rows)
    page.get_by_role("button", name="Opnieuw").click()
    expect(page.locator("tr[data-edge]")).to_have_count(more)


def test_collapse_takes_away_what_an_expansion_brought(open_page: OpenPage) -> None:
    page = open_page(f"{AROUND}&expand=actor/kabinet~~~5")
    ready(page)
    select(page, MINISTRY)
    before = page.locator("tr[data-edge]").count()
    page.locator("#details [data-expand='']").click()
    expect(page.locator("#speech")).to_contain_text("Punten erbij")
    page.locator("#details").get_by_role("button", name="Inklappen").click()
    expect(page.locator("tr[data-edge]")).to_have_count(before)


def test_what_a_limit_leaves_out_is_a_control(open_page: OpenPage) -> None:
    page = open_page("/explore?focus=actor/kabinet&limit=10")
    ready(page)
    rest = page.get_by_role("link", name=re.compile(r"^\+\d+ meer$"))
    rows = edges(page)
    rest.click()
    expect(page).to_have_url(re.compile("limit=20"))
    expect(page.locator("#speech")).to_contain_text("Punten erbij")
    assert edges(page) > rows


def test_a_way_between_two_is_drawn_and_told(open_page: OpenPage) -> None:
    page = open_page(f"{AROUND}&depth=2")
    ready(page)
    select(page, "Smart Photonics")
    page.locator("#details").get_by_role("button", name="Weg naar").click()
    expect(page.locator("#speech")).to_contain_text("Kies het punt")
    page.wait_for_timeout(400)  # two clicks sooner than this are a double click
    page.mouse.click(*where(page, node=iri(page, MINISTRY)))
    expect(page.get_by_role("heading", name="De weg in woorden")).to_be_visible()
    expect(page.locator(".way li").first).to_contain_text("Smart Photonics")
    assert "path=actor/smart-photonics~actor/" in page.url


def test_same_picture_in_another_browser(open_page: OpenPage) -> None:
    page = open_page(AROUND)
    ready(page)
    node = select(page, MINISTRY)
    page.locator("#details [data-expand='']").click()
    expect(page.locator("#speech")).to_contain_text("Punten erbij")
    page.locator("#stage").focus()
    page.keyboard.press("Shift+ArrowDown")
    page.get_by_role("checkbox", name=re.compile("feit")).uncheck()
    assert f"pin={node}@" in page.url
    assert "v=1" in page.url
    assert "snapshot=" in page.url
    page.reload()
    ready(page)
    again = open_page(path(page))
    ready(again)
    there = places(page)
    assert len(there) > 3
    for thing, place in places(again).items():
        assert place == pytest.approx(there[thing], abs=1.5)
    assert edges(again) == edges(page)
    expect(again.locator("#details h2").first).to_have_text(MINISTRY)


def test_old_address_says_that_it_is_old(open_page: OpenPage) -> None:
    page = open_page(f"{AROUND}&v=1&snapshot=000000000000&add=actor/weg")
    expect(page.locator("main")).to_contain_text("gemaakt op momentopname 000000000000")
    expect(page.locator("main")).to_contain_text("1 namen uit deze weergave")


def test_address_of_a_newer_version_is_refused(open_page: OpenPage) -> None:
    page = open_page(f"{AROUND}&v=2", expected=("400",))
    expect(page.get_by_role("heading", level=1)).to_have_text("Dit verzoek klopt niet")


@pytest.mark.parametrize(
    "chosen", ["relation=finances", "type=Company", "holder=actor/kabinet", "until=2019-12-31"]
)
def test_a_filter_leaves_the_same_with_and_without_a_script(
    open_page: OpenPage, chosen: str
) -> None:
    address = f"/explore?focus=actor/smart-photonics&depth=2&tab=table&{chosen}"
    page, plain = open_page(address), open_page(address, java_script_enabled=False)
    expect(page.locator("#stage[data-ready]")).to_have_count(1)
    rows = "tr[data-edge]:not([hidden])"
    left = page.locator(rows).count()
    assert left == plain.locator(rows).count()
    assert left < page.locator("tr[data-edge]").count()


def test_counts_of_filters_answer_one_another(open_page: OpenPage) -> None:
    page = open_page(f"{AROUND}&modality=fact")
    ready(page)
    page.locator("summary", has_text="Relatie").click()
    label = page.locator("#legend label").filter(has_text="financiert")
    expect(label.locator(".count")).to_have_text(re.compile(r"\d / \d"))


def test_many_lines_do_not_hold_up_the_page(open_page: OpenPage) -> None:
    page = open_page("/")
    page.context.add_init_script(
        "window.pauses = []; new PerformanceObserver((list) => pauses.push("
        "...list.getEntries().map((each) => each.duration))).observe({type: 'longtask'})"
    )
    page.goto(page.url.rstrip("/") + "/explore?focus=actor/kabinet&depth=3&limit=300")
    ready(page)
    # unhurried machines stay under 100 ms; in one piece it takes several times as long as this
    assert max(page.evaluate("pauses"), default=0) < 400


def test_none_and_all_of_a_filter(open_page: OpenPage) -> None:
    page = open_page(f"{AROUND}&tab=table")
    rows = edges(page)
    page.get_by_role("button", name="Niets").first.click()
    expect(page.locator("#count")).to_have_text("0 relaties")
    page.reload()
    expect(page.locator("#count")).to_have_text("0 relaties")
    page.get_by_role("button", name="Alles").first.click()
    expect(page.locator("#count")).to_have_text(f"{rows} relaties")


def test_what_is_selected_in_one_form_is_in_all(open_page: OpenPage) -> None:
    page = open_page(AROUND)
    ready(page)
    form(page, "Tijdlijn")
    page.locator("#form-timeline").get_by_role("link", name=re.compile("financiert")).first.click()
    expect(page.locator("#details .sentence")).to_contain_text("financiert")
    for name, part in (("Tabel", "tr"), ("Tekst", "#form-text li")):
        form(page, name)
        expect(page.locator(f"{part}[aria-current=true]")).to_be_visible()
    form(page, "Netwerk")
    select(page, "Smart Photonics")
    form(page, "Tabel")
    assert page.locator("tr[aria-current=true]").count() > 1


def test_table_sorts_by_any_column(open_page: OpenPage) -> None:
    page = open_page(f"{AROUND}&tab=table")
    head = page.get_by_role("columnheader", name="Naar")
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    cells = page.locator("tr[data-edge] td:nth-child(3)").all_inner_texts()
    assert cells == sorted(cells, key=str.casefold)
    head.get_by_role("button").click()
    turned = page.locator("tr[data-edge] td:nth-child(3)").all_inner_texts()
    assert turned == sorted(cells, key=str.casefold, reverse=True)


def test_keyboard_alone_from_point_to_point_to_passage(open_page: OpenPage) -> None:
    page = open_page(AROUND)
    ready(page)
    page.locator("#stage").focus()
    speech = page.locator("#speech")
    page.keyboard.press("ArrowRight")
    expect(speech).to_contain_text("Smart Photonics, bedrijf; 9 relaties")
    page.keyboard.press("PageDown")
    expect(speech).to_contain_text(re.compile("buur 1 van 9, relatie ‘"))
    page.keyboard.press("PageDown")
    expect(speech).to_contain_text("buur 2 van 9")
    page.keyboard.press("Backspace")
    expect(page.locator("#details h2").first).to_have_text("Smart Photonics")
    page.keyboard.press("ArrowLeft")
    expect(speech).to_contain_text("relatie ‘")
    page.keyboard.press("p")
    expect(speech).to_contain_text("staat vast")
    page.keyboard.press("h")
    expect(speech).to_contain_text("is verborgen")
    page.keyboard.press("u")
    expect(page.locator("#unhide")).to_be_hidden()
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    expect(page.locator("#details")).to_be_focused()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('[data-own-relations] button')"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("#details .passage").first).to_be_visible()
    page.locator("#stage").focus()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Toetsen")).to_be_visible()


@pytest.mark.parametrize(
    "format", ["png", "svg", "csv", "xlsx", "ttl", "gexf", "graphml", "cyjs", "html"]
)
def test_files_hold_what_is_on_the_screen(open_page: OpenPage, tmp_path: Path, format: str) -> None:
    page = open_page(f"{AROUND}&modality=decided")
    ready(page)
    rows = edges(page)
    page.get_by_text("Meenemen").click()
    with page.expect_download() as waiting:
        page.locator(f"[data-file={format}]").click()
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    assert file.name == f"smart-photonics.{format}"
    if format == "png":
        assert file.read_bytes().startswith(b"\x89PNG")
        return
    if format == "xlsx":
        assert sum(1 for _ in openpyxl.load_workbook(file).active.rows) == rows + 1
        return
    text = file.read_text("utf-8")
    counted = {
        "svg": lambda: text.count('class="line '),
        "csv": lambda: len(list(csv.DictReader(text.splitlines()))),
        "gexf": lambda: text.count("<edge "),
        "graphml": lambda: text.count("<edge "),
        "cyjs": lambda: len(json.loads(text)["elements"]["edges"]),
    }
    if format in counted:
        assert counted[format]() == rows
    assert "Kamerstuk 33009" not in text
    assert "Smart Photonics" in text


def test_a_saved_view_opens_again(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(f"{AROUND}&hide=document/kst-33009-92&expand=actor/kabinet~~~3")
    ready(page)
    rows = edges(page)
    page.get_by_text("Meenemen").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Bewaar weergave").click()
    file = tmp_path / "view.json"
    waiting.value.save_as(file)
    other = open_page("/explore?focus=actor/asml")
    ready(other)
    other.locator("#load-view").set_input_files(file)
    expect(other.get_by_role("heading", level=1)).to_have_text("Netwerk rond Smart Photonics")
    expect(other.locator("tr[data-edge]:not([hidden])")).to_have_count(rows)
    bad = tmp_path / "bad.json"
    bad.write_text('{"format": "other"}')
    other.locator("#load-view").set_input_files(bad)
    expect(other.locator("#speech")).to_have_text("Dit bestand is geen bewaarde weergave.")


def test_cite_as_dutch_practice_has_it(open_page: OpenPage) -> None:
    page = open_page(AROUND)
    ready(page)
    page.get_by_text("Meenemen").click()
    page.locator("#open-cite").click()
    dialog = page.get_by_role("dialog", name="Citeer")
    expect(dialog.locator(".citation").nth(1)).to_have_text(
        re.compile(r"^Kamerstukken II 2020/21, 29826, nr\. 124, p\. 27")
    )
    expect(dialog.locator(".citation").first).to_contain_text("momentopname")
    expect(dialog.locator("pre").first).to_contain_text("@misc{kst-29826-124")
    expect(dialog.locator("pre").nth(1)).to_contain_text("TY  - GOVDOC")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_panel_has_amounts_and_facts(open_page: OpenPage) -> None:
    page = open_page(f"{AROUND}&select=actor/smart-photonics")
    details = page.locator("#details")
    expect(details.locator(".amount").filter(has_text="€ 20 miljoen")).to_be_visible()
    expect(details).to_contain_text("Niet te verwarren met")


def test_hostile_names_are_text_in_panel_and_forms(open_page: OpenPage) -> None:
    page = open_page("/explore?focus=actor/hostile&select=actor/hostile")
    expect(page.locator("#details h2").first).to_contain_text("<img src=x onerror=")
    for name in ("Tabel", "Tijdlijn", "Tekst"):
        form(page, name)
    page.locator("#form-text a[data-choose]").first.click()
    expect(page.locator("#details .sentence")).to_be_visible()
    assert page.evaluate("window.hacked") is None
    assert page.locator("main img, main script:not([type='application/json'])").count() == 0


@pytest.mark.parametrize("tab", ["network", "table", "timeline", "text"])
def test_nothing_is_wider_than_a_narrow_window(open_page: OpenPage, tab: str) -> None:
    page = open_page(
        f"{AROUND}&tab={tab}&select=actor/smart-photonics", viewport={"width": 320, "height": 700}
    )
    expect(page.locator("#details h2").first).to_have_text("Smart Photonics")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_forced_colours_keep_the_choice_visible(open_page: OpenPage) -> None:
    page = open_page(f"{AROUND}&tab=table&select=actor/smart-photonics", forced_colors="active")
    row = page.locator("tr[aria-current]").first
    expect(row).to_be_visible()
    assert row.evaluate("(row) => parseFloat(getComputedStyle(row).outlineWidth)") >= 2


def test_print_shows_picture_and_table(open_page: OpenPage) -> None:
    page = open_page(AROUND)
    ready(page)
    page.emulate_media(media="print")
    expect(page.locator("svg.drawing")).to_be_visible()
    expect(page.locator("table.relations")).to_be_visible()
    expect(page.locator("#stage")).to_be_hidden()
