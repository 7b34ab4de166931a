"""Worlds: draws of all facts from their ranges.

Worlds come in nets of 16,384, each a Sobol sequence, scrambled by a seed of its own, so that any of them can be drawn
without those before, on any thread or machine. The standing sample of the book is the beginning of the first.
"""

import numpy as np

from starcalc.scenario import asks
from starcalc.worlds.marginals import Marginals

NET = 16_384
STANDING = 4096
SEED = 2026
BITS = 30  # of a coordinate of a Sobol point; half of the last is added, so that none is 0


@asks
def draw(scenario, n=STANDING, seed=SEED, facts=None, chunks=None):
    """A scenario in plain units whose facts are arrays of n worlds; choices stay as they are.

    A fact is drawn from a triangle over the range of its row, of a scenario in another year over that year's, with its
    peak at the scenario's value: on a logarithmic axis where the row's scale is one. `facts` names those that are open,
    all unless given. They are independent, but facts of one `bundle` hang on one coordinate and move as one. The only
    bundle in the table is the chip, whose rows are choices: it is bought, not drawn. A fact whose value lies outside
    its range is held at that value, as nothing says how far it may be from it; `monte_carlo(...).held` names such
    facts. Neglects that what is true of one fact may tell of another.

    Sobol points, scrambled by the seed, through the inverse of each triangle: the same worlds on every
    machine, up to the last digit of exponentials. With `chunks`, so many worlds at a time, facts are Dask arrays.
    ValueError where no fact is open, or n is no whole number above zero; for an unknown fact, its nearest name.
    Source: Owen 1998.

    >>> from starcalc import Scenario
    >>> worlds = draw(Scenario(), 1000)
    >>> worlds.launch_price.shape, bool(worlds.launch_price.min() >= 100)
    ((1000,), True)
    """
    n, seed, marginals = count(n, "n"), count(seed, "seed", 0), Marginals(scenario, facts)
    if chunks is None:
        return scenario.si.but(**columns(marginals, seed, 0, n))
    import_dask("draw(..., chunks=...)")
    import dask.array
    from dask import delayed

    rows, parts = len(marginals.names), []
    for start, stop in spans(n, count(chunks, "chunks")):
        part = delayed(stacked)(marginals, seed, start, stop)
        parts.append(dask.array.from_delayed(part, (rows, stop - start), float))
    whole = dask.array.concatenate(parts, axis=1)
    return scenario.si.but(**{name: whole[i] for i, name in enumerate(marginals.names)})


def spans(n, size):
    """The worlds from 0 to n in spans of one size, the last one shorter: [(start, stop)]."""
    return [(start, min(start + size, n)) for start in range(0, n, size)]


def stacked(marginals, seed, start, stop):
    """The facts of some worlds as the rows of one array."""
    return np.array(list(columns(marginals, seed, start, stop).values()))


def columns(marginals, seed, start, stop, names=None):
    """The facts of the worlds from one number to another, in plain units, all or those named: {name: array}."""
    return marginals.values(points(marginals.count, seed, start, stop), names)


def points(coordinates, seed, start, stop):
    """Points in the unit cube, a column each, from one number to another, of as many nets as that takes."""
    nets = []
    for number in range(start // NET, -(-stop // NET)):
        first, last = max(start - number * NET, 0), min(stop - number * NET, NET)
        nets.append(net(coordinates, seed, number, last)[:, first:last])
    return np.concatenate(nets, axis=1)


def net(coordinates, seed, number, wanted):
    """A net's beginning, at least as long as wanted: a Sobol sequence scrambled by the seed and the net's number."""
    from scipy.stats import qmc  # half a second of import, which only draws should cost

    random = np.random.default_rng([seed, number])
    length = 2 ** (wanted - 1).bit_length()  # a power of two, as SciPy asks
    return qmc.Sobol(coordinates, bits=BITS, rng=random).random(length).T + 0.5**BITS / 2


def count(n, name, least=1):
    """A whole number; ValueError for anything else, and for one that is too small."""
    if isinstance(n, bool) or not isinstance(n, int | np.integer) or n < least:
        raise ValueError(f"{name} must be a whole number from {least} on, such as 4096, not {n!r:.60}")
    return int(n)


def import_dask(whose):
    """ImportError that says how to get Dask, where it is not installed."""
    try:
        import dask.array  # noqa: F401
    except ImportError:
        raise ImportError(f"{whose} needs Dask, which is not installed: pip install 'dask[array]'") from None
