"""What would change the answer: elasticities, tornado, break-even, the year; each for any result of any calculation.

A calculation is a function of a scenario with named results, such as `model.satellite`.
"""

from starcalc.worlds.asking import number_of, result_of, shown_in
from starcalc.worlds.one_at_a_time import break_even, elasticity, tornado
from starcalc.worlds.waiting import longest_wait
from starcalc.worlds.years import Years, years

__all__ = [
    "Years",
    "break_even",
    "elasticity",
    "longest_wait",
    "number_of",
    "result_of",
    "shown_in",
    "tornado",
    "years",
]


def __dir__():
    return __all__
