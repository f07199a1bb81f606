from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from playwright.sync_api import Browser, Dialog, Page, sync_playwright

from beleidsgraaf import drawing
from beleidsgraaf.networks import ClaimGraph
from beleidsgraaf.records import Language, Passage
from support.small_graph import Small, iri, running

Opened = tuple[Page, list[str]]

SVG = "{http://www.w3.org/2000/svg}"
GEXF = "{http://gexf.net/1.3}"
VIZ = "{http://gexf.net/1.3/viz}"
HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Small]:
    folder = tmp_path_factory.mktemp("drawing")
    with running(folder, "small.trig", "hostile.trig") as graph:
        yield graph


@pytest.fixture(scope="module")
def claims(small: Small) -> ClaimGraph:
    return small.run(ClaimGraph.load(small.backend))


def picture(
    claims: ClaimGraph,
    focus: str = "actor/zaan-lithografie",
    depth: int = 3,
    language: Language = "nl",
) -> drawing.Picture:
    network = claims.neighbourhood(iri(focus), depth)
    passages = {
        each.iri: Passage("exact", "<script>alert(5)</script> passage")
        for relation in network.edges
        for each in relation.evidence
    }
    return drawing.Picture(network, claims.vocabulary, language, "0123456789ab", passages=passages)


def text(claims: ClaimGraph, format: drawing.Format, focus: str = "actor/beeld") -> str:
    return drawing.write(picture(claims, focus), format).decode()


def test_json_has_nodes_with_positions_and_edges_with_modality(claims: ClaimGraph) -> None:
    found = json.loads(drawing.write(picture(claims), "json"))
    assert found["snapshot"] == "0123456789ab"
    assert {node["slug"] for node in found["nodes"]} >= {"zaan-lithografie", "ministerie"}
    assert all(-1 <= node["x"] <= 1 and -1 <= node["y"] <= 1 for node in found["nodes"])
    money = next(edge for edge in found["edges"] if "financiert" in edge["label"])
    assert money["modalityName"] in ("besloten", "voorgenomen")
    places = {place["place"] for edge in found["edges"] for place in edge["evidence"]}
    assert "paragraaf 6, pagina 15, voetnoot 42" in places


def test_names_are_in_the_language_asked_for(claims: ClaimGraph) -> None:
    found = json.loads(drawing.write(picture(claims, language="en"), "json"))
    assert "Semiconductor industry" in {node["label"] for node in found["nodes"]}
    assert found["title"] == "Network around Zaan Lithography"


def test_gexf_has_positions_colours_and_attributes(claims: ClaimGraph) -> None:
    root = ET.fromstring(drawing.write(picture(claims), "gexf"))  # noqa: S314 - our own
    assert root.get("version") == "1.3"
    nodes = root.findall(f".//{GEXF}node")
    assert len(nodes) == 7
    assert all(node.find(f"{VIZ}position") is not None for node in nodes)
    assert all(node.find(f"{VIZ}color") is not None for node in nodes)
    values = {each.get("value") for each in root.iter(f"{GEXF}attvalue")}
    assert {"intended", "besloten", "kst-1-2: bijlage 1, pagina 28"} <= values


def test_graphml_can_be_read_back(claims: ClaimGraph) -> None:
    graph = nx.parse_graphml(text(claims, "graphml", "actor/zaan-lithografie"))
    assert len(graph) == 7
    assert {data["modality"] for _, _, data in graph.edges(data=True)} == {
        "fact", "decided", "intended", "explored",
    }  # fmt: skip


def test_cyjs_has_elements_with_positions(claims: ClaimGraph) -> None:
    elements = json.loads(drawing.write(picture(claims), "cyjs"))["elements"]
    assert {"x", "y"} == set(elements["nodes"][0]["position"])
    ids = {node["data"]["id"] for node in elements["nodes"]}
    assert {edge["data"]["source"] for edge in elements["edges"]} <= ids


def test_svg_has_links_shapes_lines_and_a_legend(claims: ClaimGraph) -> None:
    root = ET.fromstring(drawing.write(picture(claims), "svg"))  # noqa: S314
    links = [link.get("href") for link in root.iter(f"{SVG}a")]
    assert iri("actor/zaan-lithografie") in links
    assert root.findtext(f"{SVG}title") == "Netwerk rond Zaan Lithografie"
    assert "0 dingen niet getoond" in (root.findtext(f"{SVG}desc") or "")
    dashes = {
        (group.get("class") or "").split()[1]: path.get("stroke-dasharray")
        for group in root.iter(f"{SVG}g")
        if (group.get("class") or "").startswith("line ")
        for path in group.findall(f"{SVG}path")
    }
    assert dashes["fact"] is None
    assert dashes["decided"] is None
    assert dashes["intended"] != dashes["explored"]
    words = {each.text for each in root.iter(f"{SVG}text")}
    assert {"feit", "besloten", "voorgenomen", "verkend", "Partij of ambt"} <= words


@pytest.mark.parametrize("format", ["svg", "gexf", "graphml"])
def test_hostile_names_leave_xml_whole(claims: ClaimGraph, format: drawing.Format) -> None:
    body = text(claims, format)
    ET.fromstring(body)  # noqa: S314
    assert "<img" not in body
    assert "<script" not in body


def test_the_page_holds_hostile_names_as_text_only(claims: ClaimGraph) -> None:
    body = text(claims, "html")
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', body, re.DOTALL)
    assert data is not None
    assert json.loads(data[1])["things"][iri("actor/beeld")]["label"] == HOSTILE
    assert "<img" not in body
    assert body.count("</script>") == 3


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not Path("/usr/bin/chromium").exists():
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser: Browser, claims: ClaimGraph, tmp_path: Path) -> Iterator[Opened]:
    """The page of the hostile network; whatever is asked, told or popped up is noted."""
    file = tmp_path / "network.html"
    file.write_text(text(claims, "html"), encoding="utf-8")
    page, noted = browser.new_page(), list[str]()

    def dismissed(dialog: Dialog) -> None:
        noted.append(dialog.message)
        dialog.dismiss()

    page.on("request", lambda request: noted.append(request.url))
    page.on("console", lambda message: noted.append(message.text))
    page.on("pageerror", lambda error: noted.append(str(error)))
    page.on("dialog", dismissed)
    page.goto(file.as_uri())
    page.wait_for_selector("body[data-ready]")
    yield page, noted
    page.close()


@pytest.mark.browser
def test_the_page_draws_without_script_of_others_or_outside_requests(
    opened: Opened,
) -> None:
    page, noted = opened
    page.locator("button[data-edge]").first.click()
    page.mouse.move(300, 300)
    page.wait_for_timeout(200)
    assert [each for each in noted if not each.startswith("file:")] == []
    assert len(noted) == 1
    assert page.locator("#network canvas").count() == 1
    assert page.title() == f"Netwerk rond {HOSTILE}"


@pytest.mark.browser
def test_a_chosen_relation_shows_modality_place_note_and_passage_as_text(
    opened: Opened,
) -> None:
    page, _ = opened
    page.locator("tr", has_text="voorgenomen").locator("button").click()
    shown = page.inner_text("#details")
    for part in (HOSTILE, "voorgenomen", "<script>alert(4)</script>", "kst-1-2", "<i>6</i>",
                 "<script>alert(5)</script> passage"):  # fmt: skip
        assert part in shown
    assert page.locator("#details img, #details script, #details i").count() == 0


@pytest.mark.browser
def test_the_table_has_every_relation_and_takes_the_keyboard(
    opened: Opened,
) -> None:
    page, _ = opened
    assert page.locator("tbody tr").count() == 3
    page.locator("[role=region]").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.edge") == "e0"
    page.keyboard.press("Enter")
    assert page.locator("tr.chosen").count() == 1
    assert page.get_attribute("html", "lang") == "nl"
