"""One assumption at a time: elasticity, tornado, break-even."""

import numpy as np

from starcalc.assumptions import ROLES
from starcalc.scenario import asks
from starcalc.units import Q, plain_magnitude, plain_unit, text
from starcalc.worlds.asking import number_of, result_of, shown_in
from starcalc.worlds.steps import Steps, runner


@asks
def elasticity(calculation, result, scenario, names):
    """Percent by which a result changes per percent of each assumption: {name: d ln y / d ln x}, exact.

    By the chain rule through the calculation's steps; by JAX where it cannot be written down as steps. An assumption
    whose value is zero has elasticity zero: a percent of nothing is nothing. Where the result is zero, NaN. At the edge
    of a branch, the slope of the branch taken.

    >>> from starcalc import Scenario, model
    >>> slopes = elasticity(model.satellite, "cost_per_token", Scenario("seed"), ["price", "token_rate_per_gpu"])
    >>> {name: round(slope, 4) for name, slope in slopes.items()}
    {'price': 0.0, 'token_rate_per_gpu': -1.0}
    """
    plain = scenario.si
    at = {name: float(getattr(plain, name)) for name in names}
    run = runner(calculation, scenario, [result], names)
    number_of(calculation, plain, result)
    value, slopes = run.slopes(at, result) if isinstance(run, Steps) else by_jax(calculation, plain, result, at)
    return {name: float(slopes.get(name, 0.0)) * at[name] / float(value) if value else np.nan for name in names}


def by_jax(calculation, plain, result, at):
    """A result and its slope in each assumption, where the calculation runs on JAX's arrays: (value, {name: slope})."""
    try:
        import jax
    except ImportError:
        raise ImportError("elasticity needs JAX, which is not installed: pip install jax") from None
    with jax.enable_x64(True):
        return jax.value_and_grad(lambda x: result_of(calculation, plain.but(**x), result))(at)


@asks
def tornado(calculation, result, scenario, names):
    """The result with each assumption in turn at the ends of its range: [(name, at low, at high)], farthest first.

    Sorted by the end that lies farther from the scenario's own result, so that one that may fall both ways counts.
    Quantities in the unit in which the result is shown. A scenario's own value outside the range stays at the centre.
    `by_role` sets choices and facts apart.

    >>> from starcalc import Scenario, model
    >>> [(name, low, high)] = tornado(model.satellite, "revenue", Scenario("seed"), ["gpus_given"])
    >>> print(text(low, 3), "to", text(high, 3))
    1.03 MUSD/year to 8.2 MUSD/year
    """
    unit, plain, ends = shown_in(result, scenario), scenario.si, []
    centre = float(number_of(calculation, plain, result))
    for name in names:
        row = scenario.assumption(name)
        ends.append([Q(end, row.unit).m_as(plain_unit(row.unit)) for end in row.range])
    # all of them in one call: an array for each assumption, which leaves the scenario's value in two places only
    moved = {name: np.full(2 * len(names), float(getattr(plain, name))) for name in names}
    for i, name in enumerate(names):
        moved[name][2 * i : 2 * i + 2] = ends[i]
    found = np.broadcast_to(result_of(calculation, plain.but(**moved), result), 2 * len(names))
    found = found.reshape(-1, 2).astype(float)
    for name, ends in zip(names, found, strict=True):
        if np.isnan(ends).any():
            raise ValueError(
                f"{result} has no value at an end of the range of {name}, {scenario.assumption(name).range}"
            )
    departures = np.max(np.abs(found - centre), axis=1) if len(names) else []
    found = Q(found, plain_unit(unit)).to(unit)
    rows = [(name, low, high) for name, (low, high) in zip(names, found, strict=True)]
    return [rows[i] for i in sorted(range(len(rows)), key=lambda i: -departures[i])]


@asks
def by_role(rows, scenario):
    """The rows of a tornado with choices and facts apart: {"choice": rows, "fact": rows}, each in the order given.

    A choice is the designer's, who takes the better end; a fact is the world's, and may fall either way. An assumption
    with a `bundle` stands with its role, though it never moves alone: a bar of its own means little.

    >>> from starcalc import Scenario, model
    >>> rows = tornado(model.satellite, "revenue", Scenario("seed"), ["gpus_given", "price"])
    >>> {role: [name for name, *_ in rows] for role, rows in by_role(rows, Scenario()).items()}
    {'choice': ['gpus_given'], 'fact': ['price']}
    """
    return {role: [row for row in rows if scenario.assumption(row[0]).role == role] for role in ROLES}


@asks
def break_even(calculation, result, target, scenario, name):
    """The value of one assumption, within its range, at which a result reaches a target.

    ValueError where the result stays on one side of the target over the whole range.

    >>> from starcalc import Q, Scenario, model
    >>> seed = Scenario("seed")
    >>> print(f"{break_even(model.satellite, 'net_present_value', Q(0, 'USD'), seed, 'price'):.3g~P}")
    4.5 USD/Mtoken
    """
    from scipy.optimize import brentq  # half of starcalc's import time, which only this function should cost

    row, plain = scenario.assumption(name), scenario.si
    unit = shown_in(result, scenario)
    goal = plain_magnitude(target, plain_unit(unit), "worlds.break_even: target")
    if np.ndim(goal):
        raise ValueError(f"worlds.break_even: target must be one Quantity, not {target!r:.60}")

    def excess(value):
        plain_value = Q(value, row.unit).m_as(plain_unit(row.unit))
        return number_of(calculation, plain.but(**{name: plain_value}), result) - goal

    low, high = row.range
    if excess(low) * excess(high) > 0:
        ends = [Q(excess(end) + goal, plain_unit(unit)).to(unit) for end in row.range]
        raise ValueError(
            f"{result} never reaches {text(target)} while {name} goes from {low} to {high} {row.unit}: "
            f"it goes from {text(ends[0])} to {text(ends[1])}"
        )
    return Q(brentq(excess, low, high, xtol=1e-12 * high), row.unit)
