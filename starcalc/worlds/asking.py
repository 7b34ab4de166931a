"""One result of one calculation, by name, in the unit in which it is shown, and why it may have no value."""

import numpy as np
import pint

from starcalc.labels import nearest
from starcalc.model import RESULTS
from starcalc.scenario import asks


@asks
def result_of(calculation, scenario, result):
    """One result of a calculation, by name; of an assumption's name, its value."""
    if result in scenario.names():
        return scenario[result]
    with np.errstate(all="ignore"):  # where NaN is the answer, NumPy need not say so
        values = vars(calculation(scenario))
    if result not in values:
        asked = f"{calculation.__name__} has no result called {result!r}"
        raise ValueError(f"{asked}{nearest(result, values)}; it has {', '.join(values)}")
    return values[result]


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
