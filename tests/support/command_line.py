"""The command line in this process."""

from __future__ import annotations

import contextlib
import io
import sys
from pathlib import Path

import pytest

from beleidsgraaf.cli import main
from beleidsgraaf.cli.main import notices


def run(home: Path, *words: str, given: bytes = b"") -> tuple[int, str, str]:
    """Run a command as the console script does, but in this process: it starts in no time."""
    written, told = io.BytesIO(), io.BytesIO()
    out, err = (io.TextIOWrapper(each, write_through=True) for each in (written, told))
    with (
        pytest.MonkeyPatch.context() as patch,
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        patch.setattr(sys, "argv", ["beleidsgraaf", "--home", str(home), *words])
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        patch.setenv("COLUMNS", "400")
        patch.setenv("NO_COLOR", "1")
        patch.setattr(notices, "quiet", False)
        with pytest.raises(SystemExit) as ended:
            main()
    code = ended.value.code or 0
    assert isinstance(code, int)
    return code, written.getvalue().decode(), told.getvalue().decode()
