"""When it pays: a ratio year by year, in many worlds at once, and the year in which it falls through one."""

from dataclasses import dataclass, field
from math import inf, isfinite

import numpy as np
import pint

from starcalc import trends
from starcalc.scenario import asks
from starcalc.units import Unit, plain_magnitude, plain_unit, text
from starcalc.worlds.asking import number_of, result_of, shown_in
from starcalc.worlds.drawing import SEED, count, points
from starcalc.worlds.marginals import Marginals, chosen, triangular

FIRST, LAST = trends.base_year(), 2050
WORLDS = 1024
INTERVAL = (0.05, 0.5, 0.95)  # nine worlds of ten lie between the outer two


@dataclass(frozen=True, eq=False, repr=False)
class Years:
    """What `years` answers with: one world a row, one year a column.

    year: the years, shape (years,). ratio: the result over the target in each world, shape (worlds, years), NaN where
    there is no value. middle: the same of the scenario itself, shape (years,). crossing: the year, with its fraction,
    in which the ratio of each world first is one or less, shape (worlds,): the first year where it is so from the
    start, infinite where it never is, NaN where a value is missing. draws: what each world drew, {name: (worlds,)}.
    """

    question: str
    year: np.ndarray
    ratio: np.ndarray
    middle: np.ndarray
    crossing: np.ndarray
    draws: dict = field(default_factory=dict)

    def quantiles(self, shares=INTERVAL):
        """The ratio below which such shares of the worlds lie, shape (shares, years); worlds without a value aside."""
        whole = self.ratio[~np.isnan(self.ratio).any(axis=1)]
        return np.quantile(whole, shares, axis=0) if len(whole) else np.full((len(shares), len(self.year)), np.nan)

    def by(self, share=0.5):
        """The year by which a share of the worlds has crossed; infinite where so many never do."""
        found = np.sort(self.crossing[~np.isnan(self.crossing)])
        return float(found[max(int(np.ceil(share * len(found))) - 1, 0)]) if len(found) else np.nan

    def within(self, times):
        """The share of worlds whose ratio is at most so many, in each year, shape (years,): "within 1.5 times"."""
        return np.mean(self.ratio[~np.isnan(self.ratio).any(axis=1)] <= times, axis=0)

    @property
    def crossed(self):
        """The share of worlds that has crossed by each year, shape (years,)."""
        known = self.crossing[~np.isnan(self.crossing)]
        return np.mean(known[:, None] <= self.year, axis=0) if len(known) else np.full(len(self.year), np.nan)

    @property
    def never(self):
        """The share of worlds that does not cross before the last year."""
        return float(1 - self.crossed[-1])

    @property
    def without_value(self):
        """The share of worlds in which the model has no answer in some year; all other shares are of the rest."""
        return float(np.mean(np.isnan(self.crossing)))

    def deciders(self, year=None, count=5):
        """What decides the ratio of a year, by default the last: [(name, share of the rank variance)], largest first.

        Shares are squared rank correlations over their sum, which neglects what acts only together with something else.
        """
        column = self.ratio[:, -1 if year is None else int(np.flatnonzero(self.year == year)[0])]
        whole = ~np.isnan(self.ratio).any(axis=1)
        ranks = {name: np.argsort(np.argsort(drawn[whole])) for name, drawn in self.draws.items()}
        target = np.argsort(np.argsort(column[whole]))
        squares = {name: np.corrcoef(rank, target)[0, 1] ** 2 for name, rank in ranks.items()}
        total = sum(squares.values())
        return [(name, float(squares[name] / total)) for name in sorted(squares, key=lambda n: -squares[n])[:count]]

    def __repr__(self):
        middle = self.by()
        when = f"half the worlds cross by {middle:.0f}" if isfinite(middle) else "half the worlds or more do not cross"
        return f"<{self.question}: {when}; {self.never:.0%} not by {self.year[-1]:.0f}; {len(self.ratio)} worlds>"


@asks
def years(calculation, result, over, scenario, n=WORLDS, seed=SEED, first=FIRST, last=LAST):
    """A result over another, each year in each of n worlds, and the year in which the first falls to the second.

    over: another result of the same calculation, by name, or a Quantity, one for all years. A world draws once all
    facts that the scenario does not set, from their ranges, and once the rate of every trend, and keeps them through
    the years: (log-)triangular about the middle, independent, Sobol's sequence. Facts whose range holds later years too
    are drawn from today's. Choices stay. Answers with a `Years`; its `middle` draws nothing. Neglects what trends have
    in common, and steps. ValueError where the middle has no value; a world without one is NaN, and counted.

    >>> from starcalc import Scenario, model
    >>> when = years(model.comparison, "satellite_cost", "ground_cost", Scenario(), n=64)
    >>> when.ratio.shape, f"{when.middle[0]:.1f}"
    ((64, 25), '4.9')
    """
    columns = asked_years(first, last)
    plain = scenario.si
    below = another(calculation, result, over, scenario)
    kept = scenario.changes()

    def ratio(values, rates):
        world = plain.but(**values)
        world = world.but(**trends.aged(world, columns, rates, kept))
        above = result_of(calculation, world, result)
        return above / (result_of(calculation, world, below) if isinstance(below, str) else below)

    question = f"{result} over {below if isinstance(below, str) else text(over)}"
    middle = np.broadcast_to(ratio({}, {}), columns.shape)
    if np.isnan(middle).any():
        year = columns[np.isnan(middle)][0]
        raise ValueError(f"{question} has no value in {year:.0f}, by the middle of every trend")
    facts, rates = drawn(scenario, n, seed)
    found = np.broadcast_to(ratio(facts, rates), (n, len(columns)))
    draws = {name: value[:, 0] for name, value in (facts | rates).items()}
    return Years(question, columns, np.array(found, dtype=float), np.array(middle), crossings(columns, found), draws)


def asked_years(first, last):
    """Every year from the first to the last, or ValueError."""
    found = np.arange(first, last + 1, dtype=float)
    if len(found) < 2:
        raise ValueError(f"worlds.years: from {first} to {last} there is nothing to cross; give two years or more")
    return trends.checked_year(found)


def another(calculation, result, over, scenario):
    """What a result is divided by, where all is plain numbers: another's name, or a number above zero."""
    number_of(calculation, scenario, result)
    if isinstance(over, str):
        mine, its = shown_in(result, scenario), shown_in(over, scenario)
        if not Unit(mine).is_compatible_with(Unit(its)):
            raise ValueError(f"worlds.years: {result} is in {mine} and {over} in {its}; compare like with like")
        number_of(calculation, scenario, over)
        return over
    if not isinstance(over, pint.Quantity):
        raise TypeError(f"worlds.years: over must be a result's name or a Quantity, not {over!r:.60}")
    number = plain_magnitude(over, plain_unit(shown_in(result, scenario)), "worlds.years: over")
    if np.ndim(number) or not number > 0:
        raise ValueError(f"worlds.years: over is {text(over)}; give one Quantity above zero")
    return float(number)


def crossings(years, ratio):
    """When each row first is one or less, between two years on a straight line of the logarithm, shape (rows,).

    >>> crossings(np.array([2030.0, 2031.0, 2032.0]), np.array([[4.0, 2.0, 0.5], [0.9, 0.8, 0.7], [3.0, 3.0, 3.0]]))
    array([2031.5, 2030. , inf])
    """
    below = ratio <= 1
    at = np.argmax(below, axis=1)
    rows = np.arange(len(ratio))
    before = np.maximum(at - 1, 0)
    with np.errstate(all="ignore"):
        high, low = np.log(ratio[rows, before]), np.log(np.maximum(ratio[rows, at], 1e-300))
        between = years[before] + (years[at] - years[before]) * high / (high - low)
    found = np.where(at == 0, years[0], between)
    return np.where(np.isnan(ratio).any(axis=1), np.nan, np.where(below.any(axis=1), found, inf))


def drawn(scenario, n, seed):
    """n draws of what is not the reader's: (facts, rates of trends), {name: array of shape (n, 1)}, plain numbers.

    A fact whose value lies outside its range, as an overlay may have it, is not drawn.
    """
    today = {name: ends for trend in trends.trends().values() for name, ends in trend.today.items()}
    facts = [name for name in chosen(scenario, None) if name not in scenario.changes()]
    marginals = Marginals(scenario, facts, today) if facts else None
    known = marginals.count if marginals else 0
    rates = {name: ends for trend in trends.trends().values() for name, ends in trend.rates().items()}
    shares = points(known + len(rates), count(seed, "seed", 0), 0, count(n, "n, the number of worlds,"))
    of_trends = {
        name: triangular(share, 1 - share, low, middle, high)
        for share, (name, (middle, low, high)) in zip(shares[known:], rates.items(), strict=True)
    }
    found = marginals.values(shares) if marginals else {}
    return tuple({name: value[:, None] for name, value in each.items()} for each in (found, of_trends))
