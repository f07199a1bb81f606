"""What the reader of amounts gives."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Qualifier = Literal["exact", "about", "more-than", "less-than", "up-to", "range"]


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount that stands at ``text[start:end]``, in code points of the text that was given.

    ``value`` is in base units (23,5 miljoen is 23500000); a range has ``low`` and ``high`` and no
    ``value``. ``unit`` is EUR, USD, GBP, percent, a symbol (MW) or a Dutch noun in the singular.
    ``per`` is the noun of a rate: "jaar" for what recurs every year. ``rule`` names the form.
    """

    start: int
    end: int
    text: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    qualifier: Qualifier
    per: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit in the running text; ``bare`` until a unit is known.

    ``money_first`` says that a currency sign stands before the number.
    """

    start: int
    end: int
    value: Decimal
    scale: Decimal | None
    unit: str
    rule: str
    digits: str
    money_first: bool = False

    @property
    def total(self) -> Decimal:
        """The value in base units."""
        return self.value * (self.scale or 1)
