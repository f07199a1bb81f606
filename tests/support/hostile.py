"""The hostile catalogue over HTTP: what is sent, and whether what came back is right.

Two files, one case a line: ``queries.jsonl`` are texts for the guard, sent to ``/sparql``;
``requests.jsonl`` are requests of any kind, or queries that the engine has to end. A text may be
parts of which some are ``[string, times]``. ``status`` and ``code`` may list several.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import httpx

_FOLDER: Final = Path(__file__).parent.parent / "hostile"
_CLOSED: Final = "127.0.0.1:9"
_DIRECT: Final = {"Content-Type": "application/sparql-query"}
_STATUS: Final = {
    "bad_encoding": 400, "federation_refused": 403, "foreign_graph": 403, "load_refused": 403,
    "query_syntax": 400, "query_too_complex": 400, "query_too_deep": 400, "query_too_large": 400,
    "update_refused": 403,
}  # fmt: skip
#: What no answer may hold: places, stacks, the tools inside.
_SECRETS: Final = ("Traceback", "/home/", "/src/", "site-packages", ".py", "pyoxigraph", "root:x:0")
_DOUBLINGS: Final = (
    "SELECT (STRLEN(?x34) AS ?n) {BIND('0123456789' AS ?x0) "
    + "".join(f"BIND(CONCAT(?x{i},?x{i}) AS ?x{i + 1})" for i in range(34))
    + "}"
)


@dataclass(frozen=True, slots=True)
class Case:
    """One request and what must be said to it."""

    id: str
    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    statuses: tuple[int, ...]
    codes: tuple[str, ...] = ()
    never: str = ""
    secrets: tuple[str, ...] = field(default=_SECRETS)

    def naming(self, port: int) -> Case:
        """Return the case with the address of a listener for its closed port on loopback."""
        closed, listening = f"{_CLOSED}/", f"127.0.0.1:{port}/"
        body = self.body.replace(closed.encode(), listening.encode())
        return replace(self, path=self.path.replace(closed, listening), body=body)

    def send(self, client: httpx.Client) -> httpx.Response:
        """Send it just as it is written: no path is tidied."""
        target = self.path.encode("ascii", "surrogatepass")
        url = client.base_url.copy_with(raw_path=target)
        return client.request(self.method, url, headers=self.headers, content=self.body)

    def faults(self, answer: httpx.Response) -> list[str]:
        """Return what is wrong with an answer, in words."""
        found = []
        if answer.status_code not in self.statuses:
            found.append(f"{self.id}: status {answer.status_code}: {answer.text[:200]}")
        elif self.codes and answer.json()["code"] not in self.codes:
            found.append(f"{self.id}: code {answer.json()['code']}")
        if answer.status_code >= 400 and any(word in answer.text for word in self.secrets):
            found.append(f"{self.id}: tells {answer.text[:200]}")
        if self.never and (self.never in answer.text or self.never in str(answer.headers)):
            found.append(f"{self.id}: holds {self.never}")
        if answer.headers.get("access-control-allow-credentials"):
            found.append(f"{self.id}: allows credentials")
        return found


def cases() -> list[Case]:
    """Return the whole catalogue."""
    queries = (_FOLDER / "queries.jsonl").read_text("utf-8").splitlines()
    requests = (_FOLDER / "requests.jsonl").read_text("utf-8").splitlines()
    return [_query(json.loads(line)) for line in queries] + [
        _request(json.loads(line)) for line in requests
    ]


def text_of(parts: str | list[Any]) -> str:
    """Return the text of a case: a string, or parts of which some are ``[string, times]``."""
    if isinstance(parts, str):
        return parts
    if len(parts) == 2 and isinstance(parts[1], int):
        return str(parts[0]) * parts[1]
    return "".join(part if isinstance(part, str) else part[0] * part[1] for part in parts)


def _query(case: dict[str, Any]) -> Case:
    body = text_of(case["query"]).encode("utf-8", "surrogatepass")
    code = case["expect"]
    if code == "ok":  # the engine may end it, or not have that graph
        statuses: tuple[int, ...] = (200, 403, 413, 504)
        return Case(case["id"], "POST", "/sparql", _DIRECT, body, statuses)
    if len(body) > 65_536:
        return Case(case["id"], "POST", "/sparql", _DIRECT, body, (413,), ("request_too_large",))
    return Case(case["id"], "POST", "/sparql", _DIRECT, body, (_STATUS[code],), (code,))


def _request(case: dict[str, Any]) -> Case:
    headers = {name: text_of(value) for name, value in case.get("headers", {}).items()}
    method, path, body = case.get("method", "GET"), text_of(case.get("path", "/sparql")), b""
    if "query" in case:
        text = _DOUBLINGS if case["query"] == "@doublings" else text_of(case["query"])
        method, body, headers = "POST", text.encode(), _DIRECT
    if "body" in case:
        body = text_of(case["body"]).encode()
    return Case(
        case["id"], method, path, headers, body,
        _several(case["status"]), _several(case.get("code", ())), case.get("not", ""),
        # what was asked may be said again; only what was not asked is a secret
        tuple(word for word in _SECRETS if word not in path and word not in urlsplit(path).path),
    )  # fmt: skip


def _several(value: Any) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, list | tuple) else (value,)
