"""How likely each value of a fact is: a triangle about the scenario's value over the table's range."""

from dataclasses import replace
from functools import cache

import numpy as np

from starcalc.labels import nearest
from starcalc.units import Q, plain_unit


class Marginals:
    """The facts of a scenario that are open, each with its triangle: on a logarithmic axis where its row says so.

    `names` are the open ones, `held` those that stay as they are, with the reason. Facts of one bundle hang on one
    coordinate, so that they move as one: `places` says for each name which of the `count` coordinates is its own. A
    fact that is held keeps its coordinate, which nothing then reads, so that all others lie where they lay without.
    The ranges are those of the scenario's year, unless `ranges`, {name: (low, high)} in the table's units, has others.
    """

    def __init__(self, scenario, facts=None, ranges=None):
        rows = {name: scenario.assumption(name) for name in chosen(scenario, facts)}
        ranges = {name: scenario.range_of(name) for name in rows} | (ranges or {})
        rows = {name: replace(row, range=ranges[name]) for name, row in rows.items()}
        self.scenario, self.held = scenario, {}
        for name, row in rows.items():
            if np.ndim(scenario.quantity(name).magnitude):
                raise ValueError(f"{name} has several values; a draw begins at one scenario")
            if not row.holds(scenario.quantity(name)):
                self.held[name] = f"{name} = {scenario.written(name)}"
        self.names = [name for name in rows if name not in self.held]
        if not self.names:
            why = "; ".join(self.held.values()) or "none was named"
            raise ValueError(f"no fact is open, so that all worlds are alike: {why}")
        groups = {name: row.bundle or name for name, row in rows.items()}
        order = list(dict.fromkeys(groups.values()))
        self.places, self.count = np.array([order.index(groups[name]) for name in self.names]), len(order)
        self._measure([rows[name] for name in self.names])

    def _measure(self, rows):
        """Ends, peaks and units of all triangles, in columns."""
        self.log = np.array([row.scale == "log" for row in rows])
        self.ends = np.array([row.range for row in rows], dtype=float)
        peaks = [float(self.scenario.quantity(row.name).m) for row in rows]
        self.low, self.high, self.peak = (self.along(values) for values in (*self.ends.T, np.array(peaks)))
        self.zero, self.factor = np.array([in_plain_units(row.unit) for row in rows]).T

    def along(self, values):
        """Values in the table's units along the axes of their triangles."""
        return np.where(self.log, np.log(np.where(self.log, values, 1.0)), values)

    def values(self, shares, names=None):
        """The values, in plain units, below which a share of each fact's probability lies: {name: array}.

        `shares`, between 0 and 1, has a row a coordinate; `names` are those wanted, all unless given. By square roots,
        logarithms and exponentials alone, so that every machine finds the same up to the last digit.
        """
        wanted = set(self.names if names is None else names)
        found = {}
        for i, name in enumerate(self.names):
            if name in wanted:
                below = np.asarray(shares[self.places[i]])
                found[name] = self._plain(self._along(below, 1 - below, i), i)
        return found

    def _along(self, below, above, i=slice(None)):
        """Places along the axes, of all facts or of the i-th, with so much probability below and above them."""
        return triangular(below, above, self.low[i], self.peak[i], self.high[i])

    def _plain(self, along, i=slice(None)):
        """Places along the axes in plain units, never outside the ranges."""
        log, (low, high) = self.log[i], self.ends[i].T
        values = np.where(log, np.exp(np.where(log, along, 0.0)), along) if np.any(log) else along
        return self.zero[i] + self.factor[i] * np.clip(values, low, high)

    def normal(self, deviates):
        """Values at standard normal deviates, one a coordinate, and their slopes: ({name: value}, {name: slope})."""
        from scipy.special import ndtr

        deviates = np.asarray(deviates)[self.places]
        below, above = ndtr(deviates), ndtr(-deviates)
        along = self._along(below, above)
        width, rising = self.high - self.low, below * (self.high - self.low) < self.peak - self.low
        density = np.where(rising, along - self.low, self.high - along) * 2 / width
        density = density / np.where(rising, self.peak - self.low, self.high - self.peak)
        plain = self._plain(along)
        slopes = np.exp(-(deviates**2) / 2) / np.sqrt(2 * np.pi) / density
        slopes = slopes * np.where(self.log, plain - self.zero, self.factor)
        return dict(zip(self.names, plain, strict=True)), dict(zip(self.names, slopes, strict=True))

    def moved(self, deviates):
        """How far standard normal deviates move each fact from its median, in halves of its range along its axis."""
        from scipy.special import ndtr

        deviates = np.asarray(deviates)[self.places]
        far = self._along(ndtr(deviates), ndtr(-deviates)) - self._along(0.5, 0.5)
        return dict(zip(self.names, 2 * far / (self.high - self.low), strict=True))


@cache
def in_plain_units(unit):
    """A table's unit in plain ones: (what its zero is there, how much one of it)."""
    zero, one = (Q(value, unit).m_as(plain_unit(unit)) for value in (0.0, 1.0))
    return zero, one - zero


def triangular(below, above, low, peak, high):
    """Where a triangle has so much of its probability below and above: (1 − above) is `below`, and loses no digits.

    >>> triangular(np.array([0.0, 0.5, 1.0]), np.array([1.0, 0.5, 0.0]), 0.0, 1.0, 2.0)
    array([0., 1., 2.])
    """
    rising = low + np.sqrt(below * ((high - low) * (peak - low)))
    falling = high - np.sqrt(above * ((high - low) * (high - peak)))
    return np.where(below * (high - low) < peak - low, rising, falling)


def chosen(scenario, facts):
    """The names of the facts asked for, all of the table's unless some are; ValueError for a choice."""
    known = [name for name in scenario.names() if scenario.assumption(name).role == "fact"]
    if facts is None:
        return known
    if isinstance(facts, str):
        raise TypeError(f"facts must be a list of names, such as ['price', 'life'], not {facts!r:.60}")
    for name in facts:
        row = scenario.assumption(name)
        if row.role != "fact":
            raise ValueError(
                f"{name} is a choice, which nobody draws{nearest(name, known)}; sweep it, or ask best_design"
            )
    return [name for name in known if name in facts]
