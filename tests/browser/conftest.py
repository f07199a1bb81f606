"""A real service over the real graph, and a real Chromium that reports everything that is wrong.

Every page that a test opens is watched: an error on its console, a violation of the content
security policy or a request to another host fails that test, whatever else it looks at.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from beleidsgraaf.store import snapshot
from beleidsgraaf.store.files import GraphFiles
from beleidsgraaf.store.workspace import Workspace
from support.serving import serving

ROOT = Path(__file__).resolve().parents[2]
LETTER = "kst-29826-124.txt"
HOSTILE = ROOT / "tests" / "data" / "pages" / "hostile-1.ttl"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def letter() -> Path | None:
    """The text of the letter, if this machine has it."""
    path = (ROOT / (os.environ.get("SOURCES") or "../shared/sources") / LETTER).resolve()
    return path if path.is_file() else None


@pytest.fixture(scope="session")
def needs_letter(letter: Path | None) -> None:
    """Skip where the text of the letter is not at hand."""
    if letter is None:
        pytest.skip("needs the text of a letter; to run it: make test SOURCES=folder")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, letter: Path | None) -> Iterator[str]:
    """The address of a service over the project's graph, a hostile letter and the real one."""
    home = Workspace(tmp_path_factory.mktemp("home"))
    for folder in (home.sources, home.letters):
        folder.mkdir(parents=True)
    shutil.copy(HOSTILE, home.letters)
    if letter is not None:
        shutil.copy(letter, home.sources)
    snapshot.write(home, GraphFiles.collect(home))
    with serving(home.home) as address:
        yield address


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium of the system, drawing WebGL in software."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("there is no Chromium here; to run these tests: apt-get install chromium")
    arguments = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
    running = playwright.chromium.launch(executable_path=path, args=arguments)
    yield running
    running.close()


class Watched:
    """A page and what was wrong with it."""

    def __init__(self, context: BrowserContext, site: str) -> None:
        self.faults: list[str] = []
        self.expected: tuple[str, ...] = ()
        context.add_init_script(
            "addEventListener('securitypolicyviolation', (event) =>"
            " console.error('CSP', event.violatedDirective, event.blockedURI))"
        )
        self.page = context.new_page()
        self.page.on("console", lambda m: self._note(m.text) if m.type == "error" else None)
        self.page.on("pageerror", lambda error: self._note(str(error)))
        self.page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((f"{site}/", "data:", "blob:"))
                else self._note(f"request to {request.url}")
            ),
        )

    def _note(self, fault: str) -> None:
        if not any(text in fault for text in self.expected):
            self.faults.append(fault)


OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[OpenPage]:
    """Open a path of the site in a browser of its own; options are those of a browser context.

    ``expected`` holds texts of console errors that the test is about, such as ``404``.
    """
    opened: list[tuple[BrowserContext, Watched]] = []

    def open_(path: str, *, expected: tuple[str, ...] = (), **options: object) -> Page:
        settings = {"locale": "nl-NL", "reduced_motion": "reduce", **options}
        context = browser.new_context(**settings)  # type: ignore[arg-type]
        context.set_default_timeout(8000)
        watched = Watched(context, site)
        watched.expected = expected
        opened.append((context, watched))
        watched.page.goto(site + path)
        return watched.page

    yield open_
    faults = [fault for _, watched in opened for fault in watched.faults]
    for context, _ in opened:
        context.close()
    assert not faults


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, which the bundling of the pages installs."""
    path = ROOT / "api" / "web" / "node_modules" / "axe-core" / "axe.min.js"
    if not path.is_file():
        pytest.skip("axe-core is not here; to run it: npm ci in api/web")
    return path.read_text("utf-8")
