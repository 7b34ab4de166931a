"""Many worlds at once: the results of a calculation over a draw of all facts, and what may be said of them."""

import os
import warnings
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np

from starcalc.labels import nearest
from starcalc.scenario import asks
from starcalc.units import Q, number, plain_magnitude, plain_unit, short_unit
from starcalc.worlds.asking import listed, reason, shown_in
from starcalc.worlds.drawing import NET, SEED, STANDING, columns, count, import_dask, points, spans
from starcalc.worlds.marginals import Marginals
from starcalc.worlds.steps import runner

BLOCK = 4096  # worlds that a thread does at once: their numbers stay in a processor's cache
TENTHS = (0.05, 0.5, 0.95)  # nine worlds of ten lie between the first and the last


@asks
def monte_carlo(calculation, results, scenario, n=STANDING, seed=SEED, facts=None, chunks=None, progress=None):
    """Results of a calculation, one or several by name, in the worlds of `draw(scenario, n, seed, facts)`: a `Worlds`.

    The calculation is written down once as steps, and threads run them, 4,096 worlds at a time; the memory is
    that of the results. With `chunks` each task of Dask takes so many worlds, under whatever scheduler or client is
    active. `progress(done, n)` is called as worlds are done. An interrupted run (Ctrl-C) warns and keeps the worlds it
    has. Two answers of one scenario, n and seed are of the same worlds, so that their samples may be divided.

    Neglects what `draw` neglects. ValueError for an unknown result, with the nearest name, and as in `draw`.

    >>> from starcalc import Scenario, model
    >>> found = monte_carlo(model.ground, "levelised_energy_cost", Scenario("gas"))
    >>> [round(cost) for cost in found.quantiles("levelised_energy_cost").m_as("USD/MWh")]
    [54, 71, 92]
    """
    names, n, seed = listed(results, "monte_carlo"), count(n, "n"), count(seed, "seed", 0)
    marginals = Marginals(scenario, facts)
    run = runner(calculation, scenario, names, marginals.names)
    parts = spans(n, NET if chunks is None else count(chunks, "chunks"))
    task = partial(evaluated, run, marginals, seed)
    samples, done = {name: np.empty(n) for name in names}, 0
    try:
        for part in (by_threads if chunks is None else by_dask)(task, parts):
            start, done = done, done + len(part[names[0]])
            for name, values in part.items():
                samples[name][start:done] = values
            if progress is not None:
                progress(done, n)
    except KeyboardInterrupt:
        if not done:
            raise
        warnings.warn(f"interrupted after {done:,} of {n:,} worlds, which are kept", stacklevel=3)
    samples = {name: in_the_shown_unit(name, values[:done], scenario) for name, values in samples.items()}
    return Worlds(calculation, marginals, seed, n, samples)


def evaluated(run, marginals, seed, span):
    """The results of the worlds from one number to another, block by block: {name: array}."""
    parts = []
    for start in range(*span, NET):
        shares = points(marginals.count, seed, start, min(start + NET, span[1]))
        for first in range(0, shares.shape[1], BLOCK):
            block = shares[:, first : first + BLOCK]
            found = run(marginals.values(block, run.reads))
            parts.append({name: np.broadcast_to(value, block.shape[1]) for name, value in found.items()})
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def by_threads(task, spans):
    """Answers in order from as many threads as there are processors; NumPy lets them run at once."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    pool = ThreadPoolExecutor(processors)
    try:
        yield from pool.map(task, spans)
    finally:
        pool.shutdown(cancel_futures=True)


def by_dask(task, spans):
    """Answers in order from Dask, a few dozen tasks at a time, so that they need not all wait in memory."""
    import_dask("monte_carlo(..., chunks=...)")
    from dask import compute, delayed

    later = delayed(task, pure=False, traverse=False)
    for first in range(0, len(spans), 32):
        yield from compute(*[later(span) for span in spans[first : first + 32]])


def in_the_shown_unit(result, values, scenario):
    """Plain numbers as a Quantity in the unit in which a result is shown."""
    unit = shown_in(result, scenario)
    return Q(values, plain_unit(unit)).to(unit)


class Worlds:
    """Results in many worlds: `worlds["cost_per_token"]` is a Quantity with a value a world, in their order.

    `scenario` is the one about which the facts were drawn, `held` names those facts that were not, because they lie
    outside their ranges, and `len(worlds)` is how many worlds there are, fewer than `asked` after an interruption.
    """

    def __init__(self, calculation, marginals, seed, asked, samples, numbers=None):
        self.numbers = range(len(next(iter(samples.values())))) if numbers is None else numbers
        self.calculation, self.scenario, self.seed, self.asked = calculation, marginals.scenario, seed, asked
        self.facts, self.held, self.samples = marginals.names, marginals.held, samples
        self._marginals = marginals

    def __len__(self):
        return len(self.numbers)

    def __getitem__(self, result):
        if result not in self.samples:
            raise KeyError(f"no result {result!r} was asked for{nearest(result, self.samples)}")
        return self.samples[result]

    def __repr__(self):
        kept = f"{len(self):,} worlds" if len(self) == self.asked else f"{len(self):,} of {self.asked:,} worlds"
        held = f"; held outside their ranges: {', '.join(self.held.values())}" if self.held else ""
        lines = [f"<{kept} of {self.calculation.__name__}, {len(self.facts)} facts drawn{held}>"]
        for result in self.samples:
            lost = len(self.outside(result))
            if lost:
                lines.append(f"{result}: no value in {lost:,}")
                continue
            low, middle, high = (number(value, 3) for value in self.quantiles(result).magnitude)
            unit = short_unit(self[result].units)
            lines.append(f"{result}: {middle}, {low} to {high} {unit} in nine worlds of ten".replace("  ", " "))
        return "\n".join(lines)

    def quantiles(self, result, shares=TENTHS):
        """The values below which these shares of the worlds lie; the 5th, 50th and 95th percentile unless given.

        A Quantity, an entry a share. ValueError where some world has no value, naming the first; shares outside 0 to 1.
        """
        return Q(np.quantile(self.whole(result), shares_of_one(shares)), self[result].units)

    def quantile_errors(self, result, shares=TENTHS):
        """The standard errors of `quantiles`, by order statistics: ½ (x(p + s) − x(p − s)), s = √(p (1 − p)/n).

        Those of as many independent worlds; a Sobol draw does rather better.
        """
        shares = shares_of_one(shares)
        step = np.sqrt(shares * (1 - shares) / len(self))
        ends = np.quantile(self.whole(result), np.clip([shares - step, shares + step], 0, 1))
        return Q((ends[1] - ends[0]) / 2, self[result].units)

    def interval(self, result):
        """The two values, Quantities, between which the result lies in nine worlds of ten."""
        low, _, high = self.quantiles(result)
        return low, high

    def share_above(self, result, target):
        """The share of the worlds in which a result exceeds a target, and its standard error: (share, error).

        The error is that of as many independent worlds, √(q (1 − q)/n) with q = (k + 1)/(n + 2), so that it is not
        nothing where k is none or all. ValueError where some world has no value; TypeError for another dimension.
        """
        goal = plain_magnitude(target, self[result].units, "worlds.share_above: target")
        above, n = np.count_nonzero(self.whole(result) > goal), len(self)
        guess = (above + 1) / (n + 2)
        return float(above / n), float(np.sqrt(guess * (1 - guess) / n))

    def outside(self, result):
        """Which of the worlds, as `world` counts them, leave a result without a value."""
        return np.flatnonzero(np.isnan(self[result].magnitude))

    def inside(self):
        """The worlds in which every result has a value, so that what is said of them is said under that condition."""
        whole = np.all([~np.isnan(values.magnitude) for values in self.samples.values()], axis=0)
        samples = {name: values[whole] for name, values in self.samples.items()}
        return Worlds(self.calculation, self._marginals, self.seed, self.asked, samples, np.array(self.numbers)[whole])

    def world(self, i):
        """The i-th of the worlds as a scenario; IndexError where there is none."""
        if not -len(self) <= i < len(self):
            raise IndexError(f"there are {len(self):,} worlds, from 0; none is {i}")
        number = int(self.numbers[i])
        drawn = columns(self._marginals, self.seed, number, number + 1)
        return self.scenario.si.but(**{name: float(values[0]) for name, values in drawn.items()}).with_units

    def places(self):
        """Where each world lies in its facts' ranges, between 0 and 1: {name: array}; the probability below it."""
        drawn = points(self._marginals.count, self.seed, 0, int(self.numbers[-1]) + 1)[:, self.numbers]
        return {name: drawn[place] for name, place in zip(self.facts, self._marginals.places, strict=True)}

    def whole(self, result):
        """The numbers of a result, in its unit; ValueError where some world has no value, naming the first."""
        lost = self.outside(result)
        if lost.size:
            world = self.world(lost[0])
            why = reason(self.calculation, world.si, result)
            raise ValueError(
                f"{result} has no value in {lost.size:,} of {len(self):,} worlds: in the first, world({lost[0]}), "
                f"{why}; inside() leaves such worlds out"
            )
        return self[result].magnitude


def shares_of_one(shares):
    """Shares as an array; ValueError outside 0 to 1."""
    shares = np.asarray(shares, dtype=float)
    if not np.all((shares >= 0) & (shares <= 1)):
        raise ValueError(f"shares lie between 0 and 1, as 0.95 does, not {shares.tolist()}")
    return shares
