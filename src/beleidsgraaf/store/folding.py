"""How names are folded before they are compared, in the index and in what is asked."""

from __future__ import annotations

import re
import unicodedata

from beleidsgraaf import text

_NO_WORD = re.compile(r"[\W_]+")


def fold(name: str) -> str:
    """Return the words of a name without case, accents and punctuation, one space between them.

    "Financiën" folds to "financien", "micro-elektronica" to "micro elektronica". Signs that show
    nothing (soft hyphen, zero-width joiner) vanish. The Turkish dotless i stays as it is.
    """
    shown = "".join(sign for sign in name if unicodedata.category(sign) != "Cf")
    return _NO_WORD.sub(" ", text.fold(shown)).strip()
