"""Named designs by our model, beside what is published of them."""

from functools import cache

from starcalc import model
from starcalc.assumptions import DESIGNS, TABLE
from starcalc.scenario import Scenario
from starcalc.tables import beside
from starcalc.units import Q

TEXTS = ("design", "quantity", "result", "unit", "source", "grade", "why")
TOLERANCE = 0.25  # beyond which a reason is due: outsiders' guesses of one Starlink differ by as much


def named_designs():
    """What is published of named designs, a dictionary a row, and what our model makes of their overlays.

    `published` and `ours` are Quantities, `ratio` is ours over the published; `why` is the reason where the two differ
    by more than a quarter, and empty where they do not.

    >>> [f"{row['ratio']:.1f}" for row in named_designs() if row["quantity"] == "price without chips"]
    ['1.3', '1.1']
    """
    return [held(row) for row in beside(TABLE.parent / DESIGNS / "_", "published.csv", TEXTS)]


def held(row):
    """One row of the table with our result beside it."""
    calculation, _, result = row["result"].partition(".")
    ours = getattr(calculated(row["design"], calculation), result).to(row["unit"])
    return row | {"published": Q(row["published"], row["unit"]), "ours": ours, "ratio": ours.m / row["published"]}


@cache
def calculated(design, calculation):
    """A calculation of the model for a named design; the table does not change while Python runs."""
    return getattr(model, calculation)(Scenario(design))


def off(ratio):
    """Whether ours is off by more than a quarter, up or down alike."""
    return not 1 / (1 + TOLERANCE) <= round(ratio, 3) <= 1 + TOLERANCE
