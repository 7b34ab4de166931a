"""One result of one calculation, by name, in the unit in which it is shown, and why it may have no value."""

import numpy as np
import pint

from starcalc.labels import nearest
from starcalc.model import RESULTS
from starcalc.scenario import asks


@asks
def result_of(calculation, scenario, result):
    """One result of a calculation, by name; of an assumption's name, its value."""
    return results_of(calculation, scenario, [result])[result]


def results_of(calculation, scenario, results):
    """Several results of a calculation, by name: {name: value}; of an assumption's name, its value."""
    names = scenario.names()
    values = {}
    if not set(results) <= set(names):
        with np.errstate(all="ignore"):  # where NaN is the answer, NumPy need not say so
            values = vars(calculation(scenario))
    for result in results:
        if result not in values and result not in names:
            asked = f"{calculation.__name__} has no result called {result!r}"
            raise ValueError(f"{asked}{nearest(result, values)}; it has {', '.join(values)}")
    return {result: scenario[result] if result in names else values[result] for result in results}


def listed(results, whose):
    """The names of one or several results as a list; TypeError where they are no names."""
    names = [results] if isinstance(results, str) else list(results) if isinstance(results, list | tuple) else [None]
    if not names or not all(isinstance(name, str) for name in names):
        raise TypeError(
            f"worlds.{whose}: results must be the name of a result, such as 'cost_per_token', or a list of names, "
            f"not {results!r:.60}"
        )
    return names


@asks
def number_of(calculation, scenario, result):
    """One result as one number, plain or a Quantity; ValueError where there are several, or none."""
    found = result_of(calculation, scenario, result)
    magnitude = found.magnitude if isinstance(found, pint.Quantity) else found
    if np.ndim(magnitude):
        raise ValueError(
            f"{result} has {np.size(magnitude)} values, one for each of several scenarios; ask one at a time"
        )
    if np.isnan(magnitude):
        raise ValueError(f"{result} has no value: {reason(calculation, scenario, result)}")
    return found


def reason(calculation, scenario, result):
    """Which assumption left the model's domain, as the end of a sentence: the one that, put back, mends the result."""
    table = {name: scenario.assumption(name) for name in scenario.names()}
    outside = scenario.outside()
    for name in dict.fromkeys((*outside, *scenario.changes())):
        mended = result_of(calculation, scenario.but(**{name: table[name].quantity}), result)
        if not np.isnan(mended.magnitude if isinstance(mended, pint.Quantity) else mended):
            return f"{name} = {scenario.written(name)} leaves the model's domain"
    suspects = (
        ", ".join(f"{name} = {scenario.written(name)}" for name in outside) or "no assumption is outside its range"
    )
    return f"no single assumption mends it ({suspects})"


@asks
def shown_in(result, scenario):
    """The unit in which a result, or an assumption, is shown."""
    if result in scenario.names():
        return scenario.assumption(result).unit
    if result not in RESULTS:
        raise ValueError(f"no result called {result!r}{nearest(result, RESULTS)}; model.RESULTS lists them")
    return RESULTS[result][0]
