"""Puts the commands of every module on the application."""

from __future__ import annotations

import importlib

import typer

_MODULES = (
    "store",
    "snapshots",
    "sources",
    "queries",
    "lists",
    "networks",
    "curation",
    "service",
    "questions",
    "statistics",
    "reading",
    "review",
)


def add_all(app: typer.Typer) -> None:
    """Import each module of commands and let it add its own with ``add_to(app)``."""
    for name in _MODULES:
        importlib.import_module(f"beleidsgraaf.cli.{name}").add_to(app)
