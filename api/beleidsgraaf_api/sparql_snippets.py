"""A query as a command or a few lines of a program that ask it here, ready to be copied."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from beleidsgraaf.query.guard import Scan

_TABLES = ("SELECT", "ASK")


def snippets(endpoint: str, query: str, scan: Scan) -> Iterator[tuple[str, str]]:
    """Give ``(name, text)`` for curl, Python and R; each sends the query as a form by POST."""
    accept = "text/csv" if scan.form == "SELECT" else _other(scan)
    yield "curl", _curl(endpoint, query, accept)
    yield "Python", _python(endpoint, query, accept)
    yield "R", _r(endpoint, query, accept)


def _other(scan: Scan) -> str:
    return "application/sparql-results+json" if scan.form in _TABLES else "text/turtle"


def _curl(endpoint: str, query: str, accept: str) -> str:
    lines = query.splitlines()
    end = next(word for word in _words("SPARQL") if word not in lines)
    return (
        f"curl -H 'Accept: {accept}' --data-urlencode query@- '{endpoint}' <<'{end}'\n"
        f"{query.rstrip()}\n{end}\n"
    )


def _python(endpoint: str, query: str, accept: str) -> str:
    head = "import io\nimport urllib.parse\nimport urllib.request\n\n"
    shown = "print(text)\n"
    if accept == "text/csv":
        head = head.replace("\n\n", "\n\nimport pandas\n\n")
        shown = "print(pandas.read_csv(io.StringIO(text)))\n"
    else:
        head = head.removeprefix("import io\n")
    return (
        f"{head}query = {_python_text(query)}\n"
        f'form = urllib.parse.urlencode({{"query": query}}).encode()\n'
        f'request = urllib.request.Request("{endpoint}", form, {{"Accept": "{accept}"}})\n'
        f"with urllib.request.urlopen(request) as answer:\n"
        f'    text = answer.read().decode("utf-8")\n'
        f"{shown}"
    )


def _python_text(query: str) -> str:
    """Return a literal that Python reads as the query, on lines of its own where that is safe."""
    readable = '"""' not in query and "\\" not in query and "\r" not in query
    return f'"""\n{query.strip()}\n"""' if readable else repr(query)


def _r(endpoint: str, query: str, accept: str) -> str:
    dashes = next(d for d in _words("", "-") if f"){d}" + '"' not in query)
    shown = "read.csv(text = text)" if accept == "text/csv" else "cat(text)"
    return (
        f"library(httr2)\n\n"
        f'query <- r"{dashes}(\n{query.strip()}\n){dashes}"\n'
        f'answer <- request("{endpoint}") |>\n'
        f'  req_headers(Accept = "{accept}") |>\n'
        f"  req_body_form(query = query) |>\n"
        f"  req_perform()\n"
        f'text <- resp_body_string(answer, "UTF-8")\n'
        f"{shown}\n"
    )


def _words(start: str, more: str = "X") -> Iterator[str]:
    """Give words, each longer than the one before, until one is not in the way."""
    return (start + more * number for number in itertools.count())
