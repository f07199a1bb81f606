"""Documents of every format: the same finds and passages as in their plain text, with places."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections import Counter
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from accuracy.markup import half
from beleidsgraaf import checks, formats
from beleidsgraaf.evidence import Copy
from beleidsgraaf.reader import layout
from beleidsgraaf.reader.citations import Own
from beleidsgraaf.reader.finding import Found, finds, finds_in
from beleidsgraaf.reader.names import Gazetteer, gazetteer
from beleidsgraaf.records import Evidence
from beleidsgraaf.store import curated, labels
from beleidsgraaf.store.files import GraphFiles
from support.renderings import RENDERINGS, pdf
from support.store import DATA

LETTER = (Path(__file__).parent / "data" / "letters" / "kst-99999-3.txt").read_text("utf-8")
KINDS = ("citation", "amount", "date", "mention")
LARGEST = 10_000_000
#: Of 1,845 finds. Two columns break headings and titles, which plain text keeps on a line; an
#: ``al`` for each line parts what a text that was broken amid its sentences had together.
MOST_OTHERS = {"pdf": 2, "pdf of two columns": 8, "docx": 0, "html": 0, "xml": 6}


@cache
def names() -> Gazetteer:
    return gazetteer(labels.rows(GraphFiles.collect()))


def read(content: bytes, own: Own = Own(), name: str = "brief") -> list[Found]:  # noqa: B008
    return finds_in(formats.extract(content, name, LARGEST), own, KINDS, names())


def said(found: list[dict[str, Any]]) -> Counter[tuple[str, ...]]:
    """What finds say, whatever the spaces and hyphens at the ends of lines."""
    values = ("targets", "value", "unit", "qualifier", "entity", "label", "deadline")
    return Counter(
        (
            one["kind"],
            "".join(one["text"].split()).replace("-", ""),
            *(str(one.get(value)) for value in values),
        )
        for one in found
    )


@pytest.mark.parametrize("name", RENDERINGS)
def test_every_format_gives_the_finds_of_the_plain_text(name: str) -> None:
    others = total = 0
    for text in half("open"):
        own = Own(text.document, text.issued)
        plain = said(finds(text.text, own, KINDS, names()))
        found = said(read(RENDERINGS[name](text.text), own, text.name))
        total += plain.total()
        others += (plain - found).total() + (found - plain).total()
    assert total > 1800
    assert others <= MOST_OTHERS[name]


@pytest.mark.parametrize("name", RENDERINGS)
def test_every_format_holds_every_passage(name: str) -> None:
    plain = layout.read(LETTER)
    extract = formats.extract(RENDERINGS[name](LETTER), "brief", LARGEST)
    assert lost(extract.text, [_evidence(plain, span) for span in plain.spans]) == []


@pytest.mark.parametrize("name", RENDERINGS)
def test_every_format_holds_the_passages_of_the_real_letter(name: str, sources_dir: Path) -> None:
    curated_ones = checks.evidence(curated.read(GraphFiles.collect()))
    asked = [one for _, one in curated_ones if one.document == "kst-29826-124"]
    text = (sources_dir / "kst-29826-124.txt").read_text(encoding="utf-8")
    assert len(asked) > 600
    assert lost(formats.extract(RENDERINGS[name](text), "brief", LARGEST).text, asked) == []


def lost(text: str, asked: list[Evidence]) -> list[str]:
    copy = Copy(text)
    return [one.iri for one in asked if copy.locate(one) is None]


def _evidence(reading: layout.ReadingText, span: layout.Span) -> Evidence:
    digest = reading.digest(span.index, span.count)
    return Evidence(f"e{span.index}", "kst-1-1", span.place, span.index, span.count, digest)


PAGES = """Het kabinet trekt voor de regeling nog een bedrag uit; dat staat in de brief.1 Zie ook
de brief aan de Kamer en wat de gemeente nog van het kabinet vraagt, in Kamerstuk 33 009, nr.
1 Zie Kamerstuk 33 009, nr. 91, dat ook over deze regeling gaat en wat daar nog meer bij hoort.
\f92. De provincie geeft, zo staat in de laatste brief van de gedeputeerde aan de staten, hooguit
\f€ 20 miljoen.
"""


def test_a_find_goes_on_over_the_end_of_a_page() -> None:
    foot = "Pagina {number} van {pages}"
    found = read(pdf(PAGES, head="Ministerie", foot=foot))
    citations = [one for one in found if one["kind"] == "citation"]
    assert [(one["targets"], one["place"]) for one in citations] == [
        (["kst-33009-92"], {"page": 1}),
        (["kst-33009-91"], {"page": 1}),
    ]
    (amount,) = (one for one in found if one["kind"] == "amount")
    assert (amount["qualifier"], amount["place"]) == ("up-to", {"page": 2})


def test_a_find_of_a_web_page_names_its_element() -> None:
    page = b"<html><body><div><p>Niets.<p>In <b>maart</b><br>2020.</div><table><tr><td>ASML"
    places = {one["kind"]: one["place"] for one in read(page)}
    assert places["date"] == {"element": "/html/body/div[1]/p[2]"}
    assert places["mention"]["element"].startswith("/html/body/table[1]/tbody[1]/tr[1]")


def test_what_a_web_page_does_not_show_is_not_read() -> None:
    page = b"""<!doctype html><head><title>In 2001</title></head><script>'2002'</script>
        <style>/* 2003 */</style><!-- 2004 --><nav>2005</nav><template>2006</template>
        <svg><text>2007</text></svg><p>In 2008."""
    assert [one["value"] for one in read(page) if one["kind"] == "date"] == ["2008"]


@pytest.mark.parametrize(
    ("page", "text"),
    [
        (b"<p>caf\xc3\xa9", "café"),
        (b"\xef\xbb\xbf<p>caf\xc3\xa9", "café"),
        ("<p>café".encode("utf-16"), "café"),
        (b'<html><meta charset="iso-8859-1"><p>\x80 5', "€ 5"),
        (b"<html><p>a<br>b<p>c &amp; d&shy;e", "a\nb\n\nc & d\u00ade"),
        (b"<html><table><tr><th>a<th>b<tr><td>1<td>2</table>", "a  b\n\n1  2"),
        (b"<html><p>Geen <ins>ASML</ins></p>los<p>", "Geen ASML\n\nlos"),
        (b"<html><header>Zoek</header><main><p>Hier</p></main><footer>Over</footer>", "Hier"),
    ],
)
def test_a_web_page_is_text_as_a_browser_shows_it(page: bytes, text: str) -> None:
    assert formats.extract(page, "pagina", LARGEST).text.strip() == text


def test_a_publication_names_its_elements_and_sets_notes_apart() -> None:
    found = formats.extract((DATA / "kst-1-1.xml").read_bytes(), "kst-1-1", LARGEST)
    at = found.text.index("twintig")
    assert found.text[at:].startswith("twintig appels van de gemeente.1 Dat is besloten.")
    path = "/officiele-publicatie/kamerstuk/stuk/algemeen/vrije-tekst/tekst"
    assert found.place(at) == {"element": f"{path}/al[2]"}
    assert found.place(found.text.index("Zie de lijst")) == {"element": f"{path}/al[2]"}


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WORD = f"""<w:document {W}><w:body>
<w:p><w:r><w:t>De regeling kost </w:t></w:r><w:ins><w:r><w:t>€ 20 miljoen</w:t></w:r></w:ins>
<w:del><w:r><w:delText>€ 30 miljoen</w:delText></w:r></w:del><w:r><w:t>.</w:t>
<w:footnoteReference w:id="7"/></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Jaar</w:t></w:r></w:p></w:tc>
<w:tc><w:p><w:r><w:t>2021</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:r><w:t>Dat</w:t><w:tab/><w:t>was</w:t><w:br/><w:t>het.</w:t></w:r></w:p>
</w:body></w:document>"""
NOTES = f"""<w:footnotes {W}><w:footnote w:id="-1"><w:p/></w:footnote>
<w:footnote w:id="7"><w:p><w:r><w:footnoteRef/><w:t> Kamerstuk 33 009, nr. 92.</w:t></w:r></w:p>
</w:footnote></w:footnotes>"""


def packed(**parts: str) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(f"word/{name}.xml", content)
    return written.getvalue()


def test_a_word_file_gives_notes_tables_and_what_tracking_leaves() -> None:
    found = formats.extract(packed(document=WORD, footnotes=NOTES), "brief", LARGEST)
    assert found.text.split("\n\n") == [
        "De regeling kost € 20 miljoen.1",
        "Jaar  2021",
        "Dat was\nhet.",
        "1 Kamerstuk 33 009, nr. 92.\n",
    ]
    places = [found.place(found.text.index(word)) for word in ("regeling", "Jaar", "was", "Kamer")]
    assert places == [{"paragraph": number} for number in (1, 2, 4, 1)]


@pytest.mark.parametrize("name", ["pdf", "docx", "html", "xml"])
def test_a_copy_is_taken_and_reviewed_from_a_file_of_any_format(tmp_path: Path, name: str) -> None:
    file = tmp_path / f"kst-99999-3.{name}"
    file.write_bytes(RENDERINGS[name](LETTER))
    code = "import sys; from beleidsgraaf.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", code, "--home", str(tmp_path / "home")]

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [*command, *arguments], capture_output=True, text=True, timeout=60, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    listed = ("--list", "--format", "jsonl", "--issued", "2030-01-01", "--kinds", "citation")
    proposals = run("review", str(file), *listed)
    assert proposals.count("\n") == 3
    assert "kst-99999-3" in run("sources", "list")
    assert run("review", "kst-99999-3", *listed) == proposals
