"""Reading a letter: its outline, a file that is dropped on it, the way to the graph and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.conftest import Watched
from browser.test_access import violations
from support.real_workspace import built
from support.serving import serving

OpenPage = Callable[..., Page]
LETTER = "/documents/kst-29826-124"
OTHER = Path(__file__).parents[1] / "data" / "letters" / "kst-99999-3.txt"
_DROP = """([name, text]) => {
  const carried = new DataTransfer();
  carried.items.add(new File([text], name));
  document.getElementById("drop").dispatchEvent(
    new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true }));
}"""


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service that has no copy of any letter."""
    with serving(built(tmp_path_factory.mktemp("bare")).home) as address:
        yield address


@pytest.fixture
def outline(browser: Browser, bare: str) -> Iterator[Callable[..., Page]]:
    opened: list[Watched] = []

    def open_(path: str = LETTER, *, expected: tuple[str, ...] = (), **options: object) -> Page:
        context = browser.new_context(locale="nl-NL", **options)  # type: ignore[arg-type]
        watched = Watched(context, bare)
        watched.expected = expected
        opened.append(watched)
        watched.page.goto(bare + path)
        return watched.page

    yield open_
    faults = [fault for watched in opened for fault in watched.faults]
    for watched in opened:
        watched.page.context.close()
    assert not faults


def drop(page: Page, name: str, text: str) -> None:
    page.evaluate(_DROP, [name, text])


def test_outline_leads_to_assertions_and_back_without_scripts(
    outline: Callable[..., Page],
) -> None:
    page = outline("/documents", java_script_enabled=False)
    page.locator("#read").locator("..").get_by_role("link").first.click()
    expect(page.get_by_text("Zonder JavaScript kan dat niet.")).to_be_visible()
    page.locator(".resting").nth(3).click()
    expect(page.locator(".spoken .badge").first).to_be_visible()
    page.get_by_role("link", name="Naar de tekst").first.click()
    expect(page).to_have_url(re.compile(rf"{LETTER}#w\d+-\d+$"))


def test_another_text_is_told(outline: Callable[..., Page]) -> None:
    page = outline()
    drop(page, "<img src=x onerror=alert(1)>.txt", OTHER.read_text("utf-8"))
    expect(page.locator("#drop-state")).to_contain_text("Geen van de passages")
    assert page.locator("img").count() == 0


def test_hostile_text_is_text(outline: Callable[..., Page]) -> None:
    page = outline()
    text = "Kijk: <img src=x onerror=window.hacked=1><script>window.hacked=1</script> ja"
    drop(page, "brief.txt", text)
    expect(page.locator("#letter")).to_contain_text("<img src=x onerror=window.hacked=1>")
    assert page.evaluate("window.hacked") is None
    assert page.locator("img, #letter script").count() == 0


def test_files_that_cannot_be_read_are_told(outline: Callable[..., Page]) -> None:
    page = outline(expected=("400", "413"))
    drop(page, "brief.txt", "\x00\x01\x02" * 400)
    expect(page.locator("#drop-state")).to_contain_text("kan niet als tekst gelezen worden")
    drop(page, "brief.txt", "een woord " * 500_000)
    expect(page.locator("#drop-state")).to_contain_text("te groot")
    expect(page.locator(".resting").first).to_be_visible()


@pytest.mark.usefixtures("needs_letter")
def test_file_of_the_letter_lights_its_passages(
    outline: Callable[..., Page], letter: Path, axe: str
) -> None:
    page = outline()
    page.get_by_label("Kies een bestand").set_input_files(letter)
    expect(page.locator("#drop-state")).to_contain_text(re.compile(r"(\d+) van \1 passages"),
                                                        timeout=15000)  # fmt: skip
    assert page.locator(".stated").count() > 500
    assert page.locator("a.named").count() > 500
    assert violations(page, axe) == []
    page.reload()
    expect(page.locator(".stated")).to_have_count(0)


@pytest.mark.usefixtures("needs_letter")
def test_passage_in_the_explorer_leads_into_the_letter(open_page: OpenPage) -> None:
    page = open_page("/explore?focus=actor/smart-photonics&tab=table")
    page.locator("tr a[data-choose]").first.click()
    page.locator("#details").get_by_role("link", name="In de brief").first.click()
    expect(page.locator(".resting:target")).to_be_in_viewport()
    page.locator(".letter a.named").first.click()
    expect(page).to_have_url(re.compile("/doc/"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/documents", LETTER, f"{LETTER}/assertions?section=6"])
def test_page_fits_and_has_no_violation(
    open_page: OpenPage, outline: Callable[..., Page], axe: str, path: str, scheme: str
) -> None:
    width = 1280 if scheme == "light" else 360
    options = {"color_scheme": scheme, "viewport": {"width": width, "height": 800}}
    for page in (open_page(path, **options), outline(path, **options)):
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(page, axe) == []
