"""Makes the project's environment in ``.venv`` and keeps it as the pins say.

    python3 scripts/environment.py run|test|check

Called by the Makefile with the system's Python, so it uses the standard library alone. What was
done is remembered by digest in ``.venv/environment.json``: when nothing changed this takes a
moment, else it says in one line what it does. A failure is one line with its remedy.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STATE = VENV / "environment.json"
LOG = VENV / "environment.log"
OLDEST = (3, 11)

#: Which requirement files make which environment; each later one holds the earlier ones' pins.
LAYERS = {"run": ("build", "run"), "test": ("test",), "check": ("check",)}

#: What an editable installation is made from. Python sources are used where they stand.
PROJECT_FILES = ("pyproject.toml", "hatch_build.py", "src/beleidsgraaf/__init__.py")
PAGE_SOURCES = ROOT / "api" / "web"
PAGES = ROOT / "api" / "beleidsgraaf_api" / "static"


def main(layer: str) -> None:
    """Bring the environment up to what ``layer`` needs."""
    if sys.version_info < OLDEST:
        stop(
            f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed, this is {sys.version.split()[0]}",
            "name another one, as in make run PYTHON=python3.12",
        )
    done = remembered()
    if done.get("python") != python_identity():
        done = {"python": python_identity()}
        create_environment()
    for name in LAYERS[layer]:
        install_pins(name, done)
    install_project(done)


def remembered() -> dict[str, str]:
    """Return what earlier runs did; nothing when the environment is not there or not ours."""
    try:
        state: dict[str, str] = json.loads(STATE.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return state if (VENV / "bin" / "python").exists() else {}


def remember(done: dict[str, str]) -> None:
    """Write what is done so far, whole or not at all."""
    draft = STATE.with_suffix(".new")
    draft.write_text(json.dumps(done, indent=1, sort_keys=True) + "\n", "utf-8")
    draft.replace(STATE)


def python_identity() -> str:
    """Return what must stay equal for the environment to stay usable: the version and place."""
    return f"{sys.version.split()[0]} {os.path.realpath(sys.executable)} {VENV}"


def create_environment() -> None:
    """Make ``.venv`` unless one that runs this very version stands there already."""
    if runs_this_python():
        return
    say(f"Making an environment in .venv with Python {sys.version.split()[0]}")
    try:
        import ensurepip  # noqa: F401  # Debian splits it off into python3-venv
        import venv
    except ImportError:
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        stop("this Python cannot make environments", f"apt-get install python{version}-venv")
    shutil.rmtree(VENV, ignore_errors=True)
    venv.create(VENV, with_pip=True, symlinks=True)


def runs_this_python() -> bool:
    """Say whether ``.venv`` has a working Python of this version."""
    try:
        answer = subprocess.run(  # noqa: S603
            [VENV / "bin" / "python", "-c", "import pip, sys; print(sys.version.split()[0])"],
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return False
    return answer.stdout.strip() == sys.version.split()[0]


def install_pins(name: str, done: dict[str, str]) -> None:
    """Install ``requirements/<name>.txt`` when it changed since the last time."""
    requirements = ROOT / "requirements" / f"{name}.txt"
    digest = digest_of([requirements])
    if done.get(name) == digest:
        return
    count = sum("==" in line for line in requirements.read_text("utf-8").splitlines())
    say(f"Installing the {count} packages of requirements/{name}.txt (the first time: a minute)")
    pip("--require-hashes", "-r", str(requirements))
    remember({**done, name: digest})
    done[name] = digest


def install_project(done: dict[str, str]) -> None:
    """Install the project where it stands, and with it build the pages, when they changed."""
    pages = [p for p in sorted(PAGE_SOURCES.rglob("*")) if p.is_file() and not_made(p)]
    digest = digest_of([*(ROOT / name for name in PROJECT_FILES), *pages])
    if done.get("project") == digest and PAGES.is_dir():
        return
    say("Building the pages and installing the project in .venv")
    pip("--no-deps", "--no-build-isolation", "-e", str(ROOT))
    done["project"] = digest
    remember(done)


def not_made(path: Path) -> bool:
    """Say whether a file of the pages is a source, and not something npm put there."""
    return "node_modules" not in path.parts


def digest_of(paths: list[Path]) -> str:
    """Return one digest over names and contents."""
    digest = hashlib.sha256()
    for path in paths:
        content = path.read_bytes()
        digest.update(f"{path.relative_to(ROOT)}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def pip(*arguments: str) -> None:
    """Run ``pip install`` quietly; on failure tell pip's own last error and where the rest is."""
    command: list[str | Path] = [
        VENV / "bin" / "python",
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-input",
    ]
    with LOG.open("w", encoding="utf-8") as log:
        result = subprocess.run(  # noqa: S603
            [*command, "--disable-pip-version-check", *arguments],
            stdout=log,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if result.returncode:
        stop(*cause(LOG.read_text("utf-8")))


def cause(log: str) -> tuple[str, str]:
    """Return the problem that pip's words tell of, and its remedy."""
    if "BundleFailed: " in log:
        return log.rsplit("BundleFailed: ", 1)[1].splitlines()[0], "see .venv/environment.log"
    if "(from versions: none)" in log:
        return "pip reaches no package registry", "see .venv/environment.log and pip config list"
    errors = [line for line in log.splitlines() if line.startswith("ERROR: ")]
    problem = errors[-1].removeprefix("ERROR: ").rstrip(".") if errors else "pip failed"
    return problem, "see .venv/environment.log"


def say(what: str) -> None:
    """Tell in one line what is being done."""
    print(f"» {what} …", flush=True)


def stop(problem: str, remedy: str) -> None:
    """End with one line that has the problem and its remedy."""
    sys.exit(f"error: {problem}. Remedy: {remedy}.")


if __name__ == "__main__":
    main(sys.argv[1])
