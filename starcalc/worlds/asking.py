"""One result of one calculation, by name, in the unit in which it is shown."""

from starcalc.model import RESULTS


def result_of(calculation, scenario, result):
    """One result of a calculation, by name; of an assumption's name, its value."""
    if result in scenario.names():
        return getattr(scenario, result)
    values = vars(calculation(scenario))
    if result not in values:
        raise ValueError(f"{calculation.__name__} has no result called {result!r}; it has {', '.join(values)}")
    return values[result]


def shown_in(result, scenario):
    """The unit in which a result, or an assumption, is shown."""
    return scenario.assumption(result).unit if result in scenario.names() else RESULTS[result][0]
