"""The post's claims, and a verdict on each that is computed from worlds: change a number and the verdict follows.

A world is a draw of all facts from their ranges, the design's choices kept; 4,096 of them are the book's sample.

Of a claim that states a number:
right   it lies within a quarter of the number of the middle world
open    it does not, but lies within nine worlds of ten
wrong   it lies beyond

Of a claim that states a bound or compares, `test = "below"` or `"above"` in the table, where "below" 0 means none:
right   it is kept in at least nine worlds of ten
wrong   it is kept in one of ten at most
open    between the two

What is open names the fact that decides, the one with the largest share of the variance of the ranks, and the value at
which it alone would bring the book's estimate to the claim. Where the post gives no number the threshold is ours:
`ours = true`. One mistake is counted once: `same_as`; what the post supposes and the book with it, `granted`, not at
all. `central` are the claims that are the argument. What a `logbook` counts is known; open is only how far back it is
read, and of such a claim nobody says in how many worlds it holds.
"""

import tomllib
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
import pint

from starcalc import model
from starcalc.scenario import Scenario, asks
from starcalc.units import Q, plain_unit
from starcalc.worlds import monte_carlo, number_of, shown_in
from starcalc.worlds.shares import ranked

__all__ = [
    "Claim",
    "Verdict",
    "claim",
    "counted",
    "read",
    "verdict",
]


def __dir__():
    return __all__


TABLE = Path(__file__).with_name("claims.toml")
QUARTER = 1.25  # the post rounds to one figure and says "about", which is worth a quarter
NINE = 0.9  # worlds of ten in which a bound is kept, or broken


@dataclass(frozen=True)
class Claim:
    """One statement of the post, in our words and as we have it in French, and the number that tests it."""

    number: int
    says: str
    french: str
    asks: str
    box: str
    calculation: str
    result: str
    value: float
    unit: str
    test: str
    chapter: str
    ours: bool = False
    central: bool = False
    same_as: int = 0
    logbook: bool = False
    granted: bool = False
    overlay: str = ""
    given: dict = field(default_factory=dict, hash=False)
    over: dict = field(default_factory=dict, hash=False)

    @property
    def stated(self):
        """The number that the post states, or the threshold of our test."""
        return Q(self.value, self.unit)

    @property
    def bound(self):
        """Whether the claim is a bound, which is kept or is not."""
        return self.test in ("below", "above")

    def setting(self, scenario):
        """The scenario with what the claim itself fixes: a chip, a user's latitude."""
        if self.overlay:
            changed = {name: scenario.quantity(name) for name in scenario.changes()}
            scenario = Scenario(*scenario.overlays, self.overlay).but(**changed)
        return scenario.with_units.but(**{name: Q(text) for name, text in self.given.items()})

    def alternatives(self, scenario):
        """The scenarios among which the claim picks, its own among them, where it picks at all."""
        [(name, values)] = self.over.items()
        return [scenario, *(scenario.but(**{name: Q(text)}) for text in values)]

    def computed(self, scenario):
        """The number that tests the claim, as this book computes it."""
        calculation, scenario = getattr(model, self.calculation), self.setting(scenario)
        if not self.over:
            found = number_of(calculation, scenario, self.result)
            return found.to(shown_in(self.result, scenario))
        costs = [number_of(calculation, other, self.result).m for other in self.alternatives(scenario)]
        return saved(np.array(costs)[:, None], self.unit)[0]

    def kept(self, found):
        """Whether a number, or each of several, keeps the bound."""
        found = found.m_as(self.unit)
        return (found < self.value) | (found == self.value) if self.test == "below" else found > self.value

    def factor(self, found):
        """How far a number is from the post's, as a factor of at least 1; of another sign, infinite."""
        ratio = found.m_as(self.unit) / self.value if self.value else float("inf")
        return max(ratio, 1 / ratio) if ratio > 0 else float("inf")


@dataclass(frozen=True)
class Verdict:
    """What a claim is worth: a word and what it rests on.

    `ours` is the scenario's own number, `middle` that of the middle world, `low` and `high` the ends of nine worlds of
    ten, `factor` how far the middle is from the post's number, `kept` the share of the worlds that keep the bound, None
    of a claim that states a number. Of an open claim `hinge` names the fact that decides and `flip` is the value at
    which it alone meets the claim, None where no value in its range does.
    """

    word: str
    ours: pint.Quantity
    middle: pint.Quantity
    low: pint.Quantity
    high: pint.Quantity
    factor: float
    kept: float | None = None
    hinge: str | None = None
    flip: pint.Quantity | None = None


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


def counted():
    """The claims that are counted: none that repeats another's mistake, that we grant, or whose threshold is ours."""
    return [number for number, asked in read().items() if not (asked.same_as or asked.ours or asked.granted)]


@asks
def verdict(number, scenario=None):
    """The verdict on a claim under a scenario, a `Verdict`. ValueError for an unknown claim, or where it has no number.

    >>> verdict(18).word
    'right'
    """
    return judged(number, (Scenario() if scenario is None else scenario).with_units)


@lru_cache(256)
def judged(number, scenario):
    """The verdict on a claim, which costs some thousand worlds, and is asked for more than once."""
    asked = claim(number)
    ours, (places, found) = asked.computed(scenario), sample(number, scenario)
    low, middle, high = Q(np.quantile(found.m, (0.05, 0.5, 0.95)), found.units)
    kept = float(np.mean(asked.kept(found))) if asked.bound else None
    word = of_a_bound(kept) if asked.bound else of_a_number(asked, low, middle, high)
    hinge = ranked(places, found.m)[0].name if word == "open" else None
    flip = met(asked, scenario, hinge) if hinge else None
    return Verdict(word, ours, middle, low, high, asked.factor(middle), kept, hinge, flip)


def of_a_bound(kept):
    """The word on a bound that so many of all worlds keep."""
    return "right" if kept >= NINE else "wrong" if kept <= 1 - NINE else "open"


def of_a_number(asked, low, middle, high):
    """The word on a number beside the middle world's and the ends of nine worlds of ten."""
    if asked.factor(middle) <= QUARTER:
        return "right"
    return "open" if low.m_as(asked.unit) <= asked.value <= high.m_as(asked.unit) else "wrong"


@lru_cache(64)
def sample(number, scenario):
    """A claim's number in all worlds that have one, and where these lie in their facts: ({fact: places}, numbers)."""
    asked = claim(number)
    calculation, setting = getattr(model, asked.calculation), asked.setting(scenario)
    if not asked.over:
        alike = [each.result for each in read().values() if each.calculation == asked.calculation and not each.over]
        worlds = shared(asked.calculation, tuple(sorted({asked.result, *alike})), setting)
        found, lost = worlds[asked.result], worlds.outside(asked.result)
        places = {name: np.delete(place, lost) for name, place in worlds.places().items()}
        return places, Q(np.delete(found.m, lost), found.units)
    runs = [monte_carlo(calculation, asked.result, other) for other in asked.alternatives(setting)]
    return runs[0].places(), saved(np.array([run.whole(asked.result) for run in runs]), asked.unit)


@lru_cache(16)
def shared(calculation, results, setting):
    """The worlds of all claims that ask this calculation, of one scenario: drawn once, as most steps are the same."""
    return monte_carlo(getattr(model, calculation), list(results), setting)


def saved(costs, unit):
    """What the cheapest of several saves over the first, world by world, as a share."""
    return Q(1 - costs.min(axis=0) / costs[0], "").to(unit)


def met(asked, scenario, name):
    """The value of a fact within its range at which the claim comes to be met, None where there is none.

    Where a bound begins to be kept, or where the number is the post's; by bisection, as some numbers go in steps.
    """
    row, setting = scenario.assumption(name), asked.setting(scenario)
    if name in asked.given:
        return None
    plains = [each.si for each in (asked.alternatives(setting) if asked.over else [setting])]
    calculation, unit = getattr(model, asked.calculation), plain_unit(shown_in(asked.result, scenario))

    def meets(value):
        value = Q(value, row.unit).m_as(plain_unit(row.unit))
        costs = [number_of(calculation, plain.but(**{name: value}), asked.result) for plain in plains]
        found = saved(np.array(costs)[:, None], asked.unit)[0] if asked.over else Q(costs[0], unit)
        return bool(asked.kept(found)) if asked.bound else found.m_as(asked.unit) < asked.value

    low, high = scenario.range_of(name)
    at_low = meets(low)
    if meets(high) == at_low:
        return None
    while high - low > 1e-6 * abs(high):
        middle = (low + high) / 2
        low, high = (middle, high) if meets(middle) == at_low else (low, middle)
    return Q((low + high) / 2, row.unit)
