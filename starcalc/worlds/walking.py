"""From one set of numbers to another, a few at a time: how much each step does, in its place and in any other."""

from collections.abc import Mapping
from math import factorial
from typing import NamedTuple

import numpy as np
import pint

from starcalc.labels import nearest
from starcalc.scenario import Scenario, asks
from starcalc.units import Q, plain_unit
from starcalc.worlds.asking import result_of, shown_in

MOST = 12  # steps: every subset of them is computed, and the orders are many more


class Step(NamedTuple):
    """One step of a walk: the result after it, and by which factor it changed, here and had it come elsewhere."""

    label: str
    value: float  # of the result after the step, in the unit in which it is shown
    factor: float  # after over before
    first: float  # the factor had the step been taken before all others
    last: float  # and after all others
    mean: float  # its geometric mean over all orders, Shapley's value of the logarithms

    @property
    def before(self):
        """The result before the step."""
        return self.value / self.factor

    @property
    def swing(self):
        """How much its place matters: its largest factor over its least, of those here, first and last."""
        factors = self.factor, self.first, self.last
        return max(factors) / min(factors)


@asks
def walk(calculation, result, start, end, steps):
    """How a result changes from one scenario to another as named groups of assumptions change: a Step for each, a list.

    `steps` is {label: names of assumptions} in the order of the walk; `...` in place of names means all that no other
    step changes. The factors multiply to end over start in any order, but each hangs on where it stands; so a Step also
    has its factor when taken `first` and `last`, and the `mean` over all orders. `start` and `end` may be dictionaries
    of inputs instead, for a function of keywords as in `published`, whose own values stand for what is not given.

    ValueError for an unknown name, a name in two steps, a step that changes nothing, a difference that no step names, a
    result that is not one number above zero on the way.

    >>> from starcalc import Scenario, model
    >>> seed, gas = Scenario("seed"), Scenario("seed", "gas")
    >>> [row] = walk(model.ground, "levelised_energy_cost", seed, gas, {"a turbine, not the grid": ...})
    >>> f"{row.before:.1f} times {row.factor:.3f} is {row.value:.1f}"
    '66.0 times 1.016 is 67.1'
    """
    if not isinstance(steps, Mapping) or not steps or len(steps) > MOST:
        raise ValueError(f"worlds.walk: steps must be 1 to {MOST} of them, as {{label: names}}, not {steps!r:.60}")
    ends = [start, end]
    if all(isinstance(scenario, Scenario) for scenario in ends):
        values = [scenario.with_units for scenario in ends]
        values = [{name: scenario[name] for name in scenario.names()} for scenario in values]
        changed = parted(*values, steps)
        found = among_scenarios(calculation, result, start.si, end.si, changed)
    elif all(isinstance(given, Mapping) for given in ends):
        changed = parted(*(dict(given) for given in ends), steps)
        found = among_inputs(calculation, result, *ends, changed)
    else:
        raise TypeError(
            f"worlds.walk: start and end must be two scenarios, or two dictionaries of inputs, "
            f"not {start!r:.40} and {end!r:.40}"
        )
    return climbed(list(steps), above_zero(found, result, list(steps)))


def parted(start, end, steps):
    """Which values each step changes: those of its names that differ between the ends."""
    known = start.keys() | end.keys()
    differ = [name for name in known if not same(start.get(name), end.get(name))]
    taken = {}
    for label, names in steps.items():
        if names is not ...:
            for name in [names] if isinstance(names, str) else names:
                if name not in known:
                    raise ValueError(f"worlds.walk: step {label!r} names {name!r}{nearest(name, known)}")
                if name in taken:
                    raise ValueError(f"worlds.walk: {name} stands in two steps, {taken[name]!r} and {label!r}")
                taken[name] = label
    rest = [name for name in differ if name not in taken]
    gathers = [label for label, names in steps.items() if names is ...]
    if rest and not gathers:
        raise ValueError(f"worlds.walk: the ends differ in what no step names: {', '.join(sorted(rest))}")
    changed = {label: [name for name in differ if taken.get(name, *gathers[:1] or [None]) == label] for label in steps}
    for label, names in changed.items():
        if not names:
            named = ", ".join(name for name, whose in taken.items() if whose == label) or "nothing is left over"
            raise ValueError(f"worlds.walk: step {label!r} changes nothing: the same at both ends is {named}")
    return changed


def same(one, other):
    """Whether two inputs are alike."""
    if one is None or other is None:
        return one is other
    return bool(np.all(one == other))


def among_scenarios(calculation, result, start, end, changed):
    """The result after every subset of the steps, in one run on arrays; bit k says that step k is done."""
    done = np.arange(2 ** len(changed))
    mixed = {}
    for k, names in enumerate(changed.values()):
        mixed |= {name: np.where(done >> k & 1, end[name], start[name]) for name in names}
    unit = shown_in(result, end)
    found = Q(result_of(calculation, end.but(**mixed), result), plain_unit(unit)).m_as(unit)
    return np.broadcast_to(np.asarray(found, dtype=float), done.shape)


def among_inputs(calculation, result, start, end, changed):
    """The same of a function of keywords, one run for each subset."""
    unit, found = None, []
    for done in range(2 ** len(changed)):
        moved = {name for k, names in enumerate(changed.values()) if done >> k & 1 for name in names}
        kept = {name: value for name, value in start.items() if name not in moved}
        answer = vars(calculation(**kept | {name: end[name] for name in moved & end.keys()}))
        if result not in answer:
            asked = f"{calculation.__name__} has no result called {result!r}"
            raise ValueError(f"worlds.walk: {asked}{nearest(result, answer)}")
        value = answer[result]
        if isinstance(value, pint.Quantity):
            unit = unit or value.units
            value = value.m_as(unit)
        found.append(value)
    return np.asarray(found, dtype=float)


def above_zero(found, result, labels):
    """Results that have factors; ValueError where they have none, and after which steps."""
    if found.ndim != 1:
        raise ValueError(f"worlds.walk: {result} has several values; ask for one, by inputs that are single numbers")
    bad = np.flatnonzero(~(found > 0))
    if bad.size:
        done = [label for k, label in enumerate(labels) if bad[0] >> k & 1]
        after = f"after {', '.join(map(repr, done))}" if done else "at the start"
        raise ValueError(f"worlds.walk: {result} is {found[bad[0]]:g} {after}; only what stays above zero has factors")
    return found


def climbed(labels, found):
    """A Step for each label, of the result after every subset."""
    count, logs = len(labels), np.log(found)
    subsets = np.arange(found.size)
    sizes = np.array([int(subset).bit_count() for subset in subsets])
    weights = np.array([factorial(size) * factorial(count - size - 1) for size in range(count)]) / factorial(count)
    rows = []
    for k, label in enumerate(labels):
        bit = 1 << k
        without = subsets[subsets & bit == 0]
        gains = logs[without | bit] - logs[without]
        mean = np.exp(np.sum(weights[sizes[without]] * gains))
        before, after = found[bit - 1], found[2 * bit - 1]
        last = found[-1] / found[found.size - 1 - bit]
        rows.append(Step(label, *map(float, (after, after / before, found[bit] / found[0], last, mean))))
    return rows
