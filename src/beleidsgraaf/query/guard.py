from __future__ import annotations
from dataclasses import dataclass
from beleidsgraaf.settings import Settings


@dataclass(frozen=True, slots=True)
class Scan:
    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


def check(text: str, settings: Settings) -> Scan:
    return Scan(text)
