"""How the facts move with time: the table of trends, read and checked, and the table of assumptions in another year.

A trend has an index, which is 1 in the base year; each row that it moves is multiplied by a power of it. Chips get
better for both sides, and what a token sells for falls with what it takes to make one.
"""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from math import isfinite
from pathlib import Path

import numpy as np
import pint

from starcalc.arrays import xp
from starcalc.assumptions import GRADES, TABLE, read, sources
from starcalc.economics import learning_cost
from starcalc.labels import KINDS, LABELLED, TEXT, nearest, numbers_in
from starcalc.units import Q, plain_unit

TRENDS = Path(__file__).with_name("trends.toml")
FORMS = {
    "exponential": "by so many percent of itself a year",
    "wright": "by so many percent with each doubling of what was ever made",
}
WRIGHT = ("made", "yearly", "growth", "most")
PERCENT = 100.0


@dataclass(frozen=True)
class Trend:
    """One row of the table of trends: which assumptions it moves, how fast, how far, and what it rests on.

    rate and growth are (middle, low, high) in percent; moves is {assumption: power of the index}.
    """

    name: str
    about: str
    form: str
    rate: tuple[float, float, float]
    moves: dict[str, float]
    source: str
    grade: str
    limits: dict[str, float | str] = field(default_factory=dict)
    ceiling: float | None = None
    today: dict[str, list[float]] = field(default_factory=dict)
    made: float | None = None
    yearly: float | None = None
    growth: tuple[float, float, float] | None = None
    most: float | None = None
    path: str | None = None

    def __post_init__(self):
        self.check(self.form in FORMS, f"form {self.form!r} must be one of {', '.join(FORMS)}")
        self.check(self.grade in GRADES, f"grade {self.grade!r} must be one of {', '.join(GRADES)}")
        known = sources()
        self.check(self.source in known, f"source {self.source!r} is not a key of references.bib", self.source, known)
        for rates in self.rates().values():
            ordered = len(rates) == 3 and rates[1] <= rates[0] <= rates[2]
            self.check(ordered, f"{rates} must be [middle, low, high], in percent")
        own = self.form == "wright" and self.path is None
        wanted = [name for name in WRIGHT if (getattr(self, name) is None) == own]
        self.check(not wanted, f"{', '.join(wanted)}: what was made goes with the form wright, and with no other")
        rows, _ = read(TABLE)
        for name in (*self.moves, *self.limits, *self.today):
            self.check(name in rows, f"no assumption called {name!r}", name, rows)
        self.check(set(self.limits) <= set(self.moves), "limits are of what the trend moves")
        if self.limits or self.ceiling:
            self.check(self.falls or self.rate[1] >= 0, "what has a limit moves one way: a rate of one sign")

    def check(self, holds, complaint, *among):
        """Complain unless it holds; among: an unknown word and those that are known, the nearest of which is named."""
        if not holds:
            raise ValueError(f"trends.toml, [{self.name}]: {complaint}{nearest(*among) if among else ''}")

    @property
    def falls(self):
        """Whether what it moves gets less."""
        return self.form == "wright" or self.rate[2] <= 0

    def rates(self):
        """Its uncertain numbers by the names under which `in_year` takes them: {name: (middle, low, high)}, percent."""
        growth = {} if self.growth is None else {f"{self.name}_growth": self.growth}
        return {self.name: self.rate} | growth

    def index(self, years, rates=None):
        """By what the rows are multiplied, so many years after the base year; 1 at the base year.

        rates: {name: percent} in place of the middle ones; numbers, arrays or Formulas. Neglects steps: a new rocket
        comes as a slope. Source of the second form: Wright 1936.

        >>> f"{trends()['chip_price'].index(10.0):.3f} {trends()['launch'].index(10.0):.3f}"
        '1.344 0.351'
        """
        rates = rates or {}
        rate = rates.get(self.name, self.rate[0]) / PERCENT
        if self.form == "wright":
            lead = trends()[self.path] if self.path else self
            growth = rates.get(f"{lead.name}_growth", lead.growth[0]) / PERCENT
            made = produced(lead.made, lead.yearly, growth, lead.most, years)
            return learning_cost(1.0, made / lead.made, rate)
        free = xp.pow(1.0 + rate, years)
        return free if self.ceiling is None else risen(1.0, free, self.ceiling)

    def apply(self, name, value, years, rates, limit=None):
        """A row's value so many years after the base year; a limit in the same unit, if it has one."""
        index = self.index(years, rates)
        if limit is None:
            power = self.moves[name]
            return value * index if power == 1 else value * xp.pow(index, float(power))
        if self.falls:
            return xp.where(value > limit, limit + (value - limit) * index, value)
        return xp.where(value < limit, risen(value, index, limit), value)


def risen(value, index, limit):
    """A value that grows toward a limit: its inverse falls toward the limit's, 1/y = 1/L + (1/x − 1/L)/f.

    Far below the limit it grows by the index, near it ever more slowly. That of the chips is what physics leaves to
    silicon of today's kind, by Ho et al. 2023.

    >>> f"{risen(1.0, 2.0, 200.0):.3f} {risen(1.0, 1e9, 200.0):.1f}"
    '1.990 200.0'
    """
    return 1.0 / (1.0 / limit + (1.0 / value - 1.0 / limit) / index)


def produced(made, yearly, growth, most, years):
    """What was ever made, so many years on: M + ∫ y (1 + g)^t dt, the yearly output y growing to `most` and no further.

    Units are those of what is counted. A growth of zero has no answer here: NaN; give a little.

    >>> f"{produced(100.0, 10.0, 0.5, 1e9, 2.0):.2f} {produced(100.0, 10.0, 0.5, 10.0, 2.0):.2f}"
    '130.83 120.00'
    """
    slope = xp.log(1.0 + growth)
    until = xp.log(most / yearly) / slope
    grown, level = xp.minimum(years, until), xp.maximum(years - until, 0.0)
    return made + yearly * (xp.pow(1.0 + growth, grown) - 1.0) / slope + most * level


@cache
def table():
    """The table of trends as it stands: (base year, last year, {name: Trend})."""
    fields = tomllib.loads(TRENDS.read_text(encoding="utf-8"))
    base, last = fields.pop("base"), fields.pop("last")
    found = {}
    for name, row in fields.items():
        unknown = row.keys() - Trend.__dataclass_fields__.keys()
        if unknown:
            raise ValueError(f"trends.toml, [{name}]: {', '.join(sorted(unknown))} is not known here")
        lists = {key: tuple(row[key]) for key in ("rate", "growth") if key in row}
        found[name] = Trend(name=name, **row | lists)
    for trend in found.values():
        trend.check(trend.path is None or trend.path in found, f"path {trend.path!r} is no trend")
    for name in {name for trend in found.values() for name in trend.limits}:
        if len([trend for trend in found.values() if name in trend.moves]) > 1:
            raise ValueError(f"trends.toml: {name} has a limit, so that one trend alone may move it")
    return base, last, found


def trends():
    """Every trend by its name.

    >>> list(trends())[:4]
    ['chip_efficiency', 'chip_price', 'launch', 'satellites']
    """
    return dict(table()[2])


def base_year():
    """The year of which the table of assumptions is, as far as trends are concerned.

    >>> base_year()
    2026
    """
    return table()[0]


def movers():
    """Which trends move an assumption: {assumption: names of trends}.

    >>> movers()["price"]
    ['chip_efficiency', 'chip_price']
    """
    found = {}
    for trend in trends().values():
        for name in trend.moves:
            found.setdefault(name, []).append(trend.name)
    return found


@cache
def todays_range(name):
    """The ends of a row's range in the base year, in its unit, where the table's holds later years too; else None.

    >>> todays_range("altitude") is None
    True
    """
    return next((tuple(trend.today[name]) for trend in trends().values() if name in trend.today), None)


def range_then(row, before, year, rates, kept):
    """The range of a row in a year, (low, high) in its unit: today's, each end moved as its trends move a value.

    row: an assumption; before: the scenario that has moved, with units, or None where no year was asked for; kept: the
    names that stay as they are. The table's own range where no year was asked for, of what no trend moves, and for many
    years. The base year has today's too, which may be narrower: a launch that nobody sells yet is none of this year's.

    >>> from starcalc import Scenario
    >>> for year in (2026, 2050):
    ...     print([round(end) for end in Scenario().in_year(year).range_of("launch_price")])
    [900, 5400]
    [125, 593]
    """
    if before is None or row.name not in movers() or row.name in kept or np.ndim(year):
        return tuple(map(float, row.range))
    ends = [before.but(**{row.name: Q(end, row.unit)}) for end in todays_range(row.name) or row.range]
    return tuple(sorted(aged(end, year, rates, kept)[row.name].m_as(row.unit) for end in ends))


def aged(scenario, year, rates=None, kept=()):
    """What the trends make of a scenario's values: {assumption: value}, as the scenario keeps them, plain or not.

    kept: names of those that stay as they are, and are no keys here. In the base year nothing moves, to the last digit.
    """
    years = checked_year(year) - base_year()
    rates = checked_rates(rates)
    names = [name for name in movers() if name not in kept]
    numbers = numbers_in(years)
    if numbers is not None and not numbers.ndim and not numbers:
        return {name: scenario[name] for name in names}
    return {name: moved(scenario, name, movers()[name], years, rates) for name in names}


def moved(scenario, name, names, years, rates):
    """One value of a scenario, so many years on."""
    unit = scenario.assumption(name).unit
    given = scenario[name]
    has_unit = isinstance(given, pint.Quantity)
    kept = unit if has_unit else plain_unit(unit)
    value = given.m_as(unit) if has_unit else given
    for trend in (trends()[mover] for mover in names):
        limit = trend.limits.get(name)
        if isinstance(limit, str):
            other = scenario[limit]
            limit = other.m_as(unit) if has_unit else other
        elif limit is not None:
            limit = float(Q(limit, unit).m_as(kept))
        value = trend.apply(name, value, years, rates, limit)
    if isinstance(value, np.generic) or (type(value) is np.ndarray and not value.ndim):
        value = float(value)
    return Q(value, unit) if has_unit else value


def checked_year(year):
    """A year between the base year and the last, a number or an array of them."""
    base, last, _ = table()
    asked = f"give a year from {base}, of which the table is, to {last}"
    if isinstance(year, bool) or KINDS[type(year)] is TEXT or hasattr(year, "dimensionality"):
        raise TypeError(f"in_year: the year is {year!r:.60}; {asked}, such as {base + 6}")
    if KINDS[type(year)] is LABELLED:
        raise TypeError(f"in_year: the year is a {type(year).__name__}; give its numbers, and {asked}")
    numbers = numbers_in(year)
    if numbers is not None and not np.all((base <= numbers) & (numbers <= last)):
        raise ValueError(f"in_year: the year is {year!r:.60}; {asked}; the trends say nothing before or after")
    return np.asarray(year, dtype=float) if isinstance(year, list | tuple | range) else year


def checked_rates(rates):
    """Rates in percent by the trends' names; Quantities in percent are taken too."""
    known = {name for trend in trends().values() for name in trend.rates()}
    found = {}
    for name, rate in (rates or {}).items():
        if name not in known:
            raise ValueError(f"in_year: no trend called {name!r}{nearest(name, known)}; there are: {', '.join(known)}")
        rate = rate.m_as("percent") if hasattr(rate, "dimensionality") else rate
        numbers = numbers_in(rate)
        least, most = (0.0, np.inf) if name.endswith("_growth") else (-PERCENT, np.inf)
        if name in trends() and trends()[name].form == "wright":
            most = PERCENT
        if numbers is not None and not np.all((least < numbers) & (numbers < most)):
            bound = f"more than {least:g}" + (f" and less than {most:g}" if isfinite(most) else "")
            raise ValueError(f"in_year: {name} = {rate!r:.60}; give {bound} percent")
        found[name] = rate
    return found
