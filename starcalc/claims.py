"""The post's claims, and a verdict on each that is computed: change a number and the verdict follows.

Of a claim that states a number:
holds                 our best estimate lies within a quarter of what the post states
holds with a caveat   within a factor of two
depends on …          further off, but one assumption, moved within its range, brings it within a factor of two
wrong                 no single assumption does

Of a claim that states a bound, `test = "below"` or `"above"` in the table, where "none" is a bound of zero:
holds                 it is kept, wherever within its range any one assumption lies
holds with a caveat   it is kept, but one assumption, moved within its range, breaks it
depends on …          it is broken, but one assumption, moved within its range, keeps it
wrong                 it is broken, and no single assumption keeps it

`within` is for a claim that leaves less room than a quarter, as "at all times" does; `hinge` names the open number that
a claim rests on, such as what "recently" means; `granted` an assumption that the claim itself fixes, such as its
thousand launches, and so cannot hang on.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from starcalc import model
from starcalc.scenario import Scenario, asks
from starcalc.units import Q
from starcalc.worlds import break_even, number_of, shown_in, tornado

__all__ = [
    "Claim",
    "arguable",
    "claim",
    "ends",
    "needed",
    "read",
    "verdict",
]


def __dir__():
    return __all__


TABLE = Path(__file__).with_name("claims.toml")
HOLDS = 1.25  # the post rounds to one figure and says "about", which is worth a quarter
CAVEAT = 2.0


@dataclass(frozen=True)
class Claim:
    """One sentence of the post that a computed number answers."""

    number: int
    quote: str
    says: str
    calculation: str
    result: str
    value: float
    unit: str
    test: str
    chapter: str
    within: float = HOLDS
    hinge: str = ""
    granted: str = ""

    @property
    def stated(self):
        """The number the post states."""
        return Q(self.value, self.unit)

    def computed(self, scenario):
        """The same number as this book computes it."""
        found = number_of(getattr(model, self.calculation), scenario.with_units, self.result)
        return found.to(shown_in(self.result, scenario))

    @property
    def bound(self):
        """Whether the claim is a bound, which is kept or is not."""
        return self.test in ("below", "above")

    def kept(self, quantity):
        """Whether a number keeps the bound."""
        found = quantity.m_as(self.unit)
        return found == self.value or (found < self.value) == (self.test == "below")

    def distance(self, quantity):
        """How far a number is from the post's, as a factor of at least 1; 1 where the claim is a bound it keeps."""
        found = quantity.m_as(self.unit)
        if self.bound and self.kept(quantity):
            return 1.0
        if found * self.value <= 0:
            return float("inf")
        return max(found / self.value, self.value / found)


@cache
def read():
    """All claims by number."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return {int(number): Claim(int(number), **fields) for number, fields in table.items()}


def claim(number):
    """One claim of the post."""
    if number not in read():
        raise ValueError(f"no claim {number!r}; this version answers claims {', '.join(map(str, read()))}")
    return read()[number]


@cache
def arguable():
    """The assumptions that a verdict may hang on: every number of the table but switches and what moves in a bundle."""
    rows = {name: Scenario().assumption(name) for name in Scenario().names()}
    return [name for name, row in rows.items() if row.range != (0, 1) and not row.bundle]


@asks
def verdict(number, scenario=None):
    """The verdict on a claim under a scenario, and the assumption it hangs on, or None: (verdict, name).

    >>> verdict(18)
    ('holds', None)
    """
    asked, scenario = claim(number), Scenario() if scenario is None else scenario
    found = asked.computed(scenario)
    names = [name for name in arguable() if name != asked.granted]
    if not asked.bound and asked.distance(found) <= asked.within:
        firm = all(asked.distance(end) <= asked.within for _, end in ends(asked, scenario, asked.hinge))
        return ("holds", None) if firm else ("holds with a caveat", asked.hinge)
    rows = tornado(getattr(model, asked.calculation), asked.result, scenario, names)
    if asked.bound and asked.kept(found):
        breaking = [row for row in rows if not (asked.kept(row[1]) and asked.kept(row[2]))]
        hinges = [row for row in breaking if row[0] == asked.hinge] or breaking
        return ("holds with a caveat", hinges[0][0]) if hinges else ("holds", None)
    hinge, low, high = min(rows, key=lambda row: nearest_distance(asked, *row[1:]))
    if not asked.bound and asked.distance(found) <= CAVEAT:
        return "holds with a caveat", hinge
    reached = nearest_distance(asked, low, high) <= (1.0 if asked.bound else CAVEAT)
    return ("depends on", hinge) if reached else ("wrong", None)


def nearest_distance(asked, low, high):
    """How near a result comes to the claim while one assumption walks its range: at an end, or in passing."""
    ends = sorted((low.m_as(asked.unit), high.m_as(asked.unit)))
    if ends[0] <= asked.value <= ends[1]:
        return 1.0
    return min(asked.distance(low), asked.distance(high))


@asks
def ends(asked, scenario, name):
    """A claim's number with an assumption at the ends of its range: [(end, number), ...]; without a name, nothing."""
    row = scenario.assumption(name) if name else None
    values = [Q(end, row.unit) for end in row.range] if row else []
    return [(value, asked.computed(scenario.but(**{name: value}))) for value in values]


@asks
def needed(number, scenario, name):
    """The value of an assumption at which a claim is met, and the result there: (value, result).

    Where the claim is out of its reach, the end of the range that comes nearest.
    """
    asked = claim(number)
    found = ends(asked, scenario, name)
    if min(results := [result for _, result in found]) <= asked.stated <= max(results):
        value = break_even(getattr(model, asked.calculation), asked.result, asked.stated, scenario, name)
        return value, asked.computed(scenario.but(**{name: value}))
    return min(found, key=lambda pair: asked.distance(pair[1]))
