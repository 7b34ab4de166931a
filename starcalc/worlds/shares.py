"""Which fact decides: how much of the spread of a result over all worlds each fact accounts for."""

import math
from functools import partial
from typing import NamedTuple

import numpy as np

from starcalc.scenario import asks
from starcalc.worlds.asking import number_of, reason
from starcalc.worlds.drawing import SEED, STANDING, count, points
from starcalc.worlds.many import BLOCK, by_threads, monte_carlo
from starcalc.worlds.marginals import Marginals
from starcalc.worlds.steps import runner

TOLERANCE = 0.05  # half-width of nine intervals of ten; a share is worth a digit and a half, which is what a bar shows
CONFIDENCE = 0.9


class Rank(NamedTuple):
    """A fact, its rank correlation with a result, and its share of the variance of the result's ranks."""

    name: str
    correlation: float
    share: float


class Index(NamedTuple):
    """A fact and its shares of a result's variance: alone, and with all it does together with others."""

    name: str
    first: float
    first_error: float
    total: float
    total_error: float


@asks
def rank_correlations(calculation, result, scenario, n=STANDING, seed=SEED, facts=None):
    """Spearman's rank correlation ρ of a result with each fact over n worlds: [Rank(name, correlation, share)].

    The largest share first; facts that the result does not read, whose correlation would be chance, are left out.
    Shares are ρ²/Σρ², a quick answer that costs no further worlds than `monte_carlo` does: it sees what rises or falls
    throughout, and neither what goes up and down nor what facts do together. Facts of one bundle have the same. A
    correlation is off by about 1/√n. ValueError where some world has no value, or all the same.
    Source: Spearman 1904.

    >>> from starcalc import Scenario, model
    >>> rank_correlations(model.ground, "levelised_energy_cost", Scenario("gas"))[0].name
    'gas_price'
    """
    worlds = monte_carlo(calculation, result, scenario, n, seed, facts)
    values = worlds.whole(result)
    if np.ptp(values) == 0:
        raise ValueError(f"{result} is the same in all worlds, so that no fact has a share of its spread")
    read = runner(calculation, scenario, [result], Marginals(scenario, facts).names).reads
    return ranked({name: place for name, place in worlds.places().items() if name in read}, values)


def ranked(places, values):
    """The facts by their shares of the variance of some values' ranks, from where each world lies in their ranges."""
    ours = centred_ranks(values)
    found = {name: float(centred_ranks(place) @ ours) for name, place in places.items()}
    whole = sum(correlation**2 for correlation in found.values())
    rows = [Rank(name, correlation, correlation**2 / whole) for name, correlation in found.items()]
    return sorted(rows, key=lambda row: -row.share)


def centred_ranks(values):
    """Ranks with a mean of zero and a length of one; equal values share theirs."""
    from scipy.stats import rankdata

    ranks = rankdata(values) - (len(values) + 1) / 2
    return ranks / np.sqrt(ranks @ ranks)


@asks
def sobol(calculation, result, scenario, n=STANDING, seed=SEED, facts=None, tolerance=TOLERANCE):
    """Sobol's indices, the shares of a result's variance: [Index(name, first, first_error, total, total_error)].

    The largest total first; facts that the result does not read are left out. The first-order index is what the
    variance would lose, on average, were this fact known; the total one what would be left, were all others known. The
    first sum to less than one, the total to more, by what facts do together. Errors are half-widths of intervals that
    hold the index nine times of ten, by the bootstrap.

    Takes n worlds for each fact that is read and two more: Saltelli's design on a scrambled Sobol sequence through the
    inverse of each triangle, analysed by SALib. ValueError, with about how many worlds it takes, where an error exceeds
    the tolerance; where some world has no value. Source: Saltelli et al. 2010.

    >>> from starcalc import Scenario, model
    >>> found = sobol(model.ground, "levelised_energy_cost", Scenario("gas"))
    >>> found[0].name, round(found[0].first, 1)
    ('gas_price', 0.6)
    """
    try:
        from SALib.analyze import sobol as analysis
    except ImportError:
        raise ImportError("sobol needs SALib, which is not installed: pip install salib") from None
    number_of(calculation, scenario.si, result)
    run = runner(calculation, scenario, [result], Marginals(scenario, facts).names)
    if not run.reads:
        raise ValueError(f"{result} reads no open fact, so that none has a share of its spread")
    marginals, n, seed = Marginals(scenario, run.reads), count(n, "n"), count(seed, "seed", 0)
    base = points(2 * marginals.count, seed, 0, n)
    designs = range(-1, marginals.count + 1)  # the first, those that differ from it in one fact, the second
    values = np.array(list(by_threads(partial(crossed, run, marginals, base), designs)))
    refuse_gaps(calculation, result, scenario, marginals, base, values)
    names = [str(place) for place in range(marginals.count)]
    problem = {"num_vars": len(names), "names": names, "bounds": [[0, 1]] * len(names)}
    found = analysis.analyze(  # seed 0 would be none to SALib
        problem, values.T.ravel(), calc_second_order=False, conf_level=CONFIDENCE, seed=seed + 1
    )
    rows = [
        Index(name, *(float(found[key][place]) for key in ("S1", "S1_conf", "ST", "ST_conf")))
        for name, place in zip(marginals.names, marginals.places, strict=True)
    ]
    refuse_the_unsettled(result, rows, n, tolerance)
    return sorted(rows, key=lambda row: -row.total)


def crossing(base, coordinates, which):
    """One of the designs of Saltelli: the first half of the coordinates, with the which-th, or all, of the second."""
    if which < 0:
        return base[:coordinates]
    if which == coordinates:
        return base[coordinates:]
    crossed = base[:coordinates].copy()
    crossed[which] = base[coordinates + which]
    return crossed


def crossed(run, marginals, base, which):
    """A result in the worlds of one of the designs, a block at a time."""
    shares = crossing(base, marginals.count, which)
    spans = range(0, shares.shape[1], BLOCK)
    return np.concatenate(
        [next(iter(run(marginals.values(shares[:, start : start + BLOCK])).values())) for start in spans]
    )


def refuse_gaps(calculation, result, scenario, marginals, base, values):
    """ValueError where some world of the designs has no value, naming the first."""
    lost = np.argwhere(np.isnan(values))
    if not len(lost):
        return
    which, i = lost[0]
    drawn = marginals.values(crossing(base, marginals.count, which - 1)[:, i])
    world = scenario.si.but(**{name: float(value) for name, value in drawn.items()})
    why = reason(calculation, world, result)
    raise ValueError(f"{result} has no value in {len(lost):,} of {values.size:,} worlds: in the first, {why}")


def refuse_the_unsettled(result, rows, n, tolerance):
    """ValueError where an index is not known as well as was asked, with how many worlds would do."""
    worst = max(rows, key=lambda row: max(row.first_error, row.total_error))
    error = max(worst.first_error, worst.total_error)
    if error > tolerance:
        enough = 2 ** math.ceil(math.log2(n * (error / tolerance) ** 2))
        raise ValueError(
            f"the indices of {result} have not settled with n = {n:,}: that of {worst.name} is known to ±{error:.2f}, "
            f"which exceeds the tolerance, {tolerance:g}; about n = {enough:,} should do"
        )
