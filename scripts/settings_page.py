"""Writes ``docs/settings.md`` from the table of settings, to standard output."""

from __future__ import annotations

from beleidsgraaf.settings import SETTINGS, Setting

HEAD = """# Settings

Made from `beleidsgraaf.settings`; `make docs` makes it anew, `beleidsgraaf settings` shows what is
in force. A setting is given in the environment as `BELEIDSGRAAF_` and its name in capitals, such as
`BELEIDSGRAAF_QUERY_SECONDS=5`. A value of the wrong type, or a number that is not above zero, is
refused at the start.

| name | default | unit | what it is |
|---|---|---|---|
"""


def row(setting: Setting) -> str:
    """Return the setting as a line of the table."""
    default = f"{setting.default:,}" if isinstance(setting.default, int) else str(setting.default)
    text = setting.help.replace("|", "\\|")
    return f"| `{setting.name}` | {default or '(none)'} | {setting.unit} | {text} |"


def page() -> str:
    """Return the whole page."""
    return HEAD + "\n".join(map(row, SETTINGS)) + "\n"


if __name__ == "__main__":
    print(page(), end="")
