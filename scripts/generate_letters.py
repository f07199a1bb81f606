"""Write letters made of the marked texts, for measuring how the reader does in volume.

python scripts/generate_letters.py FOLDER [--count 1000] [--characters 20000] [--seed 1]

Each has its own order of paragraphs, and one of the formats in turn. The same seed gives the same
letters.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from accuracy.markup import half
from support.renderings import RENDERINGS


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the letters."""
    parser = argparse.ArgumentParser(description="Write letters made of the marked texts.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--characters", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    given.folder.mkdir(parents=True, exist_ok=True)
    paragraphs = [one for text in half("open") for one in text.text.split("\n\n")]
    chance = random.Random(given.seed)  # noqa: S311 - letters, not secrets
    formats = ["txt", "pdf", "docx", "html", "xml"]
    for number in range(1, given.count + 1):
        content = letter(paragraphs, given.characters, chance)
        suffix = formats[number % len(formats)]
        file = given.folder / f"kst-{10_000 + number}-1.{suffix}"
        file.write_bytes(content.encode() if suffix == "txt" else RENDERINGS[suffix](content))


def letter(paragraphs: Sequence[str], characters: int, chance: random.Random) -> str:
    """Return paragraphs in an order of chance, about so many characters together."""
    chosen: list[str] = []
    size = 0
    while size < characters:
        chosen.append(chance.choice(paragraphs))
        size += len(chosen[-1]) + 2
    return "\n\n".join(chosen) + "\n"


if __name__ == "__main__":
    main()
