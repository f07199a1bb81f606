"""The command line: ``beleidsgraaf COMMAND``.

Each module of this package adds the commands of one concern to :data:`app`. Heavy imports stand
inside the commands, so that ``--help`` answers at once.
"""

from beleidsgraaf.cli.main import app, main

__all__ = ["app", "main"]
