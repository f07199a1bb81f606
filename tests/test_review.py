"""Deciding on what the reader found: proposals, the log of decisions, the statements, the keys."""

from __future__ import annotations

import dataclasses
import json
import os
import pty
import re
import select
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from rdflib import RDF, SKOS, Graph, URIRef

from beleidsgraaf import terms
from beleidsgraaf.checks import Report, check
from beleidsgraaf.curation import BG, PROV, Source
from beleidsgraaf.errors import BadParameter
from beleidsgraaf.reader.layout import read
from beleidsgraaf.reader.names import Gazetteer, gazetteer
from beleidsgraaf.review import Decision, Log, Proposal, missing, propose, set_field, statements
from beleidsgraaf.review import write as write_file
from beleidsgraaf.review.decisions import Verdict
from beleidsgraaf.store import labels
from beleidsgraaf.store.files import GraphFiles
from beleidsgraaf.store.workspace import Workspace

DOCUMENT = "kst-99999-3"
LETTER = Path(__file__).parent / "data" / "letters" / f"{DOCUMENT}.txt"
TEXT = LETTER.read_text(encoding="utf-8")
FILLED = {
    "citation": {"target": "kst-29826-124"},
    "amount": {"measure": "share-of-gdp", "population": "sector/industrie"},
    "funding": {"modality": "decided", "receiver": "actor/asml"},
    "mention": {},
    "date": {"step": "policy-action", "concerns": "sector/industrie"},
}


def source(text: str = TEXT) -> Source:
    return Source(DOCUMENT, date(2031, 9, 1), read(text))


def known_names() -> Gazetteer:
    return gazetteer(labels.rows(GraphFiles.collect()))


def filled(proposal: Proposal) -> dict[str, str]:
    return {**proposal.fields, **FILLED[proposal.kind], "holder": "kabinet"}


def decide(
    log: Log, proposal: Proposal, verdict: Verdict, fields: dict[str, str] | None = None
) -> Decision:
    made: tuple[str, tuple[str, ...]] = ("", ())
    if fields:
        made = statements(proposal, fields, source(), "redactie")
    when = "2031-09-02T10:00:00+00:00"
    decision = Decision(
        proposal.id, proposal.kind, verdict, "redactie", when, "0.1.0", fields or {}, *made
    )
    log.add(decision)
    return decision


def write_statements(log: Log, target: Path) -> int:
    return write_file(log, target, GraphFiles.collect(Workspace(log.path.parent.parent)))


def graph(path: Path) -> Graph:
    return Graph().parse(path, format="turtle")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace(tmp_path / "workspace")
    made.sources.mkdir(parents=True)
    (made.sources / LETTER.name).write_text(TEXT, encoding="utf-8")
    return made


@pytest.fixture
def log(workspace: Workspace) -> Log:
    return Log(workspace.decisions, DOCUMENT)


# --- proposals


def test_citations_amounts_and_deadlines_are_proposed_and_other_dates_are_not() -> None:
    found = [(one.kind, " ".join(one.find["text"].split())) for one in propose(source())]
    assert ("funding", "4,5 mln. euro") in found
    assert ("citation", "Kamerstuk 99998, nr. 15") in found
    assert ("date", "1 december 2031") in found
    assert ("date", "voorjaar 2031") not in found


def test_a_citation_in_a_footnote_rests_on_its_sentence_and_the_footnote() -> None:
    first = propose(source(), ["citation"])[0]
    assert [span.kind for span in first.passages] == ["sentence", "footnote"]
    assert missing("citation", first.fields) == ["target", "holder"]


def test_a_deadline_has_its_words_and_last_day() -> None:
    last = propose(source(), ["date"])[-1]
    assert (last.fields["deadline"], last.fields["start"], last.fields["end"]) == (
        "1 december 2031",
        "",
        "2031-12-01",
    )


def test_ids_stay_when_the_copy_breaks_its_lines_elsewhere() -> None:
    other = TEXT.replace(
        "Het Waterfonds draagt daar 4,5 mln. \n\neuro",
        "Het Waterfonds draagt\n\ndaar 4,5 mln. euro",
    )
    assert other != TEXT
    assert [one.id for one in propose(source(other))] == [one.id for one in propose(source())]


def test_two_equal_sums_in_one_sentence_are_two_and_a_document_cited_twice_is_one() -> None:
    text = (
        "1. Kop\n\nEr ging € 2 mln. naar Oost en € 2 mln. naar West, zie Kamerstuk 29826, nr. 7"
        " en nogmaals Kamerstuk 29826, nr. 7.\n"
    )
    found = propose(source(text))
    assert [one.kind for one in found] == ["funding", "funding", "citation"]
    assert len({one.id for one in found}) == 3


def test_every_document_of_a_list_is_a_proposal() -> None:
    text = "1. Kop\n\nZie de brieven (Kamerstukken 29826, nrs. 7 en 8).\n"
    targets = [one.fields["target"] for one in propose(source(text), ["citation"])]
    assert targets == ["kst-29826-7", "kst-29826-8"]


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(BadParameter):
        propose(source(), ["klank"])


@pytest.mark.parametrize(
    ("kind", "name", "text"),
    [
        ("citation", "target", "geen stuk!"),
        ("citation", "target", ""),
        ("citation", "modality", "zo goed als"),
        ("citation", "kleur", "rood"),
        ("amount", "value", "veel"),
        ("amount", "value", "NaN"),
        ("amount", "population", "industrie"),
        ("date", "end", "2031-13-01"),
    ],
)
def test_a_field_takes_no_text_that_does_not_fit(kind: str, name: str, text: str) -> None:
    with pytest.raises(BadParameter):
        set_field(kind, {}, name, text)


# --- decisions


def test_the_last_decision_on_a_proposal_holds_after_reading_again(log: Log) -> None:
    first, second, third = propose(source())[:3]
    decide(log, first, "rejected")
    decide(log, second, "accepted", filled(second))
    decide(log, first, "accepted", filled(first))
    decide(log, third, "rejected")
    decide(log, third, "withdrawn")
    again = Log(log.path.parent, DOCUMENT)
    assert again.lines == log.lines
    assert {key: one.verdict for key, one in again.standing().items()} == {
        first.id: "accepted",
        second.id: "accepted",
    }
    assert again.last_holder() == "kabinet"


@pytest.mark.parametrize("cut", [1, 2, 40, 200])
def test_a_line_that_was_cut_off_costs_that_decision_only(log: Log, cut: int) -> None:
    first, second, third = propose(source())[:3]
    decide(log, first, "rejected")
    decide(log, second, "accepted", filled(second))
    log.path.write_bytes(log.path.read_bytes()[:-cut])
    after = Log(log.path.parent, DOCUMENT)
    whole = cut == 1
    assert (second.id in after.standing(), after.unread) == (whole, 0 if whole else 1)
    decide(after, third, "rejected")
    assert {first.id, third.id} <= Log(log.path.parent, DOCUMENT).standing().keys()


@pytest.mark.parametrize("name", ["../x", "a/b", ""])
def test_a_log_stays_in_its_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadParameter):
        Log(tmp_path, name)


# --- statements


def checked(workspace: Workspace) -> Report:
    return check(GraphFiles.collect(workspace), workspace.sources)


def test_what_is_accepted_passes_every_check(workspace: Workspace, log: Log) -> None:
    target = workspace.letters / f"{DOCUMENT}.ttl"
    proposals = propose(source(), (), known_names())
    assert {one.kind for one in proposals} == {"citation", "funding", "date", "mention"}
    for one in proposals:
        decide(log, one, "accepted", filled(one))
    assert write_statements(log, target) == len(proposals)
    report = checked(workspace)
    assert [str(one) for one in report.errors if DOCUMENT in str(one)] == []
    assert report.counts["passages exact"] >= len(proposals)
    written = graph(target)
    for assertion in written.subjects(BG.evidence, unique=True):
        makers = {str(maker) for maker in written.objects(assertion, PROV.wasAttributedTo)}
        assert makers == {f"{terms.ID}actor/redactie", f"{terms.ID}actor/lezer-0-1-0"}
        assert written.value(assertion, BG.confidence) is not None


def test_writing_twice_changes_nothing(workspace: Workspace, log: Log) -> None:
    target = workspace.letters / f"{DOCUMENT}.ttl"
    one = propose(source())[0]
    decide(log, one, "accepted", filled(one))
    write_statements(log, target)
    first = target.read_bytes()
    write_statements(Log(workspace.decisions, DOCUMENT), target)
    assert target.read_bytes() == first
    assert [path.name for path in workspace.letters.iterdir()] == [target.name]


def test_a_changed_target_replaces_the_first_one(workspace: Workspace, log: Log) -> None:
    target = workspace.letters / f"{DOCUMENT}.ttl"
    one = propose(source(), ["citation"])[0]
    decide(log, one, "accepted", filled(one))
    write_statements(log, target)
    decide(log, one, "changed", {**filled(one), "target": "kst-29477-661"})
    write_statements(log, target)
    objects = [str(value) for value in graph(target).objects(None, RDF.object)]
    assert objects == [f"{terms.ID}document/kst-29477-661"]


def test_what_others_wrote_stays_and_what_was_withdrawn_goes(
    workspace: Workspace, log: Log
) -> None:
    target = workspace.letters / f"{DOCUMENT}.ttl"
    one, other = propose(source(), ["citation"])[:2]
    by_hand = "# by hand\n" + (
        f"<{terms.ID}claim/{DOCUMENT}-0123456789ab> a <{BG.Claim}> ;\n"
        f"    <{PROV.wasAttributedTo}> <{terms.ID}actor/redactie> .\n"
    )
    target.parent.mkdir()
    target.write_text(by_hand, encoding="utf-8")
    decide(log, one, "accepted", filled(one))
    decision = decide(log, other, "accepted", filled(other))
    write_statements(log, target)
    assert (URIRef(decision.assertion), RDF.type, BG.Claim) in graph(target)
    decide(log, other, "withdrawn")
    write_statements(log, target)
    subjects = {str(s) for s in graph(target).subjects()}
    assert not any(subject.startswith(decision.assertion) for subject in subjects)
    assert len(set(graph(target).subjects(RDF.type, BG.Claim))) == 2
    assert target.read_text(encoding="utf-8").startswith("# by hand\n")


def test_the_same_claim_by_hand_is_left_as_it_is(workspace: Workspace, log: Log) -> None:
    target = workspace.letters / f"{DOCUMENT}.ttl"
    one = propose(source(), ["citation"])[0]
    decision = decide(log, one, "accepted", filled(one))
    target.parent.mkdir()
    hand = f"<{decision.assertion}> a <{BG.Claim}> .\n"
    target.write_text(hand, encoding="utf-8")
    write_statements(log, target)
    assert set(graph(target).subjects()) == {URIRef(decision.assertion)}


def test_reader_and_reviewer_have_a_name_in_one_graph(workspace: Workspace, log: Log) -> None:
    one = propose(source(), ["citation"])[0]
    when, fields = "2031-09-02T10:00:00+00:00", filled(one)
    made = statements(one, fields, source(), "jan-jansen")
    log.add(Decision(one.id, one.kind, "accepted", "jan-jansen", when, "0.1.0", fields, *made))
    targets = [workspace.letters / f"{name}.ttl" for name in (DOCUMENT, "kst-99999-4")]
    for target in targets:
        write_statements(log, target)
    written = [graph(target) for target in targets]
    for slug, name in (
        ("jan-jansen", "Jan Jansen"),
        ("lezer-0-1-0", "Lezer van beleidsgraaf 0.1.0"),
    ):
        actor = URIRef(f"{terms.ID}actor/{slug}")
        names = [list(one.objects(actor, SKOS.prefLabel)) for one in written]
        assert name in map(str, names[0])
        assert (len(names[0]), len(names[1])) == (2, 0)
    assert (URIRef(f"{terms.ID}actor/redactie"), None, None) not in written[0]


def test_a_new_document_is_described_until_another_file_does(
    workspace: Workspace, log: Log
) -> None:
    target = workspace.letters / f"{DOCUMENT}.ttl"
    one = propose(source(), ["citation"])[0]
    decide(log, one, "accepted", {**filled(one), "target": "kst-99998-7"})
    write_statements(log, target)
    new = URIRef(f"{terms.ID}document/kst-99998-7")
    assert {str(name) for name in graph(target).objects(new, SKOS.prefLabel)} == {
        "Kamerstuk 99998, nr. 7",
        "Parliamentary paper 99998, no. 7",
    }
    assert [str(one) for one in checked(workspace).errors] == []
    first = target.read_bytes()
    write_statements(log, target)
    assert target.read_bytes() == first
    other = workspace.letters / "kst-99999-4.ttl"
    other.write_text(f"<{new}> a <{BG.Document}> .\n", encoding="utf-8")
    write_statements(log, target)
    assert (new, None, None) not in graph(target)


# --- the command


class Terminal:
    """The command on a pseudo-terminal, driven by keys."""

    def __init__(self, workspace: Workspace, *arguments: str) -> None:
        code = "import sys; from beleidsgraaf.cli import main; sys.exit(main())"
        self._own, theirs = pty.openpty()
        self._process = subprocess.Popen(
            [sys.executable, "-c", code, "review", DOCUMENT, "--issued", "2031-09-01", *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**os.environ, "BELEIDSGRAAF_HOME": str(workspace.home), "TERM": "xterm"},
            start_new_session=True,
        )
        os.close(theirs)
        self.seen = ""

    def until(self, wanted: str) -> str:
        """Return what comes up to and with ``wanted``; fail after a minute."""
        end = time.monotonic() + 60
        while wanted not in self.seen:
            ready, _, _ = select.select([self._own], [], [], max(0.0, end - time.monotonic()))
            assert ready, f"{wanted!r} did not come; there was {self.seen!r}"
            self._take()
        before, found, self.seen = self.seen.partition(wanted)
        return before + found

    def press(self, keys: str) -> None:
        os.write(self._own, keys.encode())

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        os.close(self._own)

    def ended(self) -> int:
        while select.select([self._own], [], [], 30)[0]:
            try:
                self._take()
            except OSError:  # the terminal is closed at the other end
                break
        return self._process.wait(timeout=30)

    def _take(self) -> None:
        text = os.read(self._own, 65536).decode(errors="replace")
        self.seen += re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text)


def test_keys_accept_reject_change_go_back_and_quit(workspace: Workspace) -> None:
    with Terminal(workspace, "--kinds", "citation") as terminal:
        shown = terminal.until("[q]uit")
        assert "1 of 3: citation" in shown
        assert "Kamerstuk 99 998, nr. 7" in shown
        terminal.press("\x1b[A")  # an arrow ends in the letter that accepts
        terminal.press("a")
        terminal.until("target")
        terminal.press("geen stuk!\r")
        terminal.until("target (")
        terminal.press("kst-99998-7\r")
        terminal.until("holder (")
        terminal.press("kabinet\r")
        assert "2 of 3" in terminal.until("[q]uit")
        terminal.press("r")
        assert "3 of 3" in terminal.until("[q]uit")
        terminal.press("b")
        assert "2 of 3" in terminal.until("[q]uit")
        terminal.press("n")
        assert "3 of 3" in terminal.until("[q]uit")
        terminal.press("c")
        terminal.until("target (")
        terminal.press("kst-99998-15\r")
        terminal.until("modality (")
        terminal.press("\r")
        terminal.until("holder (")
        terminal.press("\r")
        assert terminal.ended() == 0
    standing = Log(workspace.decisions, DOCUMENT).standing().values()
    assert [one.verdict for one in standing] == ["accepted", "changed"]
    assert [one.fields.get("holder") for one in standing] == ["kabinet", "kabinet"]
    written = graph(workspace.letters / f"{DOCUMENT}.ttl")
    objects = {str(value).rpartition("/")[2] for value in written.objects(None, RDF.object)}
    assert objects == {"kst-99998-7", "kst-99998-15"}


def test_a_killed_sitting_goes_on_where_it_was(workspace: Workspace) -> None:
    with Terminal(workspace, "--kinds", "citation") as terminal:
        terminal.until("[q]uit")
        terminal.press("r")
        assert "2 of 3" in terminal.until("[q]uit")
        terminal.kill()
    with Terminal(workspace, "--kinds", "citation") as again:
        shown = again.until("[q]uit")
        assert "2 of 3" in shown
        assert "1 of 3" not in shown
        again.press("q")
        assert again.ended() == 0


def piped(workspace: Workspace, keys: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    code = "import sys; from beleidsgraaf.cli import main; sys.exit(main())"
    home = ("--home", str(workspace.home))
    command = [sys.executable, "-c", code, *home, "review", DOCUMENT, *arguments]
    return subprocess.run(
        [*command, "--issued", "2031-09-01"],
        input=keys,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_lines_serve_where_there_is_no_terminal(workspace: Workspace, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere.ttl"
    keys = "r\na\nkst-99998-7\nkabinet\n"
    done = piped(workspace, keys, "--into", str(target), "--reviewer", "jan-jansen")
    assert done.returncode == 0, done.stderr
    makers = {str(maker) for maker in graph(target).objects(None, PROV.wasAttributedTo)}
    assert f"{terms.ID}actor/jan-jansen" in makers
    assert not workspace.letters.exists()


def test_the_list_gives_each_proposal_with_its_decision(workspace: Workspace, log: Log) -> None:
    rejected = propose(source())[0]
    decide(log, rejected, "rejected")
    lines = piped(workspace, "", "--list", "--format", "jsonl").stdout.splitlines()
    listed = [json.loads(line) for line in lines]
    expected = [one.id for one in propose(source(), (), known_names())]
    assert [one["id"] for one in listed] == expected
    assert [one["decision"] for one in listed][:2] == ["rejected", "open"]
    assert "mention" in {one["kind"] for one in listed}
    assert all(TEXT[one["start"] : one["end"]] == one["text"] for one in listed)
    assert rejected.find["text"].split()[0] in listed[0]["passage"]


def test_control_characters_of_a_letter_do_not_reach_the_terminal(workspace: Workspace) -> None:
    text = TEXT.replace("Het Waterfonds draagt", "Het \x1b]0;x\x07Waterfonds draagt")
    (workspace.sources / LETTER.name).write_text(text, encoding="utf-8")
    shown = piped(workspace, "q\n", "--kinds", "funding").stdout
    assert "Waterfonds" in shown
    assert not {"\x1b", "\x07"} & set(shown)


@pytest.mark.parametrize("option", [("--kinds", "klank"), ("--reviewer", "Jan Jansen")])
def test_the_command_refuses_options_out_of_bounds(
    workspace: Workspace, option: tuple[str, str]
) -> None:
    assert piped(workspace, "", *option).returncode == 2


def test_decisions_keep_every_part(log: Log) -> None:
    one = propose(source())[0]
    decision = decide(log, one, "accepted", filled(one))
    line = json.loads(log.path.read_text(encoding="utf-8"))
    assert line == json.loads(json.dumps(dataclasses.asdict(decision)))
