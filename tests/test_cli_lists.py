from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest

from support.command_line import run
from support.small_workspace import built


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("list")).home


def listed(home: Path, *words: str) -> str:
    code, out, err = run(home, "list", *words)
    assert code == 0, err
    return out


def test_a_list_is_filtered_by_options_named_as_over_http(home: Path) -> None:
    out = listed(home, "steps", "--deadline-before", "2020-12-31", "--format", "csv")
    assert [row["name"] for row in csv.DictReader(io.StringIO(out))] == ["Wetsvoorstel toetsing"]


def test_several_values_mean_any_of_them(home: Path) -> None:
    out = listed(home, "claims", "--modality", "intended", "--modality", "explored",
                 "--format", "json")  # fmt: skip
    found = [json.loads(line) for line in out.splitlines()]
    assert {each["modality"]["code"] for each in found} == {"intended", "explored"}
    (passage,) = (p for each in found for p in each["passages"].values())
    assert passage["state"] == "no-copy"


def test_a_table_for_people_has_names_and_no_addresses(home: Path) -> None:
    out = listed(home, "claims", "--subject", "actor/lichtchip", "-l", "en")
    assert "Semiconductor industry" in out
    assert "https://" not in out


def test_a_workbook_goes_to_a_file(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "fundings.xlsx"
    assert not listed(home, "fundings", "--format", "xlsx", "-o", str(file))
    assert openpyxl.load_workbook(file)["fundings"].max_row == 3


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("fundings", "--format", "xlsx"), "--output"),
        (("claims", "--modality", "sure"), "'sure' is none of decided, explored, fact, intended."),
        (("claims", "--hodler", "kabinet"), "No such option"),
        (("clams",), "No such command"),
    ],
)
def test_what_is_wrong_is_said_with_exit_code_2(
    home: Path, words: tuple[str, ...], said: str
) -> None:
    code, _, err = run(home, "list", *words)
    assert code == 2
    assert said in " ".join(err.split())
