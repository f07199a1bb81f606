"""Deciding in the browser: by key, with what is lacking asked for first."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from beleidsgraaf.review import Log
from beleidsgraaf.store.workspace import Workspace
from browser.test_access import violations
from support import small_workspace
from support.serving import serving

LETTER = Path(__file__).parents[1] / "data" / "letters" / "kst-99999-3.txt"
DESK = f"/review/{LETTER.stem}?kinds=citation&issued=2031-09-01"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = small_workspace.built(tmp_path)
    made.sources.mkdir(parents=True, exist_ok=True)
    shutil.copy(LETTER, made.sources)
    return made


@pytest.fixture
def page(browser: Browser, workspace: Workspace) -> Iterator[Page]:
    with serving(workspace.home, "--review", "jan-jansen") as address:
        context = browser.new_context(base_url=address, locale="nl-NL")
        yield context.new_page()
        context.close()


def test_keys_decide_and_take_back(page: Page, workspace: Workspace, axe: str) -> None:
    faults: list[str] = []
    page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    page.goto(DESK)
    expect(page.locator("mark")).to_be_visible()
    assert violations(page, axe) == []
    page.keyboard.press("a")
    expect(page.locator("#f-target")).to_be_focused()
    page.keyboard.type("kst-99998-7")
    page.locator("#f-holder").fill("kabinet")
    page.keyboard.press("Enter")
    expect(page.locator("#progress")).to_contain_text("1 van 3")
    page.keyboard.press("r")
    expect(page.locator("#progress")).to_contain_text("2 van 3")
    page.keyboard.press("b")
    expect(page.locator("#progress")).to_contain_text("1 van 3")
    assert page.locator("#f-holder").input_value() == "kabinet"
    page.keyboard.press("r")
    expect(page.locator("#progress")).to_contain_text("2 van 3")
    page.keyboard.press("r")
    page.get_by_role("button", name="Schrijf wat aanvaard is").click()
    expect(page.locator("p[role=status]")).to_contain_text("1 aanvaarde")
    assert violations(page, axe) == []
    standing = Log(workspace.decisions, LETTER.stem).standing().values()
    assert [one.verdict for one in standing] == ["accepted", "rejected", "rejected"]
    assert (workspace.letters / f"{LETTER.stem}.ttl").exists()
    assert faults == []


def test_it_reflows_and_works_without_a_script(browser: Browser, workspace: Workspace) -> None:
    with serving(workspace.home, "--review", "jan-jansen") as address:
        context = browser.new_context(
            base_url=address,
            java_script_enabled=False,
            viewport={"width": 320, "height": 800},
            color_scheme="dark",
            locale="nl-NL",
        )
        page = context.new_page()
        page.goto(DESK)
        page.get_by_role("button", name="Verwerp").click()
        expect(page.locator("#progress")).to_contain_text("1 van 3")
        box = page.locator("main").bounding_box()
        assert box is not None
        assert box["width"] <= 320
        context.close()
