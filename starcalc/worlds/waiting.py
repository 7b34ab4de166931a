"""How long Texas may wait for power before orbit is as cheap."""

from starcalc.model import waiting
from starcalc.scenario import asks
from starcalc.units import Q, plain_magnitude, text

NEARLY = 0.999  # of the life of the chips, beyond which no hour is left to pay for them


@asks
def longest_wait(hour, scenario):
    """How long servers, paid for, may stand without power in Texas until their hour costs as much as another's: a time.

    hour: the other's cost of a GPU-hour, a Quantity, such as `model.satellite(scenario).gpu_hour_cost`. The wait is
    taken from the servers' life, as `model.waiting` has it, and its neglects are the same. ValueError where Texas is
    dearer without any wait; no wait is as long as the life.

    >>> from starcalc import Scenario, model
    >>> best = Scenario()
    >>> print(f"{longest_wait(model.satellite(best).gpu_hour_cost, best).m_as('year'):.1f} years")
    4.0 years
    """
    from scipy.optimize import brentq  # half of starcalc's import time, which only this function should cost

    plain = scenario.si
    goal = plain_magnitude(hour, "USD/s", "worlds.longest_wait: hour")

    def excess(wait):
        return waiting(plain.but(ground_wait=wait)).waited_hour - goal

    if not excess(0.0) <= 0:
        raise ValueError(f"worlds.longest_wait: Texas costs more than {text(hour)} without any wait")
    if excess(NEARLY * plain.life) <= 0:
        return Q(plain.life, "year")
    return Q(brentq(excess, 0.0, NEARLY * plain.life), "year")
